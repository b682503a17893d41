namespace Parley.Sourcing;

/// <summary>
/// Who seems to say what a passage of a report says, found by rules. It is shown to an editor, who takes it, changes it or leaves it:
/// nothing is kept of it unasked.
/// </summary>
/// <param name="Paragraph">The paragraph of the passage, from 0.</param>
/// <param name="Start">Where the passage begins in its paragraph, in UTF-16 units.</param>
/// <param name="Length">Of the passage, in UTF-16 units; quotation marks around the whole of it are not counted.</param>
/// <param name="Speaker">The fullest words in the report for the one who speaks.</param>
internal sealed record ProposedAttribution(int Paragraph, int Start, int Length, AttributionAct Act, SourceWords Speaker)
{
    /// <summary>What the speaker is; unnamed where the report does not tell who it is: "people with knowledge of the matter".</summary>
    public SourceKind Kind { get; init; }

    /// <summary>The reason that the report gives for it, in its own words.</summary>
    public string? WhyUnnamed { get; init; }

    /// <summary>Those through whom the words came, the one nearest to the report first.</summary>
    public IReadOnlyList<SourceWords> Relayers { get; init; } = [];

    public SaidWhen? When { get; init; }

    /// <summary>Whether the passage is a quotation as a whole.</summary>
    public bool IsVerbatim { get; init; }

    public int End => Start + Length;
}

/// <summary>Words of a report that name a source, and where they stand.</summary>
/// <param name="Start">Where they begin in their paragraph, in UTF-16 units.</param>
internal sealed record SourceWords(string Words, int Paragraph, int Start);

/// <summary>When something was said, as far as a report tells.</summary>
/// <param name="Date">The day, the month or the year in the Extended Date/Time Format (ISO 8601-2), where the words say one.</param>
internal sealed record SaidWhen(string Words, string? Date);

/// <summary>Words of a report that put something into the mouth of nobody in particular, such as "observers believe".</summary>
/// <param name="Start">Where they begin in their paragraph, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
internal sealed record UnattributedPlace(int Paragraph, int Start, int Length);
