using Parley.Comments;
using Parley.Markup;
using Parley.Scoring;
using Parley.Screening;
using Parley.Storage;

namespace Parley.Learning;

/// <summary>A comment about which a person decided.</summary>
/// <param name="IsRejected">Whether it was rejected or removed, rather than published or kept.</param>
/// <param name="Rule">The rule that was named for that; 0 where none was.</param>
internal sealed record DecidedComment(Guid Comment, Guid Moderator, bool IsRejected, int Rule, DateTimeOffset At);

/// <summary>
/// What people on a site decided, to learn from. Only the last decision about a comment counts, only while it stands, and only about the
/// words that it was about; what a machine did, and what nobody looked at, counts for nothing.
/// </summary>
internal sealed class DecidedComments(Database database, TimeProvider clock)
{
    // Of all decisions: among these are enough of each kind, wherever there are enough at all.
    private const int Newest = 20_000;

    // So many texts are held at once, however long they are.
    private const int AtOnce = 100;

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

    /// <summary>The decisions, the newest first: of each comment the last.</summary>
    public async Task<List<DecidedComment>> ListAsync(SiteId site, CancellationToken cancel)
    {
        var all = await database.ReadAsync(scope => ListAsync(scope, site, cancel), cancel);
        return [.. all.DistinctBy(one => one.Comment)];
    }

    /// <summary>Reads the words of comments, some at a time. Those whose words are gone meanwhile are left out.</summary>
    /// <param name="make">What is kept of each.</param>
    public async Task<List<T>> ReadAsync<T>(
        SiteId site,
        IReadOnlyList<DecidedComment> decided,
        Func<DecidedComment, ScoredText, T> make,
        CancellationToken cancel,
        IProgress<int>? progress = null
    )
    {
        var made = new List<T>(decided.Count);
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
                    made.Add(make(one, ToText(words.Source, words.Html)));
            }

            progress?.Report(made.Count);
        }

        return made;
    }

    /// <summary>
    /// At most so many of each kind, and of no one moderator more than of all others together, once these have given enough by
    /// themselves: one person can slant what is learned, and not make it up.
    /// </summary>
    /// <param name="most">Of each kind.</param>
    /// <param name="enough">Of each kind, by others.</param>
    public static List<DecidedComment> Choose(IReadOnlyList<DecidedComment> newestFirst, int most, int enough)
    {
        var ofKind = newestFirst.CountBy(one => one.IsRejected).ToDictionary();
        var shares = newestFirst
            .CountBy(one => (one.Moderator, one.IsRejected))
            .ToDictionary(of => of.Key, of => MostOf(of.Value, ofKind[of.Key.IsRejected]));
        var (taken, chosen, counts) = (new Dictionary<(Guid, bool), int>(), new List<DecidedComment>(), new int[2]);
        foreach (var one in newestFirst)
        {
            var key = (one.Moderator, one.IsRejected);
            var before = taken.GetValueOrDefault(key);
            ref var count = ref counts[one.IsRejected ? 1 : 0];
            if (before >= shares[key] || count >= most)
                continue;
            taken[key] = before + 1;
            count++;
            chosen.Add(one);
        }

        return chosen;

        int MostOf(int own, int ofAll) => ofAll - own >= enough ? ofAll - own : own;
    }

    // The newest decisions lead, by the index of their times. What its writer changed since was decided about as other words; and
    // whoever publishes own words past a check, or decides about own ones, has nobody's eyes but their own.
    private static Task<List<DecidedComment>> ListAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.ListAsync(
            """
            SELECT d.comment_id, d.moderator_id, CASE WHEN d."to" = @published THEN 0 ELSE 1 END, coalesce(d.rule_number, 0), d.at
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
            row => new DecidedComment(row.Guid(0), row.Guid(1), row.Int(2) == 1, row.Int(3), row.Time(4)),
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

    /// <summary>A text as it is kept, in the forms in which models look at it.</summary>
    public static ScoredText ToText(string source, string html)
    {
        var folded = FoldedText.Of(source);
        var links = SafeHtml.TryAccept(html, out var safe) && safe is { } shown ? SafeLinks.Of(shown) : [];
        return new(source, folded, LinkedHosts.Of(source, WebAddresses.In(folded), links));
    }
}
