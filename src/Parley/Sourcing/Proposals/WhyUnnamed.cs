namespace Parley.Sourcing;

/// <summary>The reason that a sentence gives for not naming somebody.</summary>
internal sealed class WhyUnnamed(SourcingWords words)
{
    private const int LongestGap = 6;

    public string? In(ReportSentence sentence)
    {
        for (var at = 0; at < sentence.Tokens.Count; at++)
            if (words.Phrase("unnamed", sentence, at) is > 0 and var length)
                return Reason(sentence, at, at + length);
        return null;
    }

    private string? Reason(ReportSentence sentence, int from, int to)
    {
        for (
            var at = to;
            at < Math.Min(to + LongestGap, sentence.Tokens.Count) && sentence.Tokens[at].Kind != TokenKind.Mark;
            at++
        )
            if (words.Phrase("reasons", sentence, at) > 0)
                return Text(sentence, at);
        var isReason = Enumerable.Range(from, to - from).Any(x => words.Has("unnamedIsReason", sentence.Tokens[x].Lower));
        return isReason
            ? Text(sentence, from > 0 && words.Has("auxiliaries", sentence.Tokens[from - 1].Lower) ? from - 1 : from)
            : null;
    }

    private static string Text(ReportSentence sentence, int from)
    {
        var to = from;
        while (to < sentence.Tokens.Count && sentence.Tokens[to].Kind is TokenKind.Word or TokenKind.Number)
            to++;
        return sentence.Text[sentence.Tokens[from].Start..sentence.Tokens[to - 1].End];
    }
}
