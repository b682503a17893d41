using System.Text.Json.Serialization;
using Parley.Sourcing;

namespace Parley.Dossiers;

/// <summary>What a newsroom keeps of a matter across its stories: what happened, who acted, and what was between them.</summary>
/// <param name="Slug">Its name in its address.</param>
/// <param name="KeptBy">By name; null where the account is gone.</param>
/// <param name="PublishedAt">Null as long as it is a draft.</param>
internal sealed record Dossier(
    Guid Id,
    string Slug,
    string Title,
    string? Lead,
    string? KeptBy,
    DateTimeOffset? PublishedAt,
    DateTimeOffset ChangedAt
)
{
    public const int LongestTitle = 200;
    public const int LongestLead = 1_000;

    // A dossier is read whole and shown whole: with more than this nobody reads it, and no answer could promise to be quick.
    public const int MostStories = 200;
    public const int MostActors = 60;
    public const int MostEvents = 400;
    public const int MostRoles = 800;
    public const int MostTies = 120;
    public const int MostClaimsOfLine = 12;
}

/// <summary>Somebody who acts in a dossier.</summary>
/// <param name="What">What it is, in a word or two: <c>movement</c>.</param>
internal sealed record Actor(Guid Id, string Name, string? What)
{
    public const int LongestWhat = 60;
}

/// <summary>Something that happened, or is said to have.</summary>
/// <param name="When">As EDTF.</param>
internal sealed record DossierEvent(Guid Id, string What, string When, string? Where)
{
    public const int LongestWhat = 500;
}

/// <summary>What an actor was in an event: <c>host</c>.</summary>
internal sealed record EventRole(Guid Id, Guid Event, Guid Actor, string Part);

/// <summary>What is between two actors.</summary>
/// <param name="From">Since when, as EDTF.</param>
/// <param name="To">Until when, as EDTF.</param>
internal sealed record Tie(Guid Id, Guid Actor, Guid Other, TieKind Kind, string? From, string? To)
{
    /// <summary>Whether it is said from when on, or until when, it held.</summary>
    public bool IsDated => From is not null || To is not null;

    /// <summary>Whether it may have held on a day.</summary>
    public bool Covers(DateOnly day) => Spans.Covers(From, To, day);
}

/// <summary>Whether something is said to hold on a day.</summary>
internal static class Spans
{
    /// <param name="from">As EDTF; null where it is not said.</param>
    /// <param name="to">As EDTF; null where it is not said.</param>
    public static bool Covers(string? from, string? to, DateOnly day) =>
        (!Edtf.TryParse(from, out var start) || start.First <= day) && (!Edtf.TryParse(to, out var end) || day <= end.Last);
}

/// <summary>What is between two actors.</summary>
internal enum TieKind
{
    [JsonStringEnumMemberName("alliance")]
    Alliance = 0,

    [JsonStringEnumMemberName("rupture")]
    Rupture = 1,

    [JsonStringEnumMemberName("mediation")]
    Mediation = 2,

    [JsonStringEnumMemberName("accusation")]
    Accusation = 3,

    [JsonStringEnumMemberName("contact")]
    Contact = 4,

    [JsonStringEnumMemberName("support")]
    Support = 5,

    [JsonStringEnumMemberName("agreement")]
    Agreement = 6,

    [JsonStringEnumMemberName("membership")]
    Membership = 7,

    [JsonStringEnumMemberName("representation")]
    Representation = 8,

    [JsonStringEnumMemberName("rivalry")]
    Rivalry = 9,
}

/// <summary>A claim on which a line rests, with what is known of it.</summary>
/// <param name="Line">The event, the role or the tie.</param>
internal sealed record LineClaim(Guid Line, Guid Claim, string Sentence, ClaimStatus Status, string? ValidFrom, string? ValidTo)
{
    /// <summary>Whether it is said from when on, or until when, it holds.</summary>
    public bool IsDated => ValidFrom is not null || ValidTo is not null;
}

/// <summary>On whom a claim rests, as far as everybody may know.</summary>
/// <param name="Roots">Who said it in the end, by what two of them are told apart.</param>
/// <param name="Relayers">Through whom they came.</param>
/// <param name="HasName">Whether one of them has a name.</param>
/// <param name="IsSeen">Whether the newsroom has seen the words of one who said it, in the original or a copy.</param>
internal sealed record ClaimRests(
    IReadOnlyCollection<(Guid, string?)> Roots,
    IReadOnlyCollection<Guid> Relayers,
    bool HasName,
    bool IsSeen
)
{
    /// <summary>The same ones as they are named.</summary>
    public IReadOnlyList<Root> Named { get; init; } = [];

    /// <summary>Of a claim that nobody is said to have said.</summary>
    public static ClaimRests OnNobody { get; } = new([], [], false, false);

    /// <param name="stating">Those that state the claim.</param>
    /// <param name="ours">What this publication is called.</param>
    public static ClaimRests Of(IReadOnlyCollection<Attribution> stating, string ours)
    {
        var roots = RootCount.Of(stating, ours).Roots;
        return new(
            [
                // As they are counted for one claim: two unnamed people of one description, by one relayer, are one.
                .. roots.Select(root =>
                    root.Source.IsUnnamed
                        ? (root.Via?.Id ?? default, Source.KeyOf(root.Source.Name))
                        : (root.Source.Id, (string?)null)
                ),
            ],
            [.. roots.Select(root => root.Via?.Id).OfType<Guid>()],
            roots.Any(root => !root.Source.IsUnnamed),
            stating.Any(one => !one.IsDeclined && one.Hops[^1].Seen != Seen.No)
        )
        {
            Named = roots,
        };
    }
}

/// <summary>All that a dossier holds.</summary>
/// <param name="Claims">By line.</param>
internal sealed record DossierLines(
    IReadOnlyList<Guid> Stories,
    IReadOnlyList<Actor> Actors,
    IReadOnlyList<DossierEvent> Events,
    IReadOnlyList<EventRole> Roles,
    IReadOnlyList<Tie> Ties,
    ILookup<Guid, LineClaim> Claims
);
