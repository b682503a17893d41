using Parley.Markup;
using Parley.Reasons;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.Spam;

/// <summary>
/// A text as the set of what is in it: its words, neighbouring pairs of them, four letters of long ones, the hosts to which it leads, and
/// a few facts of its shape. Each is a number below <see cref="Count"/>, by its hash (Weinberger and others, "Feature hashing for large
/// scale multitask learning", 2009), so that no list of words is kept and any script will do: where no blanks stand between words, each sign is
/// one, and pairs of them are pairs of signs.
/// </summary>
internal sealed class SpamFeatures
{
    /// <summary>How many numbers there are: a model takes two bytes for each.</summary>
    public const int Count = 1 << Bits;

    private const int Bits = 18;
    private const int LongWord = 5;
    private const int Gram = 4;

    // As many figures, with what stands between them, as a number has that one calls.
    private const int PhoneFigures = 8;

    private const ulong OfWord = 1UL << 60;
    private const ulong OfPair = 2UL << 60;
    private const ulong OfGram = 3UL << 60;
    private const ulong OfHost = 4UL << 60;
    private const ulong OfShape = 5UL << 60;

    [ThreadStatic]
    private static SpamFeatures? ofThread;

    private readonly List<int> indexes = [];
    private readonly List<Place> places = [];
    private readonly ulong[] seen = new ulong[Count / 64];

    private SpamFeatures() { }

    /// <summary>The features, each once.</summary>
    public IReadOnlyList<int> Indexes => indexes;

    /// <summary>Whether there is a word or a host in it: signs alone say nothing.</summary>
    public bool AreAny { get; private set; }

    /// <summary>Reads a text. What is given back holds until this thread reads the next.</summary>
    public static SpamFeatures Of(ScoredText text)
    {
        var features = ofThread ??= new();
        features.Clear();
        features.Read(text);
        return features;
    }

    /// <summary>Where in the source a feature stands first; of length 0 where it is about the whole.</summary>
    public Place PlaceOf(int number) => places[number];

    private void Clear()
    {
        foreach (var index in indexes)
            seen[index >> 6] = 0;
        indexes.Clear();
        places.Clear();
        AreAny = false;
    }

    private void Read(ScoredText text)
    {
        var words = ReadWords(text.Folded);
        foreach (var (host, place) in text.Hosts)
            ReadHost(host, place ?? default);
        AreAny = words > 0 || text.Hosts.Count > 0;
        ReadShape(text, words);
    }

    private int ReadWords(FoldedText folded)
    {
        var text = folded.Folded;
        var (count, start, word, before) = (0, -1, 0UL, 0UL);
        for (var at = 0; at <= text.Length; at++)
        {
            var isOfWord = at < text.Length && WordEdges.IsOfWord(text, at);
            if (start >= 0 && (!isOfWord || (!char.IsLowSurrogate(text[at]) && WordEdges.IsEdge(text, at))))
            {
                var (from, length) = folded.Original(start, at - start);
                var place = new Place(from, length);
                Add(OfWord ^ word, place);
                if (count > 0)
                    Add(OfPair ^ Shingles.Mixed(before) ^ word, place);
                if (at - start > LongWord)
                    ReadGrams(text.AsSpan(start, at - start), place);
                (count, before, start, word) = (count + 1, word, -1, 0);
            }

            if (!isOfWord)
                continue;
            start = start < 0 ? at : start;
            word = Shingles.Mixed(word ^ text[at]);
        }

        return count;
    }

    // Four units of 16 bits are one number: that is why there are four.
    private void ReadGrams(ReadOnlySpan<char> word, Place place)
    {
        var gram = 0UL;
        for (var at = 0; at < word.Length; at++)
        {
            gram = (gram << 16) | word[at];
            if (at >= Gram - 1)
                Add(OfGram ^ Shingles.Mixed(gram), place);
        }
    }

    // The host itself and each domain above it of two names or more: whoever has a domain has every name below it.
    private void ReadHost(string host, Place place)
    {
        for (var from = 0; from >= 0 && host.IndexOf('.', from) >= 0; from = host.IndexOf('.', from) + 1)
        {
            var hash = 0UL;
            foreach (var sign in host.AsSpan(from))
                hash = Shingles.Mixed(hash ^ sign);
            Add(OfHost ^ hash, place);
        }
    }

    private void ReadShape(ScoredText text, int words)
    {
        var (capitals, letters, figures, mostFigures, cries) = (0, 0, 0, 0, 0);
        foreach (var sign in text.Source)
        {
            if (char.IsLetter(sign))
            {
                (letters, figures) = (letters + 1, 0);
                capitals += char.IsUpper(sign) ? 1 : 0;
            }
            else if (char.IsDigit(sign))
            {
                mostFigures = Math.Max(mostFigures, ++figures);
            }

            cries += sign is '!' or '！' ? 1 : 0;
        }

        AddShape(1, Math.Min(text.Hosts.Count, 3));
        // Addresses fall apart into some four words each.
        AddShape(2, text.Hosts.Count > 0 && words <= text.Hosts.Count * 6 ? 1 : 0);
        AddShape(3, mostFigures >= PhoneFigures ? 1 : 0);
        AddShape(4, letters >= 8 && capitals * 2 > letters ? 1 : 0);
        AddShape(5, Math.Min(cries, 3));
        AddShape(6, Math.Min(System.Numerics.BitOperations.Log2((uint)words + 1), 7));
    }

    private void AddShape(int fact, int value) => Add(OfShape ^ ((ulong)fact << 8) ^ (ulong)value, default);

    private void Add(ulong what, Place place)
    {
        var index = (int)(Shingles.Mixed(what) >> (64 - Bits));
        ref var cell = ref seen[index >> 6];
        var bit = 1UL << (index & 63);
        if ((cell & bit) != 0)
            return;
        cell |= bit;
        indexes.Add(index);
        places.Add(place);
    }
}
