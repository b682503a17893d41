using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Parley;

/// <summary>
/// Every sentence that a person reads, in one language. The sentences stand in <c>Languages/</c>, one JSON file a language:
/// a key and a text with <c>{blanks}</c>, or a key and one text for each plural form of the language.
/// </summary>
internal sealed partial class Words
{
    /// <summary>The language that has every key; another one falls back to it, sentence by sentence.</summary>
    public const string FirstLanguage = "en";

    private static readonly ConcurrentDictionary<string, Words> Known = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Phrase> phrases;
    private readonly CultureInfo culture;

    private Words(string language, Dictionary<string, Phrase> phrases)
    {
        Language = language;
        this.phrases = phrases;
        culture = CultureInfo.GetCultureInfo(language);
    }

    private Words(Words other)
        : this(other.Language, other.phrases) => (zone, now, accent) = (other.zone, other.now, other.accent);

    /// <summary>The languages that have a file, as tags.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(Words)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The language's tag, as in the <c>lang</c> attribute of what is drawn with these words.</summary>
    public string Language { get; }

    /// <summary>All keys, for the tests and for translators.</summary>
    public IReadOnlyCollection<string> Keys => phrases.Keys;

    /// <summary>The plural forms that a sentence has; none where it does not count.</summary>
    public IReadOnlyCollection<string> FormsOf(string key) => Find(key).Forms?.Keys.ToArray() ?? [];

    /// <summary>The sentence of a key that has no blanks.</summary>
    public string this[string key] => Find(key).Text;

    /// <summary>
    /// The words of a language: of <c>de-AT</c> if there is such a file, else of <c>de</c>, else English.
    /// Whatever it is asked for, it answers, since a browser or a site's settings may name any language.
    /// </summary>
    public static Words For(string? language)
    {
        for (var tag = language?.Trim() ?? ""; tag.Length > 0; tag = tag[..Math.Max(tag.LastIndexOf('-'), 0)])
        {
            if (Languages.FirstOrDefault(one => one.Equals(tag, StringComparison.OrdinalIgnoreCase)) is { } found)
                return Known.GetOrAdd(found, Load);
        }

        return Known.GetOrAdd(FirstLanguage, Load);
    }

    /// <summary>The sentence with its blanks filled: numbers and times as the language writes them, all else as it is.</summary>
    public string Format(string key, params ReadOnlySpan<(string Name, object Value)> blanks) => Fill(Find(key).Text, blanks);

    /// <summary>The form of the sentence that goes with <paramref name="n"/>; its blank <c>{count}</c> is the number.</summary>
    public string Count(string key, long n, params ReadOnlySpan<(string Name, object Value)> blanks) =>
        Fill(Find(key).Form(n), [("count", n), .. blanks]);

    /// <summary>The sentence cut at its blanks, for a page that puts elements into them.</summary>
    /// <param name="n">The number that picks the form of a sentence that counts.</param>
    public IEnumerable<(string Text, bool IsBlank)> Pieces(string key, long? n = null)
    {
        var rest = n is { } number ? Find(key).Form(number) : Find(key).Text;
        while (NextBlank(rest) is (var start, var end))
        {
            if (start > 0)
                yield return (rest[..start], false);
            yield return (rest[(start + 1)..end], true);
            rest = rest[(end + 1)..];
        }

        if (rest.Length > 0)
            yield return (rest, false);
    }

    /// <summary>
    /// The patterns by which a script writes times by the reader's own clock: day and time together, the day, the day with its year,
    /// the time, with <c>|</c> between them.
    /// </summary>
    public string PatternsForScript =>
        string.Join('|', this["time.moment"], this["pattern.day"], this["pattern.day-and-year"], this["pattern.time"]);

    /// <summary>
    /// What our scripts say, as a JSON object: the keys below <c>script.</c> (without it), each a text, or an object of
    /// plural forms for <c>Intl.PluralRules</c>.
    /// </summary>
    public string ForScript()
    {
        const string Prefix = "script.";
        var said = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var key in For(FirstLanguage).Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)))
            said[key[Prefix.Length..]] = Find(key) is { Forms: { } forms } ? forms : Find(key).Text;
        return JsonSerializer.Serialize(said, WordsJson.Readable.DictionaryStringObject);
    }

    private Phrase Find(string key)
    {
        if (phrases.TryGetValue(key, out var own))
            return own;
        // A sentence that is missing must not cost anyone the page: English, and at last the key, which a tester sees.
        return Language != FirstLanguage && For(FirstLanguage).phrases.TryGetValue(key, out var english)
            ? english
            : new Phrase(Language, key, null);
    }

    private string Fill(string text, ReadOnlySpan<(string Name, object Value)> blanks)
    {
        if (NextBlank(text) is not (var start, var end))
            return text;

        var name = text.AsSpan((start + 1)..end);
        var value = text[start..(end + 1)];
        foreach (var blank in blanks)
        {
            if (name.SequenceEqual(blank.Name))
                value = Write(blank.Value);
        }

        // The value goes in as it is: braces in a reader's name are not blanks.
        return string.Concat(text.AsSpan(0, start), value, Fill(text[(end + 1)..], blanks));
    }

    private string Write(object value) =>
        value switch
        {
            string text => text,
            DateTimeOffset moment => Moment(moment),
            IFormattable number => number.ToString(number is int or long ? "N0" : null, culture),
            _ => value.ToString() ?? "",
        };

    private static (int Start, int End)? NextBlank(string text)
    {
        var start = text.IndexOf('{', StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf('}', start);
        return end < 0 ? null : (start, end);
    }
}
