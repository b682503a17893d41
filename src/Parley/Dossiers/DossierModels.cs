using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Views;
using Parley.Views.Dossiers;

namespace Parley.Dossiers;

/// <summary>Turns a dossier into what its page shows, its JSON answer, and what machines read.</summary>
internal static class DossierModels
{
    public static DossierPageModel ToModel(Visit visit, PageModel page, DossierReader.Read read, DossierSieve sieve)
    {
        var words = visit.Words;
        var self = visit.SiteUrl($"/dossiers/{read.Dossier.Slug}");
        var names = read.Actors.ToDictionary(actor => actor.Id, actor => actor.Name);
        var events = read.Events.Skip(sieve.EventsAfter).Take(DossierReader.EventsOnPage).ToList();
        var next = sieve.EventsAfter + events.Count;
        var ties = read.Ties.Select((tie, at) => (Tie: tie, Number: at + 1, Claims: read.Claims[tie.Id].ToList())).ToList();
        return new DossierPageModel(page, read.Dossier.Title, self)
        {
            Lead = read.Dossier.Lead,
            KeptBy = read.Dossier.KeptBy,
            ChangedAt = read.Dossier.ChangedAt,
            Stories =
            [
                .. read.Stories.Select(story => new DossierStoryModel(
                    story.Title ?? words["thread.title"],
                    ClaimReader.UrlOf(visit, story),
                    story.PublishedAt
                )),
            ],
            Events =
            [
                .. events.Select(one => new DossierEventModel(
                    one.Event.What,
                    SourcingSentences.DateOf(words, one.Date),
                    MachineOf(one.Date),
                    one.Date is { IsUnsure: false, Unit: EdtfUnit.Day, EndUnit: null, IsOpenBefore: false, IsOpenAfter: false }
                )
                {
                    Where = one.Event.Where,
                    Roles = [.. read.Roles[one.Event.Id].Select(role => (names.GetValueOrDefault(role.Actor, ""), role.Part))],
                    Claims = [.. read.Claims[one.Event.Id].Select(claim => ToClaim(visit, claim, null))],
                }),
            ],
            EventPages = new(
                sieve.EventsAfter > 0 ? self + sieve.ToQuery(0) : null,
                words["dossier.first-events"],
                next < read.Events.Count ? self + sieve.ToQuery(next) : null,
                words["dossier.more-events"]
            ),
            Ties =
            [
                .. ties.Select(one => new TieModel(
                    one.Number,
                    words.Listed([names.GetValueOrDefault(one.Tie.Actor, ""), names.GetValueOrDefault(one.Tie.Other, "")]),
                    words["dossier.tie-" + WordOf(one.Tie.Kind)],
                    SourcingSentences.HoldsOf(words, one.Tie.From, one.Tie.To),
                    words["dossier.tie-is-" + WordOf(read.Status[one.Tie.Id])]
                )
                {
                    Claims = [.. one.Claims.Select(claim => ToClaim(visit, claim, read.Rests.GetValueOrDefault(claim.Claim)))],
                }),
            ],
            Map = TieMap.Of(
                read.Actors,
                [
                    .. ties.Select(one => new TieMap.Line(
                        one.Number,
                        one.Tie.Actor,
                        one.Tie.Other,
                        read.Status[one.Tie.Id] is TieStatus.Stands or TieStatus.Open
                    )),
                ],
                number => words.Number(number)
            ),
            On = sieve.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            OnInWords = sieve.On is { } day ? words.Date(day) : null,
            Undated = read.Undated,
            IsWithoutUnnamed = sieve.IsWithoutUnnamed,
            IsWithoutUnseen = sieve.IsWithoutUnseen,
        };
    }

