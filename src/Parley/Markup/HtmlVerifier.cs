using System.Buffers;
using System.Text;

namespace Parley.Markup;

/// <summary>
/// The last look at HTML before it is taken for safe. It mends nothing: either the text is one that
/// <see cref="SafeHtmlWriter"/> could have written, nested as HTML wants it, or it is refused.
/// </summary>
internal static class HtmlVerifier
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable
            .Range(' ', 0xD800 - ' ')
            .Select(code => (char)code)
            .Where(c => c is not ('&' or '>') && !char.IsControl(c)),
    ]);

    public static bool Accepts(ReadOnlySpan<char> html)
    {
        Span<SafeTag> open = stackalloc SafeTag[SafeHtmlWriter.MaximumDepth];
        var depth = 0;
        var isInLink = false;
        var reader = new SafeHtmlReader(html);
        while (reader.Read())
        {
            SafeTag? around = depth == 0 ? null : open[depth - 1];
            switch (reader.Token)
            {
                case SafeToken.Text:
                    if (!HoldsText(around) || !IsText(reader.Text, around is SafeTag.CodeBlock))
                        return false;
                    break;
                case SafeToken.Close:
                    if (around != reader.Tag)
                        return false;
                    isInLink &= reader.Tag is not SafeTag.Link;
                    depth--;
                    break;
                case SafeToken.Open:
                    if (!Holds(around, reader.Tag) || !HasGoodAttribute(reader.Tag, reader.Text))
                        return false;
                    if (reader.Tag is SafeTag.Break or SafeTag.Rule)
                        break;
                    if (depth == open.Length || (isInLink && reader.Tag is SafeTag.Link))
                        return false;
                    isInLink |= reader.Tag is SafeTag.Link;
                    open[depth++] = reader.Tag;
                    break;
                default:
                    return false;
            }
        }
        return depth == 0;
    }

    private static bool HoldsText(SafeTag? around) => around is SafeTag.Code or SafeTag.CodeBlock || HoldsInlines(around);

    private static bool Holds(SafeTag? around, SafeTag tag) =>
        tag switch
        {
            SafeTag.Item => around is SafeTag.BulletList or SafeTag.NumberedList,
            SafeTag.Break or SafeTag.Emphasis or SafeTag.Strong or SafeTag.Deleted or SafeTag.Code or SafeTag.Link =>
                HoldsInlines(around),
            _ => around is null or SafeTag.Quote or SafeTag.Item,
        };

    private static bool HoldsInlines(SafeTag? around) =>
        around is SafeTag.Paragraph or SafeTag.Emphasis or SafeTag.Strong or SafeTag.Deleted or SafeTag.Link;

    private static bool HasGoodAttribute(SafeTag tag, ReadOnlySpan<char> value) =>
        tag switch
        {
            SafeTag.Link => WebAddress.IsFormatted(value),
            SafeTag.NumberedList => value.IsEmpty
                || (value.Length <= 9 && !value.ContainsAnyExceptInRange('0', '9') && (value[0] != '0' || value.Length == 1)),
            _ => true,
        };

    // Escaped, and of characters that text may hold: no controls, no halves of pairs, no noncharacters.
    private static bool IsText(ReadOnlySpan<char> text, bool isCodeBlock)
    {
        for (var at = text.IndexOfAnyExcept(Plain); at >= 0; at = text.IndexOfAnyExcept(Plain))
        {
            text = text[at..];
            var length = text[0] == '&' ? EntityLength(text) : CharacterLength(text, isCodeBlock);
            if (length == 0)
                return false;
            text = text[length..];
        }
        return true;
    }

    private static int CharacterLength(ReadOnlySpan<char> text, bool isCodeBlock)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var units) != OperationStatus.Done)
            return 0;
        return rune.Value switch
        {
            '\t' => units,
            '\n' => isCodeBlock ? units : 0,
            '>' => 0,
            _ => Rune.IsControl(rune) || Characters.IsNoncharacter(rune) ? 0 : units,
        };
    }

    private static int EntityLength(ReadOnlySpan<char> text) =>
        text.StartsWith("&lt;", StringComparison.Ordinal) || text.StartsWith("&gt;", StringComparison.Ordinal) ? 4
        : text.StartsWith("&amp;", StringComparison.Ordinal) ? 5
        : 0;
}
