using Parley.Comments;
using Parley.Learning;
using Parley.Moderation;
using Parley.Scoring;
using Parley.Storage;

namespace Parley.OwnModel;

/// <summary>What two thresholds would have done to the comments of the last thirty days. Nothing was done.</summary>
/// <param name="Looked">How many comments there were.</param>
/// <param name="IsWhole">False where there was no time, or there were more than are looked at.</param>
/// <param name="Lanes">By lane, the published one first: how many, and what people decided of those from which the model has not learned.</param>
internal sealed record OwnTrialResult(int Looked, bool IsWhole, IReadOnlyList<TriedLane> Lanes);

/// <param name="All">Comments in the lane.</param>
/// <param name="Approved">Of those from which it has not learned, what people published or kept.</param>
/// <param name="Rejected">And what they rejected or removed.</param>
internal sealed record TriedLane(int All, int Approved, int Rejected);

/// <summary>Tries a version and two thresholds on the last month, one trial at a time.</summary>
internal sealed class OwnTrial(Database database, OwnModelStore store, GeneralScorer general, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);
    public const int Most = 20_000;
    private const int AtOnce = 500;

    // Whoever waits for a page goes away after more.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private readonly SemaphoreSlim turn = new(1);

    /// <param name="below">In tenths of a per cent: below it is published.</param>
    /// <param name="from">In tenths of a per cent: from it on is held.</param>
    /// <returns>Null where the site has no model.</returns>
    public async Task<OwnTrialResult?> HandleAsync(SiteId site, int below, int from, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var version = await store.FindInUseAsync(site, cancel);
            if (
                version == 0
                || await store.FindAsync(site, version, cancel) is not { } made
                || await store.FindWeightsAsync(site, version, cancel) is not { } weights
            )
                return null;
            var unlearned = (await store.ListJudgedAsync(site, version, cancel)).Select(one => one.Comment).ToHashSet();
            var model = await general.FindAsync(site, cancel);
            var began = clock.GetTimestamp();
            var (since, at, looked) = (clock.GetUtcNow() - Window, TimeCursor.Newest, 0);
            var lanes = new (int All, int Approved, int Rejected)[3];
            while (looked < Most && clock.GetElapsedTime(began) < Longest)
            {
                var some = await ReadAsync(site, since, at, cancel);
                foreach (var one in some)
                {
                    ref var lane = ref lanes[LaneOf(one, weights, model, below, from)];
                    var counts = unlearned.Contains(one.Id) || one.DecidedAt > made.NewestAt;
                    var judgement = ShadowCounts.JudgementOf(one.State, one.DecidedAt is not null);
                    lane = (
                        lane.All + 1,
                        lane.Approved + (counts && judgement == Judgement.Approved ? 1 : 0),
                        lane.Rejected + (counts && judgement == Judgement.Rejected ? 1 : 0)
                    );
                }

                looked += some.Count;
                if (some.Count < AtOnce)
                    return ToResult(true);
                at = new(some[^1].At, some[^1].Id);
            }

            return ToResult(false);

            OwnTrialResult ToResult(bool isWhole) =>
                new(looked, isWhole, [.. lanes.Select(lane => new TriedLane(lane.All, lane.Approved, lane.Rejected))]);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static int LaneOf(Past one, OwnWeights weights, ITextModel? general, int below, int from)
    {
        var text = DecidedComments.ToText(one.Source, one.Html);
        var others = OtherScores.Of(text, general);
        var tenths = weights.Probability(TextFeatures.Of(text, OwnTeacher.Runs).Indexes, others) * 1_000;
        return tenths < below ? 0
            : tenths >= from ? 2
            : 1;
    }

    private sealed record Past(
        Guid Id,
        DateTimeOffset At,
        CommentState State,
        string Source,
        string Html,
        DateTimeOffset? DecidedAt
    );

    private Task<List<Past>> ReadAsync(SiteId site, DateTimeOffset since, TimeCursor from, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT c.id, a.at, c.state, c.source, c.html, (SELECT max(d.at) FROM decision d
                            WHERE d.site_id = @site AND d.comment_id = c.id AND d.taken_back_at IS NULL)
                    FROM authored a JOIN comment c ON c.site_id = a.site_id AND c.id = a.comment_id
                    WHERE a.site_id = @site AND (a.at, a.comment_id) < (@at, @id) AND a.at >= @since AND c.source <> ''
                    ORDER BY a.at DESC, a.comment_id DESC LIMIT @most
                    """,
                    [("@site", site), ("@at", from.At), ("@id", from.Id), ("@since", since), ("@most", AtOnce)],
                    row => new Past(
                        row.Guid(0),
                        row.Time(1),
                        (CommentState)row.Int(2),
                        row.Text(3),
                        row.Text(4),
                        row.TimeOrNull(5)
                    ),
                    cancel
                ),
            cancel
        );
}
