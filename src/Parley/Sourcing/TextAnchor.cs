namespace Parley.Sourcing;

/// <summary>
/// Words of a paragraph by their place and by themselves: the TextPositionSelector and TextQuoteSelector of the Web Annotation model,
/// https://www.w3.org/TR/annotation-model/#text-quote-selector.
/// </summary>
/// <param name="Block">The id of the paragraph.</param>
/// <param name="Start">The first code point of the paragraph's text.</param>
/// <param name="End">The one after the last.</param>
/// <param name="Quote">The words.</param>
/// <param name="Prefix">32 to 64 code points before them, from the beginning of a word; fewer where the paragraph has no more.</param>
/// <param name="Suffix">As many after them, to the end of a word.</param>
internal sealed record TextAnchor(string Block, int Start, int End, string Quote, string Prefix, string Suffix)
{
    /// <summary>The most that an anchor spans, in code points: whoever sends them could otherwise make each comparison as long as the report.</summary>
    public const int Longest = 4_000;

    private const int LeastContext = 32;
    private const int MostContext = 64;

    /// <exception cref="ArgumentOutOfRangeException">The block holds no words there; ask <see cref="ReportBlock.Holds"/> first.</exception>
    public static TextAnchor Of(ReportBlock block, int start, int end)
    {
        if (!block.Holds(start, end))
            throw new ArgumentOutOfRangeException(nameof(end), $"no words from {start} to {end} in a block of {block.Length}");

        var near = Math.Max(0, start - MostContext);
        for (var at = near; near > 0 && at <= start - LeastContext; at++)
            if (block.At(at - 1).Value == ' ')
            {
                near = at;
                break;
            }

        var far = Math.Min(block.Length, end + MostContext);
        for (var at = far; far < block.Length && at >= end + LeastContext; at--)
            if (block.At(at).Value == ' ')
            {
                far = at;
                break;
            }

        return new(block.Id, start, end, block.Slice(start, end), block.Slice(near, start), block.Slice(end, far));
    }

    /// <summary>Looks for exact words, as a browser or an editor names them.</summary>
    /// <param name="blocks">Where.</param>
    /// <param name="quote">The words. Whole words are preferred: "he" is not looked for in "the" where it stands by itself.</param>
    /// <param name="prefix">What stands before them, if known: it chooses between several places.</param>
    /// <param name="suffix">What stands after them, likewise.</param>
    /// <param name="block">The id of the paragraph, if known: only there.</param>
    public static FoundAnchor Find(
        IReadOnlyList<ReportBlock> blocks,
        string quote,
        string? prefix = null,
        string? suffix = null,
        string? block = null
    )
    {
        var (words, before, after) = (CanonicalText.Of(quote), CanonicalText.Of(prefix ?? ""), CanonicalText.Of(suffix ?? ""));
        if (words.Length == 0 || CanonicalText.Length(words) > Longest)
            return default;
        var places = blocks
            .Where(one => block is null || one.Id == block)
            .SelectMany(one => Occurrences(one.Text, words).Select(at => (Block: one, At: at)))
            .ToList();
        places = Prefer(places, place => IsWhole(place.Block.Text, place.At, words.Length));
        if (places.Count > 1 && before.Length + after.Length > 0)
            places = Prefer(
                places,
                place =>
                    place.Block.Text.AsSpan(0, place.At).TrimEnd().EndsWith(before, StringComparison.Ordinal)
                    && place.Block.Text.AsSpan(place.At + words.Length).TrimStart().StartsWith(after, StringComparison.Ordinal)
            );
        if (places is not [var (only, start)])
            return new(null, places.Count);
        var first = CanonicalText.ToCodePoints(only.Text, start);
        return new(Of(only, first, first + CanonicalText.Length(words)), 1);
    }

    private static List<T> Prefer<T>(List<T> all, Predicate<T> good) => all.FindAll(good) is { Count: > 0 } some ? some : all;

    private static bool IsWhole(string text, int at, int length) =>
        !(at > 0 && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]))
        && !(
            at + length < text.Length && char.IsLetterOrDigit(text[at + length - 1]) && char.IsLetterOrDigit(text[at + length])
        );

    // D. Knuth, J. Morris, V. Pratt, "Fast pattern matching in strings", SIAM Journal on Computing 6 (1977): linear, whatever is sent.
    private static IEnumerable<int> Occurrences(string text, string words)
    {
        var back = new int[words.Length + 1];
        back[0] = -1;
        for (var (at, length) = (0, -1); at < words.Length; back[++at] = ++length)
            while (length >= 0 && words[at] != words[length])
                length = back[length];
        for (var (at, length) = (0, 0); at < text.Length; at++)
        {
            while (length >= 0 && (length == words.Length || text[at] != words[length]))
                length = back[length];
            if (++length == words.Length)
                yield return at + 1 - length;
        }
    }
}

/// <param name="Anchor">The words, where they stand in one place only.</param>
/// <param name="Places">In how many they stand: 0 where they are not in the report.</param>
internal readonly record struct FoundAnchor(TextAnchor? Anchor, int Places);