    public static DossierAnswer ToAnswer(Visit visit, DossierReader.Read read) =>
        new(
            read.Dossier.Id,
            read.Dossier.Slug,
            read.Dossier.Title,
            read.Dossier.Lead,
            read.Dossier.KeptBy,
            read.Dossier.PublishedAt,
            read.Dossier.ChangedAt,
            [
                .. read.Stories.Select(story => new DossierStoryAnswer(
                    story.Id,
                    story.Title ?? "",
                    ClaimReader.AbsoluteUrlOf(visit, story)
                )),
                .. read.Drafts.Select(draft => new DossierStoryAnswer(draft.Key, draft.Value, null)),
            ],
            [.. read.Actors.Select(actor => new ActorAnswer(actor.Id, actor.Name, actor.What))],
            [
                .. read.Events.Select(one => new DossierEventAnswer(
                    one.Event.Id,
                    one.Event.What,
                    one.Event.When,
                    one.Event.Where,
                    [
                        .. read.Roles[one.Event.Id]
                            .Select(role => new RoleAnswer(role.Id, role.Actor, role.Part, ClaimsOf(read, role.Id))),
                    ],
                    ClaimsOf(read, one.Event.Id)
                )),
            ],
            [
                .. read.Ties.Select(tie => new TieAnswer(
                    tie.Id,
                    tie.Actor,
                    tie.Other,
                    tie.Kind,
                    tie.From,
                    tie.To,
                    WordOf(read.Status[tie.Id]),
                    ClaimsOf(read, tie.Id)
                )),
            ]
        );

    private static List<Guid> ClaimsOf(DossierReader.Read read, Guid line) =>
        [.. read.Claims[line].Select(claim => claim.Claim)];

    /// <summary>https://schema.org/CollectionPage with the events that it shows: https://schema.org/Event.</summary>
    public static string ToJsonLd(Visit visit, DossierReader.Read read, DossierSieve sieve)
    {
        var page = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "CollectionPage",
            ["name"] = read.Dossier.Title,
            ["url"] = visit.Home.Absolute($"/{visit.Site.Name}/dossiers/{read.Dossier.Slug}"),
            ["about"] = new JsonArray([
                .. read
                    .Events.Skip(sieve.EventsAfter)
                    .Take(DossierReader.EventsOnPage)
                    .Select(
                        JsonNode (one) =>
                        {
                            var happened = new JsonObject { ["@type"] = "Event", ["name"] = one.Event.What };
                            // Who reads a date there takes it for sure.
                            if (!one.Date.IsUnsure && MachineOf(one.Date) is { } when)
                                happened["startDate"] = when;
                            if (one.Event.Where is { } where)
                                happened["location"] = new JsonObject { ["@type"] = "Place", ["name"] = where };
                            return happened;
                        }
                    ),
            ]),
        };
        var claims = read
            .Events.Skip(sieve.EventsAfter)
            .Take(DossierReader.EventsOnPage)
            .SelectMany(one => read.Claims[one.Event.Id])
            .DistinctBy(claim => claim.Claim)
            .ToList();
        if (claims.Count > 0)
            page["hasPart"] = new JsonArray([
                .. claims.Select(
                    JsonNode (claim) =>
                        new JsonObject
                        {
                            ["@type"] = "Claim",
                            ["url"] = visit.Home.Absolute($"/{visit.Site.Name}/claims/{claim.Claim}"),
                            ["text"] = claim.Sentence,
                        }
                ),
            ]);
        if (read.Dossier.Lead is { } lead)
            page["description"] = lead;
        if (read.Dossier.KeptBy is { } keeper)
            page["editor"] = new JsonObject { ["@type"] = "Person", ["name"] = keeper };
        return ClaimJsonLd.ToText(page);
    }

    private static LineClaimModel ToClaim(Visit visit, LineClaim claim, ClaimRests? rests) =>
        new(
            claim.Sentence,
            visit.SiteUrl($"/claims/{claim.Claim}"),
            claim.Status == ClaimStatus.Open ? null : SourcingSentences.StatusOf(visit.Words, claim.Status)
        )
        {
            Root = rests?.Named switch
            {
                null or [] => null,
                [var only] => only.Via is { } via
                    ? visit.Words.Format(
                        "sourcing.via",
                        ("source", SourcingSentences.NameOf(visit.Words, only.Source)),
                        ("relayer", via.Name)
                    )
                    : SourcingSentences.NameOf(visit.Words, only.Source),
                { Count: var count } => visit.Words.Count("sourcing.roots", count),
            },
        };

    // HTML and schema.org know days, months and years; a season has no form of its own there.
    private static string? MachineOf(Edtf date) =>
        date.IsOpenBefore
            ? null
            : date.Unit switch
            {
                EdtfUnit.Day => date.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                EdtfUnit.Year => date.First.ToString("yyyy", CultureInfo.InvariantCulture),
                EdtfUnit.Month => date.First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                _ => null,
            };

    public static string WordOf(TieKind kind) => kind.ToString().ToLowerInvariant();

    public static string WordOf(TieStatus status) =>
        status == TieStatus.OneSide ? "one-side" : status.ToString().ToLowerInvariant();
}
