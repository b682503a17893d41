namespace Parley.Markup;

/// <summary>A reader's words become safe HTML: once, when they are written.</summary>
internal static class CommentMarkup
{
    // Markdig looks ahead from every bracket and back from every star, and walks all open blocks on every line, so a text
    // of nothing else costs its square: 80 kB of [a]( took seconds. What a person writes comes near none of these.
    private const int MostCharacters = 100_000;
    private const int MostBrackets = 400;
    private const int MostDelimiters = 600;
    private const string Delimiters = "*_~`";
    private const int MostBlocksInALine = 40;

    /// <summary>
    /// The HTML of a text in <see cref="CommentSyntax"/>. A text that is nested beyond all sense is shown as it was typed.
    /// </summary>
    public static SafeHtml Render(string source)
    {
        var html = IsSensible(source) ? TryRender(source) : null;
        if (html is not null && SafeHtml.TryAccept(html, out var safe))
            return safe.Value;
        // Never seen, and tried by a fuzz test: our own writer wrote what our own verifier does not know.
        return html is not null ? ImportedHtml.Clean(html) : AsTyped(source);
    }

    /// <summary>Any text as paragraphs and lines, every sign in it visible.</summary>
    public static SafeHtml AsTyped(string text)
    {
        var writer = new SafeHtmlWriter();
        var isOpen = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            if (line.IsWhiteSpace())
            {
                if (isOpen)
                    writer.CloseParagraph();
                isOpen = false;
                continue;
            }
            if (isOpen)
                writer.Break();
            else
                writer.OpenParagraph();
            isOpen = true;
            writer.Text(line);
        }
        if (isOpen)
            writer.CloseParagraph();
        return SafeHtml.TryAccept(writer.ToString(), out var safe)
            ? safe.Value
            : throw new InvalidOperationException("Escaped text was not taken for safe.");
    }

    private static string? TryRender(string source)
    {
        var renderer = new MarkdownRenderer();
        try
        {
            return renderer.Render(CommentSyntax.Parse(source));
        }
        catch (ArgumentException)
        {
            // Markdig's way to say that it is nested too deep.
            return null;
        }
    }

    private static bool IsSensible(string source)
    {
        var text = source.AsSpan();
        if (text.Length > MostCharacters || text.Count('[') > MostBrackets || CountDelimiters(text) > MostDelimiters)
            return false;
        foreach (var line in text.EnumerateLines())
            if (BlocksOpened(line) > MostBlocksInALine)
                return false;
        return true;
    }

    // Runs of stars, low lines, tildes and backticks; a low line within a_word is none.
    private static int CountDelimiters(ReadOnlySpan<char> text)
    {
        var runs = 0;
        var before = ' ';
        while (text.IndexOfAny(Delimiters) is >= 0 and var at)
        {
            var sign = text[at];
            before = at > 0 ? text[at - 1] : before;
            text = text[(at + 1)..].TrimStart(sign);
            var isWithinWord = sign == '_' && char.IsLetterOrDigit(before) && !text.IsEmpty && char.IsLetterOrDigit(text[0]);
            runs += isWithinWord ? 0 : 1;
            before = sign;
        }
        return runs;
    }

    // Quotes and lists that begin in one another at the start of a line.
    private static int BlocksOpened(ReadOnlySpan<char> line)
    {
        var blocks = 0;
        for (var at = 0; at < line.Length; at++)
        {
            var isBlock = line[at] switch
            {
                '>' => true,
                '-' or '+' or '*' or '.' or ')' => at + 1 < line.Length && line[at + 1] is ' ' or '\t',
                _ => false,
            };
            if (isBlock)
                blocks++;
            else if (!(line[at] is ' ' or '\t' or '-' or '+' or '*' || char.IsAsciiDigit(line[at])))
                break;
        }
        return blocks;
    }
}
