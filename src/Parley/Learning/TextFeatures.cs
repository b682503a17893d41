using System.Runtime.InteropServices;
using Parley.Markup;
using Parley.Reasons;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.Learning;

/// <summary>Which runs of the letters of its words are features of a text.</summary>
internal enum Runs
{
    /// <summary>Four letters of words of more than five: enough where few texts teach what many share, and chance has little to go by.</summary>
    FourOfLongWords,

    /// <summary>
    /// Two to four letters of every word, where it begins and where it ends among them: the stems and endings of a language, which some thousand
    /// texts are enough to weigh.
    /// </summary>
    TwoToFour,
}

/// <summary>
/// A text as the set of what is in it: its words, neighbouring pairs of them, runs of their letters (<see cref="Runs"/>), the hosts to which it
/// leads, and a few facts of its shape. Each is a number below <see cref="Count"/>, by its hash (Weinberger and others, "Feature hashing for large
/// scale multitask learning", 2009), so that no list of words is kept and any script will do: where no blanks stand between words, each sign is
/// one, and pairs of them are pairs of signs.
/// </summary>
internal sealed class TextFeatures
{
    /// <summary>How many numbers there are: a model takes two bytes for each.</summary>
    public const int Count = 1 << Bits;

    private const int Bits = 18;
    private const int LongWord = 5;
    private const int Shortest = 2;
    private const int Longest = 4;

    // No letter: where a word begins and where it ends.
    private const char Edge = '\0';

    // As many figures, with what stands between them, as a number has that one calls.
    private const int PhoneFigures = 8;

    private const ulong OfWord = 1UL << 60;
    private const ulong OfPair = 2UL << 60;
    private const ulong OfRun = 3UL << 60;
    private const ulong OfHost = 4UL << 60;
    private const ulong OfShape = 5UL << 60;

    [ThreadStatic]
    private static TextFeatures? ofThread;

    private readonly List<int> indexes = [];
    private readonly List<Place> places = [];
    private readonly ulong[] seen = new ulong[Count / 64];

    private TextFeatures() { }

    /// <summary>The features, each once.</summary>
    public ReadOnlySpan<int> Indexes => CollectionsMarshal.AsSpan(indexes);

    /// <summary>Whether there is a word or a host in it: signs alone say nothing.</summary>
    public bool AreAny { get; private set; }

    /// <summary>Reads a text. What is given back holds until this thread reads the next.</summary>
    public static TextFeatures Of(ScoredText text, Runs runs)
    {
        var features = ofThread ??= new();
        features.Clear();
        features.Read(text, runs);
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

    private void Read(ScoredText text, Runs runs)
    {
        var words = ReadWords(text.Folded, runs);
        foreach (var (host, place) in text.Hosts)
            ReadHost(host, place ?? default);
        AreAny = words > 0 || text.Hosts.Count > 0;
        ReadShape(text, words);
    }

    private int ReadWords(FoldedText folded, Runs runs)
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
                if (runs == Runs.TwoToFour)
                    ReadRuns(text.AsSpan(start, at - start), place);
                else if (at - start > LongWord)
                    ReadRunsOfFour(text.AsSpan(start, at - start), place);
                (count, before, start, word) = (count + 1, word, -1, 0);
            }

            if (!isOfWord)
                continue;
            start = start < 0 ? at : start;
            word = Shingles.Mixed(word ^ text[at]);
        }

        return count;
    }

    // A unit has 16 bits, so four of them are one number.
    private void ReadRunsOfFour(ReadOnlySpan<char> word, Place place)
    {
        var run = 0UL;
        for (var at = 0; at < word.Length; at++)
        {
            run = (run << 16) | word[at];
            if (at >= Longest - 1)
                Add(OfRun ^ Shingles.Mixed(run), place);
        }
    }

    private void ReadRuns(ReadOnlySpan<char> word, Place place)
    {
        for (var from = -1; from <= word.Length - 1; from++)
        {
            var run = 0UL;
            for (var at = from; at < from + Longest && at <= word.Length; at++)
            {
                run = (run << 16) | (at < 0 || at == word.Length ? Edge : word[at]);
                var size = at - from + 1;
                // The whole with both its edges is the word, which is there.
                if (size >= Shortest && size < word.Length + 2)
                    Add(OfRun ^ Shingles.Mixed(run ^ ((ulong)size << 61)), place);
            }
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
