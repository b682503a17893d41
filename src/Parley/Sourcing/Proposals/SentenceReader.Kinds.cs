namespace Parley.Sourcing;

internal sealed partial class SentenceReader
{
    private sealed partial class Reading
    {
        private bool TryRefusal(int at)
        {
            if (TryNone(at))
                return true;
            if (!IsRefusal(at, at + 1))
                return false;
            if (phrases.Before(sentence, at, _floor) is not { } subject || phrases.IsVague(subject))
                return false;
            var to = at + 1;
            while (to < _end && !IsClauseEnd(to))
                to++;
            var from = subject.From;
            _found.Add(
                new FoundAttribution(sentence, _tokens[from].Start, _tokens[to - 1].End, AttributionAct.Declined, subject)
                {
                    Around = at..to,
                }
            );
            (_last, _floor) = (subject, to);
            return true;
        }

        private bool IsClauseEnd(int at) =>
            _tokens[at] is { Kind: TokenKind.Mark, Lower: ";" }
            || _tokens[at].Is(",")
                && (
                    Has("and", at + 1)
                    || words.Verbs(sentence.WordAt(at + 1) ?? "").Any(x => x.IsParticiple)
                    || Has("conjunctions", at + 1)
                );

        // Begins a refusal at one of these tokens?
        private bool IsRefusal(int from, int to)
        {
            for (var at = from; at < Math.Min(to, _end); at++)
                if (IsRefusalAt(at))
                    return true;
            return false;
        }

        private bool IsRefusalAt(int at)
        {
            if (Phrase("unnamed", at) > 0)
                return false;
            if (Phrase("refusalPhrases", at) > 0)
                return true;
            if (Has("decline", at))
                return Has("to", at + 1)
                    ? Has("declineTo", at + 2) && !IsToBeNamed(at + 2)
                    : Has("declineObjects", at + 1) && HasNear("declineObjects", at + 2);
            var next = at + 1;
            if (Has("notSpeakAuxiliaries", at) && Has("notWords", next))
                next++;
            else if (!Has("negatives", at))
                return false;
            while (Has("adverbs", next) || words.EndsLikeAdverb(sentence.WordAt(next) ?? ""))
                next++;
            return Has("notSpeak", next)
                || Has("wouldNot", at) && Has("notTell", next)
                || Has("perfect", at) && Has("notSpeakParticiples", next);
        }

        // "Neither Jones nor his lawyer responded", "There was no immediate comment from the army".
        private bool TryNone(int at)
        {
            SourcePhrase? subject = null;
            if (Has("neither", at) && at + 1 < _end)
                for (var verb = at + 1; verb < Math.Min(at + LongestAside, _end) && subject is null; verb++)
                    if (Has("notSpeakParticiples", verb) || Has("wouldNot", verb) && Has("notSpeak", verb + 1))
                        subject = phrases.Phrase(sentence, at + 1, verb, verb);
            if (Phrase("noWordFrom", at) is > 0 and var length)
                subject = phrases.After(sentence, at + length);
            if (subject is null)
                return false;
            _found.Add(
                new FoundAttribution(sentence, _tokens[_floor].Start, _tokens[_end - 1].End, AttributionAct.Declined, subject)
                {
                    Around = 0.._end,
                }
            );
            (_last, _floor) = (subject, _end);
            return true;
        }

        private bool HasNear(string list, int from) => Has(list, from) || Has(list, from + 1) || Has("notSpeak", from - 1);

        private bool IsToBeNamed(int at) => Has("auxiliaries", at) && !Has("beAsked", at + 1);

        // State media quoted the minister as saying.
        private bool TryQuotedAs(int at)
        {
            if (!words.Has("quoteVerbs", _tokens[at].Lower))
                return false;
            for (var on = at + 1; on < Math.Min(at + 20, _end); on++)
            {
                if (Phrase("quotedAs", on) is not (> 0 and var length))
                    continue;
                var content = on + length;
                var isPassive = IsPassive(at);
                var speaker = isPassive ? phrases.Before(sentence, at, _floor) : phrases.Phrase(sentence, at + 1, on, on);
                var relayer = isPassive ? QuotedBy(at + 1, ref content) : phrases.Before(sentence, at, _floor);
                if (Has("that", content))
                    content++;
                while (content < _end && _tokens[content].Kind == TokenKind.Mark)
                    content++;
                if (speaker is null)
                    return false;
                var before = ContentBefore((isPassive ? speaker : relayer)?.From ?? at);
                if (content >= _end && before > _floor)
                    Add(_floor, before, AttributionAct.Said, speaker, 0.._tokens.Count, relayer is null ? [] : [relayer]);
                else if (content < _end)
                    Add(
                        content,
                        EndOfContent(content, at),
                        AttributionAct.Said,
                        speaker,
                        0.._tokens.Count,
                        relayer is null ? [] : [relayer]
                    );
                (_last, _floor) = (speaker, _end);
                return true;
            }
            return false;
        }

