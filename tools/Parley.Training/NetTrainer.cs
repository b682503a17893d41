using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>
/// Learns the small net. Each batch is parted in two halves, one for each of two threads; what both found is added in one order, so
/// that the same seed gives the same net. The net's own numbers by Adam (Kingma and Ba, 2015), the vectors by AdaGrad with one step for each.
/// </summary>
internal sealed unsafe class NetTrainer : IDisposable
{
    public const int Batch = 64;

    private const int Threads = 2;
    private const int Lanes = NetShape.Out;

    private readonly Vocabulary vocabulary;
    private readonly int gramRows;
    private readonly Swaps? swaps;

    // Known words, then parts of words.
    private readonly float[] vectors;
    private readonly float[] vectorSteps;
    private readonly int[][] rowsOf;

    // As NetShape has them, but that filters lie one after the other; then a constant for each source.
    private readonly float[] master;
    private readonly float[] first;
    private readonly float[] second;

    // The same as the forward pass wants them.
    private readonly float* net;
    private readonly Half[] halves;
    private int step;

    public NetTrainer(Vocabulary vocabulary, int gramBits, ulong seed, bool withSwaps)
    {
        this.vocabulary = vocabulary;
        swaps = withSwaps ? new Swaps(vocabulary) : null;
        gramRows = 1 << gramBits;
        var luck = new Luck(seed);
        vectors = new float[(vocabulary.Words.Count + gramRows) * NetShape.Width];
        for (var at = 0; at < vectors.Length; at++)
            vectors[at] = 0.35f * luck.Normal();
        vectorSteps = new float[vocabulary.Words.Count + gramRows];
        rowsOf = [.. vocabulary.Words.Select((word, number) => RowsOf(number, word))];
        master = new float[NetShape.Total + (DataSets.Names.Length * Lanes)];
        Start(NetShape.OneAt, NetShape.Width, NetShape.One, ref luck);
        Start(NetShape.TwoAt, 2 * NetShape.Width, NetShape.Two, ref luck);
        Start(NetShape.ThreeAt, 3 * NetShape.Width, NetShape.Three, ref luck);
        Start(NetShape.HiddenAt, NetShape.Pooled, NetShape.Hidden, ref luck);
        Start(NetShape.OutAt, NetShape.Hidden, NetShape.Out, ref luck);
        (first, second) = (new float[master.Length], new float[master.Length]);
        net = (float*)NativeMemory.AlignedAlloc(NetShape.Total * sizeof(float), 64);
        halves = [new(this, seed + 1), new(this, seed + 2)];
        Lay();
    }

    /// <summary>Vectors to begin with in place of luck: of the known words and of the parts.</summary>
    public void Begin(float[] from) => from.CopyTo(vectors, 0);

    /// <summary>All rows of vectors that a word is the mean of.</summary>
    public int[] RowsOf(int known, ReadOnlySpan<char> word)
    {
        Span<uint> hashes = stackalloc uint[96];
        var count = word.Length == 1 && !char.IsLetterOrDigit(word[0]) ? 0 : NetShape.PartsOf(word, hashes);
        var rows = new int[count + (known >= 0 ? 1 : 0)];
        for (var index = 0; index < count; index++)
            rows[index] = vocabulary.Words.Count + (int)(hashes[index] & (uint)(gramRows - 1));
        if (known >= 0)
            rows[count] = known;
        return rows;
    }

    /// <summary>One pass over the examples, in their order.</summary>
    /// <param name="examples">How many there are, and each by its place: asked for from two threads.</param>
    /// <param name="speed">How far a step goes, from 1 at the beginning to nearly 0 at the end, by how much is done.</param>
    /// <param name="done">Is told how many are done.</param>
    public void Pass(IReadOnlyList<Lesson> examples, Func<double, float> speed, Action<int>? done)
    {
        for (var start = 0; start < examples.Count; start += Batch)
        {
            var end = Math.Min(examples.Count, start + Batch);
            var middle = (start + end) / 2;
            var other = Task.Run(() => halves[1].Learn(examples, middle, end));
            halves[0].Learn(examples, start, middle);
            other.Wait();
            var now = speed((double)start / examples.Count);
            var moved = Task.Run(() => Move(1, now));
            Move(0, now);
            Improve(now * 1.5e-3f, end - start);
            moved.Wait();
            if (start / Batch % 200 == 0)
                done?.Invoke(start);
        }
    }

