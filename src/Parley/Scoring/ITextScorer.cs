namespace Parley.Scoring;

/// <summary>
/// Who can say what a text is like, in this process. There may be several, each with attributes of its own; a check is set for an
/// attribute and knows none of them (<c>Screening/ScoreCheck.cs</c>).
/// </summary>
internal interface ITextScorer
{
    /// <summary>What it may say something of. No two scorers have one in common.</summary>
    IReadOnlyList<string> Attributes { get; }

    /// <summary>
    /// The model for a site as it is now; null where there is none yet, and then nobody waits for it. Each post asks, so the answer is
    /// in memory.
    /// </summary>
    ValueTask<ITextModel?> FindAsync(SiteId site, CancellationToken cancel);

    /// <summary>
    /// The model for words of the past: one that has not learned from the very words that it is asked about, for of those it only
    /// repeats what it was told.
    /// </summary>
    ValueTask<ITextModel?> FindForPastAsync(SiteId site, CancellationToken cancel) => FindAsync(site, cancel);
}

/// <summary>A model, ready to be asked. It takes some microseconds of one core and asks nobody else.</summary>
internal interface ITextModel
{
    /// <summary>What it thinks of a text, by attribute; none of those of which it cannot say anything.</summary>
    IReadOnlyList<TextScore> Score(ScoredText text);

    /// <summary>Why it says nothing of a text of which it should, as a key of the language files; null where it said something.</summary>
    string? WhyNot(ScoredText text) => null;
}
