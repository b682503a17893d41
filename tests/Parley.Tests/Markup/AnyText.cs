using CsCheck;

namespace Parley.Tests.Markup;

/// <summary>Texts that nobody types and somebody sends.</summary>
internal static class AnyText
{
    // The characters that rules turn on: blanks, marks, joiners, directions, halves of pairs, look-alikes, growing ones.
    private static readonly string[] Pieces =
    [
        "a",
        "b",
        "i",
        "I",
        "l",
        "1",
        "m",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\u00a0",
        "\u0301",
        "\u0336",
        "\u0489",
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufe0f",
        "\ufeff",
        "\ufdfa",
        "\u0390",
        "ß",
        "İ",
        "ı",
        "ﬁ",
        "ς",
        "Σ",
        "ו",
        "й",
        "к",
        "य",
        "ि",
        "\u1100",
        "가",
        "😀",
        "👩‍👩‍👧",
        "🇩🇪",
        "\ud83d",
        "\udc69",
        "\uffff",
        "\0",
        "ｓ",
        "𝓽",
        "ꭰ",
        "Ꭰ",
        "ͅ",
        "ᾳ",
    ];

    public static Gen<string> Characters { get; } =
        Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 12].Select(string.Concat);
}
