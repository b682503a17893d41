using System.Text;

namespace Parley.Markup;

/// <summary>A comment's words without markup, for mail, feeds, search and the moderators' lists.</summary>
internal static class PlainText
{
    /// <summary>
    /// Paragraphs with an empty line between them, quotes with a sign for each level, lists with their signs and numbers.
    /// A link is its words.
    /// </summary>
    public static string Of(SafeHtml html) => new BlockLines(isMarkdown: false).Write(html);

    /// <summary>The same of HTML as it is kept; nothing of what is not safe.</summary>
    public static string OfKept(string html) => SafeHtml.TryAccept(html, out var safe) ? Of(safe.Value) : "";

    /// <summary>
    /// One line of at most <paramref name="length"/> characters as a person sees them, cut between two of them and then
    /// ended by an ellipsis, with no direction left open. For titles and short notices.
    /// </summary>
    public static string Excerpt(string text, int length)
    {
        var line = new StringBuilder();
        var characters = 0;
        var bidi = new BidiBalance();
        for (var rest = text.AsSpan().Trim(); !rest.IsEmpty; )
        {
            var blanks = rest.Length - rest.TrimStart().Length;
            if (!BidiBalance.IsDirectional(rest[0]) && ++characters > length)
            {
                while (line.Length > 0 && char.IsWhiteSpace(line[^1]))
                    line.Length--;
                return line.Append(bidi.Close()).Append('…').ToString();
            }
            var units = blanks > 0 ? blanks : System.Globalization.StringInfo.GetNextTextElementLength(rest);
            Append(blanks > 0 ? " " : rest[..units], line, ref bidi);
            rest = rest[units..];
        }
        return line.Append(bidi.Close()).ToString();
    }

    private static void Append(ReadOnlySpan<char> character, StringBuilder line, ref BidiBalance bidi)
    {
        foreach (var unit in character)
            if (!BidiBalance.IsDirectional(unit) || bidi.Keeps(unit))
                line.Append(unit);
    }
}
