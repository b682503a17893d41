using System.Text.Json.Nodes;
using Parley.HouseRules;
using Parley.Readers;
using Parley.Reasons;
using Parley.Record;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Sanctions;

/// <summary>What was decided about writers, and still stands or once did.</summary>
internal sealed class SanctionStore(Database database, TimeProvider clock)
{
    public const int OnPage = 50;

    // What one reader has met with is read whole; more than these no moderator has the patience for.
    private const int MostOfOne = 200;

    private const string Select = """
        SELECT s.id, s.kind, s.reader_id, r.name, s.words, s.rule_number, s.rule, s.rules_version, m.name, s.at, s.until, s.read_at,
            s.lifted_at, l.name, t.code, s.everywhere_id, s.law,
            CASE WHEN EXISTS (SELECT 1 FROM objection o WHERE o.site_id = s.site_id AND o.about_id = s.reader_id
                AND o.statement_at = s.at AND o.decided_at IS NULL) THEN 1 ELSE 0 END, t.content
        FROM sanction s
        JOIN reader r ON r.site_id = s.site_id AND r.id = s.reader_id
        JOIN reader m ON m.site_id = s.site_id AND m.id = s.moderator_id
        LEFT JOIN reader l ON l.site_id = s.site_id AND l.id = s.lifted_by
        LEFT JOIN statement t ON t.site_id = s.site_id AND t.comment_id = s.reader_id AND t.at = s.at
        WHERE s.site_id = @site
        """;

    /// <summary>What <see cref="Sanction.StandsAt"/> says, in SQL.</summary>
    private const string Stands =
        "s.lifted_at IS NULL AND (s.until IS NULL OR s.until > @now) AND (s.kind <> @warning OR s.read_at IS NULL)";