        private SourcePhrase? QuotedBy(int from, ref int content)
        {
            for (var at = from; at < Math.Min(from + 20, _end); at++)
                if (words.Has("quotedBy", _tokens[at].Lower))
                {
                    var to = at + 1;
                    while (to < _end && Phrase("quotedAs", to) == 0 && !Has("that", to) && _tokens[to].Kind is TokenKind.Word)
                        to++;
                    if (to > content)
                        content = to;
                    return phrases.Phrase(sentence, at + 1, to, to);
                }
            return null;
        }

        // "…, citing two bankers involved in the financing"
        private SourcePhrase? Cited(SourcePhrase subject)
        {
            for (var at = 1; at < _tokens.Count; at++)
                if (Has("citing", at) && (_tokens[at - 1].Is(",") || at == subject.To))
                    return
                        phrases.After(sentence, at + 1) is { } cited
                        && !words.Has("unnamedReasons", cited.Head)
                        && CanBeCited(cited)
                        ? cited
                        : null;
            return null;
        }

        // "citing safety concerns" gives a reason, not a source.
        private bool CanBeCited(SourcePhrase cited) =>
            cited.Name is not null
            || cited.Tokens.Any(x =>
                words.Has("people", x.Lower)
                || words.Has("press", x.Lower)
                || words.Has("evidence", x.Lower)
                || words.Has("organisations", x.Lower)
            );

        private IReadOnlyList<SourcePhrase> Relayers(SourcePhrase subject, Tail? tail)
        {
            if (tail?.Listener is { } listener && IsPress(listener))
                return [listener];
            for (var at = 0; at < _tokens.Count; at++)
                if (
                    Phrase("interview", at) is > 0 and var length
                    && phrases.After(sentence, at + length) is { } press
                    && IsPress(press)
                )
                    return [press];
            return [];
        }

        // An outlet is a name that is no body before which one speaks.
        private bool IsPress(SourcePhrase phrase)
        {
            var tokens = phrase.Tokens.ToList();
            if (tokens.Any(x => words.Has("notPress", x.Lower) || words.Has("titles", x.Lower) || words.Has("courts", x.Lower)))
                return false;
            return tokens.Any(x => x.IsCapital && !words.Has("determiners", x.Lower))
                || tokens.Any(x => words.Has("press", x.Lower)) && !tokens.Any(x => words.Has("notPress", x.Lower));
        }

        private AttributionAct Act(int at, SayingVerb verb, SourcePhrase subject, Tail tail)
        {
            if (words.Verbs(_tokens[at].Lower).Any(x => x.Takes == VerbTakes.Thing) && IsEvidence(subject))
                return AttributionAct.Showed;
            if (verb.Act != AttributionAct.Said && verb.Act != AttributionAct.Wrote)
                return verb.Act == AttributionAct.Reported && subject.Name is null && IsEvidence(subject)
                    ? AttributionAct.Showed
                    : verb.Act;
            if (
                tail.Listener is { } listener && listener.Tokens.Any(x => words.Has("testifiedBefore", x.Lower))
                || words.Has("testimony", _tokens[at].Lower)
            )
                return AttributionAct.Testified;
            if (verb.Takes is not (VerbTakes.As or VerbTakes.Of) && WayIn(at + 1, tail.ContentFrom ?? _end) is { } after)
                return after;
            if (
                WayIn(0, subject.From) is { } first
                && subject.From > 0
                && !_tokens.Take(subject.From).Any(x => x.Kind == TokenKind.Quotation)
            )
                return first;
            return verb.Act == AttributionAct.Said && subject.Name is null && IsEvidence(subject)
                ? AttributionAct.Wrote
                : verb.Act;
        }

        // "in a letter", "on Telegram"
        private AttributionAct? WayIn(int from, int to)
        {
            for (var at = from + 1; at < to; at++)
                if (Has("prepositions", at - 1) && Has("postedOn", at) || Has("postedIn", at) && !_tokens[at].IsCapital)
                    return AttributionAct.Posted;
                else if (Has("writtenIn", at))
                    return Enumerable.Range(from, to - from).Any(x => Has("prepositions", x)) ? AttributionAct.Wrote : null;
            return null;
        }
    }
}
