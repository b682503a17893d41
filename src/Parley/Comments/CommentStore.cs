using Parley.Screening;
using Parley.Storage;

namespace Parley.Comments;

/// <summary>Reads comments. What may be shown of them is asked of <see cref="Comment.IsVisibleTo"/>.</summary>
internal sealed class CommentStore(Database database)
{
    internal const string Columns =
        "site_id, id, thread_id, parent_id, branch, position, depth, author_id, state, stands, source, format, html, posted_at, "
        + "time_is_unknown, edited_at, appreciations, is_imported";

    public Task<Comment?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, cancel), cancel);

    public static Task<Comment?> FindAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM comment WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id)],
            Read,
            cancel
        );

    /// <summary>What a reader wrote since a time, newest first, without the words: for the check that looks at one's own.</summary>
    public Task<List<(Guid Id, Guid Thread, DateTimeOffset At, DateTimeOffset? EditedAt, bool IsErased)>> FindByAuthorAsync(
        SiteId site,
        Guid author,
        DateTimeOffset since,
        int most,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT c.id, c.thread_id, c.posted_at, c.edited_at, CASE WHEN c.source = '' THEN 1 ELSE 0 END
                    FROM authored a JOIN comment c ON c.site_id = a.site_id AND c.id = a.comment_id
                    WHERE a.site_id = @site AND a.author_id = @author AND a.at >= @since ORDER BY a.at DESC LIMIT @most
                    """,
                    [("@site", site), ("@author", author), ("@since", since), ("@most", most)],
                    row => (row.Guid(0), row.Guid(1), row.Time(2), row.TimeOrNull(3), row.Int(4) == 1),
                    cancel
                ),
            cancel
        );

    /// <summary>The words of comments as their writers wrote them.</summary>
    public async Task<Dictionary<Guid, string>> FindWordsAsync(
        SiteId site,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        if (ids.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("c", ids);
        var words = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"SELECT id, source FROM comment WHERE site_id = @site AND id IN ({names})",
                    [("@site", site), .. parameters],
                    row => (Id: row.Guid(0), Source: row.Text(1)),
                    cancel
                ),
            cancel
        );
        return words.ToDictionary(one => one.Id, one => one.Source);
    }

    /// <summary>What a reader wrote in one thread, newest first, at most a hundred.</summary>
    /// <param name="unlisted">What of it the index does not list yet.</param>
    public static Task<List<Comment>> FindByAuthorInThreadAsync(
        DbScope scope,
        SiteId site,
        Guid thread,
        Guid author,
        IReadOnlyCollection<Guid> unlisted,
        CancellationToken cancel
    )
    {
        var (names, ids) = DbScope.In("u", unlisted);
        return scope.ListAsync(
            $"""
            SELECT {Columns} FROM comment WHERE site_id = @site AND thread_id = @thread AND id IN (
                SELECT comment_id FROM (
                    SELECT comment_id FROM authored WHERE site_id = @site AND author_id = @author AND thread_id = @thread
                    ORDER BY at DESC LIMIT 100) listed
                UNION SELECT id FROM comment WHERE site_id = @site AND id IN ({names}))
            """,
            [("@site", site), ("@author", author), ("@thread", thread), .. ids],
            Read,
            cancel
        );
    }

    /// <summary>Some of what a reader wrote of which words are left, in whatever state, thread by thread.</summary>
    /// <param name="isHeldOnly">Only what waits for a person.</param>
    /// <param name="isListed">
    /// By the list of who wrote what, which may lag behind; else by looking through all comments of the site, which is dear.
    /// </param>
    public Task<List<Guid>> FindWordsOfAsync(
        SiteId site,
        Guid author,
        bool isHeldOnly,
        bool isListed,
        int most,
        CancellationToken cancel
    )
    {
        var left = isHeldOnly ? "c.state = 1" : "(c.state IN (0, 1) OR c.source <> '' OR c.html <> '')";
        return database.ReadAsync(
            scope =>
                scope.ListAsync(
                    isListed
                        ? $"""
                        SELECT c.id FROM authored a JOIN comment c ON c.site_id = a.site_id AND c.id = a.comment_id
                        WHERE a.site_id = @site AND a.author_id = @author AND {left}
                        ORDER BY a.thread_id, a.at LIMIT @most
                        """
                        : $"""
                        SELECT c.id FROM comment c WHERE c.site_id = @site AND c.author_id = @author AND {left}
                        ORDER BY c.thread_id, c.position LIMIT @most
                        """,
                    [("@site", site), ("@author", author), ("@most", most)],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );
    }

    /// <summary>Forgets the words of a comment that is not public any more, and its earlier ones.</summary>
    public static async Task EraseAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            "UPDATE comment SET source = '', html = '' WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id)],
            cancel
        );
        await scope.ExecuteAsync(
            "UPDATE challenge SET evidence = NULL, evidence_url = NULL WHERE site_id = @site AND comment_id = @id",
            [("@site", site), ("@id", id)],
            cancel
        );
        await scope.ExecuteAsync(
            "DELETE FROM revision WHERE site_id = @site AND comment_id = @id",
            [("@site", site), ("@id", id)],
            cancel
        );
        await ShadowFindings.EraseAsync(scope, site, id, cancel);
        await NudgeStore.EraseAsync(scope, site, id, cancel);
    }

    internal static Comment Read(Row row) =>
        new()
        {
            Site = new SiteId(row.Int(0)),
            Id = row.Guid(1),
            ThreadId = row.Guid(2),
            ParentId = row.GuidOrNull(3),
            Branch = row.Long(4),
            Position = row.Long(5),
            Depth = row.Int(6),
            AuthorId = row.Guid(7),
            State = (CommentState)row.Int(8),
            Stands = row.Bool(9),
            Source = row.Text(10),
            Format = (CommentFormat)row.Int(11),
            Html = row.Text(12),
            PostedAt = row.Time(13),
            TimeIsUnknown = row.Bool(14),
            EditedAt = row.TimeOrNull(15),
            Appreciations = row.Int(16),
            IsImported = row.Bool(17),
        };
}
