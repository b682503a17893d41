using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;

namespace Parley.Sourcing;

/// <summary>What stands after a verb of saying.</summary>
internal enum VerbTakes
{
    /// <summary>A quotation, or what was said, with or without "that".</summary>
    Clause,

    /// <summary>A quotation, or what was said after "that" or with a pronoun in front.</summary>
    That,

    /// <summary>Only a quotation.</summary>
    Quotation,

    /// <summary>First who was spoken to.</summary>
    Person,

    /// <summary>Somebody who is "to" do something.</summary>
    To,

    /// <summary>Somebody, and "of" what they are accused.</summary>
    Of,

    /// <summary>Something, and "as" what it is described.</summary>
    As,

    /// <summary>Anything, if the one who speaks is a document, a picture or figures.</summary>
    Thing,

    /// <summary>What is demanded: after "that", or by whom it is "to" be done.</summary>
    Order,

    /// <summary>"Of" or "against" what is warned or told.</summary>
    About,

    /// <summary>"For" what is called.</summary>
    For,

    /// <summary>Something, and "at" which figure it is put.</summary>
    At,

    /// <summary>What somebody has seen.</summary>
    Scene,

    /// <summary>What a court heard.</summary>
    Heard,
}

/// <param name="IsParticiple">"saying": it takes its subject from the sentence before it.</param>
/// <param name="IsBase">"say": one person "says".</param>
/// <param name="IsPast">"said".</param>
internal sealed record SayingVerb(
    AttributionAct Act,
    VerbTakes Takes,
    bool IsParticiple,
    bool IsBase = false,
    bool IsPast = false
);

/// <summary>
/// The words by which a language says who says what: one file a language beside this one. How they are put together stands in
/// <see cref="SentenceReader"/>, for languages that build their sentences as English does.
/// </summary>
internal sealed class SourcingWords
{
    private const string ResourcePrefix = "Parley.Sourcing.Proposals.";

    private static readonly ConcurrentDictionary<string, SourcingWords?> Loaded = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, FrozenSet<string>> _lists;
    private readonly FrozenDictionary<string, FrozenDictionary<string, string[][]>> _phrases;
    private readonly FrozenDictionary<string, SayingVerb[]> _verbs;

    private SourcingWords(JsonElement root)
    {
        var lists = root.EnumerateObject().Where(x => x.Value.ValueKind == JsonValueKind.Array && x.Name != "verbs").ToList();
        _lists = lists.ToFrozenDictionary(x => x.Name, x => Strings(x.Value).ToFrozenSet());
        _phrases = lists.ToFrozenDictionary(x => x.Name, x => ByFirstWord(Strings(x.Value)));
        _verbs = ReadVerbs(root.GetProperty("verbs"));
        Pronouns = root.GetProperty("pronouns")
            .EnumerateObject()
            .ToFrozenDictionary(x => x.Name, x => Enum.Parse<Kind>(x.Value.GetString()!, ignoreCase: true));
        Owners = root.GetProperty("owners")
            .EnumerateObject()
            .ToFrozenDictionary(x => x.Name, x => Enum.Parse<Kind>(x.Value.GetString()!, ignoreCase: true));
        DaysAgo = root.GetProperty("daysAgo").EnumerateObject().ToFrozenDictionary(x => x.Name, x => x.Value.GetInt32());
        Months = Ordered(root, "months")
            .Concat(Ordered(root, "monthsShort"))
            .DistinctBy(x => x.Key)
            .ToFrozenDictionary(x => x.Key, x => x.Value);
        Weekdays = Ordered(root, "weekdays").ToFrozenDictionary(x => x.Key, x => (DayOfWeek)(x.Value - 1));
    }

    /// <summary>Who may be meant by a pronoun.</summary>
    internal enum Kind
    {
        Man,
        Woman,
        Several,
        Thing,
    }

    public FrozenDictionary<string, Kind> Pronouns { get; }

    /// <summary>To whom something belongs: "his".</summary>
    public FrozenDictionary<string, Kind> Owners { get; }

    public FrozenDictionary<string, int> DaysAgo { get; }

    /// <summary>From 1, by their full and their short names.</summary>
    public FrozenDictionary<string, int> Months { get; }

    public FrozenDictionary<string, DayOfWeek> Weekdays { get; }

    /// <summary>The words of a language; nothing if it has none. Of <c>en-GB</c> those of <c>en</c>.</summary>
    public static SourcingWords? For(string language) => Loaded.GetOrAdd(language.Split('-', '_')[0].ToLowerInvariant(), Load);

    public bool Has(string list, string word) => _lists[list].Contains(word);

    public bool EndsLikeAdverb(string word) =>
        _lists["adverbEndings"].Any(x => word.EndsWith(x, StringComparison.Ordinal)) && !Has("noAdverbs", word);

    public bool EndsLikeParticiple(string word) =>
        _lists["participleEndings"].Any(x => word.EndsWith(x, StringComparison.Ordinal));

    /// <summary>"The 24-year-old": a person who is known by now.</summary>
    public bool IsAge(string word) => _lists["ageEndings"].Any(x => word.EndsWith(x, StringComparison.Ordinal));

    public IReadOnlyList<SayingVerb> Verbs(string word) => _verbs.GetValueOrDefault(word) ?? [];

    /// <summary>How many words from a place are the longest phrase of a list; 0 if none is.</summary>
    public int Phrase(string list, ReportSentence sentence, int at)
    {
        if (sentence.WordAt(at) is not { } first || !_phrases[list].TryGetValue(first, out var phrases))
            return 0;
        foreach (var phrase in phrases)
            if (phrase.Index().All(x => sentence.WordAt(at + x.Index) == x.Item))
                return phrase.Length;
        return 0;
    }

    private static SourcingWords? Load(string language)
    {
        if (!language.All(char.IsAsciiLetter))
            return null;
        using var file = typeof(SourcingWords).Assembly.GetManifestResourceStream($"{ResourcePrefix}{language}.json");
        if (file is null)
            return null;
        using var document = JsonDocument.Parse(file);
        return new SourcingWords(document.RootElement);
    }

    private static FrozenDictionary<string, SayingVerb[]> ReadVerbs(JsonElement groups) =>
        groups
            .EnumerateArray()
            .SelectMany(group =>
                Strings(group.GetProperty("forms")).SelectMany(forms => forms.Split(' ').Index().Select(form => (group, form)))
            )
            .GroupBy(x => x.form.Item, x => Verb(x.group, x.form.Index))
            .ToFrozenDictionary(x => x.Key, x => x.ToArray());

    private static SayingVerb Verb(JsonElement group, int form) =>
        new(
            Enum.Parse<AttributionAct>(group.GetProperty("act").GetString()!, ignoreCase: true),
            Enum.Parse<VerbTakes>(group.GetProperty("takes").GetString()!, ignoreCase: true),
            IsParticiple: form == 3,
            IsBase: form == 0,
            IsPast: form == 2
        );

    private static FrozenDictionary<string, string[][]> ByFirstWord(IEnumerable<string> phrases) =>
        phrases
            .Select(phrase => phrase.Split(' '))
            .GroupBy(words => words[0])
            .ToFrozenDictionary(x => x.Key, x => x.OrderByDescending(words => words.Length).ToArray());

    private static IEnumerable<string> Strings(JsonElement list) => list.EnumerateArray().Select(x => x.GetString()!);

    private static IEnumerable<KeyValuePair<string, int>> Ordered(JsonElement root, string name) =>
        Strings(root.GetProperty(name)).Select((word, index) => KeyValuePair.Create(word, index + 1));
}
