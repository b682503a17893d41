using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>What stands in the box when a reader answers with a quote: the quoted comment, one level deeper, as Markdown.</summary>
internal static class Quotation
{
    /// <summary>The most that a button quotes, in characters: an answer is about a passage, and has to leave room for itself.</summary>
    public const int MostCharacters = 500;

    /// <summary>Quotes the beginning of what was written in Markdown, and makes room for the answer under it.</summary>
    public static string OfBeginning(string source)
    {
        source = source.Trim('\n');
        if (SourceText.CountCharacters(source) > MostCharacters)
        {
            // A letter and the signs that stand on it stay together.
            var end = 0;
            for (var count = 0; count < MostCharacters; )
            {
                var next = StringInfo.GetNextTextElementLength(source.AsSpan(end));
                count += SourceText.CountCharacters(source.Substring(end, next));
                end += count > MostCharacters ? 0 : next;
            }

            source = source[..end].TrimEnd() + "…";
        }

        return Of(source) + "\n";
    }

    /// <inheritdoc cref="OfBeginning(string)"/>
    public static string OfBeginning(SafeHtml html) => OfBeginning(new BlockLines(isMarkdown: true).Write(html));

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
