using Parley.Learning;
using Parley.Screening;

namespace Parley.OwnModel;

/// <summary>
/// Learns what a site's people take down. The newest fifth of the decisions is only judged on, by every version: so the curve is the curve
/// of the very weights that are used, and two versions are compared on texts that neither has learned from. Where people decide elsewhere and
/// programs only tell of it, so is the newest fifth of what these tell.
/// </summary>
internal static class OwnTeacher
{
    /// <summary>With fewer decisions of people nothing is learned, those among them that programs tell.</summary>
    public const int Fewest = 2_000;

    /// <summary>Of each kind, in different words, and of those that are judged on a fifth as many.</summary>
    public const int FewestOfKind = 50;

    /// <summary>The newest, if there are more: what people take down changes, and memory is bounded.</summary>
    public const int Most = 20_000;

    /// <summary>Of all texts together: some 32 MB. What is older than that is left out.</summary>
    public const int MostFeatures = 8_000_000;

    /// <summary>What of a text it goes by.</summary>
    public const Runs Runs = Learning.Runs.TwoToFour;

    // Of the newest decisions.
    private const double ShareJudged = 0.2;
    private const int Parts = 5;
    private static readonly double[] Pulls = [Learner.UsualPull, 1, 3];

    /// <summary>Learns.</summary>
    /// <param name="newestFirst">What people decided: of two that say the same, the newer counts.</param>
    /// <param name="labels">
    /// What programs told of texts, the newest first: learned from, and judged on only where there are too few decisions without them.
    /// </param>
    /// <returns>What was learned, or what it takes before anything is.</returns>
    public static (OwnLesson? Lesson, Lack? Lack) Teach(
        IReadOnlyList<OwnExample> newestFirst,
        IReadOnlyList<OwnExample> labels,
        CancellationToken cancel
    )
    {
        var seen = new HashSet<Wording>();
        List<OwnExample> all = [.. newestFirst.Where(one => !one.Wording.IsEmpty && seen.Add(one.Wording))];
        List<OwnExample> told = [.. labels.Where(one => !one.Wording.IsEmpty && seen.Add(one.Wording))];
        var count = (int)(all.Count * ShareJudged);
        var countTold = newestFirst.Count < Fewest ? (int)(told.Count * ShareJudged) : 0;
        List<OwnExample> judged = [.. all.Take(count), .. told.Take(countTold)];
        List<OwnExample> taught = [.. all.Skip(count), .. told.Skip(countTold)];
        if (LackOf(taught, judged) is { } lack)
            return (null, lack);
        // In an order that is no one's: neither all of one kind nor all of one day together.
        taught.Sort((left, right) => OrderOf(left).CompareTo(OrderOf(right)));
        // How much of what is seen once is chance is another question for each house: the pull that tells best what was not learned from.
        var (pull, sums) = Pulls
            .Select(pull => (Pull: pull, Sums: Cross(taught, pull, cancel)))
            .MaxBy(one => new Lanes(one.Sums.Select(sum => new Judged(sum.Sum, sum.IsSo))).Auc());
        var (slope, shift) = Learner.Fit(sums);
        var weights = new OwnWeights(Learner.Learn(taught.Select(ToLesson), pull, cancel), slope, shift);
        return (new(weights, taught.Count, judged), null);
    }

    private static Lack? LackOf(List<OwnExample> taught, List<OwnExample> judged)
    {
        var (rejected, others) = (LackOf(taught, judged, isRejected: true), LackOf(taught, judged, isRejected: false));
        if (rejected?.IsRejected is null)
            return others ?? rejected;
        return others?.IsRejected is null ? rejected : new(null, Math.Max(rejected.Missing, others.Missing));
    }

    private static Lack? LackOf(List<OwnExample> taught, List<OwnExample> judged, bool isRejected)
    {
        var (old, young) = (CountOf(taught), CountOf(judged));
        var (missingOld, missingYoung) = (FewestOfKind - old, (FewestOfKind / 5) - young);
        var missing = Math.Max(missingYoung, missingOld + missingYoung);
        return missing > 0 ? new(isRejected, missing)
            // There is enough, but among the newest: whatever comes makes them older.
            : missingOld > 0 ? new(null, missingOld)
            : null;

        int CountOf(List<OwnExample> half) => half.Count(one => one.IsRejected == isRejected);
    }

    // The sums of all, each by weights that have not learned from it.
    private static List<(double Sum, bool IsSo)> Cross(List<OwnExample> taught, double pull, CancellationToken cancel)
    {
        var sums = new List<(double, bool)>(taught.Count);
        for (var part = 0; part < Parts; part++)
        {
            var without = Learner.Learn(taught.Where(one => PartOf(one) != part).Select(ToLesson), pull, cancel);
            sums.AddRange(
                taught.Where(one => PartOf(one) == part).Select(one => (without.Sum(one.Features, one.Scores), one.IsRejected))
            );
        }

        return sums;
    }

    private static Lesson ToLesson(OwnExample one) => new(one.Features, one.Scores, one.IsRejected, one.Weight);

    private static ulong OrderOf(OwnExample one) => Shingles.Mixed((ulong)one.Wording.Fingerprint);

    private static int PartOf(OwnExample one) => (int)((ulong)one.Wording.Fingerprint % Parts);
}

/// <summary>What was learned, and the newest decisions, from which it was not.</summary>
/// <param name="Learned">From how many texts.</param>
internal sealed record OwnLesson(OwnWeights Weights, int Learned, IReadOnlyList<OwnExample> Judged);

/// <summary>Weights, and the curve that makes a probability of their sum.</summary>
internal sealed record OwnWeights(TextWeights Text, double Slope, double Shift)
{
    /// <summary>How likely people of the site would take the text down: from 0 to 1.</summary>
    public double Probability(ReadOnlySpan<int> features, float[] scores) =>
        1 / (1 + Math.Exp(-((Slope * Text.Sum(features, scores)) + Shift)));
}