    /// <summary>The sections of the model's file.</summary>
    public IEnumerable<(string Name, byte[] Content)> Sections()
    {
        var count = vocabulary.Words.Count;
        var whole = new float[count * NetShape.Width];
        for (var number = 0; number < count; number++)
            Mean(rowsOf[number], whole.AsSpan(number * NetShape.Width, NetShape.Width));
        swaps?.Tie(whole, NetShape.Width);
        var (packed, scales) = Packed(whole);
        yield return ("vectors", packed);
        yield return ("vscales", scales);
        (packed, scales) = Packed(vectors[(count * NetShape.Width)..]);
        yield return ("grams", packed);
        yield return ("gscales", scales);
        yield return ("net", Numbers());
    }

    private byte[] Numbers() => MemoryMarshal.AsBytes(new ReadOnlySpan<float>(net, NetShape.Total)).ToArray();

    public void Dispose() => NativeMemory.AlignedFree(net);

    private static (byte[] Packed, byte[] Scales) Packed(float[] rows)
    {
        var packed = new byte[rows.Length];
        var scales = new float[rows.Length / NetShape.Width];
        for (var row = 0; row < scales.Length; row++)
        {
            var numbers = rows.AsSpan(row * NetShape.Width, NetShape.Width);
            var most = 1e-9f;
            foreach (var number in numbers)
                most = Math.Max(most, Math.Abs(number));
            scales[row] = most / 127;
            for (var at = 0; at < numbers.Length; at++)
                packed[(row * NetShape.Width) + at] = (byte)(sbyte)MathF.Round(numbers[at] / scales[row]);
        }
        return (packed, MemoryMarshal.AsBytes(scales.AsSpan()).ToArray());
    }

    private void Mean(int[] rows, Span<float> to)
    {
        to.Clear();
        foreach (var row in rows)
            for (var at = 0; at < NetShape.Width; at++)
                to[at] += vectors[(row * NetShape.Width) + at];
        foreach (ref var number in to)
            number /= rows.Length;
    }

    private void Start(int at, int inputs, int outputs, ref Luck luck)
    {
        var size = MathF.Sqrt(2f / inputs) * 1.2f;
        for (var index = 0; index < inputs * outputs; index++)
            master[at + index] = size * luck.Normal();
    }

    // Filters are learned one after the other and used side by side.
    private void Lay()
    {
        master.AsSpan(0, NetShape.Total).CopyTo(new Span<float>(net, NetShape.Total));
        Turn(NetShape.OneAt, NetShape.Width, NetShape.One);
        Turn(NetShape.TwoAt, 2 * NetShape.Width, NetShape.Two);
        Turn(NetShape.ThreeAt, 3 * NetShape.Width, NetShape.Three);
    }

    private void Turn(int at, int depth, int filters)
    {
        for (var filter = 0; filter < filters; filter++)
        for (var index = 0; index < depth; index++)
            net[at + (index * filters) + filter] = master[at + (filter * depth) + index];
    }

    private void Improve(float speed, int examples)
    {
        step++;
        var (keepFirst, keepSecond) = (0.9f, 0.999f);
        var scale = 1f / examples;
        var rate = speed * MathF.Sqrt(1 - MathF.Pow(keepSecond, step)) / (1 - MathF.Pow(keepFirst, step));
        var (one, two) = (halves[0].Gradient, halves[1].Gradient);
        for (var at = 0; at + 8 <= master.Length; at += 8)
        {
            var slope = (Vector256.Create(one, at) + Vector256.Create(two, at)) * Vector256.Create(scale);
            var mean = (Vector256.Create(first, at) * keepFirst) + (slope * (1 - keepFirst));
            var square = (Vector256.Create(second, at) * keepSecond) + (slope * slope * (1 - keepSecond));
            mean.CopyTo(first, at);
            square.CopyTo(second, at);
            (Vector256.Create(master, at) - (mean / (Vector256.Sqrt(square) + Vector256.Create(1e-8f)) * rate)).CopyTo(
                master,
                at
            );
        }
        Array.Clear(one);
        Array.Clear(two);
        // News, own sentences and the encyclopedia share their constant: what is scored later has no source.
        foreach (var source in (int[])[0, 1, 4, 10, 12, DataSets.Own])
            master.AsSpan(NetShape.Total + (source * Lanes), Lanes).Clear();
        Lay();
    }

