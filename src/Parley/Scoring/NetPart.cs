using System.Numerics;
using System.Runtime.Intrinsics;

namespace Parley.Scoring;

/// <summary>
/// A small net over the order of words: each word is a vector (a word that is not known is the mean of its parts'), filters look at one,
/// two and three of them, and what each saw at most goes with the mean by attention through one hidden layer. After Kim, "Convolutional
/// neural networks for sentence classification" (2014), and Bojanowski and others, "Enriching word vectors with subword information" (2017).
/// </summary>
internal sealed unsafe class NetPart
{
    private readonly sbyte* vectors;
    private readonly float* vectorScales;
    private readonly sbyte* grams;
    private readonly float* gramScales;
    private readonly float* net;
    private readonly uint gramMask;

    public NetPart(ModelFile file, int words)
    {
        vectors = file.Section<sbyte>("vectors", (long)words * NetShape.Width);
        vectorScales = file.Section<float>("vscales", words);
        var count = file.CountOf<float>("gscales");
        if (!BitOperations.IsPow2(count))
            throw new InvalidDataException("The model's file is damaged: a table has a length that none has.");
        grams = file.Section<sbyte>("grams", count * NetShape.Width);
        gramScales = file.Section<float>("gscales", count);
        net = file.Section<float>("net", NetShape.Total);
        gramMask = (uint)count - 1;
    }

    /// <summary>The logits of a text.</summary>
    /// <param name="words">Its words and signs.</param>
    /// <param name="letters">The letters of all words.</param>
    public Vector256<float> Score(ReadOnlySpan<SeenWord> words, ReadOnlySpan<char> letters)
    {
        var room = stackalloc float[NetShape.Room];
        var pooled = stackalloc float[NetShape.Pooled];
        var count = Lay(words, letters, room);
        return Run(net, room, count, pooled, null, null);
    }

    /// <summary>The answer of a net to vectors that lie ready. The trainer asks it too.</summary>
    /// <param name="net">Its numbers, as <see cref="NetShape"/> has them.</param>
    /// <param name="room">A vector of nothing, those of the words, and three or more of nothing.</param>
    /// <param name="count">How many words; at least one.</param>
    /// <param name="pooled">Room for what the hidden layer gets.</param>
    /// <param name="where">Room for where each filter saw most; null where nobody asks.</param>
    /// <param name="shares">Room for how much of the attention each word has; null where nobody asks.</param>
    public static Vector256<float> Run(float* net, float* room, int count, float* pooled, int* where, float* shares)
    {
        Pool(net, room, count, pooled, where, shares);
        var hidden = stackalloc float[NetShape.Hidden];
        Hide(net, pooled, hidden);
        return Answer(net, hidden);
    }

    /// <summary>What the filters saw at most, and the mean by attention.</summary>
    public static void Pool(float* net, float* room, int count, float* pooled, int* where, float* shares)
    {
        var words = room + NetShape.Width;
        var windows = Math.Max(4, count);
        Convolution.Max(words, windows, NetShape.Width, net + NetShape.OneAt, NetShape.One, pooled, where);
        Convolution.Max(
            words,
            windows,
            2 * NetShape.Width,
            net + NetShape.TwoAt,
            NetShape.Two,
            pooled + NetShape.One,
            where == null ? null : where + NetShape.One
        );
        Convolution.Max(
            room,
            windows,
            3 * NetShape.Width,
            net + NetShape.ThreeAt,
            NetShape.Three,
            pooled + NetShape.One + NetShape.Two,
            where == null ? null : where + NetShape.One + NetShape.Two
        );
        Straighten(pooled, net + NetShape.OneBias, NetShape.One);
        Straighten(pooled + NetShape.One, net + NetShape.TwoBias, NetShape.Two);
        Straighten(pooled + NetShape.One + NetShape.Two, net + NetShape.ThreeBias, NetShape.Three);
        Attend(net + NetShape.AttentionAt, words, count, pooled + NetShape.One + NetShape.Two + NetShape.Three, shares);
    }

    /// <summary>The hidden layer.</summary>
    public static void Hide(float* net, float* pooled, float* hidden)
    {
        var sums = stackalloc Vector256<float>[NetShape.Hidden / 8];
        for (var lane = 0; lane < NetShape.Hidden / 8; lane++)
            sums[lane] = Vector256.Load(net + NetShape.HiddenBias + (lane * 8));
        for (var input = 0; input < NetShape.Pooled; input++)
        {
            var value = Vector256.Create(pooled[input]);
            var weights = net + NetShape.HiddenAt + (input * NetShape.Hidden);
            for (var lane = 0; lane < NetShape.Hidden / 8; lane++)
                sums[lane] = Vector256.MultiplyAddEstimate(value, Vector256.Load(weights + (lane * 8)), sums[lane]);
        }
        for (var lane = 0; lane < NetShape.Hidden / 8; lane++)
            Vector256.Max(sums[lane], Vector256<float>.Zero).Store(hidden + (lane * 8));
    }

