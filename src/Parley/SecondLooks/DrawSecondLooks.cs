using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Parley.Comments;
using Parley.Moderation;
using Parley.Sites;
using Parley.Storage;

namespace Parley.SecondLooks;

/// <summary>
/// Draws a share of what people decide about comments for a second look, once nobody can take it back. The decisions of a week are
/// counted by moderator, by what was decided and by rule, and of each such row every so-many-eth is drawn, from a start that a hash
/// gives: so everybody and every rule has its share, to one more or less, and whichever node draws draws the same.
/// </summary>
internal sealed class DrawSecondLooks(
    Database database,
    SiteDirectory sites,
    TimeProvider clock,
    ILogger<DrawSecondLooks> logger
) : EveryMinute(logger)
{
    private static readonly long Week = Micros.Of(TimeSpan.FromDays(7));

    // A site that begins with it, or begins again, is not given a past to look through.
    private static readonly TimeSpan FirstLooksBack = TimeSpan.FromDays(1);

    // What is ordered, answered to an objection, settled, or published past a check by its writer is no choice of somebody at the desk.
    private const string Since = """
        SELECT n.id, n.comment_id, n.moderator_id, n.stays, n.rule_number, n.at, n.number FROM (
            SELECT d.id, d.comment_id, d.moderator_id, d.rule_number, d.at,
                CASE WHEN d."to" = @published THEN 1 ELSE 0 END AS stays,
                row_number() OVER (PARTITION BY d.moderator_id, d."to", d.rule_number ORDER BY d.at, d.id) AS number
            FROM decision d
            WHERE d.site_id = @site AND d.at >= @begins AND d.at < @ends AND d.at <= @until AND d.taken_back_at IS NULL
                AND d.because IS NULL
                AND NOT EXISTS (SELECT 1 FROM ordered_comment o WHERE o.site_id = d.site_id AND o.comment_id = d.comment_id
                    AND o.removed_at = d.at)
                AND NOT EXISTS (SELECT 1 FROM objection j WHERE j.site_id = d.site_id AND j.about_id = d.comment_id
                    AND j.decided_at = d.at)
                AND NOT EXISTS (SELECT 1 FROM second_look l WHERE l.site_id = d.site_id AND l.comment_id = d.comment_id
                    AND l.settled_at = d.at)) n
        WHERE n.at > @from
        """;

    private sealed record Decided(Guid Id, Guid Comment, Guid Moderator, bool Stays, int? Rule, DateTimeOffset At, long Number);

    protected override Task LookAsync(CancellationToken cancel) => GoAsync(cancel);

    internal async Task GoAsync(CancellationToken cancel) =>
        await ForEachAsync(
            (await sites.ListAsync()).Where(site => site.Settings.SecondLookPercent > 0),
            site => site.Name,
            site => DrawAsync(site, cancel),
            cancel
        );

    private async Task DrawAsync(Site site, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var until = now - Decision.TakeBackWindow;
        var (any, drawn) = await database.ReadAsync(scope => ListAsync(scope, site, now, until, cancel), cancel);
        if (any)
            await database.WriteAsync(scope => KeepAsync(scope, site, drawn, now, until, cancel), cancel);
    }

    // Read without holding up those who write: in most minutes there is nothing, and what is drawn twice is one.
    private static async Task<(bool Any, List<Decided> Drawn)> ListAsync(
        DbScope scope,
        Site site,
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken cancel
    )
    {
        var from = now - FirstLooksBack;
        var round = await scope.FirstAsync(
            "SELECT until FROM second_look_round WHERE site_id = @site",
            [("@site", site.Id)],
            row => row.TimeOrNull(0),
            cancel
        );
        from = round > from ? round.Value : from;
        var (any, drawn) = (false, new List<Decided>());
        for (var week = from.ToMicros() / Week; week <= until.ToMicros() / Week; week++)
        {
            var decided = await ListAsync(scope, site, week, from, until, cancel);
            any |= decided.Count > 0;
            drawn.AddRange(decided.Where(one => IsDrawn(site, week, one)));
        }

        return (any, drawn);
    }

    private static async Task<List<Decided>> ListAsync(
        DbScope scope,
        Site site,
        long week,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancel
    )
    {
        (string, object?)[] its =
        [
            ("@site", site.Id),
            ("@begins", week * Week),
            ("@ends", (week + 1) * Week),
            ("@from", from),
            ("@until", until),
            ("@published", CommentState.Published),
        ];
        if (
            await scope.FirstAsync(
                "SELECT 1 FROM decision WHERE site_id = @site AND at > @from AND at <= @until AND at >= @begins AND at < @ends LIMIT 1",
                its,
                row => row.Int(0),
                cancel
            ) != 1
        )
            return [];
        return await scope.ListAsync(
            Since,
            its,
            row => new Decided(
                row.Guid(0),
                row.Guid(1),
                row.Guid(2),
                row.Int(3) == 1,
                row.IsNull(4) ? null : row.Int(4),
                row.Time(5),
                row.Long(6)
            ),
            cancel
        );
    }

    private static async Task KeepAsync(
        DbScope scope,
        Site site,
        List<Decided> drawn,
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken cancel
    )
    {
        foreach (var one in drawn)
            await scope.ExecuteAsync(
                """
                INSERT INTO second_look (site_id, id, comment_id, first_by, first_at, first_stays, first_rule, drawn_at)
                VALUES (@site, @id, @comment, @by, @at, @stays, @rule, @now) ON CONFLICT (site_id, id) DO NOTHING
                """,
                [
                    ("@site", site.Id),
                    ("@id", one.Id),
                    ("@comment", one.Comment),
                    ("@by", one.Moderator),
                    ("@at", one.At),
                    ("@stays", one.Stays),
                    ("@rule", one.Rule),
                    ("@now", now),
                ],
                cancel
            );
        await scope.ExecuteAsync(
            """
            INSERT INTO second_look_round (site_id, until) VALUES (@site, @until)
            ON CONFLICT (site_id) DO UPDATE SET until = excluded.until WHERE second_look_round.until < excluded.until
            """,
            [("@site", site.Id), ("@until", until)],
            cancel
        );
    }

    // Systematic sampling: of a row of decisions those with which the share of them, counted from its start, comes to one more.
    private static bool IsDrawn(Site site, long week, Decided one)
    {
        var share = site.Settings.SecondLookPercent / 100.0;
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"{site.Id.Value}.{week}.{one.Moderator:N}.{one.Stays}.{one.Rule}"
        );
        var start = BitConverter.ToUInt32(SHA256.HashData(Encoding.ASCII.GetBytes(row))) / (uint.MaxValue + 1.0);
        return Math.Floor(one.Number * share + start) > Math.Floor((one.Number - 1) * share + start);
    }
}
