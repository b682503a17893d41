using Parley.Markup;

namespace Parley.Evening;

/// <summary>Why a comment stands on the list, in plain words.</summary>
internal static class EveningSentences
{
    private const int LongestWords = 160;

    /// <summary>A sentence for each thing that was found.</summary>
    public static IReadOnlyList<string> Why(Words words, IReadOnlyList<EveningFinding> found) =>
        [.. found.Select(one => words.Format(KeyOf(one), ("words", WordsOf(one))))];

    /// <summary>The comment's own words in that sentence, short enough for one line.</summary>
    public static string WordsOf(EveningFinding found) => PlainText.Excerpt(found.Words ?? "", LongestWords);

    /// <summary>The sentence of a finding.</summary>
    public static string KeyOf(EveningFinding found) =>
        found.Why switch
        {
            EveningWhy.Named => "evening.why-named",
            EveningWhy.Replied => "evening.why-replied",
            EveningWhy.Raised => "evening.why-raised",
            EveningWhy.HandedOn => "evening.why-handed-on",
            _ => $"evening.why-{found.Kind.ToWord()}",
        };
}
