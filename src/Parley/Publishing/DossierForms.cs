using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Dossiers;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The pages on which the newsroom makes a dossier and changes it, without script.</summary>
internal static class DossierForms
{
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

    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/dossiers", ListAsync).ShowsNoWords().For(Access.Newsroom);
        site.MapPost("/newsroom/dossiers", AddAsync).ShowsNoWords().For(Access.Newsroom).TakesForm();
        site.MapGet("/newsroom/dossiers/{dossier:guid}", ShowAsync).ShowsNoWords().For(Access.Newsroom);
        site.MapPost("/newsroom/dossiers/{dossier:guid}", ChangeAsync).ShowsNoWords().For(Access.Newsroom).TakesForm();
    }

    private static Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] DossierStore dossiers,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => DrawListAsync(Visit.Of(http), null, null, dossiers, frames, answers);

    private static async Task<IResult> DrawListAsync(
        Visit visit,
        DossierAsked? typed,
        Problem? problem,
        DossierStore dossiers,
        PageFrames frames,
        Answers answers
    )
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
            problem?.Status ?? 200
        );
    }

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] ChangeDossier change,
        [FromServices] DossierStore dossiers,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var asked = new DossierAsked(form.Find("title"), form.Find("lead"));
        var made = await change.AddAsync(visit.Site.Id, visit.SignedIn, asked, visit.Cancel);
        return made.Value is { } dossier
            ? Answers.SeeOther(visit, visit.SiteUrl($"/newsroom/dossiers/{dossier.Id}"))
            : await DrawListAsync(visit, asked, made.Problem, dossiers, frames, answers);
    }

    private static Task<IResult> ShowAsync(
        HttpContext http,
        Guid dossier,
        [FromServices] DossierEditor editor,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => DrawAsync(Visit.Of(http), dossier, null, editor, frames, answers);

    private static async Task<IResult> DrawAsync(
        Visit visit,
        Guid dossier,
        Problem? problem,
        DossierEditor editor,
        PageFrames frames,
        Answers answers
    )
    {
        if (
            await editor.FindAsync(visit, dossier, title => NewsroomModel.For(visit, frames, NewsroomPlace.Dossiers, title))
            is not { } model
        )
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
                Chosen = [.. ChosenIn(form)],
            },
            problem.Status
        );
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid dossier,
        [FromServices] ChangeDossier change,
        [FromServices] DossierEditor editor,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var problem = form.Find("do") switch
        {
            "save" or "publish" or "take-back" => (
                await change.SaveAsync(visit.Site.Id, dossier, visit.SignedIn, ToAsked(form), visit.Cancel)
            ).Problem,
            "remove" => Guid.TryParse(form.Find("line"), out var line)
                ? (await change.RemoveLineAsync(visit.Site.Id, dossier, line, visit.Cancel)).Problem
                : Problems.LineNotFound,
            { } add when KindOf(add) is { } kind => ToLine(form, kind, await editor.FindStoryAsync(visit, form.Find("story")))
                is { } asked
                ? (await change.PutLineAsync(visit.Site.Id, dossier, null, asked, visit.Cancel)).Problem
                : Problems.LineClaimUnknown,
            _ => Problems.BodyInvalid,
        };
        return problem is null
            ? Answers.SeeOther(visit, visit.SiteUrl($"/newsroom/dossiers/{dossier}"))
            : await DrawAsync(visit, dossier, problem, editor, frames, answers);
    }

    private static string SaveOr(string pressed) => pressed is "publish" or "take-back" ? "save" : pressed;

    private static LineKind? KindOf(string pressed) =>
        pressed switch
        {
            "add-story" => LineKind.Story,
            "add-actor" => LineKind.Actor,
            "add-event" => LineKind.Event,
            "add-role" => LineKind.Role,
            "add-tie" => LineKind.Tie,
            _ => null,
        };

    private static DossierAsked ToAsked(SentForm form) =>
        new(
            form.Find("title"),
            form.Find("lead"),
            form.Find("slug"),
            form.Find("do") switch
            {
                "publish" => true,
                "take-back" => false,
                _ => null,
            }
        );

    // Null where a claim is named that cannot be one.
    private static LineAsked? ToLine(SentForm form, LineKind kind, Guid? story)
    {
        List<Guid> claims = [];
        var named = (form.Find("claims") ?? "").Split((char[])[' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in ChosenIn(form).Concat(named))
        {
            if (Id(part) is not { } claim)
                return null;
            claims.Add(claim);
        }

        return new(
            kind,
            story,
            form.Find("name"),
            form.Find("what"),
            form.Find("when"),
            form.Find("where"),
            Id(form.Find("event")),
            Id(form.Find("actor")),
            Id(form.Find("other")),
            Enum.TryParse<TieKind>(form.Find("tie"), ignoreCase: true, out var tie) ? tie : null,
            form.Find("from"),
            form.Find("to"),
            claims
        );
    }

    // Of the claims that the form lists as many as are chosen.
    private static IEnumerable<string> ChosenIn(SentForm form) =>
        form.Fields.TryGetValue("claim", out var chosen) ? chosen.OfType<string>() : [];

    // What is about no field is about the page.
    private static Dictionary<string, string> FaultsOf(Visit visit, Problem? problem) =>
        problem
            ?.Others.Prepend(problem)
            .GroupBy(one => one.Field ?? "main")
            .ToDictionary(group => group.Key, group => Answers.Sentence(visit.Words, group.First()))
        ?? [];

    // An id, or an address that ends with one: people copy what stands in the bar.
    internal static Guid? Id(string? typed) => Guid.TryParse(LastOf(typed), out var id) ? id : null;

    internal static string? LastOf(string? typed) => typed?.Trim().TrimEnd('/').Split('/')[^1];
}

/// <summary>Gathers what the newsroom sees of a dossier that it changes.</summary>
internal sealed class DossierEditor(DossierStore dossiers, ReportTextStore reports, SourcingStore sourcing)
{
    // Of a dossier with more stories only the first ones' claims are offered: every claim may be named by its address.
    private const int StoriesWithClaims = 20;
    private const int MostClaims = 200;

    /// <summary>The report that is meant by its id, by the address at which it is written, or by that of its page.</summary>
    public async Task<Guid?> FindStoryAsync(Visit visit, string? typed) =>
        DossierForms.Id(typed)
        ?? (
            DossierForms.LastOf(typed) is { Length: > 0 } slug
                ? await reports.FindBySlugAsync(visit.Site.Id, slug, visit.Cancel)
                : null
        );

    /// <summary>Null where it is not there.</summary>
    public async Task<DossierEditPageModel?> FindAsync(Visit visit, Guid id, Func<string, NewsroomModel> frame)
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
            frame(dossier.Title),
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
                                    ClaimModels.HoldsOf(words, tie.From, tie.To),
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
