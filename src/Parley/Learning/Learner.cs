namespace Parley.Learning;

/// <summary>
/// Learns weights from texts: logistic regression with a pull to nothing (L2). What another model says of them is fitted first, and the words
/// learn what is left, by coordinate ascent in the dual problem (Shalev-Shwartz and Zhang, "Stochastic dual coordinate ascent methods for
/// regularized loss minimization", 2013), which needs no step to be chosen. Nothing in it is left to luck, so the same texts in the same
/// order give the same weights on every node.
/// </summary>
internal static class Learner
{
    private const int MostRounds = 20;

    // Where no text moves by more, the weights are what they will be, to three digits.
    private const float Least = 1e-3f;
    private const int ScoreRounds = 300;

    /// <summary>
    /// How strongly weights are pulled to nothing, where nobody has tried what is best: with a tenth of it chance words weigh, with ten times of it
    /// rare ones are lost.
    /// </summary>
    public const double UsualPull = 0.3;

    private const double ScorePull = 0.1;

    /// <summary>Learns from texts, in the order in which they come, which should be no one's.</summary>
    /// <param name="pull">See <see cref="UsualPull"/>.</param>
    public static TextWeights Learn(IEnumerable<Lesson> lessons, double pull, CancellationToken cancel)
    {
        var all = lessons as IReadOnlyList<Lesson> ?? [.. lessons];
        var scores = LearnScores(all, cancel);
        var weights = new float[TextFeatures.Count];
        var bias = 0f;
        var duals = new float[all.Count];
        var furthest = 1f;
        for (var round = 0; round < MostRounds && furthest > Least; round++)
        {
            cancel.ThrowIfCancellationRequested();
            furthest = 0;
            for (var at = 0; at < all.Count; at++)
            {
                var lesson = all[at];
                var scale = TextWeights.ScaleOf(lesson.Features.Length);
                var sum = 0f;
                foreach (var feature in lesson.Features)
                    sum += weights[feature];
                sum = bias + (sum * scale) + TextWeights.Product(scores, lesson.Scores);
                // Where its dual would stand if nothing else moved, by one step of Newton's method: a text and the bias have length two.
                var wanted = (lesson.IsSo ? 1 : 0) - Sigmoid(sum);
                var step = (float)((wanted - duals[at]) / (1 + (2 * lesson.Weight / (4 * pull))));
                duals[at] += step;
                furthest = Math.Max(furthest, Math.Abs(step));
                var move = (float)(step * lesson.Weight / pull);
                bias += move;
                foreach (var feature in lesson.Features)
                    weights[feature] += move * scale;
            }
        }

        return new(Array.ConvertAll(weights, weight => (Half)weight), scores, bias);
    }

    // A handful of numbers, so that all texts are looked at for each step.
    private static float[] LearnScores(IReadOnlyList<Lesson> lessons, CancellationToken cancel)
    {
        var count = lessons.Count > 0 ? lessons[0].Scores.Length : 0;
        var weights = new float[count];
        for (var round = 0; round < ScoreRounds && count > 0; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var (slopes, curves) = (new double[count], new double[count]);
            foreach (var lesson in lessons)
            {
                var error = (Sigmoid(TextWeights.Product(weights, lesson.Scores)) - (lesson.IsSo ? 1 : 0)) * lesson.Weight;
                for (var at = 0; at < count; at++)
                {
                    slopes[at] += error * lesson.Scores[at];
                    // No step is too long: the curve is at most a quarter, and the numbers move together.
                    curves[at] += count * lesson.Scores[at] * lesson.Scores[at] * lesson.Weight / 4;
                }
            }

            for (var at = 0; at < count; at++)
                weights[at] -= (float)((slopes[at] + (ScorePull * weights[at])) / (curves[at] + 1));
        }

        return weights;
    }

    private static double Sigmoid(double sum) => 1 / (1 + Math.Exp(-sum));

    /// <summary>
    /// Fits the curve by which a sum becomes a probability: a sigmoid, by Newton's method on two numbers (Platt, "Probabilistic outputs for
    /// support vector machines", 1999). Its targets are not quite 0 and 1, so that a perfect parting does not become certainty.
    /// </summary>
    /// <param name="sums">Of texts that the weights had not learned from, and whether people said so of each.</param>
    public static (double Slope, double Shift) Fit(IReadOnlyList<(double Sum, bool IsSo)> sums)
    {
        var so = sums.Count(one => one.IsSo);
        var (high, low) = ((so + 1.0) / (so + 2.0), 1.0 / (sums.Count - so + 2.0));
        var (slope, shift) = (1.0, 0.0);
        for (var round = 0; round < 50; round++)
        {
            // A little on the diagonal keeps it in bounds where all sums are alike.
            var (g1, g2, h11, h22, h12) = (0.0, 0.0, 1e-6, 1e-6, 0.0);
            foreach (var (sum, isSo) in sums)
            {
                var probability = Sigmoid((slope * sum) + shift);
                var error = probability - (isSo ? high : low);
                var curve = Math.Max(probability * (1 - probability), 1e-9);
                g1 += error * sum;
                g2 += error;
                h11 += curve * sum * sum;
                h22 += curve;
                h12 += curve * sum;
            }

            var determinant = (h11 * h22) - (h12 * h12);
            var (move, turn) = (((h22 * g1) - (h12 * g2)) / determinant, ((h11 * g2) - (h12 * g1)) / determinant);
            slope -= Math.Clamp(move, -1, 1);
            shift -= Math.Clamp(turn, -1, 1);
            if (Math.Abs(move) + Math.Abs(turn) < 1e-9)
                break;
        }

        // What would say so of a text for being unlike it has learned nothing: it says of every text how common that is.
        return slope > 0 ? (slope, shift) : (0, Math.Log((double)so / (sums.Count - so)));
    }
}
