using System.Text;

namespace Parley.Markup;

/// <summary>What stands in the box when a reader answers with a quote: the quoted comment, one level deeper, as Markdown.</summary>
internal static class Quotation
{
    /// <summary>Quotes what was written in Markdown. Each line gets its sign, so all that it meant it still means.</summary>
    public static string Of(string source)
    {
        var quoted = new StringBuilder(source.Length + 64);
        var text = source.AsSpan().Trim('\n');
        foreach (var line in text.Split('\n'))
            quoted.Append('>').Append(text[line].IsEmpty ? "" : " ").Append(text[line]).Append('\n');
        return quoted.ToString();
    }

    /// <summary>Quotes an imported comment, of which there is no Markdown.</summary>
    public static string Of(SafeHtml html) => Of(new BlockLines(isMarkdown: true).Write(html));
}
