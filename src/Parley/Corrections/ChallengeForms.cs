using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Corrections;
using Parley.Views.Newsroom;

namespace Parley.Corrections;

/// <summary>The correction desk: where a reader challenges a fact, and where the newsroom answers.</summary>
internal static class ChallengeForms
{
    // In the order in which an editor thinks of them.
    private static readonly ClaimStatus[] Statuses =
    [
        ClaimStatus.Stands,
        ClaimStatus.Disputed,
        ClaimStatus.Corrected,
        ClaimStatus.Retracted,
        ClaimStatus.NotVerifiable,
    ];

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/c/{comment:guid}/challenge", ShowAsync).ShowsNoWords().For(Access.Reader);
        site.MapPost("/c/{comment:guid}/challenge", RaiseAsync).ShowsNoWords().Is(Deed.Post).For(Access.Reader).TakesForm();
        site.MapGet("/newsroom/corrections", ListAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/corrections/{comment:guid}", AnswerAsync).For(Access.Newsroom).TakesForm();
    }

    private static Task<IResult> ShowAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AuthoredComments comments,
        [FromServices] ChallengeStore challenges,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => DrawAsync(Visit.Of(http), comment, null, null, comments, challenges, frames, answers);

    private static async Task<IResult> RaiseAsync(
        HttpContext http,
        Guid comment,
        [FromServices] RaiseChallenge raise,
        [FromServices] AuthoredComments comments,
        [FromServices] ChallengeStore challenges,
        [FromServices] PageFrames frames,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var request = new RaiseChallenge.Request(form.Find("evidence"), form.Find("url"));
        if (limits.Take(Limits.Posting, visit) is { } tooMany)
            return await DrawAsync(visit, comment, request, tooMany, comments, challenges, frames, answers);
        var raised = await raise.HandleAsync(visit.Site.Id, comment, visit.SignedIn, request, visit.Cancel);
        return raised.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl($"/c/{comment}/challenge"))
            : await DrawAsync(visit, comment, request, raised.Problem, comments, challenges, frames, answers);
    }

    private static async Task<IResult> DrawAsync(
        Visit visit,
        Guid comment,
        RaiseChallenge.Request? typed,
        Problem? problem,
        AuthoredComments comments,
        ChallengeStore challenges,
        PageFrames frames,
        Answers answers
    )
    {
        if (
            await comments.FindAsync(visit.Site.Id, comment, visit.Cancel) is not { } read
            || !RaiseChallenge.MayRaise(read.Comment, visit.SignedIn)
        )
            return await answers.ProblemAsync(visit, Problems.CommentNotFound, typed?.Evidence);
        var isOwn = read.Comment.AuthorId == visit.SignedIn.Id;
        var there = await challenges.FindAsync(visit.Site.Id, comment, visit.Cancel);
        var models = new CommentModels(visit.Home, visit.Site.Name, visit.IsFramed);
        string? About(string field) => problem?.About(field) is { } found ? Answers.Sentence(visit.Words, found) : null;
        return await Answers.PageAsync<ChallengePage, ChallengePageModel>(
            visit,
            new ChallengePageModel(
                frames.ForOne(visit.Home, visit.Site, visit.Words["challenge.title"], visit.IsFramed, visit.SignedIn.Name),
                models.ToOwn(read, visit.Now, TimeSpan.Zero) with
                {
                    Own = Views.Comments.OwnActs.None,
                },
                visit.SiteUrl($"/c/{comment}/challenge"),
                    // One that waits has no place yet.
                    read.Comment.State == CommentState.Published
                        ? models.Url(comment)
                    : isOwn ? visit.SiteUrl("/me")
                    : visit.SiteUrl($"/console?c={comment}")
            )
            {
                IsOwn = isOwn,
                // One that its writer challenged while it waits is on the desk once a moderator hands it on.
                IsRaised =
                    there is not null
                    && (isOwn || read.Comment.State == CommentState.Published || there.RaisedBy != read.Comment.AuthorId),
                IsAnswered = there is { IsAnswered: true },
                Answer = read.Comment.State == CommentState.Published ? null : there?.Answer,
                Evidence = typed is null ? (isOwn ? there?.Evidence : null) ?? "" : typed.Evidence ?? "",
                Url = typed is null ? (isOwn ? there?.EvidenceUrl : null) ?? "" : typed.Url ?? "",
                EvidenceFault = About("evidence"),
                UrlFault = About("url"),
                Fault = problem is null or { Field: "evidence" or "url" } ? null : Answers.Sentence(visit.Words, problem),
            },
            problem
        );
    }

    private static Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] ChallengeStore challenges,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => DrawDeskAsync(Visit.Of(http), null, null, null, challenges, stories, frames, answers);

    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AnswerChallenge answer,
        [FromServices] AuthoredComments comments,
        [FromServices] ChallengeStore challenges,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var isChange = form.Find("do") == "change";
        var becomes = isChange ? SourcingSentences.Find<ClaimStatus>(form.Find("status")) : null;
        Guid? claim = isChange && Guid.TryParse(form.Find("claim"), out var id) ? id : null;
        // Whoever wants a change and does not say which gets no answer without one.
        if (isChange && (becomes is null or ClaimStatus.Open || claim is null))
            return await DrawDeskAsync(visit, comment, form, Problems.StatusMissing, challenges, stories, frames, answers);
        var request = new AnswerChallenge.Request(claim, becomes, form.Find("reason"));
        var answered = await answer.HandleAsync(visit.Site.Id, comment, visit.SignedIn, request, visit.Cancel);
        if (answered.IsSuccess)
            // One that waits is no page of the public's.
            return Answers.SeeOther(
                visit,
                await comments.FindAsync(visit.Site.Id, comment, visit.Cancel) is { Comment.State: CommentState.Published }
                    ? visit.SiteUrl($"/c/{comment}?v={answered.Value}")
                    : visit.SiteUrl("/newsroom/corrections")
            );
        return answered.Problem.Status == 404 && answered.Problem.Code == Problems.CommentNotFound.Code
            ? await answers.ProblemAsync(visit, answered.Problem, request.Reason)
            : await DrawDeskAsync(visit, comment, form, answered.Problem, challenges, stories, frames, answers);
    }

    private static async Task<IResult> DrawDeskAsync(
        Visit visit,
        Guid? about,
        SentForm? typed,
        Problem? problem,
        ChallengeStore challenges,
        StoryStore stories,
        PageFrames frames,
        Answers answers
    )
    {
        if (!TimeCursor.TryReadAfter(visit.Http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var open = await challenges.ListOpenAsync(visit.Site.Id, after, ChallengeStore.OnPage + 1, visit.Cancel);
        var shown = open.Take(ChallengeStore.OnPage).ToList();
        var under = await stories.FindAsync(visit.Site.Id, shown.Select(one => one.Challenge.StoryId).Distinct(), visit.Cancel);
        var models = new CommentModels(visit.Home, visit.Site.Name, isFramed: false);
        var url = visit.SiteUrl("/newsroom/corrections");
        var last = shown.Count == 0 ? null : shown[^1].Challenge;
        return await Answers.PageAsync<CorrectionsPage, CorrectionsPageModel>(
            visit,
            new CorrectionsPageModel(
                NewsroomModel.For(visit, frames, NewsroomPlace.Corrections, visit.Words["corrections.title"]),
                [
                    .. shown.Select(one => new CorrectionModel(
                        models.ToOwn(one.Read, visit.Now, TimeSpan.Zero) with
                        {
                            Own = Views.Comments.OwnActs.None,
                        },
                        under.GetValueOrDefault(one.Challenge.StoryId)?.Title ?? visit.Words["thread.title"],
                        one.Challenge.RaisedAt,
                        visit.SiteUrl($"/newsroom/corrections/{one.Challenge.CommentId}")
                    )
                    {
                        Evidence = one.Challenge.Evidence,
                        EvidenceUrl = one.Challenge.EvidenceUrl,
                        Claims =
                        [
                            .. one.Claims.Select(claim => new ChoiceModel(
                                claim.Id.ToString(),
                                $"{claim.Sentence} ({SourcingSentences.StatusOf(visit.Words, claim.Status)})"
                            )),
                        ],
                        Reason = one.Challenge.CommentId == about ? typed?.Find("reason") ?? "" : "",
                        ChosenClaim = one.Challenge.CommentId == about ? typed?.Find("claim") : null,
                        ChosenStatus = one.Challenge.CommentId == about ? typed?.Find("status") : null,
                        Fault =
                            one.Challenge.CommentId == about && problem is not null
                                ? Answers.Sentence(visit.Words, problem)
                                : null,
                    }),
                ],
                [
                    .. Statuses.Select(one => new ChoiceModel(
                        SourcingSentences.WordOf(one),
                        SourcingSentences.StatusOf(visit.Words, one)
                    )),
                ]
            )
            {
                Fault =
                    problem is not null && shown.TrueForAll(one => one.Challenge.CommentId != about)
                        ? Answers.Sentence(visit.Words, problem)
                        : null,
                KeptWords = shown.TrueForAll(one => one.Challenge.CommentId != about) ? typed?.Find("reason") : null,
                FirstUrl = after is null ? null : url,
                NextUrl =
                    open.Count > ChallengeStore.OnPage && last is not null
                        ? $"{url}?after={new TimeCursor(last.RaisedAt, last.CommentId)}"
                        : null,
            },
            problem
        );
    }
}
