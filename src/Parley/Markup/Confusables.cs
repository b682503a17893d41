using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>
/// What a character looks like, after Unicode's confusables (UTS 39). The table is read when the first character
/// outside ASCII asks for it.
/// </summary>
internal static class Confusables
{
    private static readonly Lazy<Dictionary<int, string>> Looks = new(Read);

    /// <summary>The characters that this one is taken for; itself, when it looks like no other.</summary>
    public static string Prototype(Rune rune) => Looks.Value.GetValueOrDefault(rune.Value) ?? rune.ToString();

    /// <summary>The Latin letter, apostrophe or hyphen that this character is taken for, or null.</summary>
    /// <remarks>
    /// Only for alphabets in which no two letters are taken for the same one, or nearly: were Hebrew's vav and final nun
    /// both an l, words would be found that nobody wrote. ASCII stays what it is, or every 1 would be an l.
    /// </remarks>
    public static char? Latin(Rune rune)
    {
        var isComparable =
            rune.Value
            is (>= 0x80 and < 0x590)
                or (>= 0x13A0 and < 0x1400)
                or (>= 0x1D00 and < 0x3000)
                or (>= 0xA640 and < 0xABFF)
                or >= 0x10000;
        if (!isComparable)
            return null;
        return Prototype(rune) switch
        {
            [var single] when char.IsAsciiLetter(single) || single is '\'' or '-' => char.ToLowerInvariant(single),
            "rn" => 'm',
            _ => null,
        };
    }

    private static Dictionary<int, string> Read()
    {
        var looks = new Dictionary<int, string>(7000);
        using var table = typeof(Confusables).Assembly.GetManifestResourceStream("Parley.Markup.Confusables.txt")!;
        using var reader = new StreamReader(table, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var (left, right) = (
                line[..line.IndexOf('=', StringComparison.Ordinal)],
                line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]
            );
            var prototype = string.Concat(left.Split(' ').Select(code => new Rune(Parse(code)).ToString()));
            foreach (var source in right.Split(' '))
                looks[Parse(source)] = prototype;
        }
        return looks;
    }

    private static int Parse(string code) => int.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
