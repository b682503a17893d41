using Parley.Events;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Perspective;

/// <summary>The keys of each site by which texts are scored.</summary>
internal sealed class ScoringKeyStore(Database database, TimeProvider clock)
{
    /// <summary>Those in use, each with the hash of its text.</summary>
    public Task<List<(string Hash, ScoringKey Key)>> FindAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT hash, name, calls_per_minute FROM scoring_key WHERE site_id = @site AND revoked_at IS NULL",
                    [("@site", site)],
                    row => (row.Text(0), new ScoringKey(site, row.Text(1), row.Int(2))),
                    cancel
                ),
            cancel
        );

    /// <summary>All that the site ever had, in the order in which they came.</summary>
    public Task<List<KeptScoringKey>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT name, calls_per_minute, since, last_used, revoked_at FROM scoring_key
                    WHERE site_id = @site ORDER BY since, name
                    """,
                    [("@site", site)],
                    row => new KeptScoringKey(
                        row.Text(0),
                        row.Int(1),
                        row.Time(2),
                        row.TimeOrNull(3) is { } last ? DateOnly.FromDateTime(last.UtcDateTime) : null,
                        row.TimeOrNull(4)
                    ),
                    cancel
                ),
            cancel
        );

    /// <summary>Makes a key. Every node hears of it.</summary>
    /// <param name="by">Who adds it; null for the command.</param>
    /// <returns>Its text, which is kept nowhere; or why there is none.</returns>
    public Task<Result<string>> AddAsync(Sites.Site site, string name, int callsPerMinute, Guid? by, CancellationToken cancel)
    {
        if (!ScoringKey.IsName(name))
            return Task.FromResult<Result<string>>(Problems.ScoringKeyNameInvalid);
        if (callsPerMinute is < 1 or > ScoringKey.MostCalls)
            return Task.FromResult<Result<string>>(Problems.ScoringKeyCallsInvalid);
        var text = ScoringKey.NewText(site.Name);
        return database.WriteAsync<Result<string>>(
            async scope =>
            {
                var inUse = await scope.FirstAsync(
                    "SELECT count(*) FROM scoring_key WHERE site_id = @site AND revoked_at IS NULL",
                    [("@site", site.Id)],
                    row => row.Long(0),
                    cancel
                );
                if (inUse >= ScoringKey.Most)
                    return Problems.ScoringKeysTooMany;
                var added = await scope.ExecuteAsync(
                    """
                    INSERT INTO scoring_key (site_id, name, hash, calls_per_minute, since, added_by)
                    VALUES (@site, @name, @hash, @calls, @since, @by) ON CONFLICT DO NOTHING
                    """,
                    [
                        ("@site", site.Id),
                        ("@name", name),
                        ("@hash", SessionToken.Hash(text)),
                        ("@calls", callsPerMinute),
                        ("@since", clock.GetUtcNow()),
                        ("@by", by),
                    ],
                    cancel
                );
                // One that was revoked has the name still.
                if (added == 0)
                    return Problems.ScoringKeyNameTaken;
                await SayChangedAsync(scope, site.Id, cancel);
                return text;
            },
            cancel
        );
    }

    /// <summary>Takes a key out of use for good.</summary>
    /// <returns>False where no key in use has the name.</returns>
    public Task<bool> RevokeAsync(SiteId site, string name, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var revoked = await scope.ExecuteAsync(
                    """
                    UPDATE scoring_key SET revoked_at = @now, hash = ''
                    WHERE site_id = @site AND name = @name AND revoked_at IS NULL
                    """,
                    [("@now", clock.GetUtcNow()), ("@site", site), ("@name", name)],
                    cancel
                );
                if (revoked == 0)
                    return false;
                await SayChangedAsync(scope, site, cancel);
                return true;
            },
            cancel
        );

    /// <summary>Keeps on which day a key was used. Nothing follows from it, so nobody hears of it.</summary>
    public Task NoteUseAsync(SiteId site, string name, DateOnly day, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    UPDATE scoring_key SET last_used = @day
                    WHERE site_id = @site AND name = @name AND (last_used IS NULL OR last_used < @day)
                    """,
                    [
                        ("@day", new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)),
                        ("@site", site),
                        ("@name", name),
                    ],
                    cancel
                ),
            cancel
        );

    private Task SayChangedAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        EventLog.AppendAsync(scope, site, EventKind.ScoringKeysChanged, clock.GetUtcNow(), cancel);
}
