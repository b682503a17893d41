using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>
/// Who has which comment in front. A lease keeps a comment from being shown to two at once; it keeps nobody from deciding, for whoever
/// reads it elsewhere may have to.
/// </summary>
internal sealed class LeaseStore(Database database, TimeProvider clock)
{
    /// <summary>How long without a sign of life, until the comment goes to whoever is next.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>Brings the first of several comments before a moderator that no other has in front; null where others have all.</summary>
    public Task<Guid?> TakeFirstAsync(SiteId site, IReadOnlyList<Guid> comments, Guid moderator, CancellationToken cancel) =>
        comments.Count == 0
            ? Task.FromResult<Guid?>(null)
            : database.WriteAsync<Guid?>(
                async scope =>
                {
                    var now = clock.GetUtcNow();
                    await scope.ExecuteAsync(
                        "DELETE FROM lease WHERE site_id = @site AND until <= @now",
                        [("@site", site), ("@now", now)],
                        cancel
                    );
                    foreach (var comment in comments)
                        if (await TakeAsync(scope, site, comment, moderator, now, cancel))
                            return comment;
                    return null;
                },
                cancel
            );

    /// <summary>Says that a moderator is still there. False where another has the comment by now.</summary>
    public Task<bool> KeepAsync(SiteId site, Guid comment, Guid moderator, CancellationToken cancel) =>
        database.WriteAsync(scope => TakeAsync(scope, site, comment, moderator, clock.GetUtcNow(), cancel), cancel);

    /// <summary>Takes a comment from whoever has it in front.</summary>
    public Task TakeOverAsync(SiteId site, Guid comment, Guid moderator, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                await EndAsync(scope, site, comment, cancel);
                await TakeAsync(scope, site, comment, moderator, clock.GetUtcNow(), cancel);
            },
            cancel
        );

    /// <inheritdoc cref="ReleaseAsync(DbScope, SiteId, Guid, Guid, CancellationToken)"/>
    public Task ReleaseAsync(SiteId site, Guid comment, Guid moderator, CancellationToken cancel) =>
        database.WriteAsync(scope => ReleaseAsync(scope, site, comment, moderator, cancel), cancel);

    /// <summary>Gives a comment back undecided.</summary>
    public static Task ReleaseAsync(DbScope scope, SiteId site, Guid comment, Guid moderator, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM lease WHERE site_id = @site AND comment_id = @comment AND moderator_id = @moderator",
            [("@site", site), ("@comment", comment), ("@moderator", moderator)],
            cancel
        );

    /// <summary>Ends whatever lease there is: the comment is decided.</summary>
    public static Task EndAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM lease WHERE site_id = @site AND comment_id = @comment",
            [("@site", site), ("@comment", comment)],
            cancel
        );

    /// <summary>Who has comments of a site in front now.</summary>
    /// <param name="within">In which stories; null for all of the site.</param>
    public Task<Dictionary<Guid, Lease>> ListAsync(SiteId site, CancellationToken cancel, StorySections? within = null) =>
        database.ReadAsync(
            async scope =>
                (
                    await scope.ListAsync(
                        $"""
                        SELECT l.comment_id, l.moderator_id, r.name, l.until FROM lease l
                        JOIN reader r ON r.site_id = l.site_id AND r.id = l.moderator_id
                        JOIN comment c ON c.site_id = l.site_id AND c.id = l.comment_id
                        WHERE l.site_id = @site AND l.until > @now{(within ?? StorySections.Whole).And("c.thread_id")}
                        """,
                        [("@site", site), ("@now", clock.GetUtcNow()), .. (within ?? StorySections.Whole).Parameters],
                        row => (Comment: row.Guid(0), Lease: new Lease(row.Guid(1), row.Text(2), row.Time(3))),
                        cancel
                    )
                ).ToDictionary(row => row.Comment, row => row.Lease),
            cancel
        );

    private static async Task<bool> TakeAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        Guid moderator,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        await scope.ExecuteAsync(
            """
            INSERT INTO lease (site_id, comment_id, moderator_id, until) VALUES (@site, @comment, @moderator, @until)
            ON CONFLICT (site_id, comment_id) DO UPDATE SET moderator_id = excluded.moderator_id, until = excluded.until
            WHERE lease.moderator_id = excluded.moderator_id OR lease.until <= @now
            """,
            [("@site", site), ("@comment", comment), ("@moderator", moderator), ("@until", now + Length), ("@now", now)],
            cancel
        ) == 1;
}

/// <param name="ModeratorName">For staff alone.</param>
internal sealed record Lease(Guid ModeratorId, string ModeratorName, DateTimeOffset Until);
