using Parley.Readers;
using Parley.Sourcing;
using Parley.Storage;

namespace Parley.RightOfReply;

/// <summary>What sources were offered to answer, and what they answered.</summary>
internal sealed class SourceReplyStore(Database database, TimeProvider clock) : IKeptForATime
{
    /// <summary>How long the words of a reply are kept that is not public: as long as its writer may want to ask why.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    public const int OnPage = 30;

    private const string ByCode = "s.code_hash = @which";

    private const string Columns =
        "s.id, s.story_id, s.passage_id, s.name, s.offered_at, s.until, s.state, s.words, s.sent_at, s.decided_at, s.reason, s.response, r.name, s.response_at, s.response_by";

    // Whoever responds is called as they are called now.
    private const string From = "source_reply s LEFT JOIN reader r ON r.site_id = s.site_id AND r.id = s.response_by";

    /// <summary>Those that stand beside a report's passages, by passage, the oldest first.</summary>
    public async Task<ILookup<Guid, SourceReply>> ListPublishedAsync(SiteId site, Guid story, CancellationToken cancel)
    {
        var replies = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM {From} WHERE s.site_id = @site AND s.story_id = @story AND s.state = @published
                    ORDER BY s.sent_at, s.id
                    """,
                    [("@site", site), ("@story", story), ("@published", SourceReplyState.Published)],
                    Read,
                    cancel
                ),
            cancel
        );
        return replies.ToLookup(one => one.PassageId);
    }

    /// <summary>Those that wait for a decision, the longest first: what is decided makes room for the next.</summary>
    public Task<List<SourceReply>> ListWaitingAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM {From} WHERE s.site_id = @site AND s.state = @waiting
                    ORDER BY s.offered_at, s.id LIMIT @most
                    """,
                    [("@site", site), ("@waiting", SourceReplyState.Waiting), ("@most", OnPage)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>The rest, the last offered first.</summary>
    /// <param name="after">The last one of the page before.</param>
    public Task<List<SourceReply>> ListOthersAsync(SiteId site, TimeCursor? after, int most, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM {From}
                    WHERE s.site_id = @site AND s.state <> @waiting AND (s.offered_at, s.id) < (@at, @id)
                    ORDER BY s.offered_at DESC, s.id DESC LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@waiting", SourceReplyState.Waiting),
                        ("@at", (after ?? TimeCursor.Newest).At),
                        ("@id", (after ?? TimeCursor.Newest).Id),
                        ("@most", most),
                    ],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>The one that a link is for; null for a link that leads nowhere.</summary>
    public Task<SourceReply?> FindAsync(SiteId site, string code, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, ByCode, SessionToken.Hash(code), cancel), cancel);

    /// <summary>The same, held until the change is done.</summary>
    public static Task<SourceReply?> LockAsync(DbScope scope, SiteId site, string code, CancellationToken cancel) =>
        LockAsync(scope, site, ByCode, SessionToken.Hash(code), cancel);

    public static Task<SourceReply?> LockAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        LockAsync(scope, site, "s.id = @which", id, cancel);

    // Locked by itself: PostgreSQL locks nothing that an outer join may leave out.
    private static async Task<SourceReply?> LockAsync(
        DbScope scope,
        SiteId site,
        string where,
        object which,
        CancellationToken cancel
    )
    {
        await scope.ExecuteAsync(
            $"SELECT 1 FROM source_reply s WHERE s.site_id = @site AND {where}" + scope.Dialect.ForUpdate,
            [("@site", site), ("@which", which)],
            cancel
        );
        return await FindAsync(scope, site, where, which, cancel);
    }

    private static Task<SourceReply?> FindAsync(
        DbScope scope,
        SiteId site,
        string where,
        object which,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM {From} WHERE s.site_id = @site AND {where}",
            [("@site", site), ("@which", which)],
            Read,
            cancel
        );

    /// <summary>How many a passage has: neither those that were taken back nor links by which nobody wrote in time.</summary>
    public static Task<int> CountAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        Guid passage,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            """
            SELECT count(*) FROM source_reply WHERE site_id = @site AND story_id = @story AND passage_id = @passage
                AND state <> @withdrawn AND (state <> @offered OR until > @now)
            """,
            [
                ("@site", site),
                ("@story", story),
                ("@passage", passage),
                ("@withdrawn", SourceReplyState.Withdrawn),
                ("@offered", SourceReplyState.Offered),
                ("@now", now),
            ],
            row => row.Int(0),
            cancel
        );

