namespace Parley.Sourcing;

/// <summary>What a sentence says of who says what, before it is known who "he" is.</summary>
/// <param name="From">Where the passage begins in its paragraph, in UTF-16 units.</param>
/// <param name="To">Where it ends.</param>
internal sealed record FoundAttribution(ReportSentence Sentence, int From, int To, AttributionAct Act, SourcePhrase? Speaker)
{
    public bool IsVerbatim { get; init; }

    /// <summary>The one nearest to the report first.</summary>
    public IReadOnlyList<SourcePhrase> Relayers { get; init; } = [];

    /// <summary>Which of the sentence's tokens may say when: those outside the passage.</summary>
    public Range Around { get; init; }

    /// <summary>Whether its quotation goes on in the next paragraph.</summary>
    public bool IsOpen { get; init; }
}

/// <param name="Subject">Who the sentence is about.</param>
internal sealed record SentenceReading(ReportSentence Sentence, IReadOnlyList<FoundAttribution> Found, SourcePhrase? Subject);
