using System.Runtime.InteropServices;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>Learns which words people mark, by logistic regression over a word and its neighbours, and from which sum on one is marked.</summary>
internal sealed class SpanTrainer(Vocabulary vocabulary, Scorer score)
{
    private const int Passes = 6;
    private const float Pull = 0.02f;

    private readonly float[] weights = new float[(vocabulary.Words.Count + 1) * SpanPart.Lanes];
    private readonly float[] steps = new float[(vocabulary.Words.Count + 1) * SpanPart.Lanes];
    private float constant = -3;

    // How bad each word is by itself, so that a rare insult is marked like a common one; and how much that counts.
    private readonly float[] bad =
    [
        .. vocabulary.Words.Select(word => Math.Clamp(MathF.Log(score(word, 0) / (1 - score(word, 0) + 1e-6f)), -3, 4)),
        0,
    ];
    private float weightOfBad = 0.5f;

    public IEnumerable<(string Name, byte[] Content)> Sections(IReadOnlyList<Example> examples, ulong seed)
    {
        var texts = examples
            .Select(example =>
                (Text: Prepared.Of(example.Text, vocabulary.Known), Marks: MarksOf(example), example.Text.Length)
            )
            .ToList();
        int[] order = [.. Enumerable.Range(0, texts.Count)];
        var luck = new Luck(seed);
        for (var pass = 0; pass < Passes; pass++)
        {
            luck.Shuffle(order.AsSpan());
            foreach (var index in order)
                Learn(texts[index].Text.Words, texts[index].Marks, 0.4f / (1 + pass));
        }
        var best = Enumerable
            .Range(-30, 60)
            .Select(step => step / 10f)
            .MaxBy(threshold => texts.Average(text => F1(text.Text.Words, text.Marks, threshold)));
        for (var word = 0; word < bad.Length; word++)
            weights[word * SpanPart.Lanes] += weightOfBad * bad[word];
        var most = weights.Max(Math.Abs);
        var packed = new byte[vocabulary.Words.Count * SpanPart.Lanes];
        for (var at = 0; at < packed.Length; at++)
            packed[at] = (byte)(sbyte)MathF.Round(weights[at] / most * 127);
        yield return ("spans", packed);
        float[] measures = [most / 127, constant, weights[^SpanPart.Lanes], best];
        yield return ("spanmeas", MemoryMarshal.AsBytes(measures.AsSpan()).ToArray());
    }

    private static bool[] MarksOf(Example example) => NewsPairs.Marked(example.Text, example.Spans!);

    private static bool IsMarked(SeenWord word, bool[] marks) =>
        !word.IsSign && marks.AsSpan(word.From, word.To - word.From).Count(true) * 2 > word.To - word.From;

    private void Learn(SeenWord[] words, bool[] marks, float speed)
    {
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at].IsSign)
                continue;
            var slope = (1 / (1 + MathF.Exp(-Sum(words, at)))) - (IsMarked(words[at], marks) ? 1 : 0);
            constant -= speed * 0.01f * slope;
            weightOfBad -= speed * 0.002f * slope * bad[NumberOf(words[at])];
            foreach (var place in Places(words, at))
            {
                steps[place] += slope * slope;
                weights[place] -= speed / MathF.Sqrt(steps[place] + 0.1f) * (slope + (Pull * weights[place]));
            }
        }
    }

    private float Sum(SeenWord[] words, int at)
    {
        var sum = constant + (weightOfBad * bad[NumberOf(words[at])]);
        foreach (var place in Places(words, at))
            sum += weights[place];
        return sum;
    }

    private int NumberOf(SeenWord word) => word.Known >= 0 ? word.Known : vocabulary.Words.Count;

    private IEnumerable<int> Places(SeenWord[] words, int at)
    {
        yield return NumberOf(words[at]) * SpanPart.Lanes;
        if (at > 0 && words[at - 1].Known >= 0)
            yield return (words[at - 1].Known * SpanPart.Lanes) + 1;
        if (at + 1 < words.Length && words[at + 1].Known >= 0)
            yield return (words[at + 1].Known * SpanPart.Lanes) + 2;
    }

    private double F1(SeenWord[] words, bool[] marks, float threshold)
    {
        var (both, found) = (0, 0);
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at].IsSign || Sum(words, at) < threshold)
                continue;
            found += words[at].To - words[at].From;
            both += marks.AsSpan(words[at].From, words[at].To - words[at].From).Count(true);
        }
        var marked = marks.Count(mark => mark);
        return found + marked == 0 ? 1 : 2.0 * both / (found + marked);
    }
}
