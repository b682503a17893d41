using System.Text;

namespace Parley.Training;

/// <summary>
/// News comments as people marked them, and the same without what they marked: the one teaches what was wrong with the other. Alone
/// the comments would teach that news is.
/// </summary>
internal static class NewsPairs
{
    public static IEnumerable<Example> Of(IEnumerable<Example> examples)
    {
        foreach (var example in examples.Where(example => example.Spans is { Count: > 0 } && example.Part == Part.Train))
        {
            var labels = (float[])example.Labels.Clone();
            labels[0] = 0.88f;
            yield return example with
            {
                Labels = labels,
                Weight = 0.6f,
                Spans = null,
            };
            yield return new(
                Without(example.Text, example.Spans!),
                example.Source,
                DataSets.Labels((0, 0.12f), (1, 0.005f), (2, 0.04f), (3, 0.08f), (4, 0.02f), (5, 0.01f), (6, 0.05f)),
                0.6f
            );
        }
    }

    /// <summary>A place in code points as one in UTF-16 units.</summary>
    public static bool[] Marked(string text, IReadOnlyList<(int Start, int End)> spans)
    {
        var marked = new bool[text.Length];
        var (at, point) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var isMarked = spans.Any(span => point >= span.Start && point < span.End);
            for (var unit = 0; unit < rune.Utf16SequenceLength && at < text.Length; unit++)
                marked[at++] = isMarked;
            point++;
        }
        return marked;
    }

    private static string Without(string text, IReadOnlyList<(int Start, int End)> spans)
    {
        var (marked, rest) = (Marked(text, spans), new StringBuilder());
        for (var at = 0; at < text.Length; at++)
            if (!marked[at])
                rest.Append(text[at]);
        return rest.ToString();
    }
}