    /// <summary>The logits.</summary>
    public static Vector256<float> Answer(float* net, float* hidden)
    {
        var sum = Vector256.Load(net + NetShape.OutBias);
        for (var input = 0; input < NetShape.Hidden; input++)
            sum = Vector256.MultiplyAddEstimate(
                Vector256.Create(hidden[input]),
                Vector256.Load(net + NetShape.OutAt + (input * NetShape.Out)),
                sum
            );
        return sum;
    }

    private static void Straighten(float* values, float* bias, int count)
    {
        for (var at = 0; at < count; at += 8)
            Vector256.Max(Vector256.Load(values + at) + Vector256.Load(bias + at), Vector256<float>.Zero).Store(values + at);
    }

    private static void Attend(float* attention, float* words, int count, float* mean, float* shares)
    {
        var scores = stackalloc float[NetShape.Most];
        var most = float.MinValue;
        for (var at = 0; at < count; at++)
        {
            var sum = Vector256<float>.Zero;
            for (var lane = 0; lane < NetShape.Width; lane += 8)
                sum = Vector256.MultiplyAddEstimate(
                    Vector256.Load(attention + lane),
                    Vector256.Load(words + (at * NetShape.Width) + lane),
                    sum
                );
            scores[at] = Vector256.Sum(sum);
            most = Math.Max(most, scores[at]);
        }
        var total = 0f;
        for (var at = 0; at < count; at++)
            total += scores[at] = MathF.Exp(scores[at] - most);
        for (var at = 0; at < count; at++)
            scores[at] /= total;
        for (var lane = 0; lane < NetShape.Width; lane += 8)
        {
            var sum = Vector256<float>.Zero;
            for (var at = 0; at < count; at++)
                sum = Vector256.MultiplyAddEstimate(
                    Vector256.Create(scores[at]),
                    Vector256.Load(words + (at * NetShape.Width) + lane),
                    sum
                );
            sum.Store(mean + lane);
        }
        if (shares != null)
            new ReadOnlySpan<float>(scores, count).CopyTo(new Span<float>(shares, count));
    }

    // The vectors of the words one after the other; how many they are.
    private int Lay(ReadOnlySpan<SeenWord> words, ReadOnlySpan<char> letters, float* room)
    {
        Clear(room);
        var count = 0;
        var skipped = words.Length - NetShape.Most;
        for (var at = 0; at < words.Length; at++)
        {
            if (at == NetShape.First && skipped > 0)
                at += skipped;
            ref readonly var word = ref words[at];
            if (word.IsLeftOut)
                continue;
            var to = room + NetShape.Width + (count++ * NetShape.Width);
            if (word.Known >= 0)
                Put(vectors + ((long)word.Known * NetShape.Width), vectorScales[word.Known], to);
            else
                PutParts(letters.Slice(word.Start, word.Length), to);
        }
        Clear(room + ((count + 1) * NetShape.Width));
        Clear(room + ((count + 2) * NetShape.Width));
        for (var at = count + 3; at < 8; at++)
            Clear(room + (at * NetShape.Width));
        return Math.Max(count, 1);
    }

    private void PutParts(ReadOnlySpan<char> word, float* to)
    {
        Clear(to);
        Span<uint> hashes = stackalloc uint[96];
        var count = NetShape.PartsOf(word, hashes);
        for (var index = 0; index < count; index++)
        {
            var row = hashes[index] & gramMask;
            Add(grams + ((long)row * NetShape.Width), gramScales[row] / count, to);
        }
    }

    private static void Clear(float* to)
    {
        for (var lane = 0; lane < NetShape.Width; lane += 8)
            Vector256<float>.Zero.Store(to + lane);
    }

    private static void Put(sbyte* row, float scale, float* to)
    {
        for (var lane = 0; lane < NetShape.Width; lane += 8)
            (Wide(row + lane) * Vector256.Create(scale)).Store(to + lane);
    }

    private static void Add(sbyte* row, float scale, float* to)
    {
        for (var lane = 0; lane < NetShape.Width; lane += 8)
            Vector256
                .MultiplyAddEstimate(Wide(row + lane), Vector256.Create(scale), Vector256.Load(to + lane))
                .Store(to + lane);
    }

    private static Vector256<float> Wide(sbyte* row)
    {
        var bytes = Vector128.CreateScalarUnsafe(*(long*)row).AsSByte();
        return Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256Unsafe()));
    }
}
