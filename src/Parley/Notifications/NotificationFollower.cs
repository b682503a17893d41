using Parley.Events;
using Parley.Markup;
using Parley.Mutes;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Tells readers of comments that answer theirs or name them, and of what the newsroom did about their own: picked it, answered it, or learned
/// something else of the claim under it. Each comment tells a reader once, whichever way and however often it comes out or is picked: the row
/// of the first time stands in the way of a second, as long as it is kept. Of a claim and of an answer they are told each time. Of somebody whom they have muted
/// nobody is told.
/// </summary>
internal sealed class NotificationFollower(WantedLetters letters, TimeProvider clock) : ITableFollower
{
    private const int AtOnce = 50;
    private static readonly TimeSpan LongestAfter = TimeSpan.FromDays(2);

    public string Name => "notifications";

    public async Task ApplyAsync(DbScope scope, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        // An edit may name somebody who was not named before. What is imported tells nobody, nor what is read long after: by a
        // program that has never told anybody of anything, for one.
        var since = clock.GetUtcNow() - LongestAfter;
        var told = events.Where(happened =>
            !happened.IsQuiet
            && happened.At > since
            && happened
                is {
                    Kind: EventKind.CommentPublished
                        or EventKind.CommentEdited
                        or EventKind.CommentPicked
                        or EventKind.ChallengeAnswered,
                    SubjectId: not null
                }
            // What waits has no number; of it nothing is told but an answer.
            && (happened.Number is not null || happened.Kind == EventKind.ChallengeAnswered)
        );
        foreach (var alike in told.GroupBy(happened => (happened.Site, Kind: OwnKind(happened.Kind))))
        foreach (var some in alike.Select(happened => happened.SubjectId!.Value).Distinct().Chunk(AtOnce))
        {
            if (alike.Key.Kind == EventKind.ChallengeAnswered)
                await TellOfAnswersAsync(scope, alike.Key.Site, some, cancel);
            else if (alike.Key.Kind == EventKind.CommentPicked)
                await TellOfPicksAsync(scope, alike.Key.Site, some, cancel);
            else
                foreach (var comment in await ReadAsync(scope, alike.Key.Site, some, cancel))
                    await TellAsync(scope, comment, cancel);
        }

        // What is known of a claim by now: of two changes at once the second is told.
        foreach (
            var (site, claim) in events
                .Where(happened =>
                    happened is { Kind: EventKind.ClaimStatusChanged, IsQuiet: false, SubjectId: not null }
                    && happened.At > since
                )
                .Select(happened => (happened.Site, happened.SubjectId!.Value))
                .Distinct()
        )
            await TellOfClaimAsync(scope, site, claim, cancel);
        letters.Wake();
    }

    private async Task TellAsync(DbScope scope, Published comment, CancellationToken cancel)
    {
        var told = new Dictionary<Guid, NotificationKind>();
        if (comment.Html is { } written && SafeHtml.TryAccept(written, out var html))
        {
            foreach (var reader in await FindNamedAsync(scope, comment, Mentions.Read(html.Value), cancel))
                told[reader] = NotificationKind.Mention;
        }

        // Whoever is answered and named is told of an answer.
        if (comment.Answered is { } answered)
            told[answered] = NotificationKind.Reply;
        told.Remove(comment.Author);
        foreach (var (reader, kind) in told)
            await TellAsync(scope, comment.Site, reader, comment.Id, comment.Thread, comment.Author, kind, cancel);
    }

    // Of one's own comment one is told otherwise than of what others wrote.
    private static EventKind OwnKind(EventKind kind) =>
        kind is EventKind.CommentPicked or EventKind.ChallengeAnswered ? kind : EventKind.CommentPublished;

