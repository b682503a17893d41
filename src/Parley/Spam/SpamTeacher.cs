using Parley.Learning;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.Spam;

/// <summary>What is learned from a text about which a person decided. The text itself is not in it: thousands of them would fill the memory.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Features">As <see cref="TextFeatures"/> numbers them.</param>
internal sealed record SpamExample(Guid Id, bool IsSpam, Wording Wording, int[] Features)
{
    /// <param name="text">As the model will meet others.</param>
    public static SpamExample Of(Guid id, bool isSpam, ScoredText text) =>
        new(id, isSpam, Wording.Of(text.Folded), TextFeatures.Of(text, SpamTeacher.Runs).Indexes.ToArray());
}

/// <summary>What was learned, and how well it tells texts from which it had not learned.</summary>
/// <param name="Spam">How many texts it learned from that people took down as advertising.</param>
/// <param name="Others">And how many that people let stand.</param>
/// <param name="Held">Of both together, tried on each by weights that had not learned from it: the probabilities.</param>
internal sealed record SpamLesson(SpamModel Model, int Spam, int Others, IReadOnlyList<(bool IsSpam, double Probability)> Held)
{
    /// <summary>Of the advertising, how many it would have found from a limit on, and how many others.</summary>
    public (int Found, int Wrong) At(int limit) =>
        (
            Held.Count(one => one.IsSpam && one.Probability * 100 >= limit),
            Held.Count(one => !one.IsSpam && one.Probability * 100 >= limit)
        );
}

/// <summary>
/// Learns weights from examples: logistic regression by stochastic gradient descent with a step of its own for each feature (Duchi, Hazan and
/// Singer, "Adaptive subgradient methods", 2011) and a little decay (L2). Nothing in it is left to luck, so the same examples give
/// the same model on every node.
/// </summary>
/// <remarks>
/// It is not <see cref="Learner"/>'s way: that one pulls weights to nothing so that texts by the thousand agree, and from fifty texts of
/// each kind it remembers the very words. The sum becomes a probability by <see cref="Learner.Fit"/>, on sums of texts not learned from: the
/// examples are cut into five parts by what they say, and each is tried by weights from the other four.
/// </remarks>
internal static class SpamTeacher
{
    /// <summary>
    /// Of each kind, of different words: with fewer it says nothing. From so many it finds six in ten on pages that it has not seen, and of a
    /// hundred that it would hold one or two are none (docs/figures.md); with fewer, chance words weigh.
    /// </summary>
    public const int Fewest = 50;

    /// <summary>Of each kind, the newest: advertising changes, and memory is bounded.</summary>
    public const int Most = 2_000;

    /// <summary>What of a text it goes by.</summary>
    public const Runs Runs = Learning.Runs.FourOfLongWords;

    private const int Parts = 5;
    private const int Rounds = 6;
    private const float Step = 0.5f;
    private const float Decay = 1e-5f;

    // The rounding of weights and the way of learning are part of what a model is.
    private const int Form = 1;

    /// <summary>Learns from as many as are of use; null where there are too few.</summary>
    /// <param name="examples">The newest first: of two that say the same, the newer counts.</param>
    /// <param name="isForPast">Whether the model is to be asked about the examples themselves.</param>
    public static SpamLesson? Teach(IReadOnlyList<SpamExample> examples, bool isForPast, CancellationToken cancel)
    {
        var chosen = Choose(examples);
        var (spam, others) = (chosen.Count(one => one.IsSpam), chosen.Count(one => !one.IsSpam));
        if (spam < Fewest || others < Fewest)
            return null;
        // In an order that is no one's: neither all of one kind nor all of one day together.
        List<Read> read = [.. chosen.Select(ToRead).OrderBy(one => one.Order)];
        var parts = new TextWeights[Parts];
        var sums = new double[read.Count];
        for (var part = 0; part < Parts; part++)
        {
            parts[part] = Learn(read, one => one.Part != part, cancel);
            for (var at = 0; at < read.Count; at++)
            {
                if (read[at].Part == part)
                    sums[at] = parts[part].Sum(read[at].Features);
            }
        }

        var (slope, shift) = Learner.Fit([.. read.Select((one, at) => (sums[at], one.IsSpam))]);
        var held = read.Select((one, at) => (one.IsSpam, 1 / (1 + Math.Exp(-((slope * sums[at]) + shift))))).ToList();
        var model = new SpamModel(VersionOf(chosen), isForPast ? parts : [Learn(read, _ => true, cancel)], slope, shift);
        return new(model, spam, others, held);
    }

    /// <summary>The same for the same examples, on every node.</summary>
    public static string VersionOf(IEnumerable<(Guid Id, bool IsSpam)> examples)
    {
        var all = 0UL;
        Span<byte> bytes = stackalloc byte[16];
        foreach (var (id, isSpam) in examples)
        {
            id.TryWriteBytes(bytes, bigEndian: true, out _);
            var hash = Shingles.Mixed(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes));
            hash = Shingles.Mixed(hash ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
            // A sum, since the order is no part of it.
            all += Shingles.Mixed(hash + (isSpam ? 1UL : 0));
        }

        return $"{Form}.{Shingles.Mixed(all) >> 32:x8}";
    }

    private static string VersionOf(List<SpamExample> chosen) => VersionOf(chosen.Select(one => (one.Id, one.IsSpam)));

    // One text many times, from a batch or from many accounts, counts once.
    private static List<SpamExample> Choose(IReadOnlyList<SpamExample> examples)
    {
        var seen = new HashSet<Wording>();
        return [.. examples.Where(one => !one.Wording.IsEmpty && seen.Add(one.Wording))];
    }

    private sealed record Read(int[] Features, bool IsSpam, int Part, ulong Order);

    private static Read ToRead(SpamExample example)
    {
        var wording = (ulong)example.Wording.Fingerprint;
        return new(example.Features, example.IsSpam, (int)(wording % Parts), Shingles.Mixed(wording));
    }

    private static TextWeights Learn(List<Read> examples, Func<Read, bool> which, CancellationToken cancel)
    {
        var weights = new float[TextFeatures.Count];
        var squares = new float[TextFeatures.Count];
        var (bias, biasSquares) = (0f, 0f);
        for (var round = 0; round < Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var example in examples)
            {
                if (!which(example))
                    continue;
                var scale = TextWeights.ScaleOf(example.Features.Length);
                var sum = 0f;
                foreach (var feature in example.Features)
                    sum += weights[feature];
                var error = (1 / (1 + MathF.Exp(-(bias + (sum * scale))))) - (example.IsSpam ? 1 : 0);
                var slope = error * scale;
                foreach (var feature in example.Features)
                {
                    var gradient = slope + (Decay * weights[feature]);
                    squares[feature] += gradient * gradient;
                    weights[feature] -= Step * gradient / (MathF.Sqrt(squares[feature]) + 1e-6f);
                }

                biasSquares += error * error;
                bias -= Step * error / (MathF.Sqrt(biasSquares) + 1e-6f);
            }
        }

        return new(Array.ConvertAll(weights, weight => (Half)weight), [], bias);
    }
}
