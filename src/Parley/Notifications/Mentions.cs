using System.Globalization;
using System.Text;
using Parley.Markup;
using Parley.Readers;

namespace Parley.Notifications;

/// <summary>
/// Finds where a text may name somebody: an at sign at the beginning of a word, and what follows it on the line, as far as a name
/// can be long. Which of the beginnings is a name, the readers of the thread say. What is quoted names nobody anew.
/// </summary>
internal static class Mentions
{
    /// <summary>The most people that one comment tells.</summary>
    public const int Most = 10;

    /// <summary>For each at sign what may be the name, the longest first.</summary>
    public static List<IReadOnlyList<string>> Read(SafeHtml html)
    {
        var found = new List<IReadOnlyList<string>>();
        foreach (var line in PlainText.Of(html).Split('\n').Where(line => !line.TrimStart().StartsWith('>')))
        {
            for (var at = line.IndexOf('@', StringComparison.Ordinal); at >= 0; at = line.IndexOf('@', at + 1))
            {
                if (found.Count == Most)
                    return found;
                if (BeginsWord(line, at) && Beginnings(line[(at + 1)..]) is { Count: > 0 } names)
                    found.Add(names);
            }
        }

        return found;
    }

    // Not within an address, of mail or of a page.
    private static bool BeginsWord(string line, int at) =>
        at == 0
        || char.IsWhiteSpace(line[at - 1])
        || char.GetUnicodeCategory(line[at - 1])
            is UnicodeCategory.OpenPunctuation
                or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.DashPunctuation
        || line[at - 1] is '"' or '\'' or '¿' or '¡'
        || (Rune.DecodeLastFromUtf16(line.AsSpan(0, at), out var before, out _) == default && Unspaced.Has(before));

    private static List<string> Beginnings(string rest)
    {
        var names = new List<string>();
        if (rest.Length == 0 || char.IsWhiteSpace(rest[0]))
            return names;
        var end = 0;
        for (var count = 0; count < DisplayName.MaxLength && end < rest.Length; count++)
        {
            end += StringInfo.GetNextTextElementLength(rest.AsSpan(end));
            if (!char.IsWhiteSpace(rest[end - 1]) && EndsWord(rest, end))
                names.Add(rest[..end]);
        }

        names.Reverse();
        return names;
    }

    private static bool EndsWord(string text, int end)
    {
        if (end == text.Length || Rune.DecodeFromUtf16(text.AsSpan(end), out var next, out _) != default)
            return true;
        Rune.DecodeLastFromUtf16(text.AsSpan(0, end), out var last, out _);
        return !Rune.IsLetterOrDigit(next) || Unspaced.Has(next) || Unspaced.Has(last);
    }
}
