using System.Runtime.Intrinsics;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>
/// Vectors of words from the company that they keep, without a label: a word is the mean of its own vector and its parts', and tells which
/// words stand near it from some drawn by chance. After Bojanowski and others, "Enriching word vectors with subword information" (2017).
/// One thread, so that it is the same again.
/// </summary>
internal sealed class SkipGram(Vocabulary vocabulary, NetTrainer net, int gramRows, ulong seed)
{
    private const int Window = 4;
    private const int Drawn = 4;
    private const double Common = 2e-4;

    // The root of the mean square of a word's numbers, as the net likes them at its beginning.
    private const float Size = 0.25f;

    private Luck luck = new(seed);

    /// <summary>Vectors of the known words and then of the parts, one after the other.</summary>
    public float[] Learn(IReadOnlyList<Prepared> texts, int passes, Action<string> say)
    {
        var words = vocabulary.Words.Count;
        var vectors = new float[(words + gramRows) * NetShape.Width];
        for (var at = 0; at < vectors.Length; at++)
            vectors[at] = luck.Normal() * 0.1f;
        var outer = new float[words * NetShape.Width];
        var rows = vocabulary.Words.Select((word, number) => net.RowsOf(number, word)).ToArray();
        var counts = new int[words];
        foreach (var text in texts)
        foreach (ref readonly var word in text.Words.AsSpan())
            if (word.Known >= 0)
                counts[word.Known]++;
        var total = counts.Sum(count => (double)count);
        var keep = counts.Select(count => (float)Math.Sqrt(Common / Math.Max(count / total, 1e-12))).ToArray();
        var draw = Table(counts);
        var line = new List<int>();
        for (var pass = 0; pass < passes; pass++)
        {
            for (var index = 0; index < texts.Count; index++)
            {
                line.Clear();
                foreach (ref readonly var word in texts[index].Words.AsSpan())
                    if (word.Known >= 0 && luck.Share() < keep[word.Known])
                        line.Add(word.Known);
                var rate = 0.08f * Math.Max(0.02f, 1 - ((pass + ((float)index / texts.Count)) / passes));
                for (var at = 0; at < line.Count; at++)
                    Near(line, at, vectors, outer, rows, draw, rate);
            }
            say($"vectors, pass {pass + 1} of {passes}");
        }
        Scale(vectors, rows, counts);
        return vectors;
    }

    private unsafe void Near(List<int> line, int at, float[] vectors, float[] outer, int[][] rows, int[] draw, float rate)
    {
        var middle = stackalloc float[NetShape.Width];
        var slope = stackalloc float[NetShape.Width];
        new Span<float>(slope, NetShape.Width).Clear();
        var own = rows[line[at]];
        fixed (
            float* all = vectors,
                outside = outer
        )
        {
            for (var lane = 0; lane < NetShape.Width; lane += 8)
            {
                var sum = Vector256<float>.Zero;
                foreach (var row in own)
                    sum += Vector256.Load(all + ((long)row * NetShape.Width) + lane);
                (sum / Vector256.Create((float)own.Length)).Store(middle + lane);
            }
            var reach = 1 + luck.Below(Window);
            for (var near = Math.Max(0, at - reach); near <= Math.Min(line.Count - 1, at + reach); near++)
            {
                if (near == at)
                    continue;
                for (var times = 0; times <= Drawn; times++)
                {
                    var other = times == 0 ? line[near] : draw[luck.Below(draw.Length)];
                    if (times > 0 && other == line[near])
                        continue;
                    var to = outside + ((long)other * NetShape.Width);
                    var dot = Vector256<float>.Zero;
                    for (var lane = 0; lane < NetShape.Width; lane += 8)
                        dot = Vector256.MultiplyAddEstimate(Vector256.Load(middle + lane), Vector256.Load(to + lane), dot);
                    var pull = Vector256.Create(rate * ((times == 0 ? 1 : 0) - (1 / (1 + MathF.Exp(-Vector256.Sum(dot))))));
                    for (var lane = 0; lane < NetShape.Width; lane += 8)
                    {
                        var there = Vector256.Load(to + lane);
                        Vector256.MultiplyAddEstimate(pull, there, Vector256.Load(slope + lane)).Store(slope + lane);
                        Vector256.MultiplyAddEstimate(pull, Vector256.Load(middle + lane), there).Store(to + lane);
                    }
                }
            }
            foreach (var row in own)
                for (var lane = 0; lane < NetShape.Width; lane += 8)
                {
                    var to = all + ((long)row * NetShape.Width) + lane;
                    (Vector256.Load(to) + Vector256.Load(slope + lane)).Store(to);
                }
        }
    }

    // Words by how often they are drawn: their count to the power of three quarters.
    private static int[] Table(int[] counts)
    {
        const int size = 1 << 20;
        var whole = counts.Sum(count => Math.Pow(count, 0.75));
        var table = new int[size];
        var (word, until) = (0, Math.Pow(counts[0], 0.75) / whole);
        for (var at = 0; at < size; at++)
        {
            while (at / (double)size > until && word + 1 < counts.Length)
                until += Math.Pow(counts[++word], 0.75) / whole;
            table[at] = word;
        }
        return table;
    }

    private static void Scale(float[] vectors, int[][] rows, int[] counts)
    {
        var (squares, number) = (0.0, 0);
        for (var word = 0; word < rows.Length; word++)
        {
            if (counts[word] < 50 || rows[word].Length == 0)
                continue;
            for (var lane = 0; lane < NetShape.Width; lane++)
            {
                var sum = rows[word].Sum(row => vectors[(row * NetShape.Width) + lane]) / rows[word].Length;
                squares += sum * sum;
                number++;
            }
        }
        var scale = Size / (float)Math.Sqrt(squares / number);
        for (var at = 0; at < vectors.Length; at++)
            vectors[at] *= scale;
    }
}
