using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>
/// Writes the only HTML that a reader's words become: thirteen tags, attributes of ours, text escaped. Whoever uses it
/// decides what stands where; <see cref="HtmlVerifier"/> checks that afterwards.
/// </summary>
internal sealed class SafeHtmlWriter
{
    /// <summary>How deep tags stand in one another at most.</summary>
    public const int MaximumDepth = 60;

    // More marks on one letter climb over the lines above. Thai and Vietnamese need two, pointed Hebrew up to four.
    private const int MarksOnALetter = 4;

    // What stands for itself and is a mark on nothing: most of what anybody writes, in any script.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsPlain)]
    );

    private readonly StringBuilder html = new(512);

    // Where each open tag begins, and where it began to hold something.
    private readonly (int Start, int Content)[] open = new (int, int)[MaximumDepth];
    private BidiBalance bidi;
    private int marks;
    private int depth;
    private bool hasWords;

    /// <summary>True once tags stood deeper than <see cref="MaximumDepth"/>; what was written is then of no use.</summary>
    public bool IsTooDeep { get; private set; }

    /// <summary>True after a line break that nothing has followed yet: at the end of a paragraph there is none.</summary>
    public bool HasPendingBreak { get; private set; }

    public override string ToString() => html.ToString();

    /// <summary>Opens one of: blockquote, ul, ol, li, em, strong, del, code.</summary>
    public void Open(string tag)
    {
        var start = Begin();
        html.Append('<').Append(tag).Append('>');
        Deeper(start);
    }

    /// <summary>Opens a list that counts from a number.</summary>
    public void OpenList(int start)
    {
        var at = Begin();
        if (start == 1)
            html.Append("<ol>");
        else
            html.Append(CultureInfo.InvariantCulture, $"<ol start=\"{start}\">");
        Deeper(at);
    }

    /// <summary>Opens a link to an address that <see cref="WebAddress"/> made.</summary>
    public void OpenLink(string href)
    {
        var start = Begin();
        html.Append("<a href=\"").Append(href).Append("\" rel=\"nofollow ugc noopener\">");
        Deeper(start);
    }

    /// <summary>Closes the tag opened last. One that holds nothing is taken back; only an item of a list may be empty.</summary>
    public void Close(string tag)
    {
        depth--;
        if (depth < MaximumDepth && open[depth] is var (start, content) && html.Length == content && tag != "li")
            html.Length = start;
        else
            html.Append("</").Append(tag).Append('>');
    }

    /// <summary>Each paragraph finds its direction in its own first letters.</summary>
    public void OpenParagraph()
    {
        var start = html.Length;
        html.Append("<p dir=\"auto\">");
        Deeper(start);
        BeginText();
    }

    /// <summary>Closes a paragraph, without the blanks and breaks at its end.</summary>
    public void CloseParagraph()
    {
        HasPendingBreak = false;
        TrimEnd();
        EndText();
        Close("p");
    }

    /// <summary>Begins a new line of a paragraph. At its beginning, at its end and twice in a row there is none.</summary>
    public void Break()
    {
        if (!hasWords)
            return;
        TrimEnd();
        HasPendingBreak = true;
    }

    /// <summary>Writes a blank, unless there is one.</summary>
    public void Space()
    {
        if (html[^1] != ' ')
            Text(" ");
    }

    public void Rule() => html.Append("<hr>");

    /// <summary>Opens a code block; <see cref="Code"/> and <see cref="CloseCodeBlock"/> follow.</summary>
    public void OpenCodeBlock()
    {
        html.Append("<pre><code>");
        BeginText();
    }

    public void CloseCodeBlock()
    {
        EndText();
        html.Append("</code></pre>");
    }

    /// <summary>Text of a paragraph; line ends within are blanks.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        Begin();
        hasWords = true;
        Write(text, lineEnd: ' ');
    }

    /// <summary>Text of a code block, with its lines.</summary>
    public void Code(ReadOnlySpan<char> text) => Write(text, lineEnd: '\n');

    // Where the next thing begins: behind the break that waited for it.
    private int Begin()
    {
        if (HasPendingBreak)
        {
            html.Append("<br>");
            marks = 0;
            HasPendingBreak = false;
        }
        return html.Length;
    }

    private void TrimEnd()
    {
        while (html[^1] is ' ' or '\t')
            html.Length--;
    }

    private void BeginText()
    {
        bidi = default;
        marks = 0;
        hasWords = false;
        HasPendingBreak = false;
    }

    private void EndText() => html.Append(bidi.Close());

    private void Deeper(int start)
    {
        if (depth < MaximumDepth)
            open[depth] = (start, html.Length);
        else
            IsTooDeep = true;
        depth++;
    }

    private static bool IsPlain(char character) =>
        character is not ('&' or '<' or '>')
        && char.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
                or UnicodeCategory.Control
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned
            );

    private void Write(ReadOnlySpan<char> text, char lineEnd)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
                plain = text.Length;
            if (plain > 0)
            {
                html.Append(text[..plain]);
                marks = 0;
                text = text[plain..];
                continue;
            }
            Rune.DecodeFromUtf16(text, out var rune, out var units);
            if (rune.IsBmp)
                Write((char)rune.Value, lineEnd);
            else
                Write(rune, text[..units]);
            text = text[units..];
        }
    }

    private void Write(char character, char lineEnd)
    {
        if (character is '&' or '<' or '>')
            html.Append(character switch { '&' => "&amp;", '<' => "&lt;", _ => "&gt;" });
        else if (BidiBalance.IsDirectional(character))
        {
            if (bidi.Keeps(character))
                html.Append(character);
            return;
        }
        else if (character is '\n')
            html.Append(lineEnd);
        else if (character is '\t')
            html.Append('\t');
        else if (char.IsControl(character))
            return;
        else
        {
            Write(new Rune(character), [character]);
            return;
        }
        marks = 0;
    }

    private void Write(Rune rune, ReadOnlySpan<char> units)
    {
        if (Characters.IsNoncharacter(rune))
            return;
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                if (++marks > MarksOnALetter)
                    return;
                break;
            // A sign without width is no letter to put more marks on.
            case UnicodeCategory.Format:
                break;
            default:
                marks = 0;
                break;
        }
        html.Append(units);
    }
}