    public static Task AddAsync(
        DbScope scope,
        SiteId site,
        SourceReply reply,
        Guid source,
        string code,
        Guid by,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO source_reply (site_id, id, story_id, passage_id, source_id, name, code_hash, offered_at, offered_by, until, state)
            VALUES (@site, @id, @story, @passage, @source, @name, @hash, @at, @by, @until, @state)
            """,
            [
                ("@site", site),
                ("@id", reply.Id),
                ("@story", reply.StoryId),
                ("@passage", reply.PassageId),
                ("@source", source),
                ("@name", reply.Name),
                ("@hash", SessionToken.Hash(code)),
                ("@at", reply.OfferedAt),
                ("@by", by),
                ("@until", reply.Until),
                ("@state", reply.State),
            ],
            cancel
        );

    /// <summary>Keeps what became of it.</summary>
    /// <param name="by">Who decided; null where its writer sent it.</param>
    public static Task PutAsync(DbScope scope, SiteId site, SourceReply reply, Guid? by, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE source_reply SET state = @state, words = @words, sent_at = @sent, decided_at = @decided, decided_by = coalesce(@by, decided_by),
                reason = @reason, response = @response, response_by = @responder, response_at = @responded
            WHERE site_id = @site AND id = @id
            """,
            [
                ("@state", reply.State),
                ("@words", reply.Words),
                ("@sent", reply.SentAt),
                ("@decided", reply.DecidedAt),
                ("@by", by),
                ("@reason", reply.Reason),
                ("@response", reply.Response),
                ("@responder", reply.ResponseBy),
                ("@responded", reply.ResponseAt),
                ("@site", site),
                ("@id", reply.Id),
            ],
            cancel
        );

    /// <summary>
    /// Calls whoever is not named any longer what they are called now, beside all that they answered, and takes back the links that they have.
    /// Gives the stories whose pages show that.
    /// </summary>
    /// <param name="source">Who answered as somebody who was named.</param>
    /// <param name="now">Whose words they are from now on.</param>
    /// <param name="passage">Beside which; null for all that they answered.</param>
    public static async Task<List<Guid>> ForgetNameAsync(
        DbScope scope,
        SiteId site,
        Guid source,
        Source now,
        Guid? passage,
        Guid by,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        var which = "source_id = @source" + (passage is null ? "" : " AND passage_id = @passage");
        (string, object?)[] ids = passage is { } one
            ? [("@site", site), ("@source", source), ("@passage", one)]
            : [("@site", site), ("@source", source)];
        var stories = await scope.ListAsync(
            $"SELECT DISTINCT story_id FROM source_reply WHERE site_id = @site AND {which} AND state = @published",
            [.. ids, ("@published", SourceReplyState.Published)],
            row => row.Guid(0),
            cancel
        );
        await scope.ExecuteAsync(
            $"""
            UPDATE source_reply SET source_id = @now, name = @name,
                decided_at = CASE WHEN state = @offered THEN @at ELSE decided_at END,
                decided_by = CASE WHEN state = @offered THEN @by ELSE decided_by END,
                state = CASE WHEN state = @offered THEN @withdrawn ELSE state END
            WHERE site_id = @site AND {which}
            """,
            [
                .. ids,
                ("@now", now.Id),
                ("@name", now.Name),
                ("@at", at),
                ("@by", by),
                ("@offered", SourceReplyState.Offered),
                ("@withdrawn", SourceReplyState.Withdrawn),
            ],
            cancel
        );
        return stories;
    }

    /// <summary>Forgets what was never published, or is no longer. That there was something stays.</summary>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    UPDATE source_reply SET words = NULL, reason = NULL, response = NULL
                    WHERE site_id IN (SELECT id FROM site) AND state IN (@refused, @withdrawn) AND decided_at < @old
                        AND (words IS NOT NULL OR reason IS NOT NULL OR response IS NOT NULL)
                    """,
                    [
                        ("@refused", SourceReplyState.Refused),
                        ("@withdrawn", SourceReplyState.Withdrawn),
                        ("@old", clock.GetUtcNow() - KeptFor),
                    ],
                    cancel
                ),
            cancel
        );

    private static SourceReply Read(Row row) =>
        new(row.Guid(0), row.Guid(1), row.Guid(2), row.Text(3), row.Time(4), row.Time(5), (SourceReplyState)row.Int(6))
        {
            Words = row.TextOrNull(7),
            SentAt = row.TimeOrNull(8),
            DecidedAt = row.TimeOrNull(9),
            Reason = row.TextOrNull(10),
            Response = row.TextOrNull(11),
            ResponseName = row.TextOrNull(12),
            ResponseAt = row.TimeOrNull(13),
            ResponseBy = row.GuidOrNull(14),
        };
}
