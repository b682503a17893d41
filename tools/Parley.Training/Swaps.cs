using Parley.Scoring;

namespace Parley.Training;

/// <summary>
/// Puts another group, nation, party or politician in the place of the one that a comment names: what is said decides, not of whom. So a
/// group that is mostly named by its enemies is learned like one that is mostly named by its friends.
/// </summary>
internal sealed class Swaps
{
    // How much of a name stays its own.
    private const float Own = 0.1f;

    private readonly Dictionary<int, int[]> kinds = [];
    private readonly List<int[]> all = [];
    private readonly Vocabulary vocabulary;

    public Swaps(Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        foreach (var line in OwnSentences.Lines("swaps"))
        {
            int[] kind =
            [
                .. line.Split('|').Select(word => vocabulary.Known.Find(Hashes.Of(word))).Where(number => number >= 0),
            ];
            all.Add(kind);
            foreach (var number in kind)
                kinds[number] = kind;
        }
    }

    /// <summary>Brings what was learned of names of one kind nearly together: a row of numbers for each known word.</summary>
    public void Tie(Span<float> rows, int width)
    {
        Span<float> mean = stackalloc float[width];
        foreach (var kind in all)
        {
            mean.Clear();
            foreach (var number in kind)
                for (var at = 0; at < width; at++)
                    mean[at] += rows[(number * width) + at] / kind.Length;
            foreach (var number in kind)
                for (var at = 0; at < width; at++)
                    rows[(number * width) + at] = (Own * rows[(number * width) + at]) + ((1 - Own) * mean[at]);
        }
    }

    /// <summary>Whether a text names any.</summary>
    public bool Has(Prepared text)
    {
        foreach (ref readonly var word in text.Words.AsSpan())
            if (word.Known >= 0 && kinds.ContainsKey(word.Known))
                return true;
        return false;
    }

    /// <summary>The text with others in their place; one that is named twice stays one.</summary>
    public Prepared Apply(Prepared text, ref Luck luck)
    {
        var (words, letters) = ((SeenWord[])text.Words.Clone(), new List<char>(text.Letters));
        var places = new Dictionary<int, int>();
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at].Known < 0 || !kinds.TryGetValue(words[at].Known, out var kind))
                continue;
            if (!places.TryGetValue(words[at].Known, out var other))
                places[words[at].Known] = other = kind[luck.Below(kind.Length)];
            var name = vocabulary.Words[other];
            words[at] = words[at] with
            {
                Start = letters.Count,
                Length = name.Length,
                Hash = vocabulary.Hashes[other],
                Known = other,
            };
            letters.AddRange(name);
        }
        return new(words, [.. letters]);
    }
}