    /// <summary>All that stand on a site, the latest first.</summary>
    /// <param name="within">Of whoever wrote in these stories.</param>
    public Task<(List<Sanction> Standing, TimeCursor? Next)> ListStandingAsync(
        SiteId site,
        TimeCursor after,
        StorySections within,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                var found = await scope.ListAsync(
                    $"{Select} AND {Stands} AND (s.at, s.id) < (@at, @id){within.AndWriter("s.reader_id")} ORDER BY s.at DESC, s.id DESC LIMIT @most",
                    [
                        ("@site", site),
                        ("@now", clock.GetUtcNow()),
                        ("@warning", SanctionKind.Warning),
                        ("@at", after.At),
                        ("@id", after.Id),
                        ("@most", OnPage + 1),
                        .. within.Parameters,
                    ],
                    Read,
                    cancel
                );
                TimeCursor? next = found.Count > OnPage ? new TimeCursor(found[OnPage - 1].At, found[OnPage - 1].Id) : null;
                return (found.Take(OnPage).ToList(), next);
            },
            cancel
        );

    /// <summary>What a reader has met with, standing or past, the latest first.</summary>
    public Task<List<Sanction>> ListAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"{Select} AND s.reader_id = @reader ORDER BY s.at DESC LIMIT {MostOfOne}",
                    [("@site", site), ("@reader", reader)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>What stands against a reader, the strictest first.</summary>
    public Task<List<Sanction>> ListStandingAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(scope => ListStandingAsync(scope, site, reader, clock.GetUtcNow(), cancel), cancel);

    /// <inheritdoc cref="ListStandingAsync(SiteId, Guid, CancellationToken)"/>
    public static Task<List<Sanction>> ListStandingAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"{Select} AND s.reader_id = @reader AND {Stands} ORDER BY s.kind DESC, s.at",
            [("@site", site), ("@reader", reader), ("@now", now), ("@warning", SanctionKind.Warning)],
            Read,
            cancel
        );

    public Task<Sanction?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, cancel), cancel);

    public static Task<Sanction?> FindAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync($"{Select} AND s.id = @id", [("@site", site), ("@id", id)], Read, cancel);

    /// <summary>The one that was given to a reader at a time: no two are.</summary>
    public static Task<Sanction?> FindAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            $"{Select} AND s.reader_id = @reader AND s.at = @at",
            [("@site", site), ("@reader", reader), ("@at", at)],
            Read,
            cancel
        );

    /// <summary>A site's part of what was decided for all; null where its owner has not come there.</summary>
    public static Task<Sanction?> FindPartAsync(DbScope scope, SiteId site, Guid everywhere, CancellationToken cancel) =>
        scope.FirstAsync(
            $"{Select} AND s.everywhere_id = @everywhere",
            [("@site", site), ("@everywhere", everywhere)],
            Read,
            cancel
        );

    /// <summary>Locks a reader, so that two moderators who decide about one at once make one decision.</summary>
    public static async Task<Reader?> LockReaderAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel)
    {
        await ReaderStore.LockAsync(scope, site, reader, cancel);
        return await ReaderStore.FindAsync(scope, site, reader, cancel);
    }

    /// <summary>The time of a sanction that is given now: after the reader's last statement, whatever the clock says.</summary>
    public static async Task<DateTimeOffset> NextTimeAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var last = await scope.FirstAsync(
            "SELECT max(at) FROM statement WHERE site_id = @site AND comment_id = @reader",
            [("@site", site), ("@reader", reader)],
            row => row.LongOrNull(0) ?? 0,
            cancel
        );
        return Micros.FromMicros(Math.Max(now.ToMicros(), last + 1));
    }

    public static async Task AddAsync(DbScope scope, SiteId site, Sanction sanction, Guid moderator, CancellationToken cancel)
    {
        var content = new JsonObject
        {
            ["id"] = sanction.Id,
            ["kind"] = (int)sanction.Kind,
            ["by"] = moderator,
            ["rule"] = sanction.Rule?.Number,
            ["rules"] = sanction.Rule?.Version,
            ["until"] = sanction.Until?.ToMicros(),
        };
        if (sanction.EverywhereId is { } everywhere)
            content["everywhere"] = everywhere;
        RecordStore.Add(scope, site, new(RecordKind.Sanction, sanction.ReaderId, sanction.At, content));
        await scope.ExecuteAsync(
            """
            INSERT INTO sanction (site_id, id, reader_id, kind, words, rule_number, rule, rules_version, law, moderator_id, at, until, everywhere_id)
            VALUES (@site, @id, @reader, @kind, @words, @number, @rule, @version, @law, @moderator, @at, @until, @everywhere)
            """,
            [
                ("@site", site),
                ("@id", sanction.Id),
                ("@reader", sanction.ReaderId),
                ("@kind", sanction.Kind),
                ("@words", sanction.Words),
                ("@number", sanction.Rule?.Number),
                ("@rule", sanction.Rule?.Name),
                ("@version", sanction.Rule?.Version),
                ("@law", sanction.Rule?.Law),
                ("@moderator", moderator),
                ("@at", sanction.At),
                ("@until", sanction.Until),
                ("@everywhere", sanction.EverywhereId),
            ],
            cancel
        );
    }

    /// <returns>How many were lifted: none where it stands no more.</returns>
    public static async Task<int> LiftAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        Guid moderator,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var lifted = await scope.ExecuteAsync(
            """
            UPDATE sanction SET lifted_at = @now, lifted_by = @by
            WHERE site_id = @site AND id = @id AND lifted_at IS NULL AND (until IS NULL OR until > @now)
            """,
            [("@now", now), ("@by", moderator), ("@site", site), ("@id", id)],
            cancel
        );
        if (lifted == 1)
            RecordStore.Add(scope, site, new(RecordKind.Lifted, id, now, new() { ["by"] = moderator }));
        return lifted;
    }

    /// <returns>How many were read by this: none where it was read before, or is not theirs.</returns>
    public static Task<int> ReadAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        Guid reader,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            UPDATE sanction SET read_at = @now
            WHERE site_id = @site AND id = @id AND reader_id = @reader AND kind = @warning AND read_at IS NULL
            """,
            [("@now", now), ("@site", site), ("@id", id), ("@reader", reader), ("@warning", SanctionKind.Warning)],
            cancel
        );

    private static Sanction Read(Row row) =>
        new()
        {
            Id = row.Guid(0),
            Kind = (SanctionKind)row.Int(1),
            ReaderId = row.Guid(2),
            ReaderName = row.Text(3),
            Words = row.Text(4),
            Rule = row.IsNull(5) ? null : new CitedRule(row.Int(5), row.Text(6), row.Int(7)) { Law = row.TextOrNull(16) },
            ModeratorName = row.Text(8),
            At = row.Time(9),
            Until = row.TimeOrNull(10),
            ReadAt = row.TimeOrNull(11),
            LiftedAt = row.TimeOrNull(12),
            LiftedByName = row.TextOrNull(13),
            Code = row.TextOrNull(14),
            EverywhereId = row.GuidOrNull(15),
            IsObjected = row.Int(17) == 1,
            // Its statement says it in every language in which the house keeps it ready.
            WordsByLanguage = row.TextOrNull(18) is { } content ? Statement.FromJson(content).FactsByLanguage : null,
        };
}
