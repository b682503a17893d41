using Microsoft.AspNetCore.Http;
using Parley.Dossiers;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>Draws the list of dossiers, and one as the newsroom sees it that changes it.</summary>
internal sealed class DossierDrawer(
    DossierStore dossiers,
    ReportTextStore reports,
    SourcingStore sourcing,
    PageFrames frames,
    Answers answers
)
{
    // Of a dossier with more stories only the first ones' claims are offered: every claim may be named by its address.
    private const int StoriesWithClaims = 20;
    private const int MostClaims = 200;

    private static readonly string[] Fields =
    [
        "do",
        "title",
        "lead",
        "slug",
        "story",
        "name",
        "what",
        "when",
        "where",
        "actor",
        "event",
        "other",
        "tie",
        "from",
        "to",
        "claims",
    ];

    public async Task<IResult> DrawListAsync(Visit visit, DossierAsked? typed, Problem? problem)
    {
        if (!TimeCursor.TryReadAfter(visit.Http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var listed = await dossiers.ListAsync(visit.Site.Id, after, visit.Cancel);
        var shown = listed.Take(DossierStore.OnPage).ToList();
        var url = visit.SiteUrl("/newsroom/dossiers");
        return await Answers.PageAsync<DossiersPage, DossiersPageModel>(
            visit,
            new DossiersPageModel(
                NewsroomModel.For(visit, frames, NewsroomPlace.Dossiers, visit.Words["dossier.list"]),
                url,
                [
                    .. shown.Select(one => new DossierLinkModel(
                        one.Title,
                        $"{url}/{one.Id}",
                        one.PublishedAt is null,
                        one.ChangedAt
                    )),
                ],
                new(
                    after is null ? null : url,
                    visit.Words["dossier.first-page"],
                    listed.Count > DossierStore.OnPage
                        ? $"{url}?after={new TimeCursor(shown[^1].ChangedAt, shown[^1].Id)}"
                        : null,
                    visit.Words["dossier.next-page"]
                )
            )
            {
                TypedTitle = typed?.Title,
                TypedLead = typed?.Lead,
                Faults = FaultsOf(visit, problem),
            },
            problem
        );
    }

    /// <param name="problem">What is wrong with the form that was sent; null where none was.</param>
    public async Task<IResult> DrawAsync(Visit visit, Guid dossier, Problem? problem)
    {
        if (await FindAsync(visit, dossier) is not { } model)
            return await answers.ProblemAsync(visit, Problems.DossierNotFound);
        if (problem is null)
            return await Answers.PageAsync<DossierEditPage, DossierEditPageModel>(visit, model);
        var form = SentForm.Of(visit.Http);
        return await Answers.PageAsync<DossierEditPage, DossierEditPageModel>(
            visit,
            model with
            {
                Faults = FaultsOf(visit, problem),
                Typed = Fields
                    .Select(field => (field, Value: form.Find(field)))
                    .Where(one => one.Value is not null)
                    .ToDictionary(one => one.field, one => one.field == "do" ? SaveOr(one.Value!) : one.Value!),
                Chosen = [.. DossierForms.ChosenIn(form)],
            },
            problem.Status
        );
    }

    // What is about no field is about the page.
    private static IReadOnlyDictionary<string, string> FaultsOf(Visit visit, Problem? problem) =>
        Answers.Faults(visit.Words, problem, "main");

    private static string SaveOr(string pressed) => pressed is "publish" or "take-back" ? "save" : pressed;

    /// <summary>The report that is meant by its id, by the address at which it is written, or by that of its page.</summary>
    public async Task<Guid?> FindStoryAsync(Visit visit, string? typed) =>
        DossierForms.Id(typed)
        ?? (
            DossierForms.LastOf(typed) is { Length: > 0 } slug
                ? await reports.FindBySlugAsync(visit.Site.Id, slug, visit.Cancel)
                : null
        );

    // Null where it is not there.
    private async Task<DossierEditPageModel?> FindAsync(Visit visit, Guid id)
    {
        var (site, words, cancel) = (visit.Site.Id, visit.Words, visit.Cancel);
        if (await dossiers.FindAsync(site, id, cancel) is not { } dossier)
            return null;
        var lines = await dossiers.ReadAsync(site, id, isPublic: false, cancel);
        var headlines = await reports.FindHeadlinesAsync(site, lines.Stories, cancel);
        var actors = lines.Actors.ToDictionary(actor => actor.Id, actor => actor.Name);
        var events = lines.Events.ToDictionary(one => one.Id, one => one.What);
        var claims = await sourcing.ListClaimsOfStoriesAsync(
            site,
            [.. lines.Stories.Take(StoriesWithClaims)],
            MostClaims,
            cancel
        );
        return new DossierEditPageModel(
            NewsroomModel.For(visit, frames, NewsroomPlace.Dossiers, dossier.Title),
            dossier.Title,
            visit.SiteUrl($"/newsroom/dossiers/{id}"),
            visit.SiteUrl("/newsroom/dossiers"),
            dossier.PublishedAt is null ? null : visit.SiteUrl($"/dossiers/{dossier.Slug}")
        )
        {
            Lead = dossier.Lead,
            Slug = dossier.Slug,
            Stories =
            [
                .. lines.Stories.Select(story => new DossierLineModel(
                    story.ToString(),
                    headlines.GetValueOrDefault(story, "")
                )),
            ],
            Actors =
            [
                .. lines.Actors.Select(actor => new DossierLineModel(
                    actor.Id.ToString(),
                    words.Listed(((string?[])[actor.Name, actor.What]).OfType<string>())
                )),
            ],
            Events =
            [
                .. lines.Events.Select(one => new DossierLineModel(
                    one.Id.ToString(),
                    words.ListedApart(((string?[])[one.When, one.What, one.Where]).OfType<string>())
                )),
            ],
            Roles =
            [
                .. lines.Roles.Select(role => new DossierLineModel(
                    role.Id.ToString(),
                    words.ListedApart([
                        actors.GetValueOrDefault(role.Actor, ""),
                        role.Part,
                        events.GetValueOrDefault(role.Event, ""),
                    ])
                )),
            ],
            Ties =
            [
                .. lines.Ties.Select(tie => new DossierLineModel(
                    tie.Id.ToString(),
                    words.ListedApart(
                        (
                            (string?[])
                                [
                                    actors.GetValueOrDefault(tie.Actor, ""),
                                    actors.GetValueOrDefault(tie.Other, ""),
                                    words["dossier.tie-" + DossierModels.WordOf(tie.Kind)],
                                    SourcingSentences.HoldsOf(words, tie.From, tie.To),
                                ]
                        ).OfType<string>()
                    )
                )),
            ],
            Claims = [.. claims.Select(claim => new DossierLineModel(claim.Id.ToString(), claim.Sentence))],
            TieKinds =
            [
                .. Enum.GetValues<TieKind>()
                    .Select(kind => (DossierModels.WordOf(kind), words["dossier.tie-" + DossierModels.WordOf(kind)])),
            ],
        };
    }
}
