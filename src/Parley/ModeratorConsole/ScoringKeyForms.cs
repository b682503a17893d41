using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Perspective;
using Parley.Readers;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which a site's administrators see its keys for scoring, make one and revoke one.</summary>
internal static class ScoringKeyForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/scoring-keys", ShowAsync).For(Access.Administrator);
        console.MapPost("/scoring-keys", AddAsync).For(Access.Administrator).TakesForm();
        console.MapPost("/scoring-keys/revoke", RevokeAsync).For(Access.Administrator).TakesForm();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] ScoringKeyStore keys,
        [FromServices] ScoreLabelStore labels,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        return await PageAsync(visit, await ModelAsync(visit, keys, labels, frames));
    }

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] ScoringKeyStore keys,
        [FromServices] ScoringKeyDirectory directory,
        [FromServices] ScoreLabelStore labels,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var (name, typed) = (form.Find("name") ?? "", form.Find("calls") ?? "");
        var calls = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var added = await keys.AddAsync(visit.Site, name, calls, visit.SignedIn.Id, visit.Cancel);
        directory.Forget(visit.Site.Id);
        var model = await ModelAsync(visit, keys, labels, frames);
        if (added.Value is { } text)
            return await PageAsync(visit, model with { Made = (name, text) });
        var problem = added.Problem!;
        var sentence = Answers.Sentence(visit.Words, problem);
        return await PageAsync(
            visit,
            model with
            {
                Name = name,
                Calls = typed,
                NameFault = problem.Field == "name" ? sentence : null,
                CallsFault = problem.Field == "calls" ? sentence : null,
                Fault = problem.Field is null ? sentence : null,
            },
            problem.Status
        );
    }

    private static async Task<IResult> RevokeAsync(
        HttpContext http,
        [FromServices] ScoringKeyStore keys,
        [FromServices] ScoringKeyDirectory directory,
        [FromServices] ScoreLabelStore labels,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var name = SentForm.Of(http).Find("name") ?? "";
        if (!await keys.RevokeAsync(visit.Site.Id, name, visit.Cancel))
            return await answers.ProblemAsync(visit, Problems.NotFound);
        directory.Forget(visit.Site.Id);
        return await PageAsync(visit, await ModelAsync(visit, keys, labels, frames) with { Revoked = name });
    }

    private static async Task<ScoringKeysPageModel> ModelAsync(
        Visit visit,
        ScoringKeyStore keys,
        ScoreLabelStore labels,
        ConsoleFrames frames
    ) =>
        new(
            await frames.ForAsync(visit, ConsolePlace.ScoringKeys, visit.Words["scoring-keys.title"]),
            visit.SiteUrl("/console/scoring-keys"),
            visit.SiteUrl("/console/scoring-keys/revoke"),
            [
                .. (await keys.ListAsync(visit.Site.Id, visit.Cancel)).Select(key => new ScoringKeyLineModel(
                    key.Name,
                    key.CallsPerMinute,
                    key.Since,
                    // Noon, so that it is the same day wherever the site is.
                    key.LastUsed
                        is { } used
                        ? new(used.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero)
                        : null,
                    key.RevokedAt
                )),
            ],
            await labels.CountAsync(visit.Site.Id, visit.Cancel)
        )
        {
            Calls = ScoringKey.UsualCalls.ToString(CultureInfo.InvariantCulture),
            MostCalls = ScoringKey.MostCalls,
        };

    private static Task<IResult> PageAsync(Visit visit, ScoringKeysPageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<ScoringKeysPage, ScoringKeysPageModel>(visit, model, status);
}
