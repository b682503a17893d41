using System.Runtime.Intrinsics;

namespace Parley.Scoring;

/// <summary>Some words of a text, and its logits without them.</summary>
/// <param name="Places">Which words, by their places among all.</param>
internal readonly record struct Omission(int[] Places, Vector256<float> Logits);

/// <summary>
/// A text scored again without some of its words: once for all attributes, and only where somebody asks. All of it together stays within one
/// budget, since it happens while somebody waits for the answer to a post; what does not fit is not tried.
/// </summary>
internal sealed class Omissions
{
    /// <summary>How many words may be looked at in all: those of the text, as often as it is scored again.</summary>
    public const int MostLookedAt = 80_000;

    // What is behind so many sentences counts as one.
    private const int MostSentences = 50;

    private readonly TrainedModel model;
    private readonly SeenWord[] words;
    private readonly char[] letters;
    private int left = MostLookedAt;

    public Omissions(TrainedModel model, string text)
    {
        this.model = model;
        var reader = WordReader.Mine;
        words = reader.Read(text, model.Words).ToArray();
        // The reader's own are another text's as soon as that is read.
        letters = reader.AllLetters[..words.Max(word => (int?)(word.Start + word.Length)).GetValueOrDefault()].ToArray();
        HasWord = TrainedModel.HasWord(words, letters);
        Whole = model.Logits(words, letters);
    }

    /// <summary>The words and signs of the text.</summary>
    public ReadOnlySpan<SeenWord> Words => words;

    /// <summary>Whether there is anything to score.</summary>
    public bool HasWord { get; }

    /// <summary>The logits with nothing left out.</summary>
    public Vector256<float> Whole { get; }

    /// <summary>Each word by itself.</summary>
    public IReadOnlyList<Omission> Single => field ??= Try([.. Said.Select(at => new[] { at })]);

    /// <summary>Each word that is said more than once, everywhere: what is left of it says as much as all of it.</summary>
    public IReadOnlyList<Omission> Copies =>
        field ??= Try([.. ByHash.Select(copies => copies.ToArray()).Where(copies => copies.Length > 1)]);

    /// <summary>Each two neighbours.</summary>
    public IReadOnlyList<Omission> Pairs =>
        field ??= Try([.. Said.Where(at => at + 1 < words.Length && !words[at + 1].IsSign).Select(at => new[] { at, at + 1 })]);

    /// <summary>Each sentence, where there are several.</summary>
    public IReadOnlyList<Omission> Sentences => field ??= SentencesOf() is { Count: > 1 } several ? Try(several) : [];

    /// <summary>Where each word is said, by its hash.</summary>
    public ILookup<ulong, int> ByHash => field ??= Said.ToLookup(at => words[at].Hash);

    /// <summary>How often the text may be scored now by whoever goes on: half of what is left, so that the next one has its turn.</summary>
    public int Turn => left / 2 / words.Length;

    /// <summary>The text without some of its words; null where no more may be tried.</summary>
    public Omission? Without(int[] places)
    {
        if (left < words.Length)
            return null;
        left -= words.Length;
        var kept = Array.ConvertAll(places, at => words[at]);
        foreach (var at in places)
            words[at] = words[at].LeftOut;
        var logits = model.Logits(words, letters);
        for (var at = 0; at < places.Length; at++)
            words[places[at]] = kept[at];
        return new(places, logits);
    }

    private IEnumerable<int> Said => Enumerable.Range(0, words.Length).Where(at => !words[at].IsSign);

    // How much each word weighs by itself, for whichever attribute: a hint, at a small part of the cost.
    private float[] Heaviness =>
        field ??= [.. Enumerable.Range(0, words.Length).Select(at => model.HeavinessOf(words.AsSpan(at, 1), letters))];

    // Of a text that is too long for all, the heaviest words first, wherever they stand.
    private List<Omission> Try(List<int[]> groups)
    {
        var most = Turn;
        var tried =
            groups.Count <= most ? groups : [.. groups.OrderByDescending(places => places.Max(at => Heaviness[at])).Take(most)];
        return [.. tried.Select(places => Without(places)!.Value)];
    }

    private List<int[]> SentencesOf()
    {
        List<List<int>> sentences =
        [
            [],
        ];
        for (var at = 0; at < words.Length; at++)
        {
            if (!words[at].IsSign)
                sentences[^1].Add(at);
            else if (
                letters[words[at].Start] is '.' or '?' or '!'
                && sentences[^1].Count > 0
                && sentences.Count < MostSentences
            )
                sentences.Add([]);
        }

        return [.. sentences.Where(sentence => sentence.Count > 0).Select(sentence => sentence.ToArray())];
    }
}
