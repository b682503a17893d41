namespace Parley;

internal sealed partial class Words
{
    // By language where it is usually written from right to left, and by script where the tag names one.
    private static readonly HashSet<string> RightToLeft = new(StringComparer.OrdinalIgnoreCase)
    {
        "ar",
        "arc",
        "ars",
        "ckb",
        "dv",
        "fa",
        "he",
        "iw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
        "Adlm",
        "Arab",
        "Hebr",
        "Mand",
        "Nkoo",
        "Rohg",
        "Samr",
        "Syrc",
        "Thaa",
        MadeUpLanguage,
    };

    /// <summary>The <c>dir</c> attribute of what is drawn with these words: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => DirectionOf(Language);

    /// <summary>The direction in which a language is written, by its tag: <c>ltr</c> or <c>rtl</c>.</summary>
    public static string DirectionOf(string language)
    {
        var parts = language.Split('-', 3);
        // A script in the tag outweighs the language: ks-Deva runs from left to right, az-Arab from right to left.
        var decides = parts is [_, { Length: 4 } script, ..] ? script : parts[0];
        return RightToLeft.Contains(decides) ? "rtl" : "ltr";
    }
}
