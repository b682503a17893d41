using System.Globalization;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Parley.Markup;

/// <summary>An address found in a text, and what it is as a link.</summary>
internal sealed class BareAddress(string href, StringSlice text) : LeafInline
{
    public string Href { get; } = href;
    public StringSlice Text { get; } = text;
}

/// <summary>
/// Finds addresses that stand in a text without any sign around them. It is woken by the colon, which is rarer than the h,
/// and looks back for the scheme.
/// </summary>
internal sealed class BareAddressParser : InlineParser
{
    public BareAddressParser() => OpeningCharacters = [':'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (!slice.AsSpan().StartsWith("://", StringComparison.Ordinal))
            return false;
        // What stands before the colon has just become text; the scheme is taken out of it again.
        if (
            processor.Inline is not LiteralInline before
            || !ReferenceEquals(before.Content.Text, slice.Text)
            || before.Content.End + 1 != slice.Start
        )
            return false;
        var scheme = SchemeLength(before.Content.AsSpan());
        if (scheme == 0)
            return false;

        var start = slice.Start - scheme;
        var reach = Math.Min(slice.End + 1 - start, WebAddress.MaximumLength + 1);
        var length = AddressLength(slice.Text.AsSpan(start, reach), scheme + "://".Length);
        // Too long to be one. It becomes text as a whole: looked at again from each colon in it, it would cost its square.
        if (length > WebAddress.MaximumLength)
        {
            before.Content.End = start + length - 1;
            slice.Start = start + length;
            return true;
        }
        var address = slice.Text.Substring(start, length);
        if (!WebAddress.TryFormat(address, out var href))
            return false;

        before.Content.End = start - 1;
        processor.Inline = new BareAddress(href, new StringSlice(slice.Text, start, start + length - 1));
        slice.Start = start + length;
        return true;
    }

    private static int SchemeLength(ReadOnlySpan<char> before)
    {
        var length =
            before.EndsWith("https", StringComparison.OrdinalIgnoreCase) ? 5
            : before.EndsWith("http", StringComparison.OrdinalIgnoreCase) ? 4
            : 0;
        return before.Length > length && char.IsAsciiLetterOrDigit(before[^(length + 1)]) ? 0 : length;
    }

    /// <summary>
    /// How much of a text that begins with an address belongs to it: up to a blank or a sign no address holds, and then
    /// without the sentence's own stops, quotes and brackets at the end.
    /// </summary>
    private static int AddressLength(ReadOnlySpan<char> text, int from)
    {
        var length = from;
        var squares = 0;
        while (length < text.Length && !Ends(text[length], ref squares))
            length++;
        var round = Balance(text[from..length]);
        while (length > from && IsOfTheSentence(text[length - 1], ref round))
            length--;
        return length;
    }

    // A square bracket that was not opened within ends it: it is that of [text](link).
    private static bool Ends(char next, ref int squares)
    {
        if (next == '[')
            squares++;
        return next is '<' or '>' or '"' or '\\' or '`' or '{' or '}' or '|' or '^'
            || (next == ']' && --squares < 0)
            || char.IsWhiteSpace(next)
            || char.IsControl(next)
            || BidiBalance.IsDirectional(next)
            || EndsBeyondAscii(next);
    }

    // Quotes and brackets of any script, and the stops of those that put no blank after them.
    private static bool EndsBeyondAscii(char next) =>
        next > '\x7f'
        && (
            next is '、' or '。' or '，' or '．' or '！' or '？' or '：' or '；' or '”'
            || char.GetUnicodeCategory(next)
                is UnicodeCategory.OpenPunctuation
                    or UnicodeCategory.ClosePunctuation
                    or UnicodeCategory.InitialQuotePunctuation
        );

    private static bool IsOfTheSentence(char last, ref int round)
    {
        if (last == ')')
            return round < 0 && ++round <= 0;
        return last is '?' or '!' or '.' or ',' or ':' or ';' or '*' or '_' or '~' or '\''
            || (last > '\x7f' && char.IsPunctuation(last));
    }

    // Round brackets opened less those closed; below zero, some at the end are the sentence's.
    private static int Balance(ReadOnlySpan<char> text) => text.Count('(') - text.Count(')');
}
