using Parley.Comments;
using Parley.Events;
using Parley.Record;
using Parley.Storage;

namespace Parley.OwnModel;

/// <summary>A version of a site's own model, as it is listed.</summary>
/// <param name="Before">What it was compared with; empty where there was nothing.</param>
/// <param name="HasWeights">Whether a site can go by it.</param>
internal sealed record OwnVersion(
    int Version,
    DateTimeOffset MadeAt,
    int Decisions,
    DateTimeOffset NewestAt,
    int Learned,
    int Labels,
    double Auc,
    double? AucBefore,
    string Before,
    bool IsRefused,
    bool HasWeights
);

/// <summary>The versions of sites' own models, and which of them each site goes by.</summary>
internal sealed class OwnModelStore(Database database, TimeProvider clock)
{
    /// <summary>To so many versions one can go back; the weights of older ones are forgotten, and with them what they were learned from.</summary>
    public const int Kept = 5;

    private const string Columns = """
        version, made_at, decisions, newest_at, learned, labels, auc, auc_before, "before", is_refused, length(weights)
        """;

    // What a person chose, and else the newest that was not refused.
    private const string InUse = """
        SELECT version FROM own_model WHERE site_id = @site AND NOT is_refused AND length(weights) > 0
        ORDER BY CASE WHEN version = (SELECT c.version FROM own_model_choice c WHERE c.site_id = @site) THEN 0 ELSE 1 END,
            version DESC LIMIT 1
        """;

