namespace Parley.Sourcing;

/// <summary>Reads one sentence: which verbs of saying it has, who stands before or after them, and what was said.</summary>
internal sealed partial class SentenceReader(SourcingWords words)
{
    private const int LongestObject = 9;
    private const int LongestAside = 14;
    private const int LongestComment = 5;
    private const int LongestNoun = 4;
    private const int LongestDay = 5;
    private const int DeepestChain = 3;

    private readonly SourcePhrases _phrases = new(words);

    public SentenceReading Read(ReportSentence sentence) => new Reading(words, _phrases, sentence, 0).Read();

    private sealed partial class Reading(SourcingWords words, SourcePhrases phrases, ReportSentence sentence, int depth)
    {
        private readonly List<FoundAttribution> _found = [];
        private readonly IReadOnlyList<ReportToken> _tokens = sentence.Tokens;
        private SourcePhrase? _last;
        private SourcePhrase? _subject;
        private ReportSentence? _rest;
        private bool _isTold;
        private int _floor;
        private int _end = EndOf(sentence);

        private SourcingWords Words => words;
        private SourcePhrases Phrases => phrases;
        private ReportSentence Sentence => sentence;

        public SentenceReading Read()
        {
            var subject = _subject = Subject();
            var relayer = TakeAccordingTo();
            for (var at = 0; at < _end; at++)
                if (
                    at >= _floor
                    && (TryRefusal(at) || TryQuotedAs(at) || words.Verbs(_tokens[at].Lower).Any(verb => TryVerb(at, verb)))
                )
                    at = Math.Max(at, _floor - 1);
            if (relayer is not null)
                Relay(relayer);
            if (_rest is not null && depth < DeepestChain)
                _found.AddRange(new Reading(words, phrases, _rest, depth + 1).Read().Found);
            TakeQuotations(subject);
            return new SentenceReading(sentence, _found, _last ?? subject);
        }

        private static int EndOf(ReportSentence sentence)
        {
            var end = sentence.Tokens.Count;
            while (end > 0 && sentence.Tokens[end - 1] is { Kind: TokenKind.Mark, Lower: "." or "!" or "?" or "…" or ";" })
                end--;
            return end;
        }

        private bool Has(string list, int at) => sentence.WordAt(at) is { } word && words.Has(list, word);

        private int Phrase(string list, int at) => words.Phrase(list, sentence, at);

        // The first words that name somebody, up to the first verb that is known.
        private SourcePhrase? Subject()
        {
            for (var at = 0; at < Math.Min(_end, 30); at++)
                if (
                    (Has("auxiliaries", at) || words.Verbs(_tokens[at].Lower).Count > 0)
                    && phrases.Before(sentence, at, 0) is { } subject
                    && !Enumerable.Range(0, subject.From).Any(x => Has("relatives", x))
                )
                    return subject;
            for (var at = 0; at < Math.Min(_end, 30); at++)
                if (
                    _tokens[at].IsWord
                    && (_tokens[at].IsCapital || words.Pronouns.ContainsKey(_tokens[at].Lower))
                    && phrases.BeginsPhrase(_tokens[at])
                )
                {
                    var to = at + 1;
                    while (to < _end && (words.Pronouns.ContainsKey(_tokens[at].Lower) ? to < at : _tokens[to].IsCapital))
                        to++;
                    if (Has("determiners", at) && to == at + 1)
                        to = AfterNoun(to);
                    if (sentence.WordAt(to) == "," && phrases.After(sentence, at) is { Name: not null } named)
                        return named;
                    return Has("determiners", to - 1) ? null : phrases.Phrase(sentence, at, to, to);
                }
            return null;
        }

        // "The foreign ministry [summoned]": after the last word of those that begin it which is for somebody or a body.
        private int AfterNoun(int from)
        {
            var to = from;
            for (var at = from; at < Math.Min(from + LongestNoun, _end) && _tokens[at].IsWord && !Has("prepositions", at); at++)
                if (Has("people", at) || Has("organisations", at))
                    to = at + 1;
            return to;
        }

