namespace Parley.Sourcing;

/// <summary>
/// Proposes who says what in a report, by rules: quotation marks, "according to", "said on", "declined to", "who asked not to be named". The
/// words of a language stand in a file beside this one; a language without one gets nothing. It takes time in proportion to the text.
/// </summary>
internal static class AttributionProposer
{
    /// <summary>The passages that somebody is said to have said, in the order of the report.</summary>
    /// <param name="language">As in BCP 47; only its first part counts.</param>
    /// <param name="paragraphs">The report's paragraphs as plain text.</param>
    /// <param name="published">When the report came out: of which year "March 25" is, and which day "Monday".</param>
    public static IReadOnlyList<ProposedAttribution> Propose(
        string language,
        IReadOnlyList<string> paragraphs,
        DateOnly? published = null
    )
    {
        if (SourcingWords.For(language) is not { } words)
            return [];
        var sentences = Sentences(words, paragraphs);
        var reader = new SentenceReader(words);
        return new ReportReading(words, [.. sentences.Select(reader.Read)], published).Proposals();
    }

    /// <summary>The places that put words into the mouth of nobody in particular: "sources say", "it is believed", "reportedly".</summary>
    /// <param name="language">As in BCP 47; only its first part counts.</param>
    /// <param name="paragraphs">The report's paragraphs as plain text.</param>
    public static IReadOnlyList<UnattributedPlace> Unattributed(string language, IReadOnlyList<string> paragraphs) =>
        SourcingWords.For(language) is { } words ? [.. Sentences(words, paragraphs).SelectMany(new VaguePlaces(words).In)] : [];

    private static List<ReportSentence> Sentences(SourcingWords words, IReadOnlyList<string> paragraphs) =>
        [.. Enumerable.Range(0, paragraphs.Count).SelectMany(x => new ReportSentences(words).Of(paragraphs, x))];
}
