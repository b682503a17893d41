using System.Numerics;

namespace Parley.Scoring;

/// <summary>
/// The words that a model knows, and among them those that people disguise. It is asked for each word of each text, so it is a table
/// of hashes: the words themselves are nowhere in it but for the disguised ones.
/// </summary>
internal sealed class KnownWords
{
    private const int LongestDisguised = 16;
    private const int ShortestMisspelt = 4;

    private readonly ulong[] keys;
    private readonly int[] numbers;
    private readonly int mask;
    private readonly byte[] commonness;
    private readonly string[] disguised;

    // By the hash of a disguised word and of what is left of it where one letter is missing: its number among the disguised.
    private readonly Dictionary<ulong, int> near = [];
    private readonly HashSet<ulong> whole = [];
    private readonly int[][] byFirst = new int[26][];

    /// <param name="hashes">Of the known words, by number; no two alike.</param>
    /// <param name="commonness">How common each is: 8 times the logarithm to base 2 of how often it was seen.</param>
    /// <param name="disguised">Words that people disguise, the likeliest first; small letters of ASCII only.</param>
    public KnownWords(ReadOnlySpan<ulong> hashes, ReadOnlySpan<byte> commonness, IReadOnlyList<string> disguised)
    {
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, hashes.Length * 2));
        (keys, numbers, mask) = (new ulong[capacity], new int[capacity], capacity - 1);
        for (var number = 0; number < hashes.Length; number++)
        {
            var at = (int)hashes[number] & mask;
            while (keys[at] != 0)
                at = (at + 1) & mask;
            (keys[at], numbers[at]) = (hashes[number], number);
        }
        this.commonness = commonness.ToArray();
        this.disguised = [.. disguised];
        Count = hashes.Length;
        for (var number = 0; number < disguised.Count; number++)
            Index(disguised[number], number);
        for (var letter = 0; letter < byFirst.Length; letter++)
            byFirst[letter] = [.. Enumerable.Range(0, disguised.Count).Where(number => disguised[number][0] == 'a' + letter)];
    }

    /// <summary>How many words it knows.</summary>
    public int Count { get; }

    /// <summary>The words that people disguise.</summary>
    public IReadOnlyList<string> Disguised => disguised;

    /// <summary>The number of a word; -1 where it is not known.</summary>
    public int Find(ulong hash)
    {
        for (var at = (int)hash & mask; keys[at] != 0; at = (at + 1) & mask)
            if (keys[at] == hash)
                return numbers[at];
        return -1;
    }

    /// <summary>How common a known word is: 8 times the logarithm to base 2 of how often it was seen.</summary>
    public int Commonness(int number) => commonness[number];

    /// <summary>Whether a word is one that people disguise.</summary>
    public bool IsDisguised(ulong hash) => whole.Contains(hash);

    /// <summary>The disguised word that is meant by letters of which one is wrong, missing, too many or in its neighbour's place; or null.</summary>
    public string? Near(ReadOnlySpan<char> letters)
    {
        if (letters.Length is < ShortestMisspelt or > LongestDisguised || !char.IsAsciiLetterLower(letters[0]))
            return null;
        if (near.TryGetValue(Hashes.Of(letters), out var number) && IsNear(letters, disguised[number]))
            return disguised[number];
        Span<char> shorter = stackalloc char[LongestDisguised];
        for (var missing = 1; missing < letters.Length; missing++)
        {
            letters[..missing].CopyTo(shorter);
            letters[(missing + 1)..].CopyTo(shorter[missing..]);
            if (near.TryGetValue(Hashes.Of(shorter[..(letters.Length - 1)]), out number) && IsNear(letters, disguised[number]))
                return disguised[number];
        }
        return null;
    }

    /// <summary>The disguised word that is meant by letters some of which are hidden, or null.</summary>
    /// <param name="pattern">A <c>*</c> for each hidden letter; the first letter is shown.</param>
    /// <param name="isExact">Whether there are as many hidden letters as signs.</param>
    public string? Unmasked(ReadOnlySpan<char> pattern, bool isExact)
    {
        if (pattern.Length < 2 || !char.IsAsciiLetterLower(pattern[0]))
            return null;
        var shown = pattern.Length - pattern.Count('*');
        foreach (var number in byFirst[pattern[0] - 'a'])
        {
            var word = disguised[number];
            if (isExact ? Fits(pattern, word) : (word.Length > shown && FitsLoosely(pattern, word)))
                return word;
        }
        return null;
    }

    private static bool Fits(ReadOnlySpan<char> pattern, string word)
    {
        if (pattern.Length != word.Length)
            return false;
        for (var at = 0; at < word.Length; at++)
            if (pattern[at] != '*' && pattern[at] != word[at])
                return false;
        return true;
    }

    // f--k, f...ing: what is before the first hidden letter, and what is after the last.
    private static bool FitsLoosely(ReadOnlySpan<char> pattern, string word)
    {
        var before = pattern.IndexOf('*');
        var after = pattern.Length - pattern.LastIndexOf('*') - 1;
        return word.Length > before + after
            && word.AsSpan().StartsWith(pattern[..before], StringComparison.Ordinal)
            && word.AsSpan().EndsWith(pattern[(pattern.Length - after)..], StringComparison.Ordinal);
    }

    private void Index(string word, int number)
    {
        whole.Add(Hashes.Of(word));
        if (word.Length is < ShortestMisspelt or > LongestDisguised)
            return;
        near.TryAdd(Hashes.Of(word), number);
        for (var missing = 1; missing < word.Length; missing++)
            near.TryAdd(Hashes.Of(word.Remove(missing, 1)), number);
    }

    // One letter more or less, one other letter in a word of five or more, or two that changed places. The first one is always right:
    // people misspell inside, and "witch" is a word of its own.
    private static bool IsNear(ReadOnlySpan<char> letters, string word)
    {
        if (letters[0] != word[0] || Math.Abs(letters.Length - word.Length) > 1)
            return false;
        var same = letters.CommonPrefixLength(word);
        var left = letters[same..];
        var right = word.AsSpan(same);
        if (left.Length > right.Length)
            return left[1..].SequenceEqual(right) && letters.Length > ShortestMisspelt;
        if (left.Length < right.Length)
            return right[1..].SequenceEqual(left) && letters.Length >= ShortestMisspelt;
        if (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]))
            return true;
        return left.Length > 0 && letters.Length > ShortestMisspelt && left[1..].SequenceEqual(right[1..]);
    }
}
