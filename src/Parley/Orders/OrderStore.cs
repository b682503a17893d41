using Parley.Storage;

namespace Parley.Orders;

/// <summary>The orders of authorities, with what was answered and what they took down.</summary>
internal sealed class OrderStore(Database database)
{
    public const int OnPage = 50;

    private const string Columns = """
        id, kind, authority, country, reference, basis, territory, language, contact, named, received_at, due_at, silent_until,
        entered_at, entered_by, informed_at, answered_at, answered_by, outcome, words, calls
        """;

    /// <summary>Those that nobody has answered, the nearest deadline first, and behind them the answered ones, the latest first.</summary>
    /// <param name="after">Where the later part of the answered ones begins; null for the first page.</param>
    public Task<List<AuthorityOrder>> ListAsync(SiteId site, TimeCursor? after, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                (List<AuthorityOrder>)
                    [
                        .. after is null ? await ListOpenAsync(scope, site, cancel) : [],
                        .. await scope.ListAsync(
                            $"""
                            SELECT {Columns} FROM authority_order
                            WHERE site_id = @site AND answered_at IS NOT NULL AND (received_at, id) < (@at, @id)
                            ORDER BY received_at DESC, id DESC LIMIT @most
                            """,
                            [
                                ("@site", site),
                                ("@at", (after ?? TimeCursor.Newest).At),
                                ("@id", (after ?? TimeCursor.Newest).Id),
                                ("@most", OnPage + 1),
                            ],
                            Read,
                            cancel
                        ),
                    ],
            cancel
        );

    /// <summary>Those that nobody has answered, the nearest deadline first; at most two hundred.</summary>
    public static Task<List<AuthorityOrder>> ListOpenAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.ListAsync(
            $"SELECT {Columns} FROM authority_order WHERE site_id = @site AND answered_at IS NULL ORDER BY due_at, id LIMIT 200",
            [("@site", site)],
            Read,
            cancel
        );

