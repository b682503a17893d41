namespace Parley.Sourcing;

/// <summary>Finds where a sentence says something of which nobody in particular is the source.</summary>
internal sealed class VaguePlaces(SourcingWords words)
{
    private const int LongestSubject = 4;

    public IEnumerable<UnattributedPlace> In(ReportSentence sentence)
    {
        for (var at = 0; at < sentence.Tokens.Count; at++)
        {
            var length = Math.Max(words.Phrase("vaguePhrases", sentence, at), LengthOfSubjectAndVerb(sentence, at));
            if (length == 0 || IsSomebodys(sentence, at, length))
                continue;
            var (start, end) = (sentence.Tokens[at].Start, sentence.Tokens[at + length - 1].End);
            yield return new UnattributedPlace(sentence.Paragraph, start, end - start);
            at += length - 1;
        }
    }

    // "local observers believe", "sources have said"
    private int LengthOfSubjectAndVerb(ReportSentence sentence, int from)
    {
        if (
            from > 0
            && sentence.Tokens[from - 1] is { IsWord: true, Lower: var before }
            && !words.Has("conjunctions", before)
            && !words.Has("and", before)
        )
            return 0;
        var noun = from;
        while (noun - from < LongestSubject && IsIn("vagueAdjectives", noun) && !(IsIn("vague", noun) && IsSaying(noun + 1)))
            noun++;
        if (!IsIn("vague", noun))
            return 0;
        var verb = noun + 1;
        while (IsIn("perfect", verb) || IsIn("adverbs", verb))
            verb++;
        return IsSaying(verb) ? verb + 1 - from : 0;

        bool IsIn(string list, int at) => sentence.WordAt(at) is { } word && words.Has(list, word);
        bool IsSaying(int at) => IsIn("vagueVerbs", at) || IsIn("perfect", at) && IsIn("vagueVerbs", at + 1);
    }

    // "according to sources close to the club" names somebody, if not by name.
    private bool IsSomebodys(ReportSentence sentence, int at, int length) =>
        words.Phrase("accordingTo", sentence, at) > 0
        && sentence.WordAt(at + length) is { Length: > 0 } next
        && (
            words.Has("closer", next)
            || words.Has("relatives", next)
            || words.Has("prepositions", next)
            || sentence.Tokens[at + length].IsPossessive
        );
}
