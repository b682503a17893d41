namespace Parley.Sourcing;

/// <summary>Words between quotation marks; the marks are not counted.</summary>
/// <param name="IsOpen">Whether no mark closes it in its paragraph, and the next paragraph opens anew.</param>
internal readonly record struct Quotation(int Start, int End, int AfterMark, bool IsOpen)
{
    /// <summary>
    /// The outermost quotations of a paragraph, in order: curly, straight, low or pointed marks. A mark that nothing closes is none, unless
    /// the next paragraph begins with one, by which quotations go on over paragraphs. In linear time, whatever the marks.
    /// </summary>
    public static List<Quotation> FindIn(string text, string? next)
    {
        var found = new List<Quotation>();
        // Where the next closing mark of a kind stands, so that marks that nothing closes are looked for once.
        var closings = new Dictionary<char, int>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!Opens(text, at) || MarkThatCloses(text, at) is not { Length: > 0 } marks)
                continue;
            var end = marks.Min(mark => NextClosing(text, mark, at + 1, closings));
            if (end < text.Length)
                found.Add(new Quotation(at + 1, end, end + 1, IsOpen: false));
            else if (IsSingle(text[at]) || !GoesOn(next))
                continue;
            else
                found.Add(new Quotation(at + 1, text.Length, text.Length, IsOpen: true));
            at = found[^1].AfterMark - 1;
        }
        return found;
    }

    private static bool GoesOn(string? next) => next?.TrimStart() is { Length: > 0 } text && Opens(text, 0);

    private static bool Opens(string text, int at)
    {
        if (!IsMark(text[at]) || at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) && text[at] != '«')
            return false;
        return text[at] is '“' or '„' or '«' or '»' && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            || at == 0
            || char.IsWhiteSpace(text[at - 1])
            || text[at - 1] is '(' or '[' or '—' or '–' or '-';
    }

    private static bool IsMark(char mark) => mark is '"' or '“' or '„' or '«' or '»' or '‘' or '‚' or '\'' or '”';

    private static bool IsSingle(char mark) => mark is '‘' or '‚' or '\'';

    private static string MarkThatCloses(string text, int at) =>
        text[at] switch
        {
            '"' => "\"",
            '“' => "”\"",
            '”' => "”",
            '„' => "“”\"",
            '«' => "»",
            '»' => "«",
            '‘' => "’",
            '‚' => "‘’",
            '\'' => "'",
            _ => "",
        };

    private static int NextClosing(string text, char mark, int from, Dictionary<char, int> closings)
    {
        if (closings.TryGetValue(mark, out var known) && known >= from)
            return known;
        var at = from;
        while (at < text.Length && !(text[at] == mark && Closes(text, at)))
            at++;
        return closings[mark] = at;
    }

    // An apostrophe stands within a word, or after it where something belongs to several ("the workers' rights").
    private static bool Closes(string text, int at)
    {
        if (text[at] is '"')
            return at > 0 && !char.IsWhiteSpace(text[at - 1]);
        if (text[at] is not ('’' or '\'' or '‘'))
            return true;
        var isWithin = at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
        return !isWithin && at > 0 && !char.IsWhiteSpace(text[at - 1]) && text[at - 1] is not ('s' or 'S');
    }
}
