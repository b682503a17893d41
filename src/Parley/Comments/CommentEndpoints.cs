using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Comments;

/// <summary>The doors of comments in the JSON interface. The forms that work without script stand in <see cref="CommentForms"/>.</summary>
internal static class CommentEndpoints
{
    // Drawing costs a third of all the rest, and only a page has a use for it.
    private const string FragmentWanted = "fragment";

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/threads/{thread:guid}/comments", PostAsync)
            .Does(Doing.Write)
            .Is(Deed.Post)
            .For(Access.Reader)
            .Takes<PostCommentBody>()
            .Asks(FragmentWanted)
            .Gives<PostedAnswer>("Posts a comment, or a reply to one", 201);
        api.MapPost("/comments", PostFirstAsync)
            .Does(Doing.Write)
            .Is(Deed.Post)
            .For(Access.Reader)
            .Takes<FirstCommentBody>()
            .Asks(FragmentWanted)
            .Gives<PostedAnswer>("Posts the first comment under a page", 201);
        // One writes first and signs in to post: whoever may write may see what it will look like.
        api.MapPost("/preview", PreviewAsync)
            .Does(Doing.Write)
            .For(Access.Anyone)
            .Takes<PreviewBody>()
            .Gives<PreviewAnswer>("Words as they would stand as a comment; nothing is kept of them");
        api.MapGet("/comments/{comment:guid}/mine", FindOwnAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Gives<CommentAnswer>("One's own comment, with the words as they were written");
        api.MapPatch("/comments/{comment:guid}", EditAsync)
            .ShowsNoWords()
            .Is(Deed.Edit)
            .For(Access.Reader)
            .Takes<EditCommentBody>()
            .Asks(FragmentWanted)
            .Gives<PostedAnswer>("Mends one's own comment within the site's window");
        api.MapDelete("/comments/{comment:guid}", DeleteAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .GivesNothing("Takes down one's own comment");
    }

    private static async Task<IResult> PostAsync(
        HttpContext http,
        Guid thread,
        [FromServices] PostComment post,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, CommentJson.Ours.PostCommentBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (!IsClientId(body.Id))
            return await answers.ProblemAsync(visit, Problems.CommentIdInvalid);
        if (limits.Take(Limits.Posting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var posted = await post.HandleAsync(
            visit.Site,
            thread,
            visit.SignedIn,
            new(body.Id, body.Body ?? "", body.ParentId)
            {
                Session = visit.Session,
                Network = limits.BlockOf(http),
                Nudge = body.Nudge,
                Override = body.Override,
                Place = PlaceAsked.Of(body.Passage, body.Claim, body.Words, body.Block, body.Prefix, body.Suffix),
            },
            visit.Cancel
        );
        return await ToAnswerAsync(visit, posted, answers, StatusCodes.Status201Created);
    }

    private static async Task<IResult> PostFirstAsync(
        HttpContext http,
        [FromServices] PostComment post,
        [FromServices] OpenThread threads,
        [FromServices] PageClaims claims,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, CommentJson.Ours.FirstCommentBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (!IsClientId(body.Id))
            return await answers.ProblemAsync(visit, Problems.CommentIdInvalid);
        if (limits.Take(Limits.Posting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var claim = await claims.ReadAsync(visit.Site, body.Url, body.Identifier);
        if (claim.Value is not { } page)
            return await answers.ProblemAsync(visit, claim.Problem!);
        // Words that cannot be taken must not leave a story behind.
        if (
            await post.FindFaultAsync(visit.Site, page, visit.Reader, visit.Session, body.Body ?? "", visit.Cancel) is { } fault
        )
            return await answers.ProblemAsync(visit, fault);
        var story = await threads.HandleAsync(
            visit.Site.Id,
            page with
            {
                Title = PageClaims.ToTitle(body.Title),
            },
            visit.Cancel
        );
        var posted = await post.HandleAsync(
            visit.Site,
            story.Id,
            visit.SignedIn,
            new(body.Id, body.Body ?? "", null)
            {
                Session = visit.Session,
                Network = limits.BlockOf(http),
                Nudge = body.Nudge,
                Override = body.Override,
            },
            visit.Cancel
        );
        return await ToAnswerAsync(visit, posted, answers, StatusCodes.Status201Created);
    }

    private static async Task<IResult> PreviewAsync(
        HttpContext http,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, CommentJson.Ours.PreviewBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (limits.Take(Limits.Previewing, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var preview = PreviewComment.Handle(visit.Site, body.Body ?? "");
        if (!preview.IsSuccess)
            return await answers.ProblemAsync(visit, preview.Problem);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new PreviewAnswer(preview.Value.Value), CommentJson.Ours.PreviewAnswer);
    }

    private static async Task<IResult> FindOwnAsync(
        HttpContext http,
        Guid comment,
        [FromServices] CommentStore comments,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var found = await comments.FindAsync(visit.Site.Id, comment, visit.Cancel);
        if (found is null || found.AuthorId != visit.SignedIn.Id || !found.IsVisibleTo(visit.SignedIn.Id))
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        http.Response.Headers.CacheControl = "private, no-store";
        var own = CommentAnswers.ToOwnAnswer(CommentAnswers.ToRead(found, visit.SignedIn), visit.Home, visit.Site.Name);
        return TypedResults.Json(own, CommentJson.Ours.CommentAnswer);
    }

    private static async Task<IResult> EditAsync(
        HttpContext http,
        Guid comment,
        [FromServices] EditComment edit,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, CommentJson.Ours.EditCommentBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (limits.Take(Limits.Posting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var edited = await edit.HandleAsync(
            visit.Site,
            comment,
            visit.SignedIn,
            new(body.Body ?? "")
            {
                Nudge = body.Nudge,
                Override = body.Override,
                Network = limits.BlockOf(http),
            },
            visit.Cancel
        );
        return await ToAnswerAsync(visit, edited, answers, StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext http,
        Guid comment,
        [FromServices] DeleteComment delete,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var deleted = await delete.HandleAsync(visit.Site, comment, visit.SignedIn, visit.Cancel);
        return deleted.IsSuccess ? Results.NoContent() : await answers.ProblemAsync(visit, deleted.Problem);
    }

    private static async Task<IResult> ToAnswerAsync(Visit visit, Result<PostedComment> result, Answers answers, int status)
    {
        if (result.Value is not { } posted)
            return await answers.ProblemAsync(visit, result.Problem!);
        var read = CommentAnswers.ToRead(posted, visit.SignedIn);
        var answer = new PostedAnswer(CommentAnswers.ToOwnAnswer(read, visit.Home, visit.Site.Name), posted.Version)
        {
            Fragment = visit.Http.Request.Query.ContainsKey(FragmentWanted)
                ? await OwnFragment.DrawAsync(visit, read, posted.Reasons)
                : null,
            EditSeconds = posted.Comment.EditSecondsLeft(
                visit.Now,
                TimeSpan.FromMinutes(visit.Site.Settings.EditWindowMinutes)
            ),
            Reasons =
                posted.Reasons.Count == 0
                    ? null
                    : [.. posted.Reasons.Select(r => Answers.Sentence(visit.Words, Answers.Shown(visit, r)))],
        };
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(answer, CommentJson.Ours.PostedAnswer, statusCode: status);
    }

    // UUIDv7 (RFC 9562): version 7, variant 10. Its time is not looked at: clocks of readers are what they are.
    private static bool IsClientId(Guid id) => id.Version == 7 && (id.Variant & 0xC) == 0x8;
}
