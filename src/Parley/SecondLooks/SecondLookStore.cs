using Parley.Moderation;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.SecondLooks;

/// <summary>Which decisions were drawn for a second look, and what came of it.</summary>
internal sealed class SecondLookStore(Database database, TimeProvider clock)
{
    public const int OnPage = 20;

    private const string Columns =
        "l.id, l.comment_id, l.first_by, l.first_at, l.first_stays, l.first_rule, l.second_by, l.second_stays, l.second_rule, l.second_at, l.settled_at, l.is_overturned, l.drawn_at";

    // The words are still there, and the very ones that were decided about.
    private const string SameWords = """
        JOIN comment c ON c.site_id = l.site_id AND c.id = l.comment_id AND c.state <> 4 AND c.source <> ''
            AND (c.edited_at IS NULL OR c.edited_at <= l.first_at)
        """;

    // Whoever has decided about the comment, first or since or before, does not look with other eyes.
    private const string NotTheirs = """
        l.first_by <> @moderator AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.site_id = l.site_id AND d.comment_id = l.comment_id
            AND d.moderator_id = @moderator)
        """;

    /// <summary>Whether somebody may look at one: neither they nor their words were in it.</summary>
    public static async Task<bool> MayLookAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        Guid moderator,
        CancellationToken cancel
    ) =>
        await scope.FirstAsync(
            $"SELECT 1 FROM second_look l WHERE l.site_id = @site AND l.id = @id AND {NotTheirs}",
            [("@site", site), ("@id", id), ("@moderator", moderator)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>Those that wait for somebody to look and that this person may look at: neither their decision nor their words. The oldest first.</summary>
    public Task<List<SecondLook>> ListOpenAsync(Site on, Reader moderator, TimeCursor? after, CancellationToken cancel)
    {
        var (site, within) = (on.Id, StorySections.Of(on, moderator));
        return database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM second_look l {SameWords}
                    WHERE l.site_id = @site AND l.second_at IS NULL AND l.drawn_at > @since AND {NotTheirs}
                        AND c.author_id <> @moderator AND (l.drawn_at, l.id) > (@at, @id){within.And("c.thread_id")}
                    ORDER BY l.drawn_at, l.id LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@since", clock.GetUtcNow() - SecondLook.OfferedFor),
                        ("@moderator", moderator.Id),
                        ("@at", after?.At ?? DateTimeOffset.UnixEpoch),
                        ("@id", after?.Id ?? Guid.Empty),
                        ("@most", OnPage),
                        .. within.Parameters,
                    ],
                    Read,
                    cancel
                ),
            cancel
        );
    }

    /// <summary>
    /// Those about which two people differ and nobody has settled, the oldest first. Where an objection waits, whoever comes to decide it
    /// must not have read here what was decided first.
    /// </summary>
    public Task<List<SecondLook>> ListDifferencesAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM second_look l {SameWords}
                    WHERE l.site_id = @site AND l.second_at IS NOT NULL AND l.settled_at IS NULL AND l.second_stays <> l.first_stays
                        AND NOT EXISTS (SELECT 1 FROM objection o
                            WHERE o.site_id = @site AND o.about_id = l.comment_id AND {OpenObjections.AreWaiting})
                    ORDER BY l.second_at, l.id LIMIT @most
                    """,
                    [("@site", site), ("@most", OnPage)],
                    Read,
                    cancel
                ),
            cancel
        );

    public Task<SecondLook?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    $"SELECT {Columns} FROM second_look l WHERE l.site_id = @site AND l.id = @id",
                    [("@site", site), ("@id", id)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>One of them, held until the change is done; null where there is none.</summary>
    public static Task<SecondLook?> LockAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM second_look l WHERE l.site_id = @site AND l.id = @id" + scope.Dialect.ForUpdate,
            [("@site", site), ("@id", id)],
            Read,
            cancel
        );

    public static Task AnswerAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        Guid by,
        Opinion opinion,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            UPDATE second_look SET second_by = @by, second_stays = @stays, second_rule = @rule, second_at = @at
            WHERE site_id = @site AND id = @id
            """,
            [("@site", site), ("@id", id), ("@by", by), ("@stays", opinion.Stays), ("@rule", opinion.Rule), ("@at", at)],
            cancel
        );

    public static Task SettleAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        Guid by,
        bool isOverturned,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            UPDATE second_look SET settled_by = @by, settled_at = @at, is_overturned = @overturned WHERE site_id = @site AND id = @id
            """,
            [("@site", site), ("@id", id), ("@by", by), ("@at", at), ("@overturned", isOverturned)],
            cancel
        );

    /// <summary>Those that somebody has looked at since a time, the latest first.</summary>
    public static Task<List<SecondLook>> ListAnsweredAsync(
        DbScope scope,
        SiteId site,
        DateTimeOffset since,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"""
            SELECT {Columns} FROM second_look l
            WHERE l.site_id = @site AND l.second_at IS NOT NULL AND l.second_at >= @since ORDER BY l.second_at DESC LIMIT @most
            """,
            [("@site", site), ("@since", since), ("@most", most)],
            Read,
            cancel
        );

    private static SecondLook Read(Row row) =>
        new(row.Guid(0), row.Guid(1), row.Guid(2), row.Time(3), new(row.Bool(4), row.IsNull(5) ? null : row.Int(5)))
        {
            DrawnAt = row.Time(12),
            SecondBy = row.GuidOrNull(6),
            Second = row.IsNull(7) ? null : new Opinion(row.Bool(7), row.IsNull(8) ? null : row.Int(8)),
            SecondAt = row.TimeOrNull(9),
            SettledAt = row.TimeOrNull(10),
            IsOverturned = row.IsNull(11) ? null : row.Bool(11),
        };
}
