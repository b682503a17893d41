namespace Parley.Sourcing;

/// <summary>Finds the words that name who speaks, before or after a verb.</summary>
internal sealed class SourcePhrases(SourcingWords words)
{
    private const int LongestPhrase = 18;
    private const int LongestInserted = 45;
    private const int LongestSpeaker = 6;

    /// <summary>Who does what the verb at a place says: "An official, who asked not to be named, [told]".</summary>
    public SourcePhrase? Before(ReportSentence sentence, int verb, int floor)
    {
        var last = verb - 1;
        while (last >= floor && IsBetweenSubjectAndVerb(sentence.Tokens[last]))
            last--;
        // "The bank, which is not for sale, on Friday [confirmed]"
        if (
            last > floor
            && words.Weekdays.ContainsKey(sentence.Tokens[last].Lower)
            && words.Has("dateOn", sentence.Tokens[last - 1].Lower)
        )
            last -= 2;

        if (last < floor)
            return null;
        return sentence.Tokens[last].Is(",") ? BeforeInserted(sentence, last, floor) : Contiguous(sentence, last, floor);
    }

    /// <summary>Who stands after a verb or a preposition, up to a comma or a day.</summary>
    public SourcePhrase? After(ReportSentence sentence, int from)
    {
        var to = from;
        while (to < sentence.Tokens.Count && to - from < LongestPhrase && !EndsPhrase(sentence, to, from))
            to++;
        if (to == from || Phrase(sentence, from, to, EndOfInserted(sentence, to)) is not { } phrase)
            return null;
        return phrase.ClauseTo > to ? WithInsertedName(phrase, to + 1) : phrase;
    }

    // ", a nurse" after a name, up to the comma that closes it or the end: where it ends.
    private int EndOfInserted(ReportSentence sentence, int comma)
    {
        if (sentence.WordAt(comma) != "," || comma + 1 >= sentence.Tokens.Count)
            return comma;
        var to = comma + 1;
        while (to < sentence.Tokens.Count && !IsStop(sentence.Tokens[to]) && !sentence.Tokens[to].Is(","))
            to++;
        var isRelative = words.Has("relatives", sentence.Tokens[comma + 1].Lower);
        var isInserted =
            to > comma + 1
            && IsInsertion(sentence, comma + 1, to, isAfterName: true)
            && !words.Has("citing", sentence.Tokens[comma + 1].Lower)
            && !words.Verbs(sentence.Tokens[comma + 1].Lower).Any(x => x.IsParticiple)
            && (isRelative || !HasFinite(sentence, comma + 1, to));
        return isInserted ? to : comma;
    }

    /// <summary>The phrase with its own name, if tokens can name who speaks.</summary>
    public SourcePhrase? Phrase(ReportSentence sentence, int from, int to, int clauseTo)
    {
        while (
            from < to
            && (words.Has("and", sentence.Tokens[from].Lower) || words.Has("adverbs", sentence.Tokens[from].Lower))
            && to - from > 1
        )
            from++;
        if (from >= to || !CanName(sentence, from, to))
            return null;
        var end = EndOfHead(sentence, from, to);
        return new SourcePhrase(sentence, from, end, Math.Max(to, clauseTo)) { Name = NameIn(sentence, from, end) };
    }

    public bool BeginsPhrase(ReportToken token) =>
        token.IsWord
            && (
                token.IsCapital && !words.Has("prepositions", token.Lower) && !words.Has("conjunctions", token.Lower)
                || words.Has("determiners", token.Lower)
                || words.Pronouns.ContainsKey(token.Lower)
                || words.Has("otherPronouns", token.Lower)
            )
        || token.Kind == TokenKind.Number;

    public bool IsVague(SourcePhrase phrase)
    {
        var tokens = phrase.Tokens.ToList();
        return words.Has("vague", tokens[^1].Lower) && tokens.SkipLast(1).All(x => words.Has("vagueAdjectives", x.Lower));
    }

    private bool IsBetweenSubjectAndVerb(ReportToken token) =>
        token.IsWord && (words.Has("auxiliaries", token.Lower) || words.Has("adverbs", token.Lower) || IsManner(token));

    private bool IsManner(ReportToken token) => !token.IsCapital && token.Lower.Length > 4 && words.EndsLikeAdverb(token.Lower);

