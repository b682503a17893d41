using Parley.Comments;
using Parley.Storage;

namespace Parley.Mutes;

/// <summary>Whom readers have muted.</summary>
internal sealed class MuteStore(Database database)
{
    public const int AtOnce = 50;

    // Of a thread with more of them, the older ones fold away when they are read as parts of it.
    private const int MostInThread = 1_000;

    private const string IsMuted = "IN (SELECT muted_id FROM mute WHERE site_id = @site AND reader_id = @reader)";

    /// <summary>
    /// A condition for whatever is put together for one reader, <c>@reader</c> of <c>@site</c>: that the words are by nobody whom
    /// they have muted.
    /// </summary>
    /// <param name="author">The column that says by whom they are.</param>
    public static string IsHeard(string author) =>
        $"NOT EXISTS (SELECT 1 FROM mute m WHERE m.site_id = @site AND m.reader_id = @reader AND m.muted_id = {author})";

    /// <summary>The latest first.</summary>
    /// <param name="before">Where the part before ended.</param>
    public async Task<MuteSlice> ListAsync(SiteId site, Guid reader, TimeCursor before, CancellationToken cancel)
    {
        var found = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT m.muted_id, r.name, m.muted_at FROM mute m JOIN reader r ON r.site_id = m.site_id AND r.id = m.muted_id
                    WHERE m.site_id = @site AND m.reader_id = @reader AND (m.muted_at, m.muted_id) < (@at, @id)
                    ORDER BY m.muted_at DESC, m.muted_id DESC LIMIT @most
                    """,
                    [("@site", site), ("@reader", reader), ("@at", before.At), ("@id", before.Id), ("@most", AtOnce + 1)],
                    Read,
                    cancel
                ),
            cancel
        );
        var isMore = found.Count > AtOnce;
        if (isMore)
            found.RemoveAt(AtOnce);
        return new(found, isMore ? new TimeCursor(found[^1].At, found[^1].Id) : null);
    }

    /// <summary>
    /// What a reader wrote in one thread, newest first, at most a hundred, and what stands there by those whom they have muted: together, since
    /// both ask what the index of authors does not list yet.
    /// </summary>
    public Task<(List<Comment> Own, IReadOnlyList<MutedHere> Muted)> FindOwnAndMutedAsync(
        SiteId site,
        Guid thread,
        Guid reader,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                // Most readers have muted nobody, and then nothing of others is looked at.
                var hasMuted = await CountAsync(scope, site, reader, cancel) > 0;
                var unlisted = await AuthoredIndex.FindUnlistedAsync(
                    scope,
                    site,
                    hasMuted ? $"(c.author_id = @reader OR c.author_id {IsMuted})" : "c.author_id = @reader",
                    ("@reader", reader),
                    cancel
                );
                var (own, others) = (
                    unlisted.Where(one => one.Author == reader).Select(one => one.Comment).ToList(),
                    unlisted.Where(one => one.Author != reader).Select(one => one.Comment).ToList()
                );
                return (
                    await CommentStore.FindByAuthorInThreadAsync(scope, site, thread, reader, own, cancel),
                    hasMuted ? await FindInThreadAsync(scope, site, thread, reader, others, cancel) : []
                );
            },
            cancel
        );

    private static async Task<IReadOnlyList<MutedHere>> FindInThreadAsync(
        DbScope scope,
        SiteId site,
        Guid thread,
        Guid reader,
        IReadOnlyCollection<Guid> unlisted,
        CancellationToken cancel
    )
    {
        var (names, ids) = DbScope.In("u", unlisted);
        var found = await scope.ListAsync(
            $"""
            SELECT m.muted_id, r.name, m.muted_at, c.id FROM (
                SELECT a.comment_id AS id FROM authored a
                    WHERE a.site_id = @site AND a.thread_id = @thread AND a.author_id {IsMuted}
                UNION SELECT id FROM comment WHERE site_id = @site AND thread_id = @thread AND id IN ({names})
            ) theirs
            JOIN comment c ON c.site_id = @site AND c.id = theirs.id AND c.state = 0
            JOIN mute m ON m.site_id = @site AND m.reader_id = @reader AND m.muted_id = c.author_id
            JOIN reader r ON r.site_id = @site AND r.id = m.muted_id
            ORDER BY c.position DESC LIMIT @most
            """,
            [("@site", site), ("@reader", reader), ("@thread", thread), ("@most", MostInThread), .. ids],
            row => (Muted: Read(row), Comment: row.Guid(3)),
            cancel
        );
        return
        [
            .. found.GroupBy(one => one.Muted, one => one.Comment).Select(of => new MutedHere(of.Key.Id, of.Key.Name, [.. of])),
        ];
    }

    public Task<MutedReader?> FindAsync(SiteId site, Guid reader, Guid muted, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, reader, muted, cancel), cancel);

    public static Task<MutedReader?> FindAsync(DbScope scope, SiteId site, Guid reader, Guid muted, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT m.muted_id, r.name, m.muted_at FROM mute m JOIN reader r ON r.site_id = m.site_id AND r.id = m.muted_id
            WHERE m.site_id = @site AND m.reader_id = @reader AND m.muted_id = @muted
            """,
            [("@site", site), ("@reader", reader), ("@muted", muted)],
            Read,
            cancel
        );

    public static Task<int> CountAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT count(*) FROM mute WHERE site_id = @site AND reader_id = @reader",
            [("@site", site), ("@reader", reader)],
            row => row.Int(0),
            cancel
        );

    /// <summary>Unmutes. Whoever is not muted stays so.</summary>
    public Task RemoveAsync(SiteId site, Guid reader, Guid muted, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM mute WHERE site_id = @site AND reader_id = @reader AND muted_id = @muted",
                    [("@site", site), ("@reader", reader), ("@muted", muted)],
                    cancel
                ),
            cancel
        );

    /// <summary>Forgets a reader who is gone: whom they muted, and that others muted them.</summary>
    public static Task ForgetAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM mute WHERE site_id = @site AND (reader_id = @reader OR muted_id = @reader)",
            [("@site", site), ("@reader", reader)],
            cancel
        );

    private static MutedReader Read(Row row) => new(row.Guid(0), row.Text(1), row.Time(2));
}

/// <param name="Id">Who is muted.</param>
internal sealed record MutedReader(Guid Id, string Name, DateTimeOffset At);

/// <param name="Next">Where the earlier ones begin; null at the end.</param>
internal sealed record MuteSlice(IReadOnlyList<MutedReader> Muted, TimeCursor? Next);

/// <param name="Id">Who is muted.</param>
/// <param name="Comments">What is public of theirs in one thread.</param>
internal sealed record MutedHere(Guid Id, string Name, IReadOnlyList<Guid> Comments);
