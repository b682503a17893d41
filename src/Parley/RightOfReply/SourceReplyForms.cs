using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Newsroom;
using Parley.Views.RightOfReply;

namespace Parley.RightOfReply;

/// <summary>The right of reply: where the newsroom offers it and decides, and where a source answers by its link.</summary>
internal static class SourceReplyForms
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapPost("/newsroom/reports/{story:guid}/sources/{attribution:guid}/reply", OfferAsync)
            .For(Access.Newsroom)
            .TakesForm();
        site.MapGet("/newsroom/replies", ListAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/replies/{reply:guid}", DecideAsync).For(Access.Newsroom).TakesForm();
        site.MapGet("/replies/{code}", ShowAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/replies/{code}", SendAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
    }

    private static async Task<IResult> OfferAsync(
        HttpContext http,
        Guid story,
        Guid attribution,
        [FromServices] OfferReply offer,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var source = Guid.TryParse(SentForm.Of(http).Find("source"), out var id) ? id : Guid.Empty;
        var done = await offer.HandleAsync(visit.Site.Id, story, attribution, source, visit.SignedIn, visit.Cancel);
        if (done.Value is not { } offered)
            return await answers.ProblemAsync(visit, done.Problem!);
        // The link stands in this answer and nowhere else.
        http.Response.Headers.CacheControl = "private, no-store";
        return await Answers.PageAsync<OfferedReplyPage, OfferedReplyPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Replies, visit.Words["source-replies.offered-title"]),
                offered.Reply.Name,
                visit.Home.Absolute($"/{visit.Site.Name}/replies/{offered.Code}"),
                offered.Reply.Until,
                visit.SiteUrl($"/newsroom/reports/{story}/sources")
            )
        );
    }

    private static Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] SourceReplyStore replies,
        [FromServices] SourcingStore sourcing,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => DrawDeskAsync(Visit.Of(http), null, null, null, replies, sourcing, stories, frames, answers);

    private static async Task<IResult> DecideAsync(
        HttpContext http,
        Guid reply,
        [FromServices] DecideReply decide,
        [FromServices] SourceReplyStore replies,
        [FromServices] SourcingStore sourcing,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var words = form.Find("words");
        if (SourcingSentences.Find<ReplyDecision>(form.Find("do")) is not { } decision)
            return await answers.ProblemAsync(visit, Problems.BodyInvalid, words);
        var done = await decide.HandleAsync(visit.Site.Id, reply, visit.SignedIn, new(decision, words), visit.Cancel);
        if (done.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl("/newsroom/replies"));
        return done.Problem.Status == 404
            ? await answers.ProblemAsync(visit, done.Problem, words)
            : await DrawDeskAsync(visit, reply, words, done.Problem, replies, sourcing, stories, frames, answers);
    }

    private static async Task<IResult> DrawDeskAsync(
        Visit visit,
        Guid? about,
        string? typed,
        Problem? problem,
        SourceReplyStore replies,
        SourcingStore sourcing,
        StoryStore stories,
        PageFrames frames,
        Answers answers
    )
    {
        if (!TimeCursor.TryReadAfter(visit.Http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var (site, url) = (visit.Site.Id, visit.SiteUrl("/newsroom/replies"));
        // As many as one can decide on one page; the next ones follow when they are decided.
        var waiting = await replies.ListWaitingAsync(site, visit.Cancel);
        var others = await replies.ListOthersAsync(site, after, SourceReplyStore.OnPage + 1, visit.Cancel);
        var shown = others.Take(SourceReplyStore.OnPage).ToList();
        var all = waiting.Concat(shown).ToList();
        var passages = await sourcing.FindPassagesAsync(site, [.. all.Select(one => one.PassageId).Distinct()], visit.Cancel);
        var under = await stories.FindAsync(site, all.Select(one => one.StoryId).Distinct(), visit.Cancel);
        // One that was refused or taken back meanwhile has no place for words any more.
        var isHere = all.Exists(one =>
            one.Id == about && one.State is (SourceReplyState.Waiting or SourceReplyState.Published)
        );
        var fault = problem is null ? null : Answers.Sentence(visit.Words, problem);

        SourceReplyLineModel ToLine(SourceReply one) =>
            new(
                SourcingSentences.WordOf(one.State),
                one.Name,
                passages.GetValueOrDefault(one.PassageId)?.Quote ?? "",
                under.GetValueOrDefault(one.StoryId)?.Title ?? visit.Words["thread.title"],
                visit.SiteUrl($"/newsroom/reports/{one.StoryId}/sources"),
                one.SentAt ?? one.OfferedAt,
                $"{url}/{one.Id}"
            )
            {
                Words = one.Words,
                Reason = one.Reason,
                Response = isHere && one.Id == about ? typed ?? "" : one.Response ?? "",
                Fault = isHere && one.Id == about ? fault : null,
            };

        return await Answers.PageAsync<SourceRepliesPage, SourceRepliesPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Replies, visit.Words["source-replies.title"]),
                [.. waiting.Select(ToLine)],
                [.. shown.Select(ToLine)]
            )
            {
                Fault = isHere ? null : fault,
                KeptWords = isHere ? null : typed,
                FirstUrl = after is null ? null : url,
                NextUrl =
                    others.Count > shown.Count ? $"{url}?after={new TimeCursor(shown[^1].OfferedAt, shown[^1].Id)}" : null,
            },
            problem
        );
    }

    private static Task<IResult> ShowAsync(
        HttpContext http,
        string code,
        [FromServices] SourceReplyStore replies,
        [FromServices] SourcingStore sourcing,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return limits.Take(Limits.Objecting, visit) is { } tooMany
            ? answers.ProblemAsync(visit, tooMany)
            : DrawAsync(visit, code, null, null, replies, sourcing, stories, frames, answers);
    }

    private static async Task<IResult> SendAsync(
        HttpContext http,
        string code,
        [FromServices] SendReply send,
        [FromServices] SourceReplyStore replies,
        [FromServices] SourcingStore sourcing,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var words = SentForm.Of(http).Find("words");
        if (limits.Take(Limits.Objecting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany, words);
        var sent = await send.HandleAsync(visit.Site.Id, code, words, visit.Cancel);
        if (sent.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl($"/replies/{code}"));
        return sent.Problem.Field is null
            ? await answers.ProblemAsync(visit, sent.Problem, words)
            : await DrawAsync(visit, code, words, sent.Problem, replies, sourcing, stories, frames, answers);
    }

    private static async Task<IResult> DrawAsync(
        Visit visit,
        string code,
        string? typed,
        Problem? problem,
        SourceReplyStore replies,
        SourcingStore sourcing,
        StoryStore stories,
        PageFrames frames,
        Answers answers
    )
    {
        var site = visit.Site.Id;
        if (
            await replies.FindAsync(site, code, visit.Cancel) is not { State: not SourceReplyState.Withdrawn } reply
            || await stories.FindAsync(site, reply.StoryId, visit.Cancel) is not { } story
        )
            return await answers.ProblemAsync(visit, Problems.ReplyNotFound, typed);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return await Answers.PageAsync<SourceReplyPage, SourceReplyPageModel>(
            visit,
            new(
                frames.ForOne(visit.Home, visit.Site, visit.Words["source-reply.title"], visitorName: visit.Reader?.Name),
                reply.Name,
                (await sourcing.FindPassageAsync(site, reply.PassageId, visit.Cancel))?.Quote ?? "",
                story.Title ?? visit.Words["thread.title"],
                visit.Home.Url(Report.PathOf(visit.Site.Name, story.Id, story.Slug)),
                reply.State == SourceReplyState.Offered && reply.Until <= visit.Now
                    ? "late"
                    : SourcingSentences.WordOf(reply.State),
                reply.Until,
                visit.SiteUrl($"/replies/{code}")
            )
            {
                Words = reply.SentAt is null ? typed ?? "" : reply.Words ?? "",
                SentAt = reply.SentAt,
                Reason = reply.Reason,
                Fault = problem is null ? null : Answers.Sentence(visit.Words, problem),
            },
            problem
        );
    }
}
