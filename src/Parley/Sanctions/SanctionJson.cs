using System.Text.Json.Serialization;

namespace Parley.Sanctions;

/// <summary>What a moderator decides about a writer, as a client sends it.</summary>
/// <param name="Kind"><c>warning</c>, <c>hold</c>, <c>silence</c>, <c>suspension</c> or <c>ban</c>.</param>
/// <param name="Rule">The house rule that was broken, by its number; may be absent for a hold.</param>
/// <param name="Words">Why; the reader reads it.</param>
/// <param name="Until">When it ends by itself; absent until it is lifted. A suspension has one, of 1 hour to 365 days; a warning none.</param>
/// <param name="Everywhere">On all sites of the installation, present and future: for operators, and without a rule of the house.</param>
/// <param name="Text">Which of the rule's ready texts the reader reads, from 1, with the words in it; absent for the words alone.</param>
/// <param name="RulesVersion">The version of the house's rules that was read: then nothing is decided by other ones.</param>
internal sealed record SanctionBody(
    SanctionKind? Kind = null,
    int? Rule = null,
    string? Words = null,
    DateTimeOffset? Until = null,
    int? RulesVersion = null,
    bool Everywhere = false,
    int? Text = null
);

/// <summary>A house rule that was cited.</summary>
/// <param name="Name">As it was called then.</param>
/// <param name="Law">Where the law stands that forbids it; absent for a rule of the house's own.</param>
internal sealed record CitedRuleAnswer(int Number, string Name, int Version, string? Law = null);

/// <summary>A sanction, as staff see it.</summary>
/// <param name="ReadAt">When its reader said that they had read it, of a warning.</param>
internal sealed record SanctionAnswer(
    Guid Id,
    Guid ReaderId,
    SanctionKind Kind,
    string? Words,
    CitedRuleAnswer? Rule,
    string? By,
    DateTimeOffset At,
    DateTimeOffset? Until,
    DateTimeOffset? ReadAt,
    DateTimeOffset? LiftedAt,
    string? LiftedBy,
    bool Stands
)
{
    /// <summary>Whether it holds on all sites: then an operator lifts it.</summary>
    public bool Everywhere { get; init; }

    /// <summary>Whether an objection to it waits: then its words, its rule and who gave it are left out here.</summary>
    public bool Objected { get; init; }
}

/// <summary>A sanction, as the one concerned sees it: without the names of those who decided.</summary>
internal sealed record OwnSanctionAnswer(
    Guid Id,
    SanctionKind Kind,
    string Words,
    CitedRuleAnswer? Rule,
    DateTimeOffset At,
    DateTimeOffset? Until,
    DateTimeOffset? ReadAt,
    DateTimeOffset? LiftedAt,
    bool Stands
)
{
    /// <summary>Whether it holds on all sites of the installation.</summary>
    public bool Everywhere { get; init; }

    /// <summary>With it one objects.</summary>
    public string? Code { get; init; }
}

/// <summary>What a reader has met with, standing or past, the latest first.</summary>
internal sealed record SanctionsAnswer(IReadOnlyList<SanctionAnswer> Sanctions);

[JsonSerializable(typeof(SanctionBody))]
[JsonSerializable(typeof(SanctionAnswer))]
[JsonSerializable(typeof(SanctionsAnswer))]
internal sealed partial class SanctionJson : JsonSerializerContext
{
    public static SanctionJson Ours { get; } = new(Json.Options());
}