    private SourcePhrase? Contiguous(ReportSentence sentence, int last, int floor)
    {
        if (IsBoundary(sentence, last) || words.Has("and", sentence.Tokens[last].Lower))
            return null;
        var first = last;
        while (first > floor && last - first < LongestPhrase && !IsBoundary(sentence, first - 1))
            first--;
        if (first > floor && words.Has("relatives", sentence.Tokens[first].Lower))
            return null;
        // "As one trader [put] it"
        if (first < last && first == floor && words.Has("asWhat", sentence.Tokens[first].Lower))
            return Phrase(sentence, first + 1, last + 1, last + 1) ?? LastPhrase(sentence, first, last + 1);
        return Phrase(sentence, first, last + 1, last + 1) ?? LastPhrase(sentence, first, last + 1);
    }

    // "In a statement Deren [said]", "After the vote the minister [said]": the last that begins a phrase.
    private SourcePhrase? LastPhrase(ReportSentence sentence, int from, int to)
    {
        if (!words.Has("prepositions", sentence.Tokens[from].Lower))
            return null;
        for (var at = to - 1; at > from; at--)
            if (
                BeginsPhrase(sentence.Tokens[at])
                && (
                    IsOfDate(sentence.Tokens[at - 1])
                    || !(BeginsPhrase(sentence.Tokens[at - 1]) || words.Has("prepositions", sentence.Tokens[at - 1].Lower))
                )
                && !IsOfDate(sentence.Tokens[at])
            )
                return Phrase(sentence, at, to, to);
        return null;
    }

    public bool IsOfDate(ReportToken token) =>
        token.Kind == TokenKind.Number || words.Weekdays.ContainsKey(token.Lower) || words.Months.ContainsKey(token.Lower);

    private bool IsBoundary(ReportSentence sentence, int at)
    {
        var token = sentence.Tokens[at];
        return IsStop(token)
            || token.Is(",")
            || words.Has("conjunctions", token.Lower) && !words.Has("prepositions", token.Lower)
            || words.Has("and", token.Lower) && at > 0 && HasFinite(sentence, Math.Max(0, at - LongestPhrase), at)
            || BeginsClauseOfTime(sentence, at);
    }

    // "Shares rose after the company [said]", but not "After the vote the minister [said]" nor "A resident moved after the flood [said]".
    private bool BeginsClauseOfTime(ReportSentence sentence, int at) =>
        at > 0
        && sentence.Tokens[at - 1].IsWord
        && at + 1 < sentence.Tokens.Count
        && words.Has("clauseTimes", sentence.Tokens[at].Lower)
        && BeginsPhrase(sentence.Tokens[at + 1])
        && CanSpeak(sentence.Tokens.Skip(at + 1).Take(LongestSpeaker));

    /// <summary>Whether it is somebody or a body, and not a thing: "the price" says nothing.</summary>
    public bool CanSpeak(SourcePhrase phrase) =>
        phrase.Name is not null || CanSpeak(phrase.Tokens) && !words.Has("things", phrase.Head);

    private bool CanSpeak(IEnumerable<ReportToken> tokens) =>
        tokens
            .TakeWhile(
                (x, at) => at == 0 || x.IsWord && !words.Has("prepositions", x.Lower) && !words.Pronouns.ContainsKey(x.Lower)
            )
            .Any(x =>
                x.IsCapital && !IsClosed(x.Lower)
                || words.Pronouns.ContainsKey(x.Lower)
                || words.Has("people", x.Lower)
                || words.Has("organisations", x.Lower)
                || words.Has("press", x.Lower)
                || words.Has("titles", x.Lower)
            );

    private static bool IsStop(ReportToken token) =>
        token.Kind == TokenKind.Quotation
        || token.Kind == TokenKind.Mark && token.Lower is ":" or ";" or "-" or "." or "!" or "?" or "…" or "[" or "]";

    private bool HasFinite(ReportSentence sentence, int from, int to) =>
        sentence
            .Tokens.Skip(from)
            .Take(to - from)
            .Any(x => words.Has("auxiliaries", x.Lower) || words.Verbs(x.Lower).Any(v => !v.IsParticiple));

