using Parley.Events;
using Parley.Markup;
using Parley.Mutes;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Tells readers of comments that answer theirs or name them, and of their own that the newsroom picked. Each comment tells a reader
/// once, whichever way and however often it comes out or is picked: the row of the first time stands in the way of a second. Of somebody
/// whom they have muted nobody is told.
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
                    Kind: EventKind.CommentPublished or EventKind.CommentEdited or EventKind.CommentPicked,
                    SubjectId: not null,
                    Number: not null
                }
        );
        foreach (var alike in told.GroupBy(happened => (happened.Site, IsPick: happened.Kind == EventKind.CommentPicked)))
        foreach (var some in alike.Select(happened => happened.SubjectId!.Value).Distinct().Chunk(AtOnce))
        {
            if (alike.Key.IsPick)
                await TellOfPicksAsync(scope, alike.Key.Site, some, cancel);
            else
                foreach (var comment in await ReadAsync(scope, alike.Key.Site, some, cancel))
                    await TellAsync(scope, comment, cancel);
        }

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
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var isNew = await scope.ExecuteAsync(
            $"""
            INSERT INTO notification (site_id, reader_id, comment_id, thread_id, kind, at)
            SELECT site_id, id, @comment, @thread, @kind, @at FROM reader
            WHERE site_id = @site AND id = @reader AND kind NOT IN (2, 4) AND {MuteStore.IsHeard("@author")}
            ON CONFLICT DO NOTHING
            """,
            [
                ("@comment", comment),
                ("@thread", thread),
                ("@kind", kind),
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
