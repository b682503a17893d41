using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>
/// Learns the sum over words: logistic regression of all attributes at once over hashed words, pairs of words and parts of words, weighted
/// by how rare they are, by AdaGrad (Duchi, Hazan and Singer, 2011).
/// </summary>
internal sealed unsafe class LinearTrainer
{
    private const int Lanes = LinearPart.Lanes;
    private const float RarityUnit = 8;
    private readonly float[] ridge;
    private const float Pull = 1;
    private const float FirstStep = 0.02f;

    private readonly int partRows;
    private readonly int pairRows;

    // Rows of parts, then rows of pairs.
    private readonly float[] weights;
    private readonly float[] steps;
    private readonly float[] rarity;
    private readonly float[] constant = new float[Lanes];

    // What a text of another set has more: how common an attribute is there says nothing of its words. Dropped afterwards.
    private readonly float[] ofSets = new float[DataSets.Names.Length * Lanes];
    private readonly Vocabulary vocabulary;
    private readonly int[]?[] partsOf;

    private int[] features = new int[4_096];
    private int wordCount;
    private int count;

    public LinearTrainer(Vocabulary vocabulary, int partBits, int pairBits)
    {
        this.vocabulary = vocabulary;
        (partRows, pairRows) = (1 << partBits, 1 << pairBits);
        weights = new float[(partRows + pairRows) * Lanes];
        steps = new float[partRows + pairRows];
        // A first step from nothing would be a leap.
        Array.Fill(steps, FirstStep);
        rarity = new float[partRows + pairRows];
        ridge = new float[partRows + pairRows];
        partsOf = new int[vocabulary.Words.Count][];
    }

    /// <summary>Counts in how many texts each part is, of which its rarity follows. A part of one text alone counts for nothing.</summary>
    public void Count(IEnumerable<Prepared> texts)
    {
        var seen = new int[rarity.Length];
        var number = 0;
        var found = new int[rarity.Length];
        foreach (var text in texts)
        {
            number++;
            Gather(text);
            for (var at = 0; at < count; at++)
            {
                var row = features[at];
                if (seen[row] == number)
                    continue;
                seen[row] = number;
                found[row]++;
            }
        }
        // As if each weight were pulled to nothing once in a pass, whatever has it.
        for (var row = 0; row < rarity.Length; row++)
            ridge[row] = Pull / Math.Max(1, found[row]);
        for (var row = 0; row < rarity.Length; row++)
            rarity[row] = found[row] < 2 ? 0 : MathF.Round(Math.Min(120, RarityUnit * MathF.Log((number + 1f) / found[row])));
    }

    /// <summary>Begins where a text without a word would be: at how often each attribute is so.</summary>
    public void Begin(IEnumerable<Example> examples)
    {
        var all = examples.ToList();
        for (var head = 0; head < Lanes - 1; head++)
        {
            // An attribute that no text is labelled with stays where nothing is known of it.
            var mean = all.Where(example => !float.IsNaN(example.Labels[head]))
                .Select(example => example.Labels[head])
                .DefaultIfEmpty(0.5f)
                .Average();
            constant[head] = MathF.Log(mean / (1 - mean));
        }
    }

    /// <summary>One pass over the texts, in their order.</summary>
    /// <param name="texts">Each with where it is from, and its labels as they are learned.</param>
    /// <param name="speed">How far one step goes.</param>
    public void Pass(IEnumerable<(Prepared Text, Example Example, float[] Labels)> texts, float speed)
    {
        var gradient = stackalloc float[Lanes];
        fixed (float* table = weights)
        {
            foreach (var (text, example, labels) in texts)
            {
                var (weight, set) = (example.Weight, example.Source * Lanes);
                var logits = Sum(text, table, out var wordScale, out var partScale) + Vector256.Create(ofSets, set);
                var (size, heads) = (0f, 0);
                for (var head = 0; head < Lanes; head++)
                {
                    gradient[head] = 0;
                    if (head >= labels.Length || float.IsNaN(labels[head]))
                        continue;
                    gradient[head] = weight * ((1 / (1 + MathF.Exp(-logits[head]))) - labels[head]);
                    size += gradient[head] * gradient[head];
                    if (example.Source == 0)
                        constant[head] -= speed * 0.02f * gradient[head];
                    else
                        ofSets[set + head] -= speed * 0.1f * gradient[head];
                    heads++;
                }
                if (heads == 0 || size < 1e-7f)
                    continue;
                size /= heads;
                var slope = Vector256.Load(gradient);
                for (var at = 0; at < count; at++)
                {
                    var row = features[at];
                    var value = rarity[row] * (at < wordCount ? wordScale : partScale);
                    if (value == 0)
                        continue;
                    var stride = steps[row] += size * value * value;
                    var place = table + ((long)row * Lanes);
                    var old = Vector256.Load(place);
                    (
                        old
                        - (
                            Vector256.Create(speed / MathF.Sqrt(stride))
                            * ((Vector256.Create(value) * slope) + (old * ridge[row]))
                        )
                    ).Store(place);
                }
            }
        }
    }