    // Segments between commas, from the left: "A passenger | Tomas Reyl | 31".
    private SourcePhrase? BeforeInserted(ReportSentence sentence, int comma, int floor)
    {
        var begins = new List<int>();
        var at = comma - 1;
        for (; at >= floor && comma - at < LongestInserted && !IsStop(sentence.Tokens[at]); at--)
            if (sentence.Tokens[at].Is(","))
                begins.Insert(0, at + 1);
        begins.Insert(0, at + 1);
        for (var head = begins.Count - 1; head >= 0; head--)
        {
            var to = head + 1 < begins.Count ? begins[head + 1] - 1 : comma;
            if (head == begins.Count - 2 && OfClause(sentence, begins[head], to, begins[head + 1], comma) is { } ofClause)
                return ofClause;
            if (
                to <= begins[head]
                || head > 0
                    && IsInsertion(
                        sentence,
                        begins[head],
                        to,
                        isAfterName: Enumerable.Range(0, head).Any(x => CanBeHead(sentence, begins[x], begins[x + 1] - 1))
                    )
            )
                continue;
            // The last segment alone is no subject: the comma after it belongs to something.
            if (head == begins.Count - 1)
                return null;
            return Phrase(sentence, begins[head], to, comma) is { } phrase ? WithInsertedName(phrase, begins[head + 1]) : null;
        }
        return null;
    }

    // "The minister, Bo Tull, resigned last night, hours after the premier, Ann Bell, [told]": who the last clause is about.
    private SourcePhrase? OfClause(ReportSentence sentence, int from, int to, int inserted, int comma)
    {
        for (var at = to - 1; at > from; at--)
            if (words.Has("conjunctions", sentence.Tokens[at].Lower))
                return
                    at + 1 < to
                    && Phrase(sentence, at + 1, to, comma) is { Name: null } phrase
                    && CanSpeak(phrase)
                    && WithInsertedName(phrase, inserted) is { Name: not null } named
                    ? named
                    : null;
        return null;
    }

    private bool CanBeHead(ReportSentence sentence, int from, int to)
    {
        while (from < to && words.Has("and", sentence.Tokens[from].Lower))
            from++;
        return from < to && CanName(sentence, from, to);
    }

    private SourcePhrase WithInsertedName(SourcePhrase phrase, int inserted)
    {
        if (phrase.Name is not null)
            return phrase;
        var to = inserted;
        while (to < phrase.ClauseTo && !phrase.Sentence.Tokens[to].Is(","))
            to++;
        return
            to - inserted is > 0 and < 6
            && !words.Weekdays.ContainsKey(phrase.Sentence.Tokens[inserted].Lower)
            && !words.Months.ContainsKey(phrase.Sentence.Tokens[inserted].Lower)
            && !words.Has("relatives", phrase.Sentence.Tokens[inserted].Lower)
            && !words.Has("prepositions", phrase.Sentence.Tokens[inserted].Lower)
            ? phrase with
            {
                Name = NameIn(phrase.Sentence, inserted, to) is { } name && name.End.Value == to && IsWhole(name) ? name : null,
            }
            : phrase;

        // "The captain, a 54-year-old Greek,"
        bool IsWhole(Range name) =>
            name.End.Value - name.Start.Value > 1 || !words.Has("one", phrase.Sentence.Tokens[inserted].Lower);
    }

    public bool IsInsertion(ReportSentence sentence, int from, int to, bool isAfterName)
    {
        var first = sentence.Tokens[from];
        if (
            first.Kind == TokenKind.Number
            || words.Has("relatives", first.Lower)
            || words.Has("citing", first.Lower)
            || words.Has("adverbs", first.Lower)
        )
            return true;
        return isAfterName
            && (
                words.Has("prepositions", first.Lower)
                || words.Has("determiners", first.Lower)
                || !first.IsCapital
                    && first.IsWord
                    && !words.Pronouns.ContainsKey(first.Lower)
                    && !words.Has("conjunctions", first.Lower)
                    && !words.Has("and", first.Lower)
                || first.IsCapital && !HasFinite(sentence, from, to)
            );
    }

