using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Dossiers;
using Parley.Readers;

namespace Parley.Publishing;

/// <summary>The pages on which the newsroom makes a dossier and changes it, without script.</summary>
internal static class DossierForms
{
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/dossiers", ListAsync).ShowsNoWords().For(Access.Newsroom);
        site.MapPost("/newsroom/dossiers", AddAsync).ShowsNoWords().For(Access.Newsroom).TakesForm();
        site.MapGet("/newsroom/dossiers/{dossier:guid}", ShowAsync).ShowsNoWords().For(Access.Newsroom);
        site.MapPost("/newsroom/dossiers/{dossier:guid}", ChangeAsync).ShowsNoWords().For(Access.Newsroom).TakesForm();
    }

    private static Task<IResult> ListAsync(HttpContext http, [FromServices] DossierDrawer drawer) =>
        drawer.DrawListAsync(Visit.Of(http), null, null);

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] ChangeDossier change,
        [FromServices] DossierDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var asked = new DossierAsked(form.Find("title"), form.Find("lead"));
        var made = await change.AddAsync(visit.Site.Id, visit.SignedIn, asked, visit.Cancel);
        return made.Value is { } dossier
            ? Answers.SeeOther(visit, visit.SiteUrl($"/newsroom/dossiers/{dossier.Id}"))
            : await drawer.DrawListAsync(visit, asked, made.Problem);
    }

    private static Task<IResult> ShowAsync(HttpContext http, Guid dossier, [FromServices] DossierDrawer drawer) =>
        drawer.DrawAsync(Visit.Of(http), dossier, null);

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid dossier,
        [FromServices] ChangeDossier change,
        [FromServices] DossierDrawer drawer
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
            { } add when KindOf(add) is { } kind => ToLine(form, kind, await drawer.FindStoryAsync(visit, form.Find("story")))
                is { } asked
                ? (await change.PutLineAsync(visit.Site.Id, dossier, null, asked, visit.Cancel)).Problem
                : Problems.LineClaimUnknown,
            _ => Problems.BodyInvalid,
        };
        return problem is null
            ? Answers.SeeOther(visit, visit.SiteUrl($"/newsroom/dossiers/{dossier}"))
            : await drawer.DrawAsync(visit, dossier, problem);
    }

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

    /// <summary>Of the claims that the form lists as many as are chosen.</summary>
    public static IEnumerable<string> ChosenIn(SentForm form) =>
        form.Fields.TryGetValue("claim", out var chosen) ? chosen.OfType<string>() : [];

    /// <summary>An id, or an address that ends with one: people copy what stands in the bar.</summary>
    public static Guid? Id(string? typed) => Guid.TryParse(LastOf(typed), out var id) ? id : null;

    /// <summary>What an address ends with.</summary>
    public static string? LastOf(string? typed) => typed?.Trim().TrimEnd('/').Split('/')[^1];
}
