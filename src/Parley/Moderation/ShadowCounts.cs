using Parley.Comments;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>What each check in shadow would have held within a week, beside what people decided about the same comments.</summary>
internal sealed class ShadowCounts(Database database, TimeProvider clock)
{
    public static readonly TimeSpan Window = ShadowLine.Week;

    // The newest; enough to judge a check by.
    private const int Most = 5_000;

    public async Task<IReadOnlyDictionary<string, DecidedCount>> FindAsync(SiteId site, CancellationToken cancel)
    {
        var counts = new Dictionary<string, DecidedCount>(StringComparer.Ordinal);
        foreach (var (reasons, judgement) in await ListAsync(site, cancel))
        foreach (var check in reasons.Select(reason => reason.Check).Distinct())
            counts[check] = counts.GetValueOrDefault(check).With(judgement);
        return counts;
    }

    /// <summary>The same of those entries of a word list that are in shadow; null where none is.</summary>
    public async Task<DecidedCount?> FindAsync(Site site, WordListKind kind, string list, CancellationToken cancel)
    {
        if (kind == WordListKind.Allowed)
            return null;
        var tried = WordListReader.Read(list, 0, out _, site.Language).InShadowAt(clock.GetUtcNow());
        if (tried.IsEmpty)
            return null;
        var check = (kind == WordListKind.Banned ? WordCheck.Banned : WordCheck.Suspect).Name;
        var entries = tried.Entries.Select(entry => entry.Text).ToHashSet(StringComparer.Ordinal);
        return (await ListAsync(site.Id, cancel))
            .Where(one => one.Reasons.Any(IsOfThese))
            .Aggregate(new DecidedCount(), (count, one) => count.With(one.Judgement));

        bool IsOfThese(Reason reason) =>
            reason.Check == check
            && reason.Arguments.TryGetValue(Reason.Entry, out var entry)
            && entry is string text
            && entries.Contains(text);
    }

    private Task<List<(IReadOnlyList<Reason> Reasons, Judgement Judgement)>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT f.reasons, c.state, EXISTS (SELECT 1 FROM decision d
                        WHERE d.site_id = @site AND d.comment_id = c.id AND d.taken_back_at IS NULL)
                    FROM shadow_finding f JOIN comment c ON c.site_id = f.site_id AND c.id = f.comment_id
                    WHERE f.site_id = @site AND f.at >= @since ORDER BY f.at DESC LIMIT @most
                    """,
                    [("@site", site), ("@since", clock.GetUtcNow() - Window), ("@most", Most)],
                    row =>
                        (
                            Reasons: ShadowFindings.Read(row.Text(0)),
                            Judgement: JudgementOf((CommentState)row.Int(1), row.Bool(2))
                        ),
                    cancel
                ),
            cancel
        );

    /// <param name="wasDecided">Whether a person has decided anything about it.</param>
    public static Judgement JudgementOf(CommentState state, bool wasDecided) =>
        state switch
        {
            CommentState.Rejected or CommentState.Removed => Judgement.Rejected,
            CommentState.Published when wasDecided => Judgement.Approved,
            _ => Judgement.None,
        };
}
