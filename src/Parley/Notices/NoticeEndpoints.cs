using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;
using Parley.Reports;
using Parley.Views.Notices;

namespace Parley.Notices;

/// <summary>
/// The doors by which anybody gives notice of illegal content, signed in or not, and follows it by its code. Staff decide at the desk, as
/// about any comment.
/// </summary>
internal static class NoticeEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapPost("/comments/{comment:guid}/notices", GiveAsync)
            .For(Access.Anyone)
            .Takes<NoticeBody>()
            .Gives<NoticeGiven>("Gives notice that a comment is illegal");
        api.MapGet("/notices/{code}", FindAsync)
            .ShowsNoWords()
            .For(Access.Anyone)
            .Gives<NoticeGiven>("A notice of one's own, with its answer");
        site.MapGet("/c/{comment:guid}/notice", ShowFormAsync).For(Access.Anyone);
        site.MapPost("/c/{comment:guid}/notice", SendAsync).For(Access.Anyone).TakesForm();
        site.MapGet("/notices/{code}", ShowAsync).ShowsNoWords().For(Access.Anyone);
    }

    private static async Task<IResult> GiveAsync(
        HttpContext http,
        Guid comment,
        [FromServices] GiveNotice give,
        [FromServices] Limits limits,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, NoticeJson.Ours.NoticeBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (limits.Take(Limits.Noticing, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var request = new GiveNotice.Request(
            body.Words,
            body.Law,
            body.Name,
            body.Email,
            body.AboutAbuse == true,
            body.GoodFaith == true
        )
        {
            MayHaveReceipt = pace.ForLetter(clients.AddressOf(http), body.Email) is null,
        };
        var given = await give.HandleAsync(visit.Site, comment, visit.Reader, request, visit.Cancel);
        return given.IsSuccess ? ToAnswer(visit, given.Value) : await answers.ProblemAsync(visit, given.Problem);
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        string code,
        [FromServices] NoticeStore notices,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (limits.Take(Limits.Objecting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        return await notices.FindAsync(visit.Site.Id, code, visit.Cancel) is { } notice
            ? ToAnswer(visit, notice)
            : await answers.ProblemAsync(visit, Problems.NoticeNotFound);
    }

    private static async Task<IResult> ShowFormAsync(
        HttpContext http,
        Guid comment,
        [FromServices] NoticePages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var found = await pages.FindFormAsync(visit, comment);
        return found.Value is { } model
            ? await Answers.PageAsync<NoticePage, NoticePageModel>(visit, model)
            : await answers.ProblemAsync(visit, found.Problem!);
    }

    private static async Task<IResult> SendAsync(
        HttpContext http,
        Guid comment,
        [FromServices] GiveNotice give,
        [FromServices] NoticePages pages,
        [FromServices] Limits limits,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var words = form.Find("words");
        if (limits.Take(Limits.Noticing, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany, words);
        var request = new GiveNotice.Request(
            words,
            form.Find("law"),
            form.Find("name"),
            form.Find("email"),
            form.Find("abuse") is not null,
            form.Find("goodFaith") is not null
        )
        {
            MayHaveReceipt = pace.ForLetter(clients.AddressOf(http), form.Find("email")) is null,
        };
        var given = await give.HandleAsync(visit.Site, comment, visit.Reader, request, visit.Cancel);
        if (given.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl($"/notices/{given.Value.Code}{(visit.IsFramed ? "?frame=1" : "")}"));
        var found = await pages.FindFormAsync(visit, comment);
        return given.Problem.Field is not null && found.Value is { } model
            ? await Answers.PageAsync<NoticePage, NoticePageModel>(
                visit,
                NoticePages.Again(visit, model, request, given.Problem),
                given.Problem.Status
            )
            : await answers.ProblemAsync(visit, given.Problem, words);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        string code,
        [FromServices] NoticePages pages,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (limits.Take(Limits.Objecting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        return await pages.FindAsync(visit, code) is { } model
            ? await Answers.PageAsync<GivenNoticePage, GivenNoticePageModel>(visit, model)
            : await answers.ProblemAsync(visit, Problems.NoticeNotFound);
    }

    private static IResult ToAnswer(Visit visit, Notice notice)
    {
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        var answer = new NoticeGiven(
            notice.Code,
            visit.Home.Absolute($"/{visit.Site.Name}/notices/{notice.Code}"),
            notice.CommentId,
            notice.Words,
            notice.Law,
            notice.At
        )
        {
            DecidedAt = notice.DecidedAt,
            Outcome = notice.Outcome,
            Ground = notice.Ground?.Name,
            GroundLaw = notice.Ground?.Law,
        };
        return TypedResults.Json(answer, NoticeJson.Ours.NoticeGiven);
    }
}

/// <summary>A notice of illegal content, as a client sends it.</summary>
/// <param name="Words">Why it is illegal, at most 5,000 characters.</param>
/// <param name="Law">Which law it breaks, if the sender knows.</param>
/// <param name="Name">Who sends it, and where the answer goes: both may stay out of a notice of the sexual abuse of children.</param>
internal sealed record NoticeBody(string? Words = null, string? Law = null, string? Name = null, string? Email = null)
{
    /// <summary>It is about the sexual abuse of children.</summary>
    public bool? AboutAbuse { get; init; }

    /// <summary>That the sender believes in good faith that what it says is right and whole: it must be true.</summary>
    public bool? GoodFaith { get; init; }
}

/// <summary>A notice as its sender follows it.</summary>
/// <param name="Code">Whoever has it may read this: it is for the sender alone.</param>
/// <param name="Url">The page on which it is followed.</param>
internal sealed record NoticeGiven(string Code, string Url, Guid CommentId, string? Words, string? Law, DateTimeOffset At)
{
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary><c>kept</c>, <c>removed</c>, or <c>gone</c>: its author had taken it down. Absent until then.</summary>
    public ReportOutcome? Outcome { get; init; }

    /// <summary>The law or the rule of the house that it breaks.</summary>
    public string? Ground { get; init; }

    /// <summary>Where the law stands, where the ground is one.</summary>
    public string? GroundLaw { get; init; }
}

[JsonSerializable(typeof(NoticeBody))]
[JsonSerializable(typeof(NoticeGiven))]
internal sealed partial class NoticeJson : JsonSerializerContext
{
    public static NoticeJson Ours { get; } = new(Json.Options());
}