    /// <summary>The logits of a text as they are now.</summary>
    public Vector256<float> Score(Prepared text)
    {
        fixed (float* table = weights)
            return Sum(text, table, out _, out _);
    }

    /// <summary>The sections of the model's file.</summary>
    public IEnumerable<(string Name, byte[] Content)> Sections(Swaps? swaps)
    {
        var scales = new float[Lanes * 2];
        for (var head = 0; head < Lanes; head++)
        {
            var most = 0f;
            for (long at = head; at < weights.Length; at += Lanes)
                most = Math.Max(most, Math.Abs(weights[at]));
            scales[head] = Math.Max(most, 1e-6f) / 127;
            scales[Lanes + head] = constant[head];
        }
        var packed = new byte[weights.Length];
        for (var row = 0; row < rarity.Length; row++)
        {
            for (var head = 0; head < LinearPart.Rarity; head++)
                packed[(row * Lanes) + head] = (byte)
                    (sbyte)Math.Clamp(MathF.Round(weights[(row * Lanes) + head] / scales[head]), -127, 127);
            packed[(row * Lanes) + LinearPart.Rarity] = (byte)rarity[row];
        }
        yield return ("parts", packed[..(partRows * Lanes)]);
        yield return ("pairs", packed[(partRows * Lanes)..]);
        yield return ("scales", MemoryMarshal.AsBytes(scales.AsSpan()).ToArray());
        yield return ("sums", Sums(packed, swaps));
    }

    // What each known word adds, and its parts.
    private byte[] Sums(byte[] packed, Swaps? swaps)
    {
        var whole = new float[vocabulary.Words.Count * Lanes * 2];
        for (var number = 0; number < vocabulary.Words.Count; number++)
        {
            Add((int)((uint)vocabulary.Hashes[number] & (uint)(partRows - 1)), number * Lanes * 2);
            foreach (var row in PartRows(number, vocabulary.Words[number]))
                Add(row, (number * Lanes * 2) + Lanes);
        }
        swaps?.Tie(whole, Lanes * 2);
        short[] sums = [.. whole.Select(Shifted)];
        return MemoryMarshal.AsBytes(sums.AsSpan()).ToArray();

        void Add(int row, int to)
        {
            for (var lane = 0; lane < Lanes; lane++)
                whole[to + lane] += (sbyte)packed[(row * Lanes) + lane] * (sbyte)packed[(row * Lanes) + LinearPart.Rarity];
        }
    }

    private static short Shifted(float sum) =>
        (short)Math.Clamp((int)Math.Round(sum / (double)(1 << LinearPart.SumShift)), short.MinValue, short.MaxValue);

    private Vector256<float> Sum(Prepared text, float* table, out float wordScale, out float partScale)
    {
        Gather(text);
        wordScale = partScale = 0;
        for (var at = 0; at < count; at++)
        {
            var rare = rarity[features[at]];
            if (at < wordCount)
                wordScale += rare * rare;
            else
                partScale += rare * rare;
        }
        wordScale = wordScale > 0 ? 1 / MathF.Sqrt(wordScale) : 0;
        partScale = partScale > 0 ? 1 / MathF.Sqrt(partScale) : 0;
        var sum = Vector256.Create<float>(constant);
        for (var at = 0; at < count; at++)
        {
            var row = features[at];
            var value = rarity[row] * (at < wordCount ? wordScale : partScale);
            sum = Vector256.MultiplyAddEstimate(Vector256.Create(value), Vector256.Load(table + ((long)row * Lanes)), sum);
        }
        return sum;
    }

    private void Gather(Prepared text)
    {
        count = 0;
        var before = 0UL;
        var once = Once.Mine;
        once.Clear();
        foreach (ref readonly var word in text.Words.AsSpan())
        {
            if (word.IsSign)
            {
                before = 0;
                continue;
            }
            if (once.Add(word.Hash))
                Add((int)((uint)word.Hash & (uint)(partRows - 1)));
            if (before != 0 && Hashes.Pair(before, word.Hash) is var pair && once.Add(pair))
                Add(partRows + (int)((uint)pair & (uint)(pairRows - 1)));
            before = word.Hash;
        }
        wordCount = count;
        once.Clear();
        foreach (ref readonly var word in text.Words.AsSpan())
        {
            if (word.IsSign || !once.Add(word.Hash))
                continue;
            foreach (var row in PartRows(word.Known, text.LettersOf(word)))
                Add(row);
        }
    }

    private int[] PartRows(int known, ReadOnlySpan<char> word)
    {
        if (known >= 0 && partsOf[known] is { } kept)
            return kept;
        var rows = new List<int>();
        Span<uint> hashes = stackalloc uint[8];
        for (var start = -1; start < word.Length; start++)
        {
            var found = LinearPart.PartsFrom(word, start, hashes);
            for (var index = 0; index < found; index++)
                rows.Add((int)(hashes[index] & (uint)(partRows - 1)));
        }
        int[] all = [.. rows];
        if (known >= 0)
            partsOf[known] = all;
        return all;
    }

    private void Add(int row)
    {
        if (count == features.Length)
            Array.Resize(ref features, count * 2);
        features[count++] = row;
    }
}
