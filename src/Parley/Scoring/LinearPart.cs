using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Parley.Scoring;

/// <summary>
/// A sum over the words, the pairs of words and the parts of words of a text, each weighted by how rare it is (TF-IDF) and with a weight
/// for each attribute. A row of eight bytes holds seven weights and the rarity, so that each part costs one look into memory; the
/// parts of a known word are added up beforehand.
/// </summary>
internal sealed unsafe class LinearPart
{
    /// <summary>Seven attributes and the rarity.</summary>
    public const int Lanes = 8;

    /// <summary>In which the rarity stands.</summary>
    public const int Rarity = 7;

    /// <summary>The shortest and the longest part of a word, with its edges, in letters.</summary>
    public const int ShortestPart = 2,
        LongestPart = 5;

    /// <summary>By how much sums of known words are made smaller, to have room in 16 bits: as a shift.</summary>
    public const int SumShift = 4;

    private const ulong OfPart = 0x51ED270B;

    private readonly sbyte* parts;
    private readonly sbyte* pairs;
    private readonly short* sums;
    private readonly float* scales;
    private readonly uint partMask;
    private readonly uint pairMask;

    public LinearPart(ModelFile file, int words)
    {
        var (partCount, pairCount) = (file.CountOf<long>("parts"), file.CountOf<long>("pairs"));
        if (!BitOperations.IsPow2(partCount) || !BitOperations.IsPow2(pairCount))
            throw new InvalidDataException("The model's file is damaged: a table has a length that none has.");
        parts = file.Section<sbyte>("parts", partCount * Lanes);
        pairs = file.Section<sbyte>("pairs", pairCount * Lanes);
        sums = file.Section<short>("sums", (long)words * Lanes * 2);
        // A scale and then a constant for each attribute.
        scales = file.Section<float>("scales", Lanes * 2);
        (partMask, pairMask) = ((uint)partCount - 1, (uint)pairCount - 1);
    }

    /// <summary>The logits of a text.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="letters">The letters of all words.</param>
    [SkipLocalsInit]
    public Vector256<float> Score(ReadOnlySpan<SeenWord> words, ReadOnlySpan<char> letters)
    {
        var (wordSum, partSum, known, knownParts) = (
            Vector256<int>.Zero,
            Vector256<int>.Zero,
            Vector256<int>.Zero,
            Vector256<int>.Zero
        );
        var before = 0UL;
        // Who writes a word a thousand times says it once.
        var once = Once.Mine;
        once.Clear();
        for (var at = 0; at < words.Length; at++)
        {
            ref readonly var word = ref words[at];
            if (word.IsSign || word.IsLeftOut)
            {
                before = 0;
                continue;
            }
            if (!once.Add(word.Hash))
            {
                // Its pair may be new all the same.
            }
            else if (word.Known >= 0)
            {
                var sum = sums + ((long)word.Known * Lanes * 2);
                known += Vector256.WidenLower(Vector256.Load(sum));
                knownParts += Vector256.WidenUpper(Vector256.Load(sum));
            }
            else
            {
                wordSum += Row(parts, (uint)word.Hash & partMask);
                partSum += Parts(letters.Slice(word.Start, word.Length));
            }
            if (before != 0 && Hashes.Pair(before, word.Hash) is var pair && once.Add(pair))
                wordSum += Row(pairs, (uint)pair & pairMask);
            before = word.Hash;
        }
        return Logits(wordSum + (known << SumShift), partSum + (knownParts << SumShift));
    }

    /// <summary>The sum over the parts of a word.</summary>
    public Vector256<int> Parts(ReadOnlySpan<char> word)
    {
        var sum = Vector256<int>.Zero;
        Span<uint> hashes = stackalloc uint[64];
        for (var start = -1; start < word.Length; start++)
        {
            var found = PartsFrom(word, start, hashes);
            for (var index = 0; index < found; index++)
                sum += Row(parts, hashes[index] & partMask);
        }
        return sum;
    }

    /// <summary>The hashes of the parts of a word that begin at a letter; -1 is its edge. The trainer asks it too.</summary>
    public static int PartsFrom(ReadOnlySpan<char> word, int start, Span<uint> hashes) =>
        Hashes.PartsFrom(word, start, Hashes.Basis ^ OfPart, ShortestPart, LongestPart, hashes);

    private Vector256<float> Logits(Vector256<int> words, Vector256<int> parts)
    {
        var scale = Vector256.Load(scales);
        var constant = Vector256.Load(scales + Lanes);
        return constant + (scale * (ToLengthOne(words) + ToLengthOne(parts)));
    }

    private static Vector256<float> ToLengthOne(Vector256<int> sum)
    {
        var squares = sum[Rarity];
        return squares <= 0 ? Vector256<float>.Zero : Vector256.ConvertToSingle(sum) / Vector256.Create(MathF.Sqrt(squares));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Row(sbyte* table, uint row)
    {
        var bytes = Vector128.CreateScalarUnsafe(*(long*)(table + ((long)row * Lanes))).AsSByte();
        var numbers = Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256Unsafe());
        return numbers * Vector256.Create((int)table[((long)row * Lanes) + Rarity]);
    }
}
