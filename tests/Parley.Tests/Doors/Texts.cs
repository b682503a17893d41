using System.Globalization;
using System.Text;
using Parley.Markup;
using Parley.Tests.Markup;
using Parley.Tests.Setup;

namespace Parley.Tests.Doors;

/// <summary>The texts of <c>shared/data/security/unicode</c> and <c>strings</c>, and some of our own that they lack.</summary>
internal static class Texts
{
    // Blanks and line ends at the edges, an address, a mark of byte order twice, composed and not, line ends of other systems.
    private static readonly string[] Own =
    [
        "  \n between blanks \n\n ",
        "\n\nafter line ends",
        "\ufeffafter a mark",
        "\ufeff\ufeffafter two marks",
        "one\r\ntwo\r\n",
        "one\rtwo",
        "one\u2028two\u0085three\ftwo",
        "o\u0308 and ö, \u0915\u093c, \u212b, \ufb2c",
        "a\tb",
        "100%25 & 100% + %zz =&;",
        "words\u0000",
        "Ole.Brand+dam@news.example",
        new string('x', 299) + "👨‍👩‍👧‍👦 and more",
    ];

    /// <summary>All of them, in a fixed order that is mixed: the first hundred are of every kind.</summary>
    public static IReadOnlyList<string> All()
    {
        string[] texts =
        [
            .. Own,
            .. Corpus.Items("security/unicode/own-tricks.json").Select(trick => trick.GetProperty("text").GetString()!),
            .. Corpus.Inputs("security/strings", "-"),
            .. Corpus.Items("security/strings/utf8-cases.json").Select(Utf8Case).OfType<string>(),
            .. Confusables(),
        ];
        var mixed = texts[(Own.Length + 26)..].Distinct().ToArray();
        new Random(7).Shuffle(mixed);
        return [.. texts[..(Own.Length + 26)], .. mixed];
    }

    /// <summary>A text as it must be read again: the same but for its normal form, a mark before it, and line ends.</summary>
    public static string Expected(string sent)
    {
        var text = sent.Replace("\r\n", "\n", StringComparison.Ordinal);
        return (text.StartsWith('\ufeff') ? text[1..] : text).Normalize(NormalizationForm.FormC);
    }

    /// <summary>What of a text can be seen, in its normal form.</summary>
    public static string Seen(string text) =>
        string.Concat(
                text.EnumerateRunes()
                    .Where(rune => !Unseen.IsInvisible(rune) && !Unseen.IsBlank(rune))
                    .Select(rune => $"{rune}")
            )
            .Normalize(NormalizationForm.FormC);

    /// <summary>Whether an HTML page can hold it at all: a control character is another one there.</summary>
    public static bool FitsIntoHtml(string text) => text.All(c => !char.IsControl(c) || c is '\n' or '\t');

    // Every hundredth letter that looks like another.
    private static IEnumerable<string> Confusables() =>
        File.ReadLines(SharedData.Find("security/unicode/confusables.txt"))
            .Where(line => line.Length > 0 && line[0] is not ('#' or '\ufeff'))
            .Where((_, number) => number % 100 == 0)
            .Select(line =>
                char.ConvertFromUtf32(int.Parse(line.Split(' ')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            )
            .Select(letter => $"p{letter}ypal");

    private static string? Utf8Case(System.Text.Json.JsonElement row) =>
        BytesOf(row) is var bytes && System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>The bytes of a case of <c>utf8-cases.json</c>.</summary>
    public static byte[] BytesOf(System.Text.Json.JsonElement row) =>
        Convert.FromHexString(row.GetProperty("hex").GetString()!.Replace(" ", "", StringComparison.Ordinal));
}
