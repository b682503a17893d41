using Parley.Scoring;

namespace Parley.Training;

/// <summary>Which words the model will know, how common they are, and which of them people disguise.</summary>
internal sealed class Vocabulary
{
    private const int Most = 47_000;
    private const int Fewest = 4;
    private const int MostDisguised = 700;

    // Insults and threats that lists of obscene words leave out, and that people misspell and hide all the same.
    private static readonly string[] AlwaysDisguised =
    [
        "idiot",
        "idiots",
        "idiotic",
        "moron",
        "morons",
        "moronic",
        "stupid",
        "stupidity",
        "dumb",
        "imbecile",
        "loser",
        "losers",
        "pathetic",
        "ignorant",
        "retard",
        "retarded",
        "retards",
        "scum",
        "scumbag",
        "trash",
        "garbage",
        "vermin",
        "disgusting",
        "worthless",
        "coward",
        "cowards",
        "liar",
        "liars",
        "clown",
        "jerk",
        "creep",
        "freak",
        "psycho",
        "lunatic",
        "hate",
        "kill",
        "murder",
        "hang",
        "shoot",
        "rape",
        "die",
        "nazi",
        "nazis",
        "pig",
        "pigs",
        "rat",
        "rats",
        "parasite",
        "parasites",
        "subhuman",
    ];

    private Vocabulary(IReadOnlyList<string> words, IReadOnlyList<int> counts, IReadOnlyList<string> disguised)
    {
        (Words, Disguised) = (words, disguised);
        Hashes = [.. words.Select(word => Scoring.Hashes.Of(word))];
        Commonness = [.. counts.Select(count => (byte)Math.Min(255, 8 * Math.Log2(count)))];
        Known = new KnownWords(Hashes, Commonness, disguised);
    }

    /// <summary>By number.</summary>
    public IReadOnlyList<string> Words { get; }

    public ulong[] Hashes { get; }

    public byte[] Commonness { get; }

    public IReadOnlyList<string> Disguised { get; }

    public KnownWords Known { get; }

    public static Vocabulary From(IReadOnlyList<Example> examples)
    {
        var nothing = new KnownWords([], [], []);
        var counts = new Dictionary<string, (int All, int Toxic, int Mild)>(StringComparer.Ordinal);
        var once = new HashSet<ulong>();
        var look = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var example in examples.Where(example => example.Part == Part.Train))
        {
            var reader = WordReader.Mine;
            var seen = reader.Read(example.Text, nothing);
            var isToxic = example.Source == 0 && example.Labels[0] > 0.5f;
            var isMild = example.Source == 0 && !isToxic;
            once.Clear();
            foreach (var word in seen)
            {
                var letters = reader.AllLetters.Slice(word.Start, word.Length);
                look.TryGetValue(letters, out var count);
                // Vandals write a word a thousand times: for what is toxic, texts are counted and not words.
                var isFirst = once.Add(word.Hash);
                look[letters] = (
                    count.All + 1,
                    count.Toxic + (isToxic && isFirst ? 1 : 0),
                    count.Mild + (isMild && isFirst ? 1 : 0)
                );
            }
        }
        var known = counts
            .Where(word => word.Value.All >= Fewest && word.Key.Length <= 30)
            .OrderByDescending(word => word.Value.All)
            .ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(Most)
            .ToList();
        var lexicon = examples
            .Where(example => example.Source == 11 && example.Text.All(char.IsAsciiLetterLower))
            .Select(example => example.Text)
            .ToHashSet();
        var (toxic, mild) = ((double)counts.Values.Sum(count => count.Toxic), (double)counts.Values.Sum(count => count.Mild));
        double Lean((int All, int Toxic, int Mild) count) =>
            Math.Log((count.Toxic + 1) / toxic) - Math.Log((count.Mild + 1) / mild);
        var disguised = known
            .Where(word => word.Key.Length is >= 3 and <= 16 && word.Key.All(char.IsAsciiLetterLower))
            .Where(word =>
                (lexicon.Contains(word.Key) && Lean(word.Value) > 0.7)
                || AlwaysDisguised.Contains(word.Key)
                || (word.Value.Toxic >= 25 && Lean(word.Value) > 2.6)
            )
            .OrderByDescending(word => word.Value.Toxic)
            .ThenBy(word => word.Key, StringComparer.Ordinal)
            .Select(word => word.Key)
            .Take(MostDisguised)
            .ToList();
        return new([.. known.Select(word => word.Key)], [.. known.Select(word => word.Value.All)], disguised);
    }
}