        // "According to two diplomats, …"; "…, according to Al-Monitor". What is left of the sentence is read as if it were not there.
        private SourcePhrase? TakeAccordingTo()
        {
            for (var at = 0; at < _end; at++)
            {
                if (
                    Phrase("accordingTo", at) is not (> 0 and var length)
                    || phrases.After(sentence, at + length) is not { } source
                )
                    continue;
                if (at <= 1)
                {
                    _floor = Math.Min(source.ClauseTo, _end);
                    _floor = AfterDay(_floor);
                    if (_floor < _end && _tokens[_floor].Is(","))
                        _floor++;
                }
                else if (!GoesOn(Math.Min(source.ClauseTo, _end - 1)))
                {
                    _rest = Rest(source.ClauseTo);
                    _end = _tokens[at - 1].Is(",") ? at - 1 : at;
                }
                _isTold = !source.Tokens.Any(x => words.Has("press", x.Lower));
                return source;
            }
            return null;
        }

        // "released on Monday, …"
        private int AfterDay(int from)
        {
            var to = from;
            while (to < _end && to - from < LongestDay && !_tokens[to].Is(","))
                to++;
            return
                to < _end
                && _tokens[to].Is(",")
                && (Has("dateOn", from) || Has("dateIn", from) || phrases.IsOfDate(_tokens[from]))
                ? to
                : from;
        }

        // "…, according to the study, although doctors said the effect was small"
        private ReportSentence? Rest(int from)
        {
            var comma = from;
            while (comma < Math.Min(from + LongestAside, _end) && !_tokens[comma].Is(","))
                comma++;
            return comma + 2 < _end && (Has("conjunctions", comma + 1) || Has("and", comma + 1)) && SomebodyElseSays(comma + 2)
                ? sentence with
                {
                    Tokens = [.. _tokens.Skip(comma + 2)],
                }
                : null;
        }

        private void Relay(SourcePhrase source)
        {
            if (_found.Count == 0 || _found.Any(x => x.Act == AttributionAct.Declined))
            {
                if (_floor < _end && !phrases.IsVague(source))
                    Add(_floor, _end, ActOf(source), source, 0.._tokens.Count);
                _last = source;
            }
            else if (_found.All(x => x.Act == AttributionAct.Showed))
                return;
            else
                for (var index = 0; index < _found.Count; index++)
                    _found[index] = _found[index] with { Relayers = [source, .. _found[index].Relayers] };
        }

        private AttributionAct ActOf(SourcePhrase source) =>
            source.Tokens.Any(x => words.Has("writtenIn", x.Lower)) ? AttributionAct.Wrote
            : source.Name is null && IsEvidence(source) ? AttributionAct.Showed
            : AttributionAct.Said;

        private bool IsEvidence(SourcePhrase source) =>
            source
                .Tokens.TakeWhile((x, index) => index == 0 || !words.Has("prepositions", x.Lower))
                .LastOrDefault(x => words.Has("evidence", x.Lower) || words.Has("organisations", x.Lower))
                is { Lower: { } last }
            && words.Has("evidence", last);

        private bool TryVerb(int at, SayingVerb verb)
        {
            // "According to a diplomat, mediators fear": it is the diplomat who says so, but not the paper.
            if (IsNoVerb(at, verb) || _isTold && (Has("attitudes", at) || IsOfSpeakers(verb.Takes)))
                return false;
            if (verb.IsParticiple)
                return TryParticiple(at, verb);
            if (verb.Takes == VerbTakes.Heard)
                return TryHeard(at);
            if (verb.Takes is VerbTakes.Clause or VerbTakes.That or VerbTakes.Quotation && TryInverted(at, verb))
                return true;
            var subject = phrases.Before(sentence, at, _floor);
            if (subject is null && Has("and", at - 1))
                subject = _last ?? (_subject?.To < at ? _subject : null);
            if (subject is null || verb.Takes == VerbTakes.Thing && !IsEvidence(subject))
                return false;
            // "A UN report released in March": one does not "report", it "reports".
            if (verb.IsBase && Has("one", subject.From))
                return false;
            if (words.Has("courts", subject.Tokens.Last().Lower) && IsPassive(at))
                return TryHeard(at);
            if (IsOfSpeakers(verb.Takes) && !(phrases.CanSpeak(subject) || verb.Takes == VerbTakes.At && IsEvidence(subject)))
                return false;
            return !IsPassive(at) && Take(at, verb, subject);
        }