    /// <summary>Those that nobody has answered and for which staff may have to be called again, the nearest deadline first.</summary>
    public Task<List<AuthorityOrder>> ListToCallAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM authority_order
                    WHERE site_id = @site AND answered_at IS NULL AND calls < @most ORDER BY due_at, id LIMIT 200
                    """,
                    [("@site", site), ("@most", AuthorityOrder.MostCalls)],
                    Read,
                    cancel
                ),
            cancel
        );

    public Task<AuthorityOrder?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, "", cancel), cancel);

    /// <summary>An order, held until the change is done.</summary>
    public static Task<AuthorityOrder?> LockAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        FindAsync(scope, site, id, scope.Dialect.ForUpdate, cancel);

    private static async Task<AuthorityOrder?> FindAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        string locking,
        CancellationToken cancel
    )
    {
        var order = await scope.FirstAsync(
            $"SELECT {Columns} FROM authority_order WHERE site_id = @site AND id = @id" + locking,
            [("@site", site), ("@id", id)],
            Read,
            cancel
        );
        return order is null
            ? null
            : order with
            {
                Silences = await scope.ListAsync(
                    """
                    SELECT s.at, s.by_id, r.name, s.until, s.words FROM order_silence s
                    JOIN reader r ON r.site_id = s.site_id AND r.id = s.by_id
                    WHERE s.site_id = @site AND s.order_id = @id ORDER BY s.at DESC
                    """,
                    [("@site", site), ("@id", id)],
                    row => new OrderSilence(row.Time(0), row.Guid(1), row.Text(2), row.TimeOrNull(3), row.Text(4)),
                    cancel
                ),
                Comments = await scope.ListAsync(
                    """
                    SELECT comment_id, removed_at, told_at FROM ordered_comment
                    WHERE site_id = @site AND order_id = @id ORDER BY comment_id
                    """,
                    [("@site", site), ("@id", id)],
                    row => new OrderedComment(row.Guid(0), row.TimeOrNull(1), row.TimeOrNull(2)),
                    cancel
                ),
            };
    }

    /// <summary>The same order, where it was entered before and is not answered: a button pressed twice is one order.</summary>
    public static async Task<AuthorityOrder?> FindSameAsync(
        DbScope scope,
        SiteId site,
        AuthorityOrder order,
        CancellationToken cancel
    )
    {
        // Two at once would both find none: whoever enters holds the site's row.
        await scope.ExecuteAsync("SELECT 1 FROM site WHERE id = @site" + scope.Dialect.ForUpdate, [("@site", site)], cancel);
        return await scope.FirstAsync(
            $"""
            SELECT {Columns} FROM authority_order
            WHERE site_id = @site AND answered_at IS NULL AND kind = @kind AND authority = @authority AND country = @country
                AND reference = @reference AND basis = @basis AND named = @named AND coalesce(territory, '') = @territory
                AND coalesce(language, '') = @language AND coalesce(contact, '') = @contact
                AND coalesce(silent_until, 0) = @silent AND (received_at = @received OR @now) LIMIT 1
            """,
            [
                ("@site", site),
                ("@kind", order.Kind),
                ("@authority", order.Authority),
                ("@country", order.Country),
                ("@reference", order.Reference),
                ("@basis", order.Basis),
                ("@named", order.Named),
                ("@territory", order.Territory ?? ""),
                ("@language", order.Language ?? ""),
                ("@contact", order.Contact ?? ""),
                ("@silent", order.SilentUntil?.ToMicros() ?? 0),
                ("@received", order.ReceivedAt),
                // Whoever says "now" twice means the first time.
                ("@now", order.ReceivedAt == order.EnteredAt),
            ],
            Read,
            cancel
        );
    }

    public static Task AddAsync(DbScope scope, SiteId site, AuthorityOrder order, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO authority_order (site_id, id, kind, authority, country, reference, basis, territory, language, contact, named,
                received_at, due_at, silent_until, entered_at, entered_by, calls)
            VALUES (@site, @id, @kind, @authority, @country, @reference, @basis, @territory, @language, @contact, @named,
                @received, @due, @silent, @entered, @by, @calls)
            """,
            [
                ("@site", site),
                ("@id", order.Id),
                ("@kind", order.Kind),
                ("@authority", order.Authority),
                ("@country", order.Country),
                ("@reference", order.Reference),
                ("@basis", order.Basis),
                ("@territory", order.Territory),
                ("@language", order.Language),
                ("@contact", order.Contact),
                ("@named", order.Named),
                ("@received", order.ReceivedAt),
                ("@due", order.DueAt),
                ("@silent", order.SilentUntil),
                ("@entered", order.EnteredAt),
                ("@by", order.EnteredBy),
                ("@calls", order.Calls),
            ],
            cancel
        );

    /// <summary>Says that staff are called for the so-manieth time.</summary>
    /// <returns>Whether nobody else has said so: several nodes look at the same moment.</returns>
    public static async Task<bool> CallAsync(DbScope scope, SiteId site, Guid id, int calls, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            """
            UPDATE authority_order SET calls = @calls
            WHERE site_id = @site AND id = @id AND calls < @calls AND answered_at IS NULL
            """,
            [("@site", site), ("@id", id), ("@calls", calls)],
            cancel
        ) == 1;

    public static Task InformAsync(DbScope scope, SiteId site, Guid id, DateTimeOffset at, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "UPDATE authority_order SET informed_at = @at WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id), ("@at", at)],
            cancel
        );

    public static Task AnswerAsync(DbScope scope, SiteId site, AuthorityOrder answered, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE authority_order SET answered_at = @at, answered_by = @by, outcome = @outcome, words = @words, informed_at = @informed
            WHERE site_id = @site AND id = @id
            """,
            [
                ("@at", answered.AnsweredAt),
                ("@by", answered.AnsweredBy),
                ("@outcome", answered.Outcome),
                ("@words", answered.Words),
                ("@informed", answered.InformedAt),
                ("@site", site),
                ("@id", answered.Id),
            ],
            cancel
        );

    /// <summary>Has the silence of an order end at another time, and keeps who said so.</summary>
    /// <param name="end">Null where there is none.</param>
    public static async Task SilenceAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        DateTimeOffset? end,
        OrderSilence silence,
        CancellationToken cancel
    )
    {
        (string, object?)[] which = [("@site", site), ("@id", id), ("@end", end)];
        await scope.ExecuteAsync(
            "UPDATE authority_order SET silent_until = @end WHERE site_id = @site AND id = @id",
            which,
            cancel
        );
        await scope.ExecuteAsync(
            "UPDATE ordered_comment SET tell_at = @end WHERE site_id = @site AND order_id = @id AND tell_at IS NOT NULL",
            which,
            cancel
        );
        await scope.ExecuteAsync(
            """
            INSERT INTO order_silence (site_id, order_id, at, by_id, until, words) VALUES (@site, @id, @at, @by, @until, @words)
            """,
            [
                ("@site", site),
                ("@id", id),
                ("@at", silence.At),
                ("@by", silence.By),
                ("@until", silence.Until),
                ("@words", silence.Words),
            ],
            cancel
        );
    }

    /// <param name="tellAt">When its writer may be told, where that is later.</param>
    public static Task AddCommentAsync(
        DbScope scope,
        SiteId site,
        Guid order,
        OrderedComment comment,
        DateTimeOffset? tellAt,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO ordered_comment (site_id, order_id, comment_id, removed_at, tell_at, told_at)
            VALUES (@site, @order, @comment, @removed, @tell, @told)
            """,
            [
                ("@site", site),
                ("@order", order),
                ("@comment", comment.CommentId),
                ("@removed", comment.RemovedAt),
                ("@tell", tellAt),
                ("@told", comment.ToldAt),
            ],
            cancel
        );

    /// <summary>The comments whose writers may be told now.</summary>
    public Task<List<(Guid Order, Guid Comment, DateTimeOffset RemovedAt)>> ListToTellAsync(
        SiteId site,
        DateTimeOffset now,
        int most,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT order_id, comment_id, removed_at FROM ordered_comment
                    WHERE site_id = @site AND tell_at IS NOT NULL AND tell_at <= @now ORDER BY tell_at LIMIT @most
                    """,
                    [("@site", site), ("@now", now), ("@most", most)],
                    row => (row.Guid(0), row.Guid(1), row.Time(2)),
                    cancel
                ),
            cancel
        );

    /// <returns>Whether nobody else has told them, and nobody has prolonged the silence meanwhile.</returns>
    public static async Task<bool> TellAsync(
        DbScope scope,
        SiteId site,
        (Guid Order, Guid Comment) which,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        await scope.ExecuteAsync(
            """
            UPDATE ordered_comment SET tell_at = NULL, told_at = @at
            WHERE site_id = @site AND order_id = @order AND comment_id = @comment AND tell_at IS NOT NULL AND tell_at <= @at
            """,
            [("@at", at), ("@site", site), ("@order", which.Order), ("@comment", which.Comment)],
            cancel
        ) == 1;

    private static AuthorityOrder Read(Row row) =>
        new()
        {
            Id = row.Guid(0),
            Kind = (OrderKind)row.Int(1),
            Authority = row.Text(2),
            Country = row.Text(3),
            Reference = row.Text(4),
            Basis = row.Text(5),
            Territory = row.TextOrNull(6),
            Language = row.TextOrNull(7),
            Contact = row.TextOrNull(8),
            Named = row.Text(9),
            ReceivedAt = row.Time(10),
            DueAt = row.Time(11),
            SilentUntil = row.TimeOrNull(12),
            EnteredAt = row.Time(13),
            EnteredBy = row.Guid(14),
            InformedAt = row.TimeOrNull(15),
            AnsweredAt = row.TimeOrNull(16),
            AnsweredBy = row.GuidOrNull(17),
            Outcome = row.IsNull(18) ? null : (OrderOutcome)row.Int(18),
            Words = row.TextOrNull(19),
            Calls = row.Int(20),
        };
}
