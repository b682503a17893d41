using System.Text.Json.Serialization;

namespace Parley.Sourcing;

/// <summary>A claim as everybody may read it.</summary>
/// <param name="Rests">On how many it rests.</param>
/// <param name="Articles">Those that carry it, dispute it or correct it, in the order in which they were entered; at most 200.</param>
/// <param name="AreMore">Whether there are more than these; then the count is of these alone.</param>
/// <param name="Changes">What was known of it since when, the newest first.</param>
internal sealed record ClaimAnswer(
    Guid Id,
    string Sentence,
    ClaimKind Kind,
    ClaimStatus Status,
    DateTimeOffset StatusAt,
    RestsAnswer Rests,
    IReadOnlyList<CarriedAnswer> Articles,
    bool AreMore,
    IReadOnlyList<ClaimChangeAnswer> Changes
)
{
    /// <summary>When it was said, as EDTF.</summary>
    public string? SaidOn { get; init; }
    public string? ValidFrom { get; init; }
    public string? ValidTo { get; init; }
    public required string Url { get; init; }

    /// <summary>What it said before it was corrected, the last first.</summary>
    public IReadOnlyList<ClaimBeforeAnswer> Before { get; init; } = [];
}

/// <summary>What a claim said until it was corrected.</summary>
internal sealed record ClaimBeforeAnswer(string Sentence, ClaimKind Kind, DateTimeOffset Until)
{
    public string? SaidOn { get; init; }
    public string? ValidFrom { get; init; }
    public string? ValidTo { get; init; }
    public string? Reason { get; init; }
    public string? By { get; init; }
}

/// <param name="Unknown">Behind how many relayers, whose own words nobody here has seen, somebody else stands.</param>
/// <param name="Loops">Outlets that have it from one another; the first is also the last.</param>
internal sealed record RestsAnswer(
    int Articles,
    int Outlets,
    IReadOnlyList<RootAnswer> Roots,
    int Unknown,
    IReadOnlyList<IReadOnlyList<string>> Loops
);

/// <param name="Source">Its name; of an unnamed person how they are described.</param>
/// <param name="Via">Through whom it came.</param>
internal sealed record RootAnswer(string Source, SourceKind Kind, string? Via);

/// <param name="On">When it came out: a moment of ours, another outlet's as EDTF.</param>
/// <param name="Chain">Outermost first: whom it has it from; last who said it.</param>
internal sealed record CarriedAnswer(
    string Outlet,
    string Title,
    string? Url,
    string? On,
    Stance Stance,
    IReadOnlyList<HopAnswer> Chain
);

/// <summary>One step of a chain. What only the newsroom reads of a source is not in it.</summary>
internal sealed record HopAnswer(string Source, SourceKind Kind, AttributionAct Act, Seen Seen, bool IsVerbatim)
{
    /// <summary>As EDTF.</summary>
    public string? When { get; init; }
    public string? Place { get; init; }
    public string? Url { get; init; }
    public string? ArchivedUrl { get; init; }
    public string? WhyUnnamed { get; init; }
    public bool? IsNameKnown { get; init; }
    public string? Interest { get; init; }

    /// <summary>A step as everybody reads it.</summary>
    public static HopAnswer Of(Hop hop) =>
        new(hop.Source.Name, hop.Source.Kind, hop.Act, hop.Seen, hop.IsVerbatim)
        {
            When = hop.When,
            Place = hop.Place,
            Url = hop.Url ?? hop.Source.Url,
            ArchivedUrl = hop.ArchivedUrl,
            WhyUnnamed = hop.Source.WhyUnnamed,
            IsNameKnown = hop.Source.IsNameKnown,
            Interest = hop.Source.Interest,
        };
}

internal sealed record ClaimChangeAnswer(ClaimStatus Status, string Reason, DateTimeOffset At)
{
    public string? By { get; init; }
    public string? Url { get; init; }
    public Guid? CommentId { get; init; }
    public Guid? CorrectedBy { get; init; }
}

[JsonSerializable(typeof(ClaimAnswer))]
internal sealed partial class ClaimJson : JsonSerializerContext
{
    public static ClaimJson Ours { get; } = new(Json.Options());
}
