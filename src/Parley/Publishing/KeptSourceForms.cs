using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The pages on which the newsroom finds its sources and corrects what is known of one.</summary>
internal static class KeptSourceForms
{
    /// <summary>In an address: of how many chains it was just taken out where a source spoke that is not named any longer.</summary>
    public const string Emptied = "emptied";

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/sources", ListAsync).For(Access.Newsroom);
        site.MapGet("/newsroom/sources/{source:guid}", ShowAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/sources/{source:guid}", CorrectAsync).For(Access.Newsroom).TakesForm();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] SourcingStore sourcing,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!RecordEndpoints.TryReadAfter(http, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var sought = RecordEndpoints.SoughtIn(http);
        var found = await sourcing.ListSourcesAsync(visit.Site.Id, sought, after, visit.Cancel);
        var shown = found.Take(SourcingStore.OnPage).ToList();
        var home = visit.SiteUrl("/newsroom/sources");
        var search = new SoughtModel(home, sought);
        return await Answers.PageAsync<KeptSourcesPage, KeptSourcesPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Sources, visit.Words["kept-sources.title"]),
                [.. shown.Select(one => new KeptSourceModel($"{home}/{one.Id}", one.Name, SourcingSentences.WordOf(one.Kind)))],
                search
            )
            {
                FirstUrl = after is null ? null : search.UrlOf(null),
                NextUrl = found.Count > shown.Count ? search.UrlOf($"{shown[^1].Id}") : null,
            }
        );
    }

    private static Task<IResult> ShowAsync(HttpContext http, Guid source, [FromServices] KeptSourceDrawer drawer) =>
        drawer.DrawAsync(Visit.Of(http), source, null, null);

    private static async Task<IResult> CorrectAsync(
        HttpContext http,
        Guid source,
        [FromServices] CorrectSource correct,
        [FromServices] KeptSourceDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var asked = new SourceAsked(
            null,
            SourcingSentences.Find<SourceKind>(form.Find("kind")),
            form.Find("source"),
            form.Find("why-unnamed"),
            SourceForms.KnownOf(form.Find("name-known")),
            form.Find("interest"),
            form.Find("url"),
            form.Find("note")
        );
        var done = await correct.HandleAsync(
            visit.Site.Id,
            source,
            visit.SignedIn,
            asked,
            RecordEndpoints.NumberIn(form),
            visit.Cancel
        );
        return done.Value is { } kept
            ? Answers.SeeOther(
                visit,
                visit.SiteUrl($"/newsroom/sources/{source}")
                    + (kept.Emptied.Count > 0 ? $"?{Emptied}={kept.Emptied.Count}" : "")
            )
            : await drawer.DrawAsync(visit, source, form, done.Problem);
    }
}

/// <summary>Draws a source with the form by which it is corrected, with what was typed and what is wrong with it.</summary>
internal sealed class KeptSourceDrawer(SourcingStore sourcing, FormerStore former, PageFrames frames, Answers answers)
{
    /// <param name="typed">Null for what is kept.</param>
    public async Task<IResult> DrawAsync(Visit visit, Guid source, SentForm? typed, Problem? problem)
    {
        if (await sourcing.FindSourceAsync(visit.Site.Id, source, visit.Cancel) is not { } found)
            return await answers.ProblemAsync(visit, Problems.SourceNotFound);
        var kept = ValuesOf(found);
        if (!PastParts.TryReadBefore(visit.Http.Request, out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var past = await former.ReadAsync(visit.Site.Id, found, before, visit.Cancel);
        var url = visit.SiteUrl($"/newsroom/sources/{source}");
        return await Answers.PageAsync<SourceEditPage, SourceEditPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Sources, found.Name),
                found.Name,
                visit.SiteUrl("/newsroom/sources"),
                url,
                typed is null ? kept : kept.Keys.ToDictionary(field => field, field => typed.Find(field) ?? ""),
                PastParts.ToModel(
                    visit.Words,
                    url,
                    before,
                    past,
                    one => new FormerModel(one.At, one.By, [.. FactsOf(visit.Words, one.Source)])
                )
            )
            {
                // Whoever reads that somebody else has corrected it reads here what is kept now, and may then correct it again.
                Number = past.Number,
                Emptied = int.TryParse(
                    visit.Http.Request.Query[KeptSourceForms.Emptied],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var emptied
                )
                    ? emptied
                    : 0,
                Now = problem?.Code == Problems.RecordChanged.Code ? [.. FactsOf(visit.Words, found)] : [],
                Faults = Answers.Faults(visit.Words, problem, "number"),
            },
            problem
        );
    }

    private static Dictionary<string, string> ValuesOf(Source source) =>
        new()
        {
            ["source"] = source.Name,
            ["kind"] = SourcingSentences.WordOf(source.Kind),
            ["why-unnamed"] = source.WhyUnnamed ?? "",
            ["name-known"] = SourceForms.WordOf(source.IsNameKnown),
            ["interest"] = source.Interest ?? "",
            ["url"] = source.Url ?? "",
            ["note"] = source.Note ?? "",
        };

    private static IEnumerable<string> FactsOf(Words words, Source source)
    {
        yield return source.Name.Length == 0 ? words["kept-sources.name-forgotten"] : source.Name;
        yield return words["sources.kind-" + SourcingSentences.WordOf(source.Kind)];
        if (source.IsNameKnown is { } known)
            yield return words["sources.name-known-" + SourceForms.WordOf(known)];
        foreach (var fact in new[] { source.WhyUnnamed, source.Interest, source.Url, source.Note }.OfType<string>())
            yield return fact;
    }
}