        private static bool IsOfSpeakers(VerbTakes takes) =>
            takes is VerbTakes.Order or VerbTakes.About or VerbTakes.For or VerbTakes.At or VerbTakes.Scene;

        // "the report", "to say", "News reports said", "is said to be".
        private bool IsNoVerb(int at, SayingVerb verb)
        {
            var before = sentence.WordAt(at - 1) ?? "";
            return words.Has("determiners", before) && !words.Has("alsoPronouns", before)
                || !verb.IsParticiple && words.Has("prepositions", before)
                || _tokens[at].IsCapital && at > 0
                || at + 1 < _end
                    && !verb.IsParticiple
                    && (Has("auxiliaries", at + 1) || words.Verbs(_tokens[at + 1].Lower).Any(x => !x.IsParticiple));
        }

        private bool IsPassive(int at)
        {
            for (at--; at >= 0 && (Has("adverbs", at) || words.EndsLikeAdverb(_tokens[at].Lower)); )
                at--;
            return at >= 0 && Has("passive", at);
        }

        // "…," said Nadia Terez, a nurse.
        private bool TryInverted(int at, SayingVerb verb)
        {
            if (at == 0 || at + 1 >= _end || !(_tokens[at - 1].Is(",") || _tokens[at - 1].Kind == TokenKind.Quotation))
                return false;
            if (
                !(phrases.BeginsPhrase(_tokens[at + 1]) || NamesSoon(at + 1))
                || Has("that", at + 1)
                || words.Pronouns.ContainsKey(_tokens[at + 1].Lower)
            )
                return false;
            var isAfterQuotation =
                _tokens[at - 1].Kind == TokenKind.Quotation || at > 1 && _tokens[at - 2].Kind == TokenKind.Quotation;
            var subject = phrases.After(sentence, at + 1);
            if (
                subject is null
                || subject.To < _end && Has("auxiliaries", subject.To)
                || words.Weekdays.ContainsKey(subject.Head)
            )
                return false;
            if (
                !isAfterQuotation
                && (subject.To < _end && !_tokens[subject.To].Is(",") || phrases.Before(sentence, at, _floor) is not null)
            )
                return false;
            var from = ContentBefore(at);
            if (from < 0)
                return false;
            var spoken = _floor;
            var tail = new Tail(this, Math.Min(subject.ClauseTo, _end), verb with { Takes = VerbTakes.Quotation });
            Emit(spoken, from, Act(at, verb, subject, tail), subject);
            _floor = Math.Max(subject.ClauseTo, tail.Next);
            if (tail.ContentFrom is { } content && _tokens[content].Kind == TokenKind.Quotation)
                EmitAfter(content, Act(at, verb, subject, tail), subject, at);
            return true;
        }

        // "said union leader Mark Vane"
        private bool NamesSoon(int from)
        {
            for (
                var at = from;
                at < Math.Min(from + 5, _end) && _tokens[at].IsWord && !Has("prepositions", at) && !Has("auxiliaries", at);
                at++
            )
                if (_tokens[at].IsCapital || Has("people", at))
                    return true;
            return false;
        }

        // Where the words before a clause of saying end; -1 if there are none.
        private int ContentBefore(int clause)
        {
            var end = clause;
            while (end > _floor && _tokens[end - 1].Is(","))
                end--;
            if (end > _floor && IsHeading(_floor, end - 1))
                return -1;
            return end > _floor && (end < clause || _tokens[end - 1].Kind == TokenKind.Quotation) ? end : -1;
        }