    // Each thread moves the vectors of its own rows, by what both found in their order.
    private void Move(int thread, float speed)
    {
        fixed (float* all = vectors)
            foreach (var half in halves)
                for (var index = 0; index < half.Words; index++)
                {
                    var rows = half.Rows[index];
                    var slope = half.Slopes + ((long)index * NetShape.Width);
                    var share = 1f / rows.Length;
                    var size = half.Sizes[index] * share * share;
                    if (size < 1e-14f)
                        continue;
                    foreach (var row in rows)
                    {
                        if ((row & 1) != thread)
                            continue;
                        var stride = vectorSteps[row] += size;
                        var rate = Vector256.Create(-0.06f * speed * share / MathF.Sqrt(stride + 1e-9f));
                        var to = all + ((long)row * NetShape.Width);
                        for (var lane = 0; lane < NetShape.Width; lane += 8)
                            Vector256
                                .MultiplyAddEstimate(rate, Vector256.Load(slope + lane), Vector256.Load(to + lane))
                                .Store(to + lane);
                    }
                }
    }

    /// <summary>What is learned from one text.</summary>
    /// <param name="Text">As it is mostly shown.</param>
    /// <param name="Example">Its labels.</param>
    public readonly record struct Lesson(Prepared Text, Example Example);

    // What one thread finds in its half of a batch.
    private sealed class Half(NetTrainer trainer, ulong seed)
    {
        private const float LeftOut = 0.05f;
        private const float Swapped = 0.8f;
        private const float Dropped = 0.2f;

        // Hatred and severe abuse are rare, and what is learned of them is outweighed by what is common.
        private static readonly Vector256<float> RareMore = Vector256.Create(1f, 2, 2.5f, 1, 1, 1, 1, 1);

        private readonly float* room = New(NetShape.Room);
        private readonly float* slopes = New(NetShape.Room);
        private readonly float* pooled = New(NetShape.Pooled);
        private readonly float* pooledSlope = New(NetShape.Pooled);
        private readonly float* hidden = New(NetShape.Hidden);
        private readonly float* hiddenSlope = New(NetShape.Hidden);
        private readonly float* shares = New(NetShape.Most);
        private readonly int* where = (int*)New(NetShape.Pooled);
        private readonly List<int[]?> rows = [];
        private Luck luck = new(seed);

        public float[] Gradient { get; } = new float[trainer.master.Length];

        public int Words { get; private set; }

        public List<int[]> Rows { get; } = [];

        public float* Slopes { get; } = New(Batch / Threads * NetShape.Most * NetShape.Width);

        public float[] Sizes { get; } = new float[Batch / Threads * NetShape.Most];

        public void Learn(IReadOnlyList<Lesson> examples, int start, int end)
        {
            Words = 0;
            Rows.Clear();
            for (var at = start; at < end; at++)
                Learn(examples[at]);
        }

        private static float* New(int count)
        {
            var memory = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
            new Span<float>(memory, count).Clear();
            return memory;
        }

