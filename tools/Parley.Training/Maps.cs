using System.Runtime.Intrinsics;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>
/// What turns a logit into a probability: a factor and a constant for each attribute, by which texts that were not learned from are likeliest
/// (Platt, 1999), each text as often as on a natural page.
/// </summary>
internal static class Maps
{
    private const int Steps = 60;

    /// <summary>The logit as it is.</summary>
    public static float[] None { get; } =
    [.. Enumerable.Repeat(1f, LinearPart.Lanes), .. Enumerable.Repeat(0f, LinearPart.Lanes)];

    public static float[] Fit(
        IReadOnlyList<Example> examples,
        Func<Example, Vector256<float>> score,
        Func<Example, float> weightOf
    )
    {
        var logits = examples.Select(score).ToList();
        var maps = (float[])None.Clone();
        for (var head = 0; head < Scoring.Attribute.All.Count; head++)
        {
            var rows = Enumerable
                .Range(0, examples.Count)
                .Where(at => !float.IsNaN(examples[at].Labels[head]))
                .Select(at =>
                    (X: (double)logits[at][head], Y: (double)examples[at].Labels[head], W: (double)weightOf(examples[at]))
                )
                .ToList();
            (maps[head], maps[LinearPart.Lanes + head]) = Fit(rows);
        }
        return maps;
    }

    /// <summary>How often a text of the encyclopedia's set stands for one on a natural page.</summary>
    public static float WeightOf(Example example) => example.Source == 0 && example.Labels[0] < 0.5f ? Run.NaturalWeight : 1;

    // By Newton's steps.
    private static (float Factor, float Constant) Fit(List<(double X, double Y, double W)> rows)
    {
        var (a, b) = (1.0, 0.0);
        for (var step = 0; step < Steps; step++)
        {
            // As if a few texts said that the logit is right: rare attributes have few to say otherwise.
            var (ga, gb, haa, hab, hbb) = ((a - 1) * 2, 0.0, 2.0, 0.0, 1e-6);
            foreach (var (x, y, w) in rows)
            {
                var p = 1 / (1 + Math.Exp(-((a * x) + b)));
                var (d, h) = (w * (p - y), w * p * (1 - p));
                ga += d * x;
                gb += d;
                haa += h * x * x;
                hab += h * x;
                hbb += h;
            }
            var det = (haa * hbb) - (hab * hab);
            if (Math.Abs(det) < 1e-12)
                break;
            var (da, db) = (((hbb * ga) - (hab * gb)) / det, ((haa * gb) - (hab * ga)) / det);
            a -= Math.Clamp(da, -0.5, 0.5);
            b -= Math.Clamp(db, -1, 1);
        }
        return ((float)a, (float)b);
    }
}
