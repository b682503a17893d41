using System.Buffers;
using System.Net;
using System.Text;

namespace Parley.Markup;

/// <summary>The words of one paragraph or code block of safe HTML, plain or as Markdown.</summary>
internal static class InlineWords
{
    // What Markdown would take for a sign of its own. So is the colon of an address that was no link.
    private static readonly SearchValues<char> Signs = SearchValues.Create("\\`*_[]~<");

    /// <summary>Reads up to the end of the paragraph that was just opened.</summary>
    public static string Read(ref SafeHtmlReader reader, bool isMarkdown)
    {
        var words = new StringBuilder();
        string? href = null;
        var linkStart = 0;
        while (reader.Read() && (reader.Token, reader.Tag) != (SafeToken.Close, SafeTag.Paragraph))
        {
            switch (reader.Token, reader.Tag)
            {
                case (SafeToken.Text, _):
                    Text(Decode(reader.Text), words, isMarkdown);
                    break;
                case (_, SafeTag.Break):
                    words.Append('\n');
                    break;
                case (SafeToken.Open, SafeTag.Code):
                    Code(ref reader, words, isMarkdown);
                    break;
                case (SafeToken.Open, SafeTag.Link):
                    href = Decode(reader.Text);
                    linkStart = words.Length;
                    break;
                case (SafeToken.Close, SafeTag.Link) when isMarkdown:
                    Link(href!, words, linkStart);
                    break;
                case (_, SafeTag.Emphasis or SafeTag.Strong or SafeTag.Deleted) when isMarkdown:
                    words.Append(
                        reader.Tag switch
                        {
                            SafeTag.Emphasis => "*",
                            SafeTag.Strong => "**",
                            _ => "~~",
                        }
                    );
                    break;
            }
        }
        return words.ToString();
    }

    /// <summary>Reads up to the end of the code that was just opened.</summary>
    public static string ReadCode(ref SafeHtmlReader reader)
    {
        var code = "";
        while (reader.Read() && reader.Token == SafeToken.Text)
            code = Decode(reader.Text);
        return code;
    }

    /// <summary>How often a character stands in a row at most.</summary>
    public static int LongestRun(string text, char character)
    {
        var (longest, run) = (0, 0);
        foreach (var next in text)
        {
            run = next == character ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    // Only the three references that the writer knows can stand there.
    private static string Decode(ReadOnlySpan<char> html) => WebUtility.HtmlDecode(html.ToString());

    private static void Text(string text, StringBuilder words, bool isMarkdown)
    {
        if (!isMarkdown)
        {
            words.Append(text);
            return;
        }
        for (var at = 0; at < text.Length; at++)
        {
            if (
                Signs.Contains(text[at])
                || OpensBlock(text[at], words)
                || text.AsSpan(at).StartsWith("://", StringComparison.Ordinal)
            )
                words.Append('\\');
            words.Append(text[at]);
        }
    }

    // At the start of a line these would begin a quote, a list or a rule: > - + and the stop after a number.
    private static bool OpensBlock(char character, StringBuilder words)
    {
        if (character is not ('>' or '-' or '+' or '.' or ')'))
            return false;
        var before = words.Length;
        while (character is '.' or ')' && before > 0 && char.IsAsciiDigit(words[before - 1]))
            before--;
        var isNumbered = before < words.Length;
        return (before == 0 || words[before - 1] == '\n') && (isNumbered || character is not ('.' or ')'));
    }

    private static void Code(ref SafeHtmlReader reader, StringBuilder words, bool isMarkdown)
    {
        var code = ReadCode(ref reader);
        if (!isMarkdown)
        {
            words.Append(code);
            return;
        }
        var fence = new string('`', LongestRun(code, '`') + 1);
        var isTight = code is [not (' ' or '`'), .., not (' ' or '`')] or [not (' ' or '`')];
        words.Append(fence).Append(isTight ? "" : " ").Append(code).Append(isTight ? "" : " ").Append(fence);
    }

    private static void Link(string href, StringBuilder words, int start) =>
        words.Insert(start, '[').Append("](<").Append(href).Append(">)");
}
