namespace Parley.Views.Comments;

/// <summary>The words of a report, or the claim, that a comment is about.</summary>
/// <param name="Words">As they stand now, or last stood; the claim's sentence.</param>
/// <param name="Url">Where they stand.</param>
public sealed record PlaceModel(string Words, string Url)
{
    public bool IsClaim { get; init; }

    /// <summary>Whether the words are no longer in the report.</summary>
    public bool IsGone { get; init; }

    /// <summary>The words as they were when somebody chose them, where the text has changed since.</summary>
    public string? OldWords { get; init; }

    /// <summary>Where the report is read as it stood when it last held the words; null as long as it holds them.</summary>
    public string? TextUrl { get; init; }
}

/// <summary>A field for words of the report, for whoever did not come by a link that names them.</summary>
/// <param name="Words">What was typed.</param>
public sealed record ChosenWordsModel(string Words = "")
{
    /// <summary>What was wrong with it, in words.</summary>
    public string? Fault { get; init; }
}