        private void Learn(Lesson lesson)
        {
            var example = lesson.Example;
            var text = lesson.Text;
            if (example.Source != 11 && luck.Share() < 0.08f)
                text = Prepared.Of(Disguise.Apply(example.Text, trainer.vocabulary, ref luck), trainer.vocabulary.Known);
            if (luck.Share() < Swapped && trainer.swaps?.Has(text) == true)
                text = trainer.swaps.Apply(text, ref luck);
            var count = Lay(text, example.IsBare || luck.Share() < 0.3f);
            if (count == 0)
                return;
            var net = trainer.net;
            NetPart.Pool(net, room, count, pooled, where, shares);
            for (var at = 0; at < NetShape.Pooled; at++)
                pooled[at] = luck.Share() < Dropped ? 0 : pooled[at] / (1 - Dropped);
            NetPart.Hide(net, pooled, hidden);
            for (var at = 0; at < NetShape.Hidden; at++)
                hidden[at] = luck.Share() < Dropped ? 0 : hidden[at] / (1 - Dropped);
            var logits = NetPart.Answer(net, hidden);
            var source = NetShape.Total + (example.Source * Lanes);
            logits += Vector256.Create(trainer.master, source);
            var slope = Vector256<float>.Zero;
            for (var head = 0; head < example.Labels.Length; head++)
                if (!float.IsNaN(example.Labels[head]))
                    slope = slope.WithElement(
                        head,
                        example.Weight * ((1 / (1 + MathF.Exp(-logits[head]))) - example.Labels[head])
                    );
            Back(slope * RareMore, source, count);
            Keep(count);
        }

        private int Lay(Prepared text, bool withoutSigns)
        {
            rows.Clear();
            var words = text.Words;
            var skipped = words.Length - NetShape.Most;
            for (var at = 0; at < words.Length && rows.Count < NetShape.Most; at++)
            {
                if (at == NetShape.First && skipped > 0)
                    at += skipped;
                ref readonly var word = ref words[at];
                if (word.IsSign && withoutSigns)
                    continue;
                if (luck.Share() < LeftOut)
                    continue;
                // Without its own vector now and then, so that parts alone say what the word says.
                rows.Add(
                    word.Known >= 0
                        ? trainer.rowsOf[word.Known] is var known && known.Length > 1 && luck.Share() < 0.1f
                            ? known[..^1]
                            : known
                        : trainer.RowsOf(-1, text.LettersOf(word))
                );
            }
            var count = rows.Count;
            new Span<float>(room, (Math.Max(count, 5) + 4) * NetShape.Width).Clear();
            new Span<float>(slopes, (Math.Max(count, 5) + 4) * NetShape.Width).Clear();
            fixed (float* all = trainer.vectors)
                for (var at = 0; at < count; at++)
                {
                    var to = room + ((at + 1) * NetShape.Width);
                    var parts = rows[at]!;
                    if (parts.Length == 0)
                        continue;
                    var share = Vector256.Create(1f / parts.Length);
                    for (var lane = 0; lane < NetShape.Width; lane += 8)
                    {
                        var sum = Vector256<float>.Zero;
                        foreach (var row in parts)
                            sum += Vector256.Load(all + ((long)row * NetShape.Width) + lane);
                        (sum * share).Store(to + lane);
                    }
                }
            return count;
        }

        private void Back(Vector256<float> slope, int source, int count)
        {
            var net = trainer.net;
            fixed (float* found = Gradient)
            fixed (float* master = trainer.master)
            {
                Add(found + source, slope);
                Add(found + NetShape.OutBias, slope);
                for (var at = 0; at < NetShape.Hidden; at++)
                {
                    hiddenSlope[at] = 0;
                    if (hidden[at] <= 0)
                        continue;
                    Add(found + NetShape.OutAt + (at * Lanes), slope * Vector256.Create(hidden[at]));
                    hiddenSlope[at] =
                        Vector256.Sum(slope * Vector256.Load(net + NetShape.OutAt + (at * Lanes))) / (1 - Dropped);
                    found[NetShape.HiddenBias + at] += hiddenSlope[at];
                }
                for (var at = 0; at < NetShape.Pooled; at++)
                {
                    pooledSlope[at] = 0;
                    // Neither what was dropped nor what no filter saw has a slope; the mean by attention may be below nothing.
                    if (pooled[at] == 0)
                        continue;
                    var sum = Vector256<float>.Zero;
                    var weights = net + NetShape.HiddenAt + (at * NetShape.Hidden);
                    var to = found + NetShape.HiddenAt + (at * NetShape.Hidden);
                    var value = Vector256.Create(pooled[at]);
                    for (var lane = 0; lane < NetShape.Hidden; lane += 8)
                    {
                        var here = Vector256.Load(hiddenSlope + lane);
                        sum = Vector256.MultiplyAddEstimate(here, Vector256.Load(weights + lane), sum);
                        Vector256.MultiplyAddEstimate(here, value, Vector256.Load(to + lane)).Store(to + lane);
                    }
                    pooledSlope[at] = Vector256.Sum(sum) / (1 - Dropped);
                }
                var words = room + NetShape.Width;
                var wordSlopes = slopes + NetShape.Width;
                Filters(found, master, NetShape.OneAt, NetShape.OneBias, NetShape.Width, NetShape.One, 0, words, wordSlopes);
                Filters(
                    found,
                    master,
                    NetShape.TwoAt,
                    NetShape.TwoBias,
                    2 * NetShape.Width,
                    NetShape.Two,
                    NetShape.One,
                    words,
                    wordSlopes
                );
                Filters(
                    found,
                    master,
                    NetShape.ThreeAt,
                    NetShape.ThreeBias,
                    3 * NetShape.Width,
                    NetShape.Three,
                    NetShape.One + NetShape.Two,
                    room,
                    slopes
                );
                Attention(found, count, words, wordSlopes);
            }
        }

