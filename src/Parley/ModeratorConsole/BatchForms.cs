using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.HouseRules;
using Parley.Moderation;
using Parley.Readers;
using Parley.Stories;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>Comments that are decided together: a page that shows which, and one press of a button.</summary>
internal static class BatchForms
{
    private const int InSample = 5;

    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/batch", ShowAsync).For(Access.Moderator);
        console.MapPost("/batch", DecideAsync).For(Access.Moderator).TakesForm();
    }

    /// <summary>What there may be to decide together with a comment.</summary>
    public static IEnumerable<BatchKind> Of(ModeratedComment known)
    {
        yield return BatchKind.Writer;
        yield return BatchKind.Day;
        yield return BatchKind.Alike;
        if (BatchStore.HostsOf(known.Read.Comment.Source).Count > 0)
            yield return BatchKind.Link;
        if (known.Reasons.Count > 0)
            yield return BatchKind.Check;
    }

    public static string NameOf(Visit visit, BatchKind kind) =>
        visit.Words["console.batch-" + kind.ToString().ToLowerInvariant()];

    public static string Url(Visit visit, Guid comment, BatchKind kind) =>
        visit.SiteUrl($"/console/batch?c={comment}&of={kind.ToString().ToLowerInvariant()}");

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] BatchStore batches,
        [FromServices] CommentGate gate,
        [FromServices] RuleBooks books,
        [FromServices] CaseStore cases,
        [FromServices] CareStore cares,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (
            !ConsoleEndpoints.TryReadId(http, "c", out var chosen)
            || chosen is not { } comment
            || Batch.ReadKind(http.Request.Query["of"]) is not { } kind
        )
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await gate.FindObstacleAsync(visit, comment) is { } obstacle)
            return await answers.ProblemAsync(visit, obstacle);
        var within = StorySections.Of(visit.Site, visit.SignedIn);
        if (await batches.FindAsync(visit.Site, comment, kind, within, visit.Cancel) is not { } batch)
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var book = await books.FindAsync(visit.Site, visit.Cancel);
        var models = new CommentModels(visit.Home, visit.Site.Name, isFramed: false);
        var sample = batch.Comments.Take(InSample).ToList();
        var hard = await cases.FindHardAsync(visit.Site.Id, book, sample.ConvertAll(read => read.Comment.Id), visit.Cancel);
        var care = await cares.FindAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel);
        var (own, ownNoticed) = (0, 0);
        // Who else may decide is the same for all of them in one discussion.
        foreach (
            var ofThread in batch
                .Comments.Where(read => read.Comment.AuthorId == visit.SignedIn.Id)
                .GroupBy(read => read.Comment.ThreadId)
        )
        {
            if (!await cases.HasOtherAsync(visit.Site, ofThread.First().Comment, visit.Cancel))
                continue;
            own += ofThread.Count();
            ownNoticed += ofThread.Count(read => batch.Noticed.Contains(read.Comment.Id));
        }

        var model = new BatchPageModel(
            await frames.ForAsync(visit, ConsolePlace.Queue, NameOf(visit, kind)),
            kind.ToString().ToLowerInvariant(),
            visit.SiteUrl($"/console/batch?rules={book.Version}"),
            [.. sample.Select(read => QueueDrawer.ToModel(models, read))]
        )
        {
            Veil = QueueDrawer.VeilOf(care, book, hard),
            Common =
                kind is BatchKind.Writer or BatchKind.Day && batch.Comments.Count > 0
                    ? batch.Comments[0].AuthorName
                    : batch.Common ?? "",
            Count = batch.Comments.Count,
            Published = batch.Comments.Count(read => read.Comment.State == CommentState.Published),
            Own = own,
            Noticed = batch.Noticed.Count,
            Publishable = batch.Comments.Count - batch.Noticed.Count - own + ownNoticed,
            IsWhole = batch.IsWhole,
            Comments = string.Join(' ', batch.Comments.Select(read => read.Comment.Id.ToString("N"))),
            Seen = visit.Now.ToMicros().ToString("x", CultureInfo.InvariantCulture),
            Rules = [.. book.Own.Select(rule => RuleForms.ToCite(visit, rule))],
            Laws = [.. book.Laws.Select(rule => RuleForms.ToCite(visit, rule))],
            BackUrl = visit.SiteUrl($"/console?c={comment}"),
        };
        return await Answers.PageAsync<BatchPage, BatchPageModel>(visit, model);
    }

    private static async Task<IResult> DecideAsync(
        HttpContext http,
        [FromServices] DecideBatch decide,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var words = form.Find("words");
        if (form.Find("do") is not ("publish" or "reject"))
            return await answers.ProblemAsync(visit, Problems.DecisionUnknown, words);
        if (ReadIds(form.Find("comments")) is not { } comments || ReadSeen(form.Find("seen")) is not { } seen)
            return await answers.ProblemAsync(visit, Problems.BodyInvalid, words);
        var (rule, text) = ConsoleEndpoints.ReadRule(form.Find("rule"));
        var request = new DecideBatch.Request(comments, form.Find("do") == "publish", rule, words)
        {
            Text = text,
            Seen = seen,
            RulesVersion = ConsoleEndpoints.ReadNumber(http.Request.Query["rules"]),
        };
        var decided = await decide.HandleAsync(visit.Site, visit.SignedIn, request, visit.Cancel);
        if (!decided.IsSuccess)
            return await answers.ProblemAsync(visit, decided.Problem, words);
        var (own, noticed) = (decided.Value.Own, decided.Value.Noticed);
        string[] left =
        [
            .. own > 0 ? [$"left={own}"] : Array.Empty<string>(),
            .. noticed > 0 ? [$"noticed={noticed}"] : Array.Empty<string>(),
        ];
        return Answers.SeeOther(visit, visit.SiteUrl(left.Length > 0 ? "/console?" + string.Join('&', left) : "/console"));
    }

    private static List<Guid>? ReadIds(string? text)
    {
        var ids = new List<Guid>();
        foreach (var name in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Guid.TryParseExact(name, "N", out var id) || ids.Count == BatchStore.Most)
                return null;
            ids.Add(id);
        }

        return [.. ids.Distinct()];
    }

    private static DateTimeOffset? ReadSeen(string? text) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var micros)
        && micros >= 0
        && micros <= DateTimeOffset.MaxValue.ToMicros()
            ? Micros.FromMicros(micros)
            : null;
}