    private bool CanName(ReportSentence sentence, int from, int to)
    {
        var first = sentence.Tokens[from];
        if (!first.IsWord && first.Kind != TokenKind.Number)
            return false;
        if (
            words.Has("prepositions", first.Lower)
            || words.Has("conjunctions", first.Lower) && !words.Has("determiners", first.Lower)
            || words.Has("otherPronouns", first.Lower) && to - from == 1
        )
            return false;
        if (
            words.Has("relatives", first.Lower)
            || words.Has("asked", first.Lower)
            || words.Has("ours", first.Lower)
            || words.Has("nobody", first.Lower)
            || words.Has("auxiliaries", first.Lower)
        )
            return false;
        if (words.Verbs(first.Lower).Any(x => x.IsParticiple) || !first.IsCapital && words.EndsLikeParticiple(first.Lower))
            return false;
        if (first.IsCapital && words.EndsLikeParticiple(first.Lower) && to - from > 1 && !sentence.Tokens[from + 1].IsCapital)
            return false;
        if (words.Pronouns.ContainsKey(first.Lower) && to - from > 1)
            return false;
        for (var at = from; at < to; at++)
            if (words.Has("relatives", sentence.Tokens[at].Lower) && at > from)
                return at + 1 < to && !words.Pronouns.ContainsKey(sentence.Tokens[at + 1].Lower);
            else if (
                words.Has("auxiliaries", sentence.Tokens[at].Lower) && !sentence.Tokens[at].IsCapital
                || at > from && words.Pronouns.ContainsKey(sentence.Tokens[at].Lower)
            )
                return false;
        return true;
    }

    // What is said of somebody after "who" is no part of their name.
    private int EndOfHead(ReportSentence sentence, int from, int to)
    {
        for (var at = from + 1; at < to; at++)
            if (words.Has("relatives", sentence.Tokens[at].Lower))
                return at;
        return to;
    }

    private Range? NameIn(ReportSentence sentence, int from, int to)
    {
        Range? name = null;
        for (var at = from; at < to; at++)
        {
            var token = sentence.Tokens[at];
            if (at > from && words.Has("prepositions", token.Lower) && !IsTitled(sentence, from, at))
                break;
            if (!IsOfName(sentence, at, from))
                continue;
            var end = at + 1;
            while (
                end < to
                && (IsOfName(sentence, end, from) || IsJoining(sentence, end, to, isFirst: end == at + 1))
                && !sentence.Tokens[end - 1].IsPossessive
            )
                end++;
            if (!sentence.Tokens[end - 1].IsPossessive || end == to)
                name = at..end;
            at = end - 1;
        }
        // "Hamas leaders", "A senior Keshian official": a name before a noun is not the one who speaks.
        return name is { } found && (found.End.Value == to || words.Has("prepositions", sentence.Tokens[found.End.Value].Lower))
            ? found
            : null;
    }

    // "President of the European Commission Ursula von der Leyen"
    private bool IsTitled(ReportSentence sentence, int from, int at) =>
        at - from <= 4 && words.Has("titles", sentence.Tokens[at - 1].Lower);

    private bool IsOfName(ReportSentence sentence, int at, int from)
    {
        var token = sentence.Tokens[at];
        if (!token.IsWord || !token.IsCapital)
            return false;
        return at > 0 && at > from || !IsClosed(token.Lower);
    }

    // "Ludwig van Beethoven", "Bank of England", but not "Rita Song of the bank".
    private bool IsJoining(ReportSentence sentence, int at, int to, bool isFirst) =>
        (words.Has("nameJoints", sentence.Tokens[at].Lower) || isFirst && words.Has("bodyJoints", sentence.Tokens[at].Lower))
        && at + 1 < to
        && (sentence.Tokens[at + 1].IsCapital || words.Has("nameJoints", sentence.Tokens[at + 1].Lower));

    private bool IsClosed(string word) =>
        words.Has("determiners", word)
        || words.Has("prepositions", word)
        || words.Has("conjunctions", word)
        || words.Has("adverbs", word)
        || words.Has("people", word)
        || words.Pronouns.ContainsKey(word)
        || words.Has("otherPronouns", word)
        || IsManner(new ReportToken(0, 0, TokenKind.Word, word, false));

    private bool EndsPhrase(ReportSentence sentence, int at, int from)
    {
        var token = sentence.Tokens[at];
        if (IsStop(token) || token.Is(",") || token.Is(")"))
            return true;
        if (at == from)
            return false;
        if (
            words.Has("auxiliaries", token.Lower)
            || words.Pronouns.ContainsKey(token.Lower)
            || words.Has("conjunctions", token.Lower)
        )
            return true;
        if ((words.Has("dateOn", token.Lower) || words.Has("dateIn", token.Lower)) && sentence.WordAt(at + 1) is { } next)
            return words.Weekdays.ContainsKey(next)
                || words.Months.ContainsKey(next)
                || words.Has("asideBegins", next)
                || sentence.Tokens[at + 1].Kind == TokenKind.Number;
        return words.Weekdays.ContainsKey(token.Lower) || words.Has("sourceEnds", token.Lower);
    }
}