    // An answer is news, also of a comment that was picked, and of one that waits: its writer reads that. One's own answer is none.
    private async Task TellOfAnswersAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("c", comments);
        var answered = await scope.ListAsync(
            $"""
            SELECT c.id, c.thread_id, c.author_id FROM comment c
            JOIN challenge ch ON ch.site_id = c.site_id AND ch.comment_id = c.id
            WHERE c.site_id = @site AND c.state IN (0, 1) AND ch.answered_by <> c.author_id AND c.id IN ({names})
            """,
            [("@site", site), .. parameters],
            row => (Id: row.Guid(0), Thread: row.Guid(1), Author: row.Guid(2)),
            cancel
        );
        foreach (var (id, thread, author) in answered)
            await TellAsync(scope, site, author, id, thread, author, NotificationKind.Answered, cancel, about: id);
    }

    // Whoever wrote of the claim or of words that make it, or in the branch under such a comment: once each, of the newest of their comments,
    // in place of what they were told of the claim before. Not whoever changed it, nor whose challenge led to it: that one is answered.
    private async Task TellOfClaimAsync(DbScope scope, SiteId site, Guid claim, CancellationToken cancel)
    {
        var wrote = await scope.ListAsync(
            """
            WITH placed AS (
                SELECT r.id, r.thread_id, CASE WHEN r.branch = 0 THEN r.position ELSE r.branch END AS branch FROM comment_place pl
                JOIN comment r ON r.site_id = pl.site_id AND r.id = pl.comment_id
                WHERE pl.site_id = @site AND r.state = 0 AND (pl.claim_id = @claim OR pl.passage_id IN (
                    SELECT passage_id FROM attribution WHERE site_id = @site AND claim_id = @claim AND passage_id IS NOT NULL))
            ), discussed AS (
                SELECT c.id, c.thread_id, c.author_id, c.posted_at FROM placed p JOIN comment c ON c.site_id = @site AND c.id = p.id
                UNION
                SELECT c.id, c.thread_id, c.author_id, c.posted_at FROM placed p
                JOIN comment c ON c.site_id = @site AND c.thread_id = p.thread_id AND c.branch = p.branch WHERE c.state = 0
            ), newest AS (
                SELECT id, thread_id, author_id, row_number() OVER (PARTITION BY author_id ORDER BY posted_at DESC, id DESC) AS place
                FROM discussed
            )
            SELECT n.id, n.thread_id, n.author_id FROM newest n
            JOIN claim_status s ON s.site_id = @site AND s.claim_id = @claim AND s.number = (
                SELECT max(number) FROM claim_status WHERE site_id = @site AND claim_id = @claim)
            LEFT JOIN comment cause ON cause.site_id = @site AND cause.id = s.comment_id
            WHERE n.place = 1 AND n.author_id <> s.by_id AND (cause.author_id IS NULL OR n.author_id <> cause.author_id)
            """,
            [("@site", site), ("@claim", claim)],
            row => (Id: row.Guid(0), Thread: row.Guid(1), Author: row.Guid(2)),
            cancel
        );
        foreach (var some in wrote.Chunk(AtOnce))
        {
            var (names, parameters) = DbScope.In("r", [.. some.Select(one => one.Author)]);
            await scope.ExecuteAsync(
                $"""
                DELETE FROM notification WHERE site_id = @site AND kind = @kind AND about_id = @claim AND reader_id IN ({names})
                """,
                [("@site", site), ("@kind", NotificationKind.Claim), ("@claim", claim), .. parameters],
                cancel
            );
            foreach (var (id, thread, author) in some)
                await TellAsync(scope, site, author, id, thread, author, NotificationKind.Claim, cancel, about: claim);
        }
    }

    // What is a pick by now: of one that was taken back meanwhile nobody needs to hear. Nor of one's own.
    private async Task TellOfPicksAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("c", comments);
        var picked = await scope.ListAsync(
            $"""
            SELECT id, thread_id, author_id FROM comment
            WHERE site_id = @site AND state = 0 AND picked_at IS NOT NULL AND picked_by <> author_id AND id IN ({names})
            """,
            [("@site", site), .. parameters],
            row => (Id: row.Guid(0), Thread: row.Guid(1), Author: row.Guid(2)),
            cancel
        );
        foreach (var comment in picked)
            await TellAsync(
                scope,
                site,
                comment.Author,
                comment.Id,
                comment.Thread,
                comment.Author,
                NotificationKind.Picked,
                cancel
            );
    }

    private async Task TellAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        Guid comment,
        Guid thread,
        Guid author,
        NotificationKind kind,
        CancellationToken cancel,
        Guid about = default
    )
    {
        var now = clock.GetUtcNow();
        var isNew = await scope.ExecuteAsync(
            $"""
            INSERT INTO notification (site_id, reader_id, comment_id, thread_id, kind, about_id, at)
            SELECT site_id, id, @comment, @thread, @kind, @about, @at FROM reader
            WHERE site_id = @site AND id = @reader AND kind NOT IN (2, 4) AND {MuteStore.IsHeard("@author")}
            ON CONFLICT DO NOTHING
            """,
            [
                ("@comment", comment),
                ("@thread", thread),
                ("@kind", kind),
                ("@about", about),
                ("@at", now),
                ("@site", site),
                ("@reader", reader),
                ("@author", author),
            ],
            cancel
        );
        if (isNew == 1)
            await letters.AskAsync(scope, site, reader, thread, now, cancel);
    }

    private static Task<List<Published>> ReadAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("c", comments);
        return scope.ListAsync(
            $"""
            SELECT c.id, c.thread_id, c.author_id, p.author_id, CASE WHEN c.source LIKE '%@%' THEN c.html END
            FROM comment c LEFT JOIN comment p ON p.site_id = c.site_id AND p.id = c.parent_id AND p.state = 0
            WHERE c.site_id = @site AND c.state = 0 AND c.id IN ({names}) ORDER BY c.posted_at
            """,
            [("@site", site), .. parameters],
            row => new Published(site, row.Guid(0), row.Guid(1), row.Guid(2), row.GuidOrNull(3), row.TextOrNull(4)),
            cancel
        );
    }

    // Whoever has a public comment in the thread, by what their name looks like. A name that two of them have names nobody.
    private static async Task<List<Guid>> FindNamedAsync(
        DbScope scope,
        Published comment,
        List<IReadOnlyList<string>> mentions,
        CancellationToken cancel
    )
    {
        var looks = mentions.Select(names => names.Select(Skeleton.Of).Where(look => look.Length > 0).ToList()).ToList();
        var all = looks.SelectMany(names => names).Distinct().ToList();
        var found = new List<(Guid Id, string Look)>();
        foreach (var some in all.Chunk(AtOnce))
        {
            var (names, parameters) = DbScope.In("s", some);
            found.AddRange(
                await scope.ListAsync(
                    $"""
                    SELECT r.id, r.skeleton FROM reader r WHERE r.site_id = @site AND r.kind NOT IN (2, 4) AND r.skeleton IN ({names}) AND EXISTS (
                        SELECT 1 FROM feed_entry f JOIN comment c ON c.site_id = f.site_id AND c.id = f.comment_id
                        WHERE f.site_id = @site AND f.thread_id = @thread AND f.author_id = r.id AND c.state = 0)
                    """,
                    [("@site", comment.Site), ("@thread", comment.Thread), .. parameters],
                    row => (row.Guid(0), row.Text(1)),
                    cancel
                )
            );
        }

        var byLook = found.ToLookup(one => one.Look, one => one.Id);
        return
        [
            .. looks
                .Select(names => names.Select(look => byLook[look].ToList()).FirstOrDefault(readers => readers.Count > 0))
                .Where(readers => readers is [_])
                .Select(readers => readers![0])
                .Distinct(),
        ];
    }

    /// <param name="Answered">The writer of the comment that it answers, if that is public.</param>
    /// <param name="Html">Its words, where an at sign is among them.</param>
    private sealed record Published(SiteId Site, Guid Id, Guid Thread, Guid Author, Guid? Answered, string? Html);
}
