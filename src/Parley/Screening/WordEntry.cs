namespace Parley.Screening;

/// <summary>One entry of a word list, as it was written.</summary>
/// <param name="Line">Counted from 1, in the text that the list was read from.</param>
internal sealed record WordEntry(string Text, int Line);
