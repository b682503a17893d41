namespace Parley.Scoring;

/// <summary>The measures of the small net, and where its numbers stand. A model's file depends on each of them.</summary>
internal static class NetShape
{
    /// <summary>Of a word's vector.</summary>
    public const int Width = 48;

    /// <summary>Filters over one word, two and three.</summary>
    public const int One = 48,
        Two = 64,
        Three = 64;

    /// <summary>What the filters saw at most, and the mean of the words by attention.</summary>
    public const int Pooled = One + Two + Three + Width;

    public const int Hidden = 64;
    public const int Out = LinearPart.Lanes;

    /// <summary>Of a longer text its first words and its last.</summary>
    public const int First = 120,
        Last = 40,
        Most = First + Last;

    /// <summary>The shortest and the longest part of a word, with its edges, that has a vector of its own.</summary>
    public const int ShortestPart = 3,
        LongestPart = 5;

    // Each matrix has a row for each input and a column for each output.
    public const int OneAt = 0,
        OneBias = OneAt + (Width * One),
        TwoAt = OneBias + One,
        TwoBias = TwoAt + (2 * Width * Two),
        ThreeAt = TwoBias + Two,
        ThreeBias = ThreeAt + (3 * Width * Three),
        AttentionAt = ThreeBias + Three,
        HiddenAt = AttentionAt + Width,
        HiddenBias = HiddenAt + (Pooled * Hidden),
        OutAt = HiddenBias + Hidden,
        OutBias = OutAt + (Hidden * Out),
        Total = OutBias + Out;

    /// <summary>Room for the words of a text: one of nothing before them and some after.</summary>
    public const int Room = (Most + 8) * Width;

    /// <summary>The hashes of the parts of a word that have vectors.</summary>
    public static int PartsOf(ReadOnlySpan<char> word, Span<uint> hashes)
    {
        var count = 0;
        for (var start = -1; start < word.Length && count + LongestPart < hashes.Length; start++)
            count += Hashes.PartsFrom(word, start, Hashes.Basis, ShortestPart, LongestPart, hashes[count..]);
        return count;
    }
}
