using Microsoft.Extensions.Logging;
using Parley.HouseRules;
using Parley.Http;
using Parley.Markup;
using Parley.Readers;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Hooks;

/// <summary>
/// Tells services against spam, once a minute, where people decided otherwise than they had said. What there is to tell stands in a table,
/// so nothing is lost while a service is down: it is told again after a minute, two, four and so on, up to six hours, for a month.
/// </summary>
internal sealed class TellServices(
    Database database,
    HookDirectory hooks,
    RuleBooks books,
    SiteDirectory sites,
    OutgoingClient client,
    TimeProvider clock,
    ILogger<TellServices> logger
) : EveryMinute(logger)
{
    // A service is told one after the other: whoever decides a thousand at once must not run it over.
    private const int AtOnce = 50;

    // Longer than being told takes; after a node that stopped in the middle, another goes on.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private sealed record Due(
        Guid Comment,
        Guid Hook,
        bool IsSpam,
        int Tries,
        DateTimeOffset At,
        string Html,
        DateTimeOffset PostedAt,
        Reader Author,
        string? Email,
        string? Url,
        int? To,
        int? Rule
    );

    protected override Task LookAsync(CancellationToken cancel) => TellAsync(cancel);

    /// <summary>Tells whatever is due.</summary>
    /// <returns>How many times a service was told.</returns>
    internal async Task<int> TellAsync(CancellationToken cancel)
    {
        var told = 0;
        await ForEachAsync(
            await sites.ListAsync(),
            site => site.Name,
            async site =>
            {
                var now = clock.GetUtcNow();
                // One whose time in shadow is over is sent nothing any more.
                var all = (await hooks.FindAsync(site.Id, cancel))
                    .Where(hook => hook.Kind == HookKind.Akismet && hook.ModeAt(now) != CheckMode.Off)
                    .ToList();
                if (all.Count == 0)
                    return;
                var rules = (await books.FindAsync(site, cancel)).OfSpam.ToHashSet();
                foreach (var hook in all)
                    told += await TellAsync(site, hook, rules, cancel);
            },
            cancel
        );
        return told;
    }

    private async Task<int> TellAsync(Site site, Hook hook, HashSet<int> rules, CancellationToken cancel)
    {
        var told = 0;
        foreach (var due in await database.ReadAsync(scope => ListAsync(scope, site.Id, hook.Id, cancel), cancel))
        {
            var decided =
                due.To == 0 ? false
                : due.Rule is { } rule && rules.Contains(rule) ? true
                : (bool?)null;
            var isOtherwise = decided is not null && decided != due.IsSpam && due.Html.Length > 0;
            // Whoever takes it first has it; another node leaves it alone.
            var leased = Micros.FromMicros((clock.GetUtcNow() + Lease).ToMicros());
            if (!await MoveAsync(site.Id, due, due.At, isOtherwise ? leased : null, due.Tries, cancel) || !isOtherwise)
                continue;
            told++;
            if (!await SendAsync(site, hook, due, decided!.Value, cancel))
            {
                // The others would be told in vain as well.
                var pause = TimeSpan.FromMinutes(Math.Min(Math.Pow(2, due.Tries), Longest.TotalMinutes));
                await MoveAsync(site.Id, due, leased, clock.GetUtcNow() + pause, due.Tries + 1, cancel);
                break;
            }

            await SettleAsync(site.Id, due, decided.Value, cancel);
            // Decided anew meanwhile: then it is due at another time, and stays so.
            await MoveAsync(site.Id, due, leased, null, 0, cancel);
        }

        return told;
    }

    private async Task<bool> SendAsync(Site site, Hook hook, Due due, bool isSpam, CancellationToken cancel)
    {
        if (hook.Secret is not { } key)
            return false;
        // Imported words may be such as nobody would send; of these there is nothing to tell.
        if (!SafeHtml.TryAccept(due.Html, out var safe) || safe is not { } html)
            return true;
        var words = new AkismetWords(html, due.Author, due.PostedAt, due.Url, hook.GivesEmail ? due.Email : null);
        using var request = words.To(hook, key, site, AkismetWords.SubmitPath(isSpam));
        var answer = await client.SendAsync(request, Limit, cancel);
        return answer is { Fault: null, Status: 200 } && AkismetWords.IsThanks(answer);
    }

    // With the last decision that stands and is about these words: its state, and the rule that was named.
    private Task<List<Due>> ListAsync(DbScope scope, SiteId site, Guid hook, CancellationToken cancel) =>
        scope.ListAsync(
            """
            SELECT h.comment_id, h.is_spam, h.tries, h.due_at, c.html, c.posted_at, r.id, r.kind, r.role, r.name,
                coalesce(o.email, r.email), s.url, d."to", d.rule_number
            FROM hook_answer h
            JOIN comment c ON c.site_id = h.site_id AND c.id = h.comment_id
            JOIN reader r ON r.site_id = c.site_id AND r.id = c.author_id
            LEFT JOIN account o ON o.id = r.account_id
            LEFT JOIN story s ON s.site_id = c.site_id AND s.id = c.thread_id
            LEFT JOIN decision d ON d.site_id = h.site_id AND d.comment_id = h.comment_id AND d.because IS NULL
                AND d.at >= coalesce(c.edited_at, 0) AND d."to" = c.state
                AND d.at = (SELECT max(l.at) FROM decision l
                    WHERE l.site_id = @site AND l.comment_id = h.comment_id AND l.taken_back_at IS NULL)
            WHERE h.site_id = @site AND h.hook_id = @hook AND h.due_at <= @now
            ORDER BY h.due_at LIMIT @most
            """,
            [("@site", site), ("@hook", hook), ("@now", clock.GetUtcNow()), ("@most", AtOnce)],
            row => new Due(
                row.Guid(0),
                hook,
                row.Bool(1),
                row.Int(2),
                row.Time(3),
                row.Text(4),
                row.Time(5),
                new(site, row.Guid(6), null, (ReaderKind)row.Int(7), (ReaderRole)row.Int(8), row.Text(9), 0),
                row.TextOrNull(10),
                row.TextOrNull(11),
                row.IsNull(12) ? null : row.Int(12),
                row.IsNull(13) ? null : row.Int(13)
            ),
            cancel
        );

    /// <returns>False where it is no longer due when it was.</returns>
    private Task<bool> MoveAsync(
        SiteId site,
        Due due,
        DateTimeOffset from,
        DateTimeOffset? to,
        int tries,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            async scope =>
                await scope.ExecuteAsync(
                    """
                    UPDATE hook_answer SET due_at = @to, tries = @tries
                    WHERE site_id = @site AND comment_id = @comment AND hook_id = @hook AND due_at = @from
                    """,
                    [.. KeyOf(site, due), ("@to", to), ("@tries", tries), ("@from", from)],
                    cancel
                ) == 1,
            cancel
        );

    private Task SettleAsync(SiteId site, Due due, bool isSpam, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
                await scope.ExecuteAsync(
                    """
                    UPDATE hook_answer SET is_spam = @spam
                    WHERE site_id = @site AND comment_id = @comment AND hook_id = @hook
                    """,
                    [.. KeyOf(site, due), ("@spam", isSpam)],
                    cancel
                ),
            cancel
        );

    private static (string, object?)[] KeyOf(SiteId site, Due due) =>
        [("@site", site), ("@comment", due.Comment), ("@hook", due.Hook)];
}
