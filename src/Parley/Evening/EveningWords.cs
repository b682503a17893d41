using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;

namespace Parley.Evening;

/// <summary>A rule: phrases that say the same, and how much they say.</summary>
/// <param name="Strength">Where nobody else is spoken to: from 0 to 1.</param>
/// <param name="InReply">Where it answers another reader, whom its words may mean; 0 where they then say nothing.</param>
/// <param name="Asks">Whether only a sentence that asks counts; null for any.</param>
/// <param name="Begins">Whether the phrase must begin its sentence.</param>
/// <param name="Alone">
/// Whether its sentence must be what the comment is about, a third of it at least: a question in the middle of a speech is part of the speech.
/// </param>
internal sealed record EveningRule(EveningKind Kind, double Strength, double InReply, bool? Asks, bool Begins, bool Alone);

/// <summary>
/// The words by which a language asks, contradicts and tells of what somebody saw: one file a language beside this one. A phrase is words
/// between blanks: <c>{list}</c> stands for each phrase of a list, <c>#</c> for a number, <c>*</c> for up to three words.
/// </summary>
internal sealed class EveningWords
{
    private const string ResourcePrefix = "Parley.Evening.";
    private const int LongestGap = 3;

    // One part in so many.
    private const int LeastShare = 3;

    private static readonly ConcurrentDictionary<string, EveningWords?> Loaded = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string[][]> lists;
    private readonly FrozenSet<string> numbers;
    private readonly FrozenSet<string> openings;
    private readonly FrozenDictionary<string, (EveningRule Rule, string[] Phrase)[]> byFirst;
    private readonly FrozenDictionary<EveningKind, string[][]> without;

    private EveningWords(JsonElement root)
    {
        lists = root.GetProperty("lists")
            .EnumerateObject()
            .ToFrozenDictionary(list => list.Name, list => Phrases(list.Value).ToArray());
        numbers = lists["number"].Select(one => one[0]).ToFrozenSet();
        openings = lists["opening"].Select(one => one[0]).ToFrozenSet();
        without = root.GetProperty("without")
            .EnumerateObject()
            .ToFrozenDictionary(one => Kind(one.Name), one => Phrases(one.Value).ToArray());
        byFirst = root.GetProperty("rules")
            .EnumerateArray()
            .SelectMany(rule => Phrases(rule.GetProperty("phrases")).Select(phrase => (Rule: ReadRule(rule), Phrase: phrase)))
            .SelectMany(one => FirstsOf(one.Phrase).Select(first => (First: first, one.Rule, one.Phrase)))
            .GroupBy(one => one.First)
            .ToFrozenDictionary(of => of.Key, of => of.Select(one => (one.Rule, one.Phrase)).Distinct().ToArray());
    }

    /// <summary>The words of a language; null if it has none. Of <c>en-GB</c> those of <c>en</c>.</summary>
    public static EveningWords? For(string language) => Loaded.GetOrAdd(language.Split('-', '_')[0].ToLowerInvariant(), Load);

    /// <summary>Each rule that a sentence meets, with the words by which it does: the first of each.</summary>
    /// <param name="ofAll">How many words the comment has.</param>
    public IEnumerable<(EveningRule Rule, CommentWord First, CommentWord Last)> In(CommentSentence sentence, int ofAll)
    {
        var isAlone = !sentence.IsPressed && sentence.Words.Count * LeastShare >= ofAll;
        var words = sentence.Words;
        var met = new HashSet<EveningRule>(ReferenceEqualityComparer.Instance);
        var begun = Beginning(words);
        for (var at = 0; at < words.Count; at++)
        {
            if (!byFirst.TryGetValue(words[at].Lower, out var rules))
                continue;
            foreach (var (rule, phrase) in rules)
            {
                if (
                    (rule.Begins && at > begun)
                    || (rule.Alone && !isAlone)
                    || (rule.Asks is { } asks && asks != sentence.Asks)
                    || met.Contains(rule)
                    || EndOf(phrase, 0, words, at) is not (> 0 and var end)
                )
                    continue;
                met.Add(rule);
                yield return (rule, words[at], words[end - 1]);
            }
        }
    }

    /// <summary>Whether a sentence holds words by which it says nothing of a kind, whatever else is in it.</summary>
    public bool IsWithout(EveningKind kind, CommentSentence sentence)
    {
        if (!without.TryGetValue(kind, out var phrases))
            return false;
        for (var at = 0; at < sentence.Words.Count; at++)
            if (Array.Exists(phrases, phrase => EndOf(phrase, 0, sentence.Words, at) > 0))
                return true;
        return false;
    }

    // "Sorry, but the": what only leads to a sentence.
    private int Beginning(IReadOnlyList<CommentWord> words)
    {
        var at = 0;
        while (at < words.Count && openings.Contains(words[at].Lower))
            at++;
        return at;
    }

    // After the last word of a phrase that begins at a place; 0 where it does not.
    private int EndOf(string[] phrase, int part, IReadOnlyList<CommentWord> words, int at)
    {
        if (part == phrase.Length)
            return at;
        switch (phrase[part])
        {
            case "*":
                for (var skipped = 0; skipped <= LongestGap && at + skipped <= words.Count; skipped++)
                    if (EndOf(phrase, part + 1, words, at + skipped) is > 0 and var end)
                        return end;
                return 0;
            case ['{', .. var list, '}']:
                foreach (var one in lists[list])
                    if (IsAt(one, words, at) && EndOf(phrase, part + 1, words, at + one.Length) is > 0 and var end)
                        return end;
                return 0;
            case "#":
                return at < words.Count && IsNumber(words[at].Lower) ? EndOf(phrase, part + 1, words, at + 1) : 0;
            default:
                return at < words.Count && words[at].Lower == phrase[part] ? EndOf(phrase, part + 1, words, at + 1) : 0;
        }
    }

    private static bool IsAt(string[] phrase, IReadOnlyList<CommentWord> words, int at)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var part = 0; part < phrase.Length; part++)
            if (words[at + part].Lower != phrase[part])
                return false;
        return true;
    }

    private bool IsNumber(string word) => char.IsDigit(word[0]) || numbers.Contains(word);

    // A number has no first word of its own, so no phrase begins with one.
    private IEnumerable<string> FirstsOf(string[] phrase) =>
        phrase[0] is ['{', .. var list, '}'] ? lists[list].Select(one => one[0]).Distinct() : [phrase[0]];

    private static EveningRule ReadRule(JsonElement rule) =>
        new(
            Kind(rule.GetProperty("kind").GetString()!),
            rule.GetProperty("strength").GetDouble(),
            rule.TryGetProperty("inReply", out var inReply) ? inReply.GetDouble() : 0,
            rule.TryGetProperty("asks", out var asks) ? asks.GetBoolean() : null,
            rule.TryGetProperty("begins", out var begins) && begins.GetBoolean(),
            rule.TryGetProperty("alone", out var alone) && alone.GetBoolean()
        );

    private static EveningKind Kind(string word) =>
        EveningKinds.Parse(word) ?? throw new JsonException($"There is no kind {word}.");

    private static IEnumerable<string[]> Phrases(JsonElement list) =>
        list.EnumerateArray().Select(phrase => phrase.GetString()!.Split(' '));

    private static EveningWords? Load(string language)
    {
        if (!language.All(char.IsAsciiLetter))
            return null;
        using var file = typeof(EveningWords).Assembly.GetManifestResourceStream($"{ResourcePrefix}{language}.json");
        if (file is null)
            return null;
        using var document = JsonDocument.Parse(file);
        return new EveningWords(document.RootElement);
    }
}