        private bool Take(int at, SayingVerb verb, SourcePhrase subject)
        {
            var tail = new Tail(this, at + 1, verb);
            var act = Act(at, verb, subject, tail);
            var before = ContentBefore(subject.From);
            var isQuoted = before > _floor && _tokens[before - 1].Kind == TokenKind.Quotation;
            if (
                tail is { ContentFrom: null, Aside: { } aside, IsUnfit: false }
                && before < 0
                && verb.Takes == VerbTakes.Clause
                && !phrases.IsVague(subject)
            )
            {
                EmitAfter(aside, act, subject, at, tail);
                return true;
            }
            if (tail.ContentFrom is null && before < 0 || tail.IsUnfit)
            {
                if (tail.IsUnfit)
                    return false;
                _last = subject;
                return false;
            }
            if (phrases.IsVague(subject))
            {
                _floor = _end;
                return true;
            }
            if (before >= 0 && (isQuoted || tail.ContentFrom is null))
            {
                if (!isQuoted && verb.Takes == VerbTakes.Quotation)
                    return false;
                var isWithin = !isQuoted && tail.ContentFrom is null && GoesOn(tail.Next);
                Emit(_floor, isWithin ? _end : before, act, subject, tail);
                if (isWithin)
                {
                    _floor = _end;
                    return true;
                }
            }
            _last = subject;
            _floor = tail.Next;
            if (tail.ContentFrom is { } content)
                EmitAfter(content, act, subject, at, tail);
            return true;
        }

        private bool TryParticiple(int at, SayingVerb verb)
        {
            if (at == 0 || !(_tokens[at - 1].Is(",") || Has("and", at - 1)))
                return false;
            if (verb.Takes is VerbTakes.Thing or VerbTakes.Heard or VerbTakes.Quotation or VerbTakes.To)
                return false;
            var tail = new Tail(this, at + 1, verb);
            if (tail.ContentFrom is not { } content || tail.IsUnfit)
                return false;
            if ((_found.Count > 0 ? _last : SubjectOfParticiple(at, content)) is not { } speaker)
                return false;
            EmitAfter(content, AttributionAct.Said, speaker, at);
            return true;
        }

        // "The company closed the mine, saying [that] it was too old"
        private SourcePhrase? SubjectOfParticiple(int at, int content) =>
            _tokens[at - 1].Is(",")
            && (Has("plainVerbs", at) || Has("that", content - 1) || _tokens[content].Kind == TokenKind.Quotation)
            && _subject is { } subject
            && subject.To < at
            && phrases.CanSpeak(subject)
            && !phrases.IsVague(subject)
                ? subject
                : null;

        // A court has heard; the jury was told.
        private bool TryHeard(int at)
        {
            if (phrases.Before(sentence, at, _floor) is not { } subject || !words.Has("courts", subject.Tokens.Last().Lower))
                return false;
            var tail = new Tail(this, at + 1, new SayingVerb(AttributionAct.Testified, VerbTakes.Clause, false));
            return Take(at, new SayingVerb(AttributionAct.Testified, VerbTakes.Clause, false), subject) && !tail.IsUnfit;
        }

        private void Emit(int from, int to, AttributionAct act, SourcePhrase subject, Tail? tail = null)
        {
            var cited = Cited(subject);
            IReadOnlyList<SourcePhrase> relayers = cited is not null ? [subject] : Relayers(subject, tail);
            Add(from, to, act, cited ?? subject, 0.._tokens.Count, relayers);
            _last = subject;
        }

        private void Add(
            int from,
            int to,
            AttributionAct act,
            SourcePhrase speaker,
            Range around,
            IReadOnlyList<SourcePhrase>? relayers = null
        )
        {
            while (to > from && _tokens[to - 1].Kind == TokenKind.Mark)
                to--;
            while (from < to && (_tokens[from].Kind == TokenKind.Mark || Has("and", from)))
                from++;
            if (from >= to)
                return;
            var isVerbatim = to - from == 1 && _tokens[from].Kind == TokenKind.Quotation;
            var (start, end) = isVerbatim
                ? (_tokens[from].Quotation.Start, EndOfQuotation(_tokens[from]))
                : (_tokens[from].Start, _tokens[to - 1].End);
            if (end > start)
                _found.Add(
                    new FoundAttribution(sentence, start, end, act, speaker)
                    {
                        IsVerbatim = isVerbatim,
                        IsOpen = isVerbatim && _tokens[from].Quotation.IsOpen,
                        Around = around,
                        Relayers = relayers ?? [],
                    }
                );
        }
    }
}
