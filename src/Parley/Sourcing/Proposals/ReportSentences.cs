namespace Parley.Sourcing;

/// <summary>Cuts a paragraph into tokens and sentences.</summary>
internal sealed class ReportSentences(SourcingWords words)
{
    // No sentence of a report is longer; it bounds what is done for each verb.
    private const int LongestSentence = 200;
    private const int LongestBracket = 8;
    private const int LongestDateline = 10;

    public IEnumerable<ReportSentence> Of(IReadOnlyList<string> paragraphs, int paragraph)
    {
        var text = paragraphs[paragraph];
        var tokens = Tokens(text, paragraph + 1 < paragraphs.Count ? paragraphs[paragraph + 1] : null);
        if (paragraph == 0)
            tokens = tokens[AfterDateline(text, tokens)..];
        var begun = 0;
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!EndsAt(text, tokens, at) && at + 1 - begun < LongestSentence)
                continue;
            yield return new ReportSentence(paragraph, text, WithoutBrackets(tokens[begun..(at + 1)]));
            begun = at + 1;
        }
        if (begun < tokens.Count)
            yield return new ReportSentence(paragraph, text, WithoutBrackets(tokens[begun..]));
    }

    private List<ReportToken> Tokens(string text, string? next)
    {
        var tokens = new List<ReportToken>();
        var quotations = Quotation.FindIn(text, next);
        var quotation = 0;
        for (var at = 0; at < text.Length; )
        {
            if (quotation < quotations.Count && at == quotations[quotation].Start - 1)
            {
                var found = quotations[quotation++];
                tokens.Add(new(at, found.AfterMark, TokenKind.Quotation, "", false) { Quotation = found });
                at = found.AfterMark;
            }
            else if (char.IsWhiteSpace(text[at]))
                at++;
            else
            {
                var limit = quotation < quotations.Count ? quotations[quotation].Start - 1 : text.Length;
                tokens.Add(TokenAt(text, at, limit));
                at = tokens[^1].End;
            }
        }
        return tokens;
    }

    private ReportToken TokenAt(string text, int start, int limit)
    {
        var end = start;
        while (end < limit && IsOfToken(text, end, limit))
            end++;
        if (end == start)
            return new(start, start + 1, TokenKind.Mark, text[start] is '–' or '—' ? "-" : text[start].ToString(), false);
        var lower = text[start..end].ToLowerInvariant().Replace('’', '\'');
        // "U.S." and "Mr." keep their point; the last of a sentence does not.
        if (
            end < limit
            && text[end] == '.'
            && (
                lower.Contains('.', StringComparison.Ordinal)
                || words.Has("abbreviations", lower)
                || IsInitial(text, start, end)
            )
        )
            end++;
        var kind = char.IsAsciiDigit(text[start]) || text[start] is '$' or '£' or '€' ? TokenKind.Number : TokenKind.Word;
        return new(start, end, kind, lower, char.IsUpper(text[start]));
    }

    private static bool IsInitial(string text, int start, int end) =>
        end - start == 1
        && char.IsUpper(text[start])
        && text[start] != 'I'
        && end + 2 < text.Length
        && text[end + 1] == ' '
        && char.IsUpper(text[end + 2]);

    private static bool IsOfToken(string text, int at, int limit)
    {
        if (
            char.IsLetterOrDigit(text[at])
            || char.IsSurrogate(text[at])
            || text[at] is '$' or '£' or '€' or '%' or '&' or '@' or '#'
        )
            return true;
        var isAfterLetter = at > 0 && char.IsLetterOrDigit(text[at - 1]);
        var isBeforeLetter = at + 1 < limit && char.IsLetterOrDigit(text[at + 1]);
        return isAfterLetter
            && (
                text[at] is '\'' or '’' && (isBeforeLetter || text[at - 1] == 's')
                || isBeforeLetter && text[at] is '-' or '\u00AD'
                || isBeforeLetter
                    && text[at] is '.' or ','
                    && (char.IsLetter(text[at + 1]) ? text[at] == '.' : char.IsAsciiDigit(text[at - 1]))
            );
    }

    private int AfterDateline(string text, List<ReportToken> tokens)
    {
        if (tokens.Count < 3 || !IsUpper(text, tokens[0]))
            return 0;
        for (var at = 1; at < Math.Min(LongestDateline, tokens.Count); at++)
            if (tokens[at].Is("-"))
                return at + 1;
            else if (tokens[at] is { IsWord: true, IsCapital: false } && !words.Has("prepositions", tokens[at].Lower))
                return 0;
        return 0;
    }

    private static bool IsUpper(string text, ReportToken token) =>
        token.IsWord && text[token.Start..token.End].All(x => !char.IsLower(x));

    private bool EndsAt(string text, List<ReportToken> tokens, int at)
    {
        var token = tokens[at];
        if (at + 1 == tokens.Count)
            return true;
        var next = tokens[at + 1];
        if (token.Kind == TokenKind.Mark)
            return token.Is(";")
                || token.Lower is "." or "!" or "?" or "…"
                    && (next.IsCapital || next.Kind is TokenKind.Quotation or TokenKind.Number);
        var quotation = token.Quotation;
        if (token.Kind != TokenKind.Quotation || quotation.End <= quotation.Start)
            return false;
        return text[quotation.End - 1] switch
        {
            '.' or '…' => next.IsCapital || next.Kind == TokenKind.Quotation,
            '!' or '?' => (next.IsCapital || next.Kind == TokenKind.Quotation) && !SaysSoon(tokens, at + 1),
            _ => next.Kind == TokenKind.Quotation && at == 0,
        };
    }

    // "Who knows?" Deren said: the sentence goes on.
    private bool SaysSoon(List<ReportToken> tokens, int from)
    {
        for (var at = from; at < Math.Min(from + 6, tokens.Count) && tokens[at].IsWord; at++)
            if (
                words
                    .Verbs(tokens[at].Lower)
                    .Any(verb => verb.Takes is VerbTakes.Clause or VerbTakes.Quotation or VerbTakes.Person or VerbTakes.That)
            )
                return true;
        return false;
    }

    private static List<ReportToken> WithoutBrackets(List<ReportToken> tokens)
    {
        var kept = new List<ReportToken>(tokens.Count);
        for (var at = 0; at < tokens.Count; at++)
        {
            var close = tokens[at].Is("(")
                ? tokens.FindIndex(at, Math.Min(LongestBracket, tokens.Count - at), x => x.Is(")"))
                : -1;
            if (close < 0)
                kept.Add(tokens[at]);
            else
                at = close;
        }
        return kept;
    }
}