        private void Filters(
            float* found,
            float* master,
            int at,
            int bias,
            int depth,
            int filters,
            int place,
            float* from,
            float* to
        )
        {
            for (var filter = 0; filter < filters; filter++)
            {
                var slope = pooledSlope[place + filter];
                if (slope == 0)
                    continue;
                found[bias + filter] += slope;
                var window = where[place + filter] * NetShape.Width;
                var gradient = found + at + (filter * depth);
                var weights = master + at + (filter * depth);
                var value = Vector256.Create(slope);
                for (var lane = 0; lane < depth; lane += 8)
                {
                    Vector256
                        .MultiplyAddEstimate(value, Vector256.Load(from + window + lane), Vector256.Load(gradient + lane))
                        .Store(gradient + lane);
                    Vector256
                        .MultiplyAddEstimate(value, Vector256.Load(weights + lane), Vector256.Load(to + window + lane))
                        .Store(to + window + lane);
                }
            }
        }

        private void Attention(float* found, int count, float* words, float* wordSlopes)
        {
            var slope = pooledSlope + NetShape.One + NetShape.Two + NetShape.Three;
            var attention = trainer.net + NetShape.AttentionAt;
            var scores = stackalloc float[NetShape.Most];
            var mean = 0f;
            for (var at = 0; at < count; at++)
            {
                var sum = Vector256<float>.Zero;
                for (var lane = 0; lane < NetShape.Width; lane += 8)
                    sum += Vector256.Load(slope + lane) * Vector256.Load(words + (at * NetShape.Width) + lane);
                scores[at] = Vector256.Sum(sum);
                mean += shares[at] * scores[at];
            }
            for (var at = 0; at < count; at++)
            {
                var (share, score) = (Vector256.Create(shares[at]), Vector256.Create(shares[at] * (scores[at] - mean)));
                for (var lane = 0; lane < NetShape.Width; lane += 8)
                {
                    var word = words + (at * NetShape.Width) + lane;
                    var to = wordSlopes + (at * NetShape.Width) + lane;
                    Add(found + NetShape.AttentionAt + lane, score * Vector256.Load(word));
                    Add(to, (share * Vector256.Load(slope + lane)) + (score * Vector256.Load(attention + lane)));
                }
            }
        }

        private void Keep(int count)
        {
            for (var at = 0; at < count; at++)
            {
                var sum = Vector256<float>.Zero;
                for (var lane = 0; lane < NetShape.Width; lane += 8)
                {
                    var slope = Vector256.Load(slopes + ((at + 1) * NetShape.Width) + lane);
                    slope.Store(Slopes + (Words * NetShape.Width) + lane);
                    sum += slope * slope;
                }
                var size = Vector256.Sum(sum) / NetShape.Width;
                if (size < 1e-16f || rows[at]!.Length == 0)
                    continue;
                Sizes[Words++] = size;
                Rows.Add(rows[at]!);
            }
        }

        private static void Add(float* to, Vector256<float> value) => (Vector256.Load(to) + value).Store(to);
    }
}
