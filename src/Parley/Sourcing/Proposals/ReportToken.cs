namespace Parley.Sourcing;

internal enum TokenKind
{
    Word,
    Number,
    Mark,
    Quotation,
}

/// <summary>A word, a number, a punctuation mark or a whole quotation of a paragraph.</summary>
/// <param name="Lower">Its letters in lower case, with straight apostrophes; of a quotation nothing.</param>
internal readonly record struct ReportToken(int Start, int End, TokenKind Kind, string Lower, bool IsCapital)
{
    public Quotation Quotation { get; init; }

    public bool Is(string mark) => Kind == TokenKind.Mark && Lower == mark;

    public bool IsYear =>
        Kind == TokenKind.Number && Lower.Length == 4 && Lower is ['1' or '2', ..] && Lower.All(char.IsAsciiDigit);

    public bool IsWord => Kind == TokenKind.Word;

    /// <summary>Whether something is said to belong to it: "Deren's", "the workers'".</summary>
    public bool IsPossessive =>
        IsWord && (Lower.EndsWith("'s", StringComparison.Ordinal) || Lower.EndsWith("s'", StringComparison.Ordinal));
}

/// <summary>A sentence of a report, its quotations taken for one token each. What stands in brackets is left out.</summary>
internal sealed record ReportSentence(int Paragraph, string Text, IReadOnlyList<ReportToken> Tokens)
{
    public string? WordAt(int at) => at >= 0 && at < Tokens.Count ? Tokens[at].Lower : null;
}
