using System.Text.Json.Serialization;

namespace Parley.Dossiers;

/// <param name="Actors">Those that a line names, in the order in which they were entered; all of them for the newsroom.</param>
internal sealed record DossierAnswer(
    Guid Id,
    string Slug,
    string Title,
    string? Lead,
    string? KeptBy,
    DateTimeOffset? PublishedAt,
    DateTimeOffset ChangedAt,
    IReadOnlyList<DossierStoryAnswer> Stories,
    IReadOnlyList<ActorAnswer> Actors,
    IReadOnlyList<DossierEventAnswer> Events,
    IReadOnlyList<TieAnswer> Ties
);

/// <param name="Url">Null for a draft, which only the newsroom is told of.</param>
internal sealed record DossierStoryAnswer(Guid Id, string Title, string? Url);

internal sealed record ActorAnswer(Guid Id, string Name, string? What);

/// <param name="When">As EDTF.</param>
/// <param name="Claims">On which it rests.</param>
internal sealed record DossierEventAnswer(
    Guid Id,
    string What,
    string When,
    string? Where,
    IReadOnlyList<RoleAnswer> Roles,
    IReadOnlyList<Guid> Claims
);

internal sealed record RoleAnswer(Guid Id, Guid Actor, string Part, IReadOnlyList<Guid> Claims);

/// <param name="From">As EDTF.</param>
/// <param name="To">As EDTF.</param>
/// <param name="Status"><c>stands</c>, <c>disputed</c>, <c>one-side</c> or <c>open</c>.</param>
internal sealed record TieAnswer(
    Guid Id,
    Guid Actor,
    Guid Other,
    TieKind Kind,
    string? From,
    string? To,
    string Status,
    IReadOnlyList<Guid> Claims
);

/// <summary>A dossier as its keeper sees it in a list.</summary>
internal sealed record DossierHeadAnswer(
    Guid Id,
    string Slug,
    string Title,
    string? Lead,
    string? KeptBy,
    DateTimeOffset? PublishedAt
);

/// <param name="Id">Of the line.</param>
internal sealed record LineAnswer(Guid Id);

[JsonSerializable(typeof(DossierAnswer))]
[JsonSerializable(typeof(DossierHeadAnswer))]
[JsonSerializable(typeof(DossierAsked))]
[JsonSerializable(typeof(LineAsked))]
[JsonSerializable(typeof(LineAnswer))]
internal sealed partial class DossierJson : JsonSerializerContext
{
    public static DossierJson Ours { get; } = new(Json.Options());
}
