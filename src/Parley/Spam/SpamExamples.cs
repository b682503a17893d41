using Parley.Comments;
using Parley.HouseRules;
using Parley.Markup;
using Parley.Scoring;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Spam;

/// <summary>
/// What people on a site decided, as far as it says what is advertising: a comment that was rejected or removed by a rule that
/// advertising breaks is; one that was published or kept is not. Only the last decision about a comment counts, only while it stands, and only
/// about the words that it was about; what a machine did counts for nothing.
/// </summary>
internal sealed class SpamExamples(Database database, RuleBooks books, TimeProvider clock)
{
    // Of all decisions: among these are enough of each kind, wherever there are enough at all.
    private const int Newest = 20_000;

    // So many texts are held at once, however long they are.
    private const int AtOnce = 100;

    /// <summary>A comment about which a person decided.</summary>
    internal sealed record Decided(Guid Comment, Guid Moderator, bool IsSpam);

    // As long as a decision can be taken back, and some minutes more.
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whether anybody decided anything lately: that a comment is kept, and that this is taken back, changes no comment, and no event
    /// says so.
    /// </summary>
    public Task<bool> AreAnyLatelyAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT 1 FROM decision WHERE site_id = @site AND at >= @since LIMIT 1",
                    [("@site", site), ("@since", clock.GetUtcNow() - Lately)],
                    _ => true,
                    cancel
                ),
            cancel
        );

    /// <summary>The decisions to learn from, the newest first.</summary>
    public async Task<List<Decided>> ListAsync(Site site, CancellationToken cancel)
    {
        var rules = (await books.FindAsync(site, cancel)).OfSpam.ToHashSet();
        if (rules.Count == 0)
            return [];
        var all = await database.ReadAsync(scope => ListAsync(scope, site.Id, cancel), cancel);
        return Choose(all.DistinctBy(one => one.Comment).Where(one => one.Rule is not { } rule || rules.Contains(rule)));
    }

    /// <summary>The same with their words. Those whose words are gone meanwhile are left out.</summary>
    public async Task<List<SpamExample>> ReadAsync(SiteId site, IReadOnlyList<Decided> decided, CancellationToken cancel)
    {
        var examples = new List<SpamExample>(decided.Count);
        foreach (var some in decided.Chunk(AtOnce))
        {
            var read = await database.ReadAsync(
                scope => ReadAsync(scope, site, [.. some.Select(one => one.Comment)], cancel),
                cancel
            );
            var texts = read.ToDictionary(one => one.Id, one => one.Words);
            foreach (var one in some)
            {
                if (texts.TryGetValue(one.Comment, out var words))
                    examples.Add(SpamExample.Of(one.Comment, one.IsSpam, ToText(words.Source, words.Html)));
            }
        }

        return examples;
    }

    /// <summary>
    /// At most so many of each kind, and of no one moderator more than of all others together, once these have given enough by
    /// themselves: one person can slant what is learned, and not make it up.
    /// </summary>
    public static List<Decided> Choose(IEnumerable<(Guid Comment, Guid Moderator, int? Rule)> newestFirst)
    {
        var all = newestFirst.Select(one => new Decided(one.Comment, one.Moderator, one.Rule is not null)).ToList();
        var most = all.GroupBy(one => (one.Moderator, one.IsSpam))
            .ToDictionary(of => of.Key, of => MostOf(of.Count(), all.Count(one => one.IsSpam == of.Key.IsSpam)));
        var (taken, chosen) = (new Dictionary<(Guid, bool), int>(), new List<Decided>());
        var count = (Spam: 0, Others: 0);
        foreach (var one in all)
        {
            var (key, before) = ((one.Moderator, one.IsSpam), taken.GetValueOrDefault((one.Moderator, one.IsSpam)));
            if (before >= most[key] || (one.IsSpam ? count.Spam : count.Others) >= SpamTeacher.Most)
                continue;
            taken[key] = before + 1;
            count = one.IsSpam ? (count.Spam + 1, count.Others) : (count.Spam, count.Others + 1);
            chosen.Add(one);
        }

        return chosen;

        static int MostOf(int own, int ofAll) => ofAll - own >= SpamTeacher.Fewest ? ofAll - own : own;
    }

    // The newest decisions lead, by the index of their times. What its writer changed since was decided about as other words; and
    // whoever publishes own words past a check, or decides about own ones, has nobody's eyes but their own.
    private static Task<List<(Guid Comment, Guid Moderator, int? Rule)>> ListAsync(
        DbScope scope,
        SiteId site,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT d.comment_id, d.moderator_id, CASE WHEN d."to" = @published THEN NULL ELSE coalesce(d.rule_number, 0) END
            FROM (SELECT comment_id, moderator_id, "to", rule_number, at FROM decision
                WHERE site_id = @site AND taken_back_at IS NULL AND because IS NULL ORDER BY at DESC LIMIT @most) d
            JOIN comment c ON c.site_id = @site AND c.id = d.comment_id
            WHERE c.state = d."to" AND c.state IN (@published, @rejected, @removed) AND c.source <> ''
                AND c.author_id <> d.moderator_id AND coalesce(c.edited_at, 0) <= d.at
            ORDER BY d.at DESC
            """,
            [
                ("@site", site),
                ("@most", Newest),
                ("@published", CommentState.Published),
                ("@rejected", CommentState.Rejected),
                ("@removed", CommentState.Removed),
            ],
            row => (row.Guid(0), row.Guid(1), row.IsNull(2) ? (int?)null : row.Int(2)),
            cancel
        );

    private static Task<List<(Guid Id, (string Source, string Html) Words)>> ReadAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        var (names, values) = DbScope.In("c", comments);
        return scope.ListAsync(
            $"SELECT id, source, html FROM comment WHERE site_id = @site AND source <> '' AND id IN ({names})",
            [("@site", site), .. values],
            row => (row.Guid(0), (row.Text(1), row.Text(2))),
            cancel
        );
    }

    private static ScoredText ToText(string source, string html)
    {
        var folded = FoldedText.Of(source);
        var links = SafeHtml.TryAccept(html, out var safe) && safe is { } shown ? SafeLinks.Of(shown) : [];
        return new(source, folded, LinkedHosts.Of(source, WebAddresses.In(folded), links));
    }
}
