using Parley.HouseRules;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>How each moderator wants to meet what is hard to read. Every question is about whoever asks; the one of everybody is a sum.</summary>
internal sealed class CareStore(Database database, RuleBooks books, TimeProvider clock) : IKeptForATime
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(28);

    /// <summary>A sum over fewer would tell of each.</summary>
    public const int LeastPeople = 3;

    /// <summary>What changes; what is null stays as it is.</summary>
    internal sealed record Request(bool? Veils, int? PerHour, int? PerShift)
    {
        /// <summary>Rules, by number, that are left to colleagues, and for how many minutes from now; 0 ends it.</summary>
        public IReadOnlyList<(int? Rule, int? Minutes)> Left { get; init; } = [];
    }

    public Task<Care> FindAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var now = clock.GetUtcNow();
                (string, object?)[] its =
                [
                    ("@site", site),
                    ("@reader", reader),
                    ("@now", now),
                    ("@hour", now.AddHours(-1)),
                    ("@shift", now - Care.Shift),
                    ("@week", now.AddDays(-7)),
                ];
                var wanted =
                    await scope.FirstAsync(
                        "SELECT veils, per_hour, per_shift FROM care WHERE site_id = @site AND reader_id = @reader",
                        its,
                        row => new Care
                        {
                            Veils = row.Bool(0),
                            PerHour = row.Int(1),
                            PerShift = row.Int(2),
                        },
                        cancel
                    ) ?? Care.AsItComes;
                var left = await scope.ListAsync(
                    "SELECT rule_number, until FROM left_class WHERE site_id = @site AND reader_id = @reader AND until > @now",
                    its,
                    row => (Rule: row.Int(0), Until: row.Time(1)),
                    cancel
                );
                return await scope.FirstAsync(
                        """
                        SELECT coalesce(sum(CASE WHEN at > @hour THEN 1 ELSE 0 END), 0),
                            coalesce(sum(CASE WHEN at > @shift THEN 1 ELSE 0 END), 0), count(*)
                        FROM exposure WHERE site_id = @site AND reader_id = @reader AND at > @week
                        """,
                        its,
                        row =>
                            wanted with
                            {
                                Left = left.ToDictionary(one => one.Rule, one => one.Until),
                                InHour = (int)row.Long(0),
                                InShift = (int)row.Long(1),
                                InWeek = (int)row.Long(2),
                            },
                        cancel
                    ) ?? wanted;
            },
            cancel
        );

    /// <summary>Keeps what a moderator wants; what is null stays as it is.</summary>
    public async Task<Result<Care>> SaveAsync(Site site, Reader by, Request request, CancellationToken cancel)
    {
        var hard = HardClasses.Hard(await books.FindAsync(site, cancel)).Select(rule => rule.Number).ToHashSet();
        if (
            request.PerHour is < 0 or > Care.Most
            || request.PerShift is < 0 or > Care.Most
            || request.Left.Any(one =>
                one.Rule is not { } rule || !hard.Contains(rule) || one.Minutes is not (>= 0 and <= Care.LongestLeft)
            )
        )
            return Problems.CareInvalid;
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    """
                    INSERT INTO care (site_id, reader_id, veils, per_hour, per_shift)
                    VALUES (@site, @reader, @veils, @hour, @shift)
                    ON CONFLICT (site_id, reader_id) DO UPDATE SET veils = CASE WHEN @has_veils THEN excluded.veils ELSE care.veils END,
                        per_hour = CASE WHEN @has_hour THEN excluded.per_hour ELSE care.per_hour END,
                        per_shift = CASE WHEN @has_shift THEN excluded.per_shift ELSE care.per_shift END
                    """,
                    [
                        ("@site", site.Id),
                        ("@reader", by.Id),
                        ("@veils", request.Veils ?? Care.AsItComes.Veils),
                        ("@hour", request.PerHour ?? Care.AsItComes.PerHour),
                        ("@shift", request.PerShift ?? Care.AsItComes.PerShift),
                        ("@has_veils", request.Veils is not null),
                        ("@has_hour", request.PerHour is not null),
                        ("@has_shift", request.PerShift is not null),
                    ],
                    cancel
                );
                foreach (var (rule, minutes) in request.Left)
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO left_class (site_id, reader_id, rule_number, until) VALUES (@site, @reader, @rule, @until)
                        ON CONFLICT (site_id, reader_id, rule_number) DO UPDATE SET until = excluded.until
                        """,
                        [("@site", site.Id), ("@reader", by.Id), ("@rule", rule), ("@until", now.AddMinutes(minutes!.Value))],
                        cancel
                    );
            },
            cancel
        );
        return await FindAsync(site.Id, by.Id, cancel);
    }

    /// <summary>Notes that a comment which may be hard to read came before a moderator: once, however often they come back to it.</summary>
    public Task NoteAsync(SiteId site, Guid reader, Guid comment, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    INSERT INTO exposure (site_id, reader_id, comment_id, at) VALUES (@site, @reader, @comment, @now)
                    ON CONFLICT (site_id, reader_id, comment_id) DO NOTHING
                    """,
                    [("@site", site), ("@reader", reader), ("@comment", comment), ("@now", clock.GetUtcNow())],
                    cancel
                ),
            cancel
        );

    /// <summary>How many came before everybody together within four weeks; null where fewer than three people met any.</summary>
    public Task<int?> SumAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT count(*), count(DISTINCT reader_id) FROM exposure WHERE site_id = @site AND at > @since",
                    [("@site", site), ("@since", clock.GetUtcNow() - Kept)],
                    row => row.Long(1) >= LeastPeople ? (int?)row.Long(0) : null,
                    cancel
                ),
            cancel
        );

    /// <summary>Forgets what is older than four weeks, and what is left to colleagues no longer.</summary>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var now = clock.GetUtcNow();
                await scope.ExecuteAsync(
                    "DELETE FROM exposure WHERE site_id IN (SELECT id FROM site) AND at < @old",
                    [("@old", now - Kept)],
                    cancel
                );
                await scope.ExecuteAsync(
                    "DELETE FROM left_class WHERE site_id IN (SELECT id FROM site) AND until < @now",
                    [("@now", now)],
                    cancel
                );
            },
            cancel
        );
}
