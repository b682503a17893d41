using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>
/// Writes the only HTML that a reader's words become: thirteen tags, attributes of ours, text escaped. Whoever uses it
/// decides what stands where; <see cref="HtmlVerifier"/> checks that afterwards.
/// </summary>
/// <remarks>
/// Tags among words, and breaks between lines, wait for the next word. So a line or a tag is never empty, and the same words
/// are always written in the same way.
/// </remarks>
internal sealed class SafeHtmlWriter
{
    /// <summary>How deep tags stand in one another at most.</summary>
    public const int MaximumDepth = 60;

    private const string Blanks = " \t\n";

    // More marks on one letter climb over the lines above. Thai and Vietnamese need two, pointed Hebrew up to four.
    private const int MarksOnALetter = 4;

    // What stands for itself and is a mark on nothing: most of what anybody writes, in any script.
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsPlain),
    ]);

    private readonly StringBuilder html = new(512);

    // Where each open block begins, and where it begins to hold something.
    private readonly Stack<(int Start, int Content)> blocks = new();

    // The tags around the present word, outermost first, and how many of them are written so far.
    private readonly List<Inline> inlines = [];
    private int written;
    private BidiBalance bidi;
    private int marks;
    private bool isLineEmpty;

    /// <summary>True once tags stood deeper than <see cref="MaximumDepth"/>; what was written is then of no use.</summary>
    public bool IsTooDeep { get; private set; }

    public bool IsInParagraph { get; private set; }

    public bool IsInLink => inlines.Exists(inline => inline.Href is not null);

    /// <summary>True after a line break that no word has followed yet: at the end of a paragraph there is none.</summary>
    public bool HasPendingBreak { get; private set; }

    public override string ToString() => html.ToString();

    /// <summary>Opens one of: blockquote, ul, li.</summary>
    public void OpenBlock(string tag) => OpenBlockAs($"<{tag}>");

    /// <summary>Opens a list that counts from a number.</summary>
    public void OpenList(int start) =>
        OpenBlockAs(start == 1 ? "<ol>" : string.Create(CultureInfo.InvariantCulture, $"<ol start=\"{start}\">"));

    /// <summary>Closes the block opened last. One that holds nothing is taken back; only an item of a list may be empty.</summary>
    public void CloseBlock(string tag)
    {
        var (start, content) = blocks.Pop();
        if (html.Length == content && tag != "li")
            html.Length = start;
        else
            html.Append("</").Append(tag).Append('>');
    }

    public void Rule() => html.Append("<hr>");

    /// <summary>Opens a code block; <see cref="Code"/> and <see cref="CloseCodeBlock"/> follow.</summary>
    public void OpenCodeBlock()
    {
        html.Append("<pre><code>");
        BeginText();
        isLineEmpty = false;
    }

    public void CloseCodeBlock() => html.Append(bidi.Close()).Append("</code></pre>");

    /// <summary>Opens a paragraph. It finds its direction in its own first letters.</summary>
    public void OpenParagraph()
    {
        OpenBlockAs("<p dir=\"auto\">");
        BeginText();
        IsInParagraph = true;
    }

    /// <summary>
    /// Closes a paragraph, without the blanks and breaks at its end. Tags that are open stay so: the words of the next
    /// paragraph stand in them as well.
    /// </summary>
    public void CloseParagraph()
    {
        while (written > 0)
            CloseTag(inlines[--written]);
        HasPendingBreak = false;
        TrimEnd();
        html.Append(bidi.Close());
        CloseBlock("p");
        IsInParagraph = false;
    }

    /// <summary>Puts the words that follow into one of: em, strong, del, code.</summary>
    public void OpenInline(string tag) => inlines.Add(new(tag, null));

    /// <summary>Makes the words that follow a link to an address that <see cref="WebAddress"/> made.</summary>
    public void OpenLink(string href) => inlines.Add(new("a", href));

    /// <summary>Closes what was opened last of these.</summary>
    public void CloseInline()
    {
        if (written == inlines.Count)
            CloseTag(inlines[--written]);
        inlines.RemoveAt(inlines.Count - 1);
    }

    /// <summary>Begins a new line of a paragraph. At its beginning, at its end and twice in a row there is none.</summary>
    public void Break()
    {
        if (isLineEmpty)
            return;
        TrimEnd();
        HasPendingBreak = isLineEmpty = true;
    }

    /// <summary>Writes a blank, unless there is one.</summary>
    public void Space()
    {
        if (html[^1] != ' ')
            Text(" ");
    }

    /// <summary>Text of a paragraph; line ends within are blanks.</summary>
    public void Text(ReadOnlySpan<char> text) => Write(text, lineEnd: " ");

    /// <summary>Text of a code block, with its lines.</summary>
    public void Code(ReadOnlySpan<char> text) => Write(text, lineEnd: "\n");

    private void OpenBlockAs(string tag)
    {
        var start = html.Length;
        html.Append(tag);
        blocks.Push((start, html.Length));
        IsTooDeep |= blocks.Count > MaximumDepth;
    }

    private void BeginText()
    {
        bidi = default;
        marks = 0;
        HasPendingBreak = false;
        isLineEmpty = true;
    }

    private void CloseTag(Inline inline) => html.Append("</").Append(inline.Tag).Append('>');

    private void TrimEnd()
    {
        while (html[^1] is ' ' or '\t')
            html.Length--;
    }

    private void Write(ReadOnlySpan<char> text, string lineEnd)
    {
        while (true)
        {
            if (isLineEmpty)
                text = text.TrimStart(Blanks);
            else if (written < inlines.Count)
                text = WriteBlanks(text);
            if (text.IsEmpty)
                return;
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
                plain = text.Length;
            if (plain > 0)
            {
                BeginWord(isLetter: true);
                html.Append(text[..plain]);
                text = text[plain..];
            }
            else
                text = text[WriteSpecial(text, lineEnd)..];
        }
    }

    // Blanks before the first word of a tag stand outside it: a tag never begins with one, and never holds nothing else.
    private ReadOnlySpan<char> WriteBlanks(ReadOnlySpan<char> text)
    {
        var words = text.TrimStart(Blanks);
        html.Append(' ', text.Length - words.Length);
        return words;
    }

    // Writes the first character of a text, which needs a look, and says how many units it has.
    private int WriteSpecial(ReadOnlySpan<char> text, string lineEnd)
    {
        var first = text[0];
        if (first is '&' or '<' or '>' or '\n' or '\t')
        {
            BeginWord(isLetter: true);
            html.Append(
                first switch
                {
                    '&' => "&amp;",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '\n' => lineEnd,
                    _ => "\t",
                }
            );
            return 1;
        }
        // Half a pair becomes the sign for a character that was lost.
        Rune.DecodeFromUtf16(text, out var rune, out var units);
        if (IsKept(rune))
        {
            BeginWord(isLetter: !IsMark(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format);
            html.Append(rune.ToString());
        }
        return units;
    }

    private bool IsKept(Rune rune) =>
        !Rune.IsControl(rune)
        && !Characters.IsNoncharacter(rune)
        && (!rune.IsBmp || !BidiBalance.IsDirectional((char)rune.Value) || bidi.Keeps((char)rune.Value))
        && (!IsMark(rune) || ++marks <= MarksOnALetter);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // A sign without width is no letter to put more marks on.
    private void BeginWord(bool isLetter)
    {
        if (HasPendingBreak)
            html.Append("<br>");
        HasPendingBreak = isLineEmpty = false;
        if (written < inlines.Count)
            OpenTags();
        if (isLetter)
            marks = 0;
    }

    private void OpenTags()
    {
        IsTooDeep |= blocks.Count + inlines.Count > MaximumDepth;
        for (; written < inlines.Count; written++)
        {
            if (inlines[written].Href is { } href)
                html.Append("<a href=\"").Append(href).Append("\" rel=\"nofollow ugc noopener\">");
            else
                html.Append('<').Append(inlines[written].Tag).Append('>');
        }
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

    private readonly record struct Inline(string Tag, string? Href);
}
