using System.Runtime.Intrinsics;

namespace Parley.Scoring;

/// <summary>Some words of a text, and its logits without them.</summary>
/// <param name="Places">Which words, by their places among all.</param>
internal readonly record struct Omission(int[] Places, Vector256<float> Logits);

/// <summary>A text scored again without some of its words: once for all attributes, and only where somebody asks.</summary>
internal sealed class Omissions
{
    // Of more words only the first are tried: nobody reads more marks than that. What is behind so many sentences counts as one.
    private const int MostWords = 200;
    private const int MostSentences = 50;

    private readonly TrainedModel model;
    private readonly SeenWord[] words;
    private readonly char[] letters;
    private readonly int tried;

    public Omissions(TrainedModel model, string text)
    {
        this.model = model;
        var reader = WordReader.Mine;
        words = reader.Read(text, model.Words).ToArray();
        // The reader's own are another text's as soon as that is read.
        letters = reader.AllLetters[..words.Max(word => (int?)(word.Start + word.Length)).GetValueOrDefault()].ToArray();
        tried = Math.Min(MostWords, words.Length);
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
    public IReadOnlyList<Omission> Single =>
        field ??= [.. Enumerable.Range(0, tried).Where(at => !words[at].IsSign).Select(at => Without([at]))];

    /// <summary>Each word that is said more than once, everywhere: what is left of it says as much as all of it.</summary>
    public IReadOnlyList<Omission> Copies =>
        field ??= [
            .. Enumerable
                .Range(0, tried)
                .Where(at => !words[at].IsSign)
                .GroupBy(at => words[at].Hash)
                .Where(copies => copies.Skip(1).Any())
                .Select(copies => Without([.. copies])),
        ];

    /// <summary>Each two neighbours.</summary>
    public IReadOnlyList<Omission> Pairs =>
        field ??= [
            .. Enumerable
                .Range(0, Math.Max(0, tried - 1))
                .Where(at => !words[at].IsSign && !words[at + 1].IsSign)
                .Select(at => Without([at, at + 1])),
        ];

    /// <summary>Each sentence, where there are several.</summary>
    public IReadOnlyList<Omission> Sentences =>
        field ??= SentencesOf() is { Count: > 1 } several ? [.. several.Select(one => Without([.. one]))] : [];

    /// <summary>The text without some of its words.</summary>
    public Omission Without(int[] places)
    {
        var left = Array.ConvertAll(places, at => words[at]);
        foreach (var at in places)
            words[at] = words[at].LeftOut;
        var logits = model.Logits(words, letters);
        for (var at = 0; at < places.Length; at++)
            words[places[at]] = left[at];
        return new(places, logits);
    }

    private List<List<int>> SentencesOf()
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

        return [.. sentences.Where(sentence => sentence.Count > 0)];
    }
}
