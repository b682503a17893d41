namespace Parley.Markup;

/// <summary>The thirteen tags. A code block is one of them, though it is written as two.</summary>
internal enum SafeTag
{
    Paragraph,
    Break,
    Rule,
    Emphasis,
    Strong,
    Deleted,
    Code,
    Link,
    Quote,
    BulletList,
    NumberedList,
    Item,
    CodeBlock,
}

internal enum SafeToken
{
    Text,
    Open,
    Close,

    /// <summary>Nothing that the writer writes.</summary>
    Foreign,
}

/// <summary>Reads what <see cref="SafeHtmlWriter"/> wrote, letter by letter: no other spelling of a tag is known.</summary>
internal ref struct SafeHtmlReader(ReadOnlySpan<char> html)
{
    private const string LinkStart = "<a href=\"";
    private const string LinkEnd = "\" rel=\"nofollow ugc noopener\">";
    private const string ListStart = "<ol start=\"";

    private ReadOnlySpan<char> rest = html;

    public SafeToken Token { get; private set; }
    public SafeTag Tag { get; private set; }

    /// <summary>The text as it stands, still escaped; of a link the address, of a list with a start its number.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    public bool Read()
    {
        if (rest.IsEmpty)
            return false;
        if (rest[0] != '<')
        {
            var end = rest.IndexOf('<');
            Take(SafeToken.Text, default, end < 0 ? rest.Length : end);
            return true;
        }
        if (!TryReadTag())
            Take(SafeToken.Foreign, default, rest.Length);
        return true;
    }

    private bool TryReadTag() =>
        rest.Length > 3
        && (rest[1], rest[2]) switch
        {
            ('p', ' ') => Is("<p dir=\"auto\">", SafeToken.Open, SafeTag.Paragraph),
            ('/', 'p') => Is("</p>", SafeToken.Close, SafeTag.Paragraph),
            ('b', 'r') => Is("<br>", SafeToken.Open, SafeTag.Break),
            ('e', 'm') => Is("<em>", SafeToken.Open, SafeTag.Emphasis),
            ('/', 'e') => Is("</em>", SafeToken.Close, SafeTag.Emphasis),
            ('s', 't') => Is("<strong>", SafeToken.Open, SafeTag.Strong),
            ('/', 's') => Is("</strong>", SafeToken.Close, SafeTag.Strong),
            ('d', 'e') => Is("<del>", SafeToken.Open, SafeTag.Deleted),
            ('/', 'd') => Is("</del>", SafeToken.Close, SafeTag.Deleted),
            ('a', ' ') => TryReadQuoted(LinkStart, LinkEnd, SafeTag.Link),
            ('/', 'a') => Is("</a>", SafeToken.Close, SafeTag.Link),
            ('b', 'l') => Is("<blockquote>", SafeToken.Open, SafeTag.Quote),
            ('/', 'b') => Is("</blockquote>", SafeToken.Close, SafeTag.Quote),
            ('u', 'l') => Is("<ul>", SafeToken.Open, SafeTag.BulletList),
            ('/', 'u') => Is("</ul>", SafeToken.Close, SafeTag.BulletList),
            ('o', 'l') => Is("<ol>", SafeToken.Open, SafeTag.NumberedList)
                || TryReadQuoted(ListStart, "\">", SafeTag.NumberedList),
            ('/', 'o') => Is("</ol>", SafeToken.Close, SafeTag.NumberedList),
            ('l', 'i') => Is("<li>", SafeToken.Open, SafeTag.Item),
            ('/', 'l') => Is("</li>", SafeToken.Close, SafeTag.Item),
            ('p', 'r') => Is("<pre><code>", SafeToken.Open, SafeTag.CodeBlock),
            ('c', 'o') => Is("<code>", SafeToken.Open, SafeTag.Code),
            ('/', 'c') => Is("</code></pre>", SafeToken.Close, SafeTag.CodeBlock)
                || Is("</code>", SafeToken.Close, SafeTag.Code),
            ('h', 'r') => Is("<hr>", SafeToken.Open, SafeTag.Rule),
            _ => false,
        };

    private bool Is(string spelling, SafeToken token, SafeTag tag)
    {
        if (!rest.StartsWith(spelling, StringComparison.Ordinal))
            return false;
        Take(token, tag, spelling.Length);
        Text = default;
        return true;
    }

    private bool TryReadQuoted(string start, string end, SafeTag tag)
    {
        if (!rest.StartsWith(start, StringComparison.Ordinal))
            return false;
        var length = rest[start.Length..].IndexOf('"');
        if (length < 0 || !rest[(start.Length + length)..].StartsWith(end, StringComparison.Ordinal))
            return false;
        var quoted = rest.Slice(start.Length, length);
        Take(SafeToken.Open, tag, start.Length + length + end.Length);
        Text = quoted;
        return true;
    }

    private void Take(SafeToken token, SafeTag tag, int length)
    {
        (Token, Tag) = (token, tag);
        Text = rest[..length];
        rest = rest[length..];
    }
}
