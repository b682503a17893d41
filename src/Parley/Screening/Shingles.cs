using Parley.Markup;

namespace Parley.Screening;

/// <summary>
/// A text as the set of its runs of three words, each a number of 64 bits: what two texts have in common of them says how alike they
/// are. Quoted lines are left out, since whoever answers repeats them rightly.
/// </summary>
internal sealed class Shingles
{
    /// <summary>Fewer runs than these many people say by chance: "I completely agree with you".</summary>
    public const int Fewest = 8;

    // Of a longer text its beginning is compared.
    private const int Most = 1_000;
    private const int WordsInRun = 3;

    private readonly ulong[] sorted;

    private Shingles(ulong[] sorted) => this.sorted = sorted;

    public ReadOnlySpan<ulong> Sorted => sorted;

    /// <summary>Whether there is enough to compare.</summary>
    public bool AreEnough => sorted.Length >= Fewest;

    public static Shingles Of(FoldedText text)
    {
        var (first, second, count, runs) = (0UL, 0UL, 0, new HashSet<ulong>());
        foreach (var word in WordsOf(text.Folded))
        {
            if (++count >= WordsInRun)
                runs.Add(Mixed(Mixed(Mixed(first) ^ second) ^ word));
            if (runs.Count == Most)
                break;
            (first, second) = (second, word);
        }

        ulong[] sorted = [.. runs];
        Array.Sort(sorted);
        return new(sorted);
    }

    /// <summary>The share of all runs of both that both have: 1 for the same words, 0 for none in common (Jaccard).</summary>
    public double Likeness(Shingles other)
    {
        var (common, mine, theirs) = (0, 0, 0);
        while (mine < sorted.Length && theirs < other.sorted.Length)
        {
            var order = sorted[mine].CompareTo(other.sorted[theirs]);
            common += order == 0 ? 1 : 0;
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }

        var all = sorted.Length + other.sorted.Length - common;
        return all == 0 ? 0 : (double)common / all;
    }

    /// <summary>Whether both say nearly the same: there is enough of each, and four fifths of all of it is in both.</summary>
    public bool AreNearly(Shingles other) => AreEnough && other.AreEnough && Likeness(other) >= NearRepeats.Alike;

    /// <summary>Spreads a number over all 64 bits: the last step of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    public static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static IEnumerable<ulong> WordsOf(string text)
    {
        var (word, isInWord, isLineStart, isQuoted) = (0UL, false, true, false);
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            isQuoted = isLineStart ? unit == '>' : isQuoted;
            isLineStart = unit == '\n' || (isLineStart && unit == ' ');
            var isOfWord = !isQuoted && WordEdges.IsOfWord(text, at);
            if (isInWord && (!isOfWord || (!char.IsLowSurrogate(unit) && WordEdges.IsEdge(text, at))))
            {
                yield return word;
                (word, isInWord) = (0, false);
            }

            if (isOfWord)
                (word, isInWord) = (Mixed(word ^ unit), true);
        }

        if (isInWord)
            yield return word;
    }
}
