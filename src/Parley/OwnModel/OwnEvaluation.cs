using Parley.Learning;

namespace Parley.OwnModel;

/// <summary>How well a version tells some of the newest decisions.</summary>
/// <param name="Kind">What they have in common: <c>all</c>, <c>attribute</c>, <c>language</c>, <c>group</c> or <c>no-group</c>.</param>
/// <param name="Name">Which attribute or language.</param>
/// <param name="Held">How many it would hold.</param>
/// <param name="RightlyHeld">Of those, what people rejected or removed.</param>
internal sealed record OwnSlice(string Kind, string Name, int All, int Rejected, int Held, int RightlyHeld)
{
    /// <summary>Of what it would hold, the share that people took down; null where it would hold nothing.</summary>
    public double? Precision => Held == 0 ? null : (double)RightlyHeld / Held;

    /// <summary>Of what people took down, the share that it would hold; null where they took down nothing.</summary>
    public double? Recall => Rejected == 0 ? null : (double)RightlyHeld / Rejected;
}

/// <summary>The newest decisions, and what a version says of each: everything that is shown of it is counted from them.</summary>
internal sealed class OwnEvaluation(IReadOnlyList<JudgedComment> judged)
{
    // Of fewer a share says nothing.
    private const int FewestOfSlice = 20;
    private const int Examples = 5;

    /// <summary>How wrong the lanes may be from which a site chooses.</summary>
    public static IReadOnlyList<double> WrongShares { get; } = [0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2];

    /// <summary>What a machine would have done by any two thresholds.</summary>
    public Lanes Lanes { get; } = new(judged.Select(one => new Judged(one.Probability, one.IsRejected)));

    /// <summary>Precision and recall of all, by attribute, by language, and of what speaks of groups.</summary>
    /// <param name="from">From which probability on it holds.</param>
    public IReadOnlyList<OwnSlice> Slices(double from)
    {
        List<OwnSlice> slices = [Of("all", "", judged)];
        for (var at = 0; at < Scoring.Attribute.All.Count; at++)
        {
            var bit = 1 << at;
            Add("attribute", Scoring.Attribute.All[at], judged.Where(one => (one.Attributes & bit) != 0));
        }

        foreach (var of in judged.GroupBy(one => one.Language ?? "").OrderByDescending(of => of.Count()))
            Add("language", of.Key, of);
        Add("group", "", judged.Where(one => one.NamesGroup));
        Add("no-group", "", judged.Where(one => !one.NamesGroup));
        return slices;

        void Add(string kind, string name, IEnumerable<JudgedComment> some)
        {
            if (some.ToList() is { Count: >= FewestOfSlice } list)
                slices.Add(Of(kind, name, list));
        }

        OwnSlice Of(string kind, string name, IReadOnlyList<JudgedComment> some) =>
            new(
                kind,
                name,
                some.Count,
                some.Count(one => one.IsRejected),
                some.Count(one => one.Probability >= from),
                some.Count(one => one.IsRejected && one.Probability >= from)
            );
    }

    // What a program told is no comment that anybody could look at.
    private IEnumerable<JudgedComment> Comments => judged.Where(one => one.Comment != Guid.Empty);

    /// <summary>What would be published that people took down, the least likely first.</summary>
    public IReadOnlyList<JudgedComment> WronglyPublished(double below) =>
        [.. Comments.Where(one => one.IsRejected && one.Probability < below).OrderBy(one => one.Probability).Take(Examples)];

    /// <summary>What would be held that people let stand, the most likely first.</summary>
    public IReadOnlyList<JudgedComment> WronglyHeld(double from) =>
        [
            .. Comments
                .Where(one => !one.IsRejected && one.Probability >= from)
                .OrderByDescending(one => one.Probability)
                .Take(Examples),
        ];
}