    /// <summary>The newest fifty, the newest first, and the one that is in use, whatever its age.</summary>
    public Task<List<OwnVersion>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM own_model WHERE site_id = @site AND (version IN ({InUse})
                        OR version IN (SELECT version FROM own_model WHERE site_id = @site ORDER BY version DESC LIMIT 50))
                    ORDER BY version DESC
                    """,
                    [("@site", site)],
                    Read,
                    cancel
                ),
            cancel
        );

    public Task<OwnVersion?> FindAsync(SiteId site, int version, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    $"SELECT {Columns} FROM own_model WHERE site_id = @site AND version = @version",
                    [("@site", site), ("@version", version)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>The newest of all, refused or not; null where none was ever made.</summary>
    public Task<OwnVersion?> FindNewestAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    $"SELECT {Columns} FROM own_model WHERE site_id = @site ORDER BY version DESC LIMIT 1",
                    [("@site", site)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>The version that a site goes by; 0 where there is none.</summary>
    public Task<int> FindInUseAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(scope => scope.FirstAsync(InUse, [("@site", site)], row => row.Int(0), cancel), cancel);

    /// <summary>The version that a person chose; null where the newest is used.</summary>
    public Task<int?> FindChosenAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(scope => FindChosenAsync(scope, site, cancel), cancel);

    private static Task<int?> FindChosenAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT version FROM own_model_choice WHERE site_id = @site",
            [("@site", site)],
            row => (int?)row.Int(0),
            cancel
        );

    /// <summary>What a version weighs; null where it is not there, or of another form.</summary>
    public async Task<OwnWeights?> FindWeightsAsync(SiteId site, int version, CancellationToken cancel) =>
        await FindBytesAsync(site, version, "weights", cancel) is { } bytes ? OwnModelBytes.ToWeights(bytes) : null;

    /// <summary>The newest decisions, with what a version says of them.</summary>
    public async Task<IReadOnlyList<JudgedComment>> ListJudgedAsync(SiteId site, int version, CancellationToken cancel) =>
        await FindBytesAsync(site, version, "judged", cancel) is { } bytes ? OwnModelBytes.ToJudged(bytes) : [];

    /// <summary>Keeps another version; false where another node was quicker.</summary>
    public Task<bool> AddAsync(
        SiteId site,
        OwnVersion made,
        OwnWeights? weights,
        IReadOnlyList<JudgedComment> judged,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            async scope =>
            {
                var added = await scope.ExecuteAsync(
                    """
                    INSERT INTO own_model (site_id, version, made_at, decisions, newest_at, learned, labels, auc, auc_before, "before",
                        is_refused, weights, judged)
                    VALUES (@site, @version, @made, @decisions, @newest, @learned, @labels, @auc, @aucbefore, @before, @refused, @weights,
                        @judged)
                    ON CONFLICT (site_id, version) DO NOTHING
                    """,
                    [
                        ("@site", site),
                        ("@version", made.Version),
                        ("@made", made.MadeAt),
                        ("@decisions", made.Decisions),
                        ("@newest", made.NewestAt),
                        ("@learned", made.Learned),
                        ("@labels", made.Labels),
                        ("@auc", made.Auc),
                        ("@aucbefore", made.AucBefore),
                        ("@before", made.Before),
                        ("@refused", made.IsRefused),
                        ("@weights", weights is null ? Array.Empty<byte>() : OwnModelBytes.OfWeights(weights)),
                        ("@judged", OwnModelBytes.OfJudged(judged)),
                    ],
                    cancel
                );
                if (added == 0)
                    return false;
                await ForgetOldAsync(scope, site, cancel);
                await EventLog.AppendAsync(scope, site, EventKind.ChecksChanged, clock.GetUtcNow(), cancel);
                return true;
            },
            cancel
        );

    /// <summary>Has the site go by a version, whatever is learned later, until somebody says otherwise.</summary>
    /// <param name="version">Null for the newest that is not refused, as it comes.</param>
    /// <returns>False where there is no such version to go by.</returns>
    public Task<bool> ChooseAsync(SiteId site, int? version, Guid by, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var now = clock.GetUtcNow();
                var before = await FindChosenAsync(scope, site, cancel);
                if (version is { } chosen)
                {
                    var done = await scope.ExecuteAsync(
                        """
                        INSERT INTO own_model_choice (site_id, version, chosen_by, chosen_at)
                        SELECT site_id, version, @by, @at FROM own_model
                        WHERE site_id = @site AND version = @version AND NOT is_refused AND length(weights) > 0
                        ON CONFLICT (site_id) DO UPDATE SET version = excluded.version, chosen_by = excluded.chosen_by,
                            chosen_at = excluded.chosen_at
                        """,
                        [("@site", site), ("@version", chosen), ("@by", by), ("@at", now)],
                        cancel
                    );
                    if (done == 0)
                        return false;
                }
                else
                {
                    await scope.ExecuteAsync("DELETE FROM own_model_choice WHERE site_id = @site", [("@site", site)], cancel);
                }

                await EventLog.AppendAsync(scope, site, EventKind.ChecksChanged, now, cancel);
                if (before != version)
                    RecordStore.Add(
                        scope,
                        site,
                        new(
                            RecordKind.OwnModel,
                            null,
                            now,
                            new()
                            {
                                ["by"] = by,
                                ["before"] = before,
                                ["after"] = version,
                            }
                        )
                    );
                return true;
            },
            cancel
        );

    /// <summary>
    /// How many decisions were taken since a moment, and how many times programs told of others: of both no more than somebody asks for, since
    /// it is asked each minute.
    /// </summary>
    /// <param name="isRejected">Of which kind; null for both.</param>
    public Task<int> CountSinceAsync(SiteId site, DateTimeOffset since, bool? isRejected, int most, CancellationToken cancel)
    {
        var (decided, told) = isRejected switch
        {
            null => ("", ""),
            true => ("""AND "to" <> @published""", "HAVING max(value) >= 0.5"),
            false => ("""AND "to" = @published""", "HAVING max(value) < 0.5"),
        };
        return database.ReadAsync(
            async scope =>
                (int)
                    await scope.FirstAsync(
                        $"""
                        SELECT (SELECT count(*) FROM (SELECT 1 FROM decision WHERE site_id = @site AND at > @since
                                AND taken_back_at IS NULL AND because IS NULL {decided} ORDER BY at LIMIT @most) d)
                            + (SELECT count(*) FROM (SELECT at FROM score_label WHERE site_id = @site AND at > @since
                                AND span_start IS NULL GROUP BY at {told} ORDER BY at LIMIT @most) l)
                        """,
                        [("@site", site), ("@since", since), ("@published", CommentState.Published), ("@most", most)],
                        row => row.Long(0),
                        cancel
                    ),
            cancel
        );
    }

    private Task<byte[]?> FindBytesAsync(SiteId site, int version, string column, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    $"SELECT {column} FROM own_model WHERE site_id = @site AND version = @version",
                    [("@site", site), ("@version", version)],
                    row => row.Bytes(0),
                    cancel
                ),
            cancel
        );

    // The one that a person chose stays.
    private static Task ForgetOldAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE own_model SET weights = @none, judged = @none
            WHERE site_id = @site AND version <= (SELECT max(m.version) FROM own_model m WHERE m.site_id = @site) - @kept
                AND length(weights) + length(judged) > 0
                AND NOT EXISTS (SELECT 1 FROM own_model_choice c WHERE c.site_id = @site AND c.version = own_model.version)
                AND version <> (SELECT max(u.version) FROM own_model u WHERE u.site_id = @site AND NOT u.is_refused
                    AND length(u.weights) > 0)
            """,
            [("@site", site), ("@kept", Kept), ("@none", Array.Empty<byte>())],
            cancel
        );

    private static OwnVersion Read(Row row) =>
        new(
            row.Int(0),
            row.Time(1),
            row.Int(2),
            row.Time(3),
            row.Int(4),
            row.Int(5),
            row.Double(6),
            row.IsNull(7) ? null : row.Double(7),
            row.Text(8),
            row.Bool(9),
            row.Int(10) > 0
        );
}
