using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Mutes;
using Parley.Newsroom;
using Parley.Policies;
using Parley.Reactions;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sites;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Reading;

/// <summary>The doors by which threads are read in the JSON interface.</summary>
internal static class ThreadEndpoints
{
    private const int MostCounts = 100;

    /// <param name="root">The interface of the installation: <c>/api/v1</c>.</param>
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder api)
    {
        root.MapPost("/counts", CountAsync)
            .For(Access.Anyone)
            .WithMetadata(new OpenToOtherOrigins())
            .Takes<CountsBody>("application/x-www-form-urlencoded")
            .Gives<CountsAnswer>("How many comments up to a hundred pages have");
        api.MapGet("/threads", FindByPageAsync)
            .For(Access.Anyone)
            .Asks("url", "id")
            .Gives<ThreadAnswer>("The thread of a page, by its address, its identifier, or both");
        api.MapGet("/threads/{thread:guid}", FindAsync).For(Access.Anyone).Gives<ThreadAnswer>("A thread");
        api.MapGet("/threads/{thread:guid}/comments", ListAsync)
            .For(Access.Anyone)
            .Asks("order", "after")
            .Gives<CommentListAnswer>(
                "A page of a thread's comments: newest, oldest, most appreciated or most discussed first"
            );
        api.MapGet("/threads/{thread:guid}/mine", FindMineAsync)
            .For(Access.Reader)
            .Gives<MineAnswer>("What is one's own in a thread: reactions, comments, what waits");
        api.MapGet("/comments/{comment:guid}", FindCommentAsync).For(Access.Anyone).Gives<CommentAnswer>("A comment");
        api.MapGet("/comments/{comment:guid}/replies", ListRepliesAsync)
            .For(Access.Anyone)
            .Asks("after")
            .Gives<CommentListAnswer>("The replies of a branch, in the order of time");
    }

    private static async Task<IResult> FindByPageAsync(
        HttpContext http,
        [FromServices] PageClaims claims,
        [FromServices] StoryStore stories,
        [FromServices] ThreadStore threads,
        [FromServices] QuestionStore questions,
        [FromServices] PolicyDirectory policies,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var claim = await claims.ReadAsync(visit.Site, http.Request.Query["url"], http.Request.Query["id"]);
        if (claim.Value is not { } page)
            return await answers.ProblemAsync(visit, claim.Problem!);
        if (await stories.FindAsync(visit.Site.Id, page, visit.Cancel) is not { } story)
            return Fresh(http, ToAnswer(await policies.FindAsync(visit.Site, page, visit.Cancel)));
        await stories.NoteAsync(visit.Site.Id, story, page, visit.Cancel);
        return await AnswerAsync(visit, story, threads, questions, policies, answers);
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        Guid thread,
        [FromServices] StoryStore stories,
        [FromServices] ThreadStore threads,
        [FromServices] QuestionStore questions,
        [FromServices] PolicyDirectory policies,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await stories.FindAsync(visit.Site.Id, thread, visit.Cancel) is { } story
            ? await AnswerAsync(visit, story, threads, questions, policies, answers)
            : await answers.ProblemAsync(visit, Problems.ThreadNotFound);
    }

    private static async Task<IResult> AnswerAsync(
        Visit visit,
        Story story,
        ThreadStore threads,
        QuestionStore questions,
        PolicyDirectory policies,
        Answers answers
    )
    {
        if (await threads.FindAsync(visit.Site.Id, story.Id, visit.Cancel) is not { } thread)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound);
        var policy = await policies.FindAsync(visit.Site, story, thread, visit.Now, visit.Cancel);
        return Fresh(
            visit.Http,
            ToAnswer(policy) with
            {
                Id = thread.Id,
                Title = story.Title,
                StoryUrl = story.Url ?? (story.Slug is { } slug ? visit.Home.Absolute($"/{visit.Site.Name}/s/{slug}") : null),
                ClosesAt = policy.Since ?? policy.ClosesAt,
                Count = thread.CommentCount,
                Version = thread.Version,
                LastActivity = thread.LastActivity,
                Question = (await questions.FindAsync(visit.Site.Id, thread.Id, visit.Cancel))?.Html,
            }
        );
    }

    // A thread in which nobody has written yet, as far as it is known.
    private static ThreadAnswer ToAnswer(PolicyInForce policy) =>
        new()
        {
            IsOpen = policy.IsOpen,
            State = policy.State,
            Seconds = policy.State == PolicyState.Slowed ? policy.Seconds : null,
            Sentence = policy.Sentence,
            Note = policy.Note,
            Count = 0,
            Version = 0,
        };

    private static async Task<IResult> ListAsync(
        HttpContext http,
        Guid thread,
        [FromServices] ThreadReader reader,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? after = http.Request.Query["after"];
        Cursor cursor = default;
        if (
            ReadingOrders.Parse(http.Request.Query["order"]) is not { } order
            || (after is not null && !Cursor.TryParse(after, order, out cursor))
        )
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await reader.ReadAsync(visit.Site.Id, thread, order, after is null ? null : cursor, visit.Cancel) is not { } slice)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound);
        var comments = slice.Branches.Select(branch => CommentAnswers.ToAnswer(branch, visit.Home, visit.Site.Name));
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new CommentListAnswer([.. comments], slice.Next?.ToString(), slice.Thread.CommentCount, slice.Thread.Version),
            ThreadJson.Ours.CommentListAnswer
        );
    }

    private static async Task<IResult> ListRepliesAsync(
        HttpContext http,
        Guid comment,
        [FromServices] ThreadReader reader,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? after = http.Request.Query["after"];
        Cursor cursor = default;
        if (after is not null && !Cursor.TryParse(after, ReadingOrder.Oldest, out cursor))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await reader.ReadBranchAsync(visit.Site.Id, comment, cursor.Value, visit.Cancel) is not { } branch)
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var replies = branch.Replies.Select(reply => CommentAnswers.ToAnswer(reply, visit.Home, visit.Site.Name));
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new CommentListAnswer(
                [.. replies],
                branch.Next is { } next ? new Cursor(null, next).ToString() : null,
                branch.ReplyCount,
                branch.Thread.Version
            ),
            ThreadJson.Ours.CommentListAnswer
        );
    }

    private static async Task<IResult> FindCommentAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AuthoredComments comments,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await comments.FindAsync(visit.Site.Id, comment, visit.Cancel) is not { Comment.Stands: true } read)
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(CommentAnswers.ToAnswer(read, visit.Home, visit.Site.Name), ThreadJson.Ours.CommentAnswer);
    }

    private static async Task<IResult> FindMineAsync(
        HttpContext http,
        Guid thread,
        [FromServices] AuthoredComments comments,
        [FromServices] ReactionStore reactions,
        [FromServices] StatementStore statements,
        [FromServices] MuteStore mutes,
        [FromServices] IUnreadCount unread,
        [FromServices] SectionGate gate
    )
    {
        var visit = Visit.Of(http);
        var (site, reader) = (visit.Site, visit.SignedIn);
        var window = TimeSpan.FromMinutes(site.Settings.EditWindowMinutes);
        var held = await comments.FindHeldAsync(site.Id, thread, reader.Id, visit.Cancel);
        var reasons = await statements.FindLatestAsync(site.Id, [.. held.Select(read => read.Comment.Id)], visit.Cancel);
        var fragments = new List<HeldAnswer>();
        foreach (var read in held)
        {
            var why = reasons.GetValueOrDefault(read.Comment.Id)?.Reasons ?? [];
            fragments.Add(
                new HeldAnswer(read.Comment.Id, read.Comment.ParentId, await OwnFragment.DrawAsync(visit, read, why))
            );
        }

        var (own, muted) = await mutes.FindOwnAndMutedAsync(site.Id, thread, reader.Id, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new MineAnswer
            {
                Reader = new MyselfAnswer(reader.Id, reader.Name, reader.Role),
                MayModerate = Access.Moderator.Allows(visit) && await gate.FindObstacleAsync(visit, thread) is null,
                Unread = await unread.CountUnreadAsync(site.Id, reader.Id, visit.Cancel),
                Appreciated = await reactions.FindByReaderAsync(site.Id, thread, reader.Id, visit.Cancel),
                Held = fragments,
                Muted = muted,
                Own =
                [
                    .. own.Where(comment => comment.State is CommentState.Published or CommentState.Held)
                        .Select(comment => new OwnAnswer(
                            comment.Id,
                            comment.EditSecondsLeft(visit.Now, window),
                            comment.CanBeDeletedBy(reader.Id)
                        )),
                ],
            },
            ThreadJson.Ours.MineAnswer
        );
    }

    // Sent by newspapers' pages without credentials: the count of a public discussion is no secret.
    private static async Task<IResult> CountAsync(
        HttpContext http,
        [FromServices] PageClaims claims,
        [FromServices] StoryStore stories,
        [FromServices] ThreadStore threads,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await ReadUrlsAsync(http.Request, visit.Cancel);
        if (read.Value is not { } urls)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (urls.Count > MostCounts)
            return await answers.ProblemAsync(visit, Problems.TooManyAddresses);

        var found = new List<(string Url, Site Site, string Key)>();
        foreach (var url in urls)
        {
            if (
                (await claims.ReadAsync(url, null)) is { IsSuccess: true, Value: var (site, page) }
                && page.Address is { } address
            )
                found.Add((url, site, address.Key));
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var ofSite in found.GroupBy(one => one.Site.Id))
        {
            var byKey = await stories.FindByKeysAsync(ofSite.Key, [.. ofSite.Select(one => one.Key).Distinct()], visit.Cancel);
            var byThread = await threads.CountAsync(ofSite.Key, [.. byKey.Values.Distinct()], visit.Cancel);
            foreach (var one in ofSite)
                counts[one.Url] = byKey.TryGetValue(one.Key, out var id) ? byThread.GetValueOrDefault(id) : 0;
        }

        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new CountsAnswer([.. urls.Select(url => new CountAnswer(url, counts.GetValueOrDefault(url)))]),
            ThreadJson.Ours.CountsAnswer
        );
    }

    // A form or JSON, the first of which a browser sends to another origin without asking first.
    private static async Task<Result<IReadOnlyList<string>>> ReadUrlsAsync(HttpRequest request, CancellationToken cancel)
    {
        if (SentForm.IsOne(request))
        {
            var sent = await SentForm.ReadAsync(request.HttpContext);
            return sent.Value is { } form ? form.Fields["url"].OfType<string>().ToArray() : sent.Problem!;
        }

        var read = await Json.ReadAsync(request, ThreadJson.Ours.CountsBody, cancel);
        if (read.Value is not { } body)
            return read.Problem!;
        return body.Urls is null ? Array.Empty<string>()
            : body.Urls.All(url => url is not null) ? body.Urls.ToArray()
            : Problems.BodyInvalid;
    }

    private static IResult Fresh(HttpContext http, ThreadAnswer thread)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(thread, ThreadJson.Ours.ThreadAnswer);
    }
}
