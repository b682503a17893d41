namespace Parley.Screening;

/// <summary>One entry of a word list, as it was written.</summary>
/// <param name="Line">Counted from 1, in the text that the list was read from.</param>
internal sealed record WordEntry(string Text, int Line)
{
    /// <summary>Until when it is in shadow, and what it finds counts for nothing; null where it counts.</summary>
    public DateTimeOffset? ShadowUntil { get; init; }
}
