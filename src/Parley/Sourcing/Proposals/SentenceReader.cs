namespace Parley.Sourcing;

/// <summary>Reads one sentence: which verbs of saying it has, who stands before or after them, and what was said.</summary>
internal sealed partial class SentenceReader(SourcingWords words)
{
    private const int LongestObject = 9;
    private const int LongestAside = 14;
    private const int DeepestChain = 3;

    private readonly SourcePhrases _phrases = new(words);

    public SentenceReading Read(ReportSentence sentence) => new Reading(this, words, _phrases, sentence, 0).Read();

    private sealed partial class Reading(
        SentenceReader reader,
        SourcingWords words,
        SourcePhrases phrases,
        ReportSentence sentence,
        int depth
    )
    {
        private readonly List<FoundAttribution> _found = [];
        private readonly IReadOnlyList<ReportToken> _tokens = sentence.Tokens;
        private SourcePhrase? _last;
        private SourcePhrase? _subject;
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

        private int Phrase(string list, int at) => words.Phrase(list, on => at + on < _end ? _tokens[at + on].Lower : null);

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
                    return Has("determiners", to - 1) ? null : phrases.Phrase(sentence, at, to, to);
                }
            return null;
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
                    if (_floor < _end && _tokens[_floor].Is(","))
                        _floor++;
                }
                else if (!GoesOn(Math.Min(source.ClauseTo, _end - 1)))
                    _end = _tokens[at - 1].Is(",") ? at - 1 : at;
                return source;
            }
            return null;
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
                .Any(x => words.Has("evidence", x.Lower));

        private bool TryVerb(int at, SayingVerb verb)
        {
            if (IsNoVerb(at, verb))
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
            return !IsPassive(at) && Take(at, verb, subject);
        }

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
            Emit(spoken, from, Act(at, verb, subject, tail), subject, at);
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
                Emit(_floor, isWithin ? _end : before, act, subject, at, tail);
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

        // "The bridge, officials said, was built in 1960": the passage is all of it, since neither half says anything alone.
        private bool GoesOn(int comma) =>
            comma + 2 < _end
            && _tokens[comma].Is(",")
            && (
                Has("auxiliaries", comma + 1)
                || Has("prepositions", comma + 1)
                || !phrases.BeginsPhrase(_tokens[comma + 1]) && _tokens[comma + 1].IsWord
            )
            && !words.Verbs(_tokens[comma + 1].Lower).Any(x => x.IsParticiple)
            && !words.EndsLikeParticiple(_tokens[comma + 1].Lower)
            && !Has("relatives", comma + 1)
            && !Has("and", comma + 1)
            && !Has("conjunctions", comma + 1)
            && !Has("citing", comma + 1);

        // What is said after the verb, to the end of the sentence or to where somebody else begins.
        private void EmitAfter(int from, AttributionAct act, SourcePhrase subject, int verb, Tail? tail = null)
        {
            var to = EndOfContent(from);
            if (TakeChain(from, to, act, subject, tail))
                return;
            if (
                act != AttributionAct.Showed
                && words.Pronouns.ContainsKey(_tokens[from].Lower)
                && IsRefusal(from, Math.Min(from + 8, to))
            )
            {
                _found.Add(
                    new FoundAttribution(
                        sentence,
                        _tokens[subject.From].Start,
                        _tokens[to - 1].End,
                        AttributionAct.Declined,
                        subject
                    )
                    {
                        Around = 0..0,
                    }
                );
                _floor = to;
                return;
            }
            Emit(from, to, act, subject, verb, tail);
            _floor = to;
        }

        private int EndOfContent(int from)
        {
            // A whole quotation stands for itself.
            if (
                _tokens[from].Kind == TokenKind.Quotation
                && (from + 1 >= _end || _tokens[from + 1].Kind == TokenKind.Mark || EndsSentence(_tokens[from]))
            )
                return from + 1;
            for (var at = from + 1; at + 1 < _end; at++)
            {
                if (!_tokens[at].Is(","))
                    continue;
                if (IsLastSaid(at + 1))
                    return at;
                if (
                    Has("citing", at + 1)
                    || words
                        .Verbs(_tokens[at + 1].Lower)
                        .Any(x => x.IsParticiple && x.Takes is VerbTakes.Clause or VerbTakes.That)
                )
                    return at;
                if ((Has("and", at + 1) || Has("conjunctions", at + 1)) && SomebodyElseSays(at + 2))
                    return at;
            }
            return _end;
        }

        // "…, the paper reported."
        private bool IsLastSaid(int from) =>
            _end - from is > 1 and < 8
            && words
                .Verbs(_tokens[_end - 1].Lower)
                .Any(x => !x.IsParticiple && x.Takes is VerbTakes.Clause && !IsNoVerb(_end - 1, x))
            && phrases.Before(sentence, _end - 1, from) is { } subject
            && subject.From == from;

        private bool EndsSentence(ReportToken quotation) =>
            quotation.Quotation is { Start: var start, End: var end }
            && end > start
            && sentence.Text[end - 1] is '.' or '!' or '?' or ',' or '…';

        private bool SomebodyElseSays(int from)
        {
            for (var at = from + 1; at < Math.Min(from + LongestAside, _end); at++)
                if (
                    words.Verbs(_tokens[at].Lower).Any(x => !x.IsParticiple && !IsNoVerb(at, x))
                    && phrases.Before(sentence, at, from) is { } other
                    && !words.Pronouns.ContainsKey(other.Head)
                )
                    return true;
            return false;
        }

        // A reports that B said: B is the source, A the one through whom it came.
        private bool TakeChain(int from, int to, AttributionAct act, SourcePhrase subject, Tail? tail)
        {
            if (depth >= DeepestChain || act != AttributionAct.Reported || _tokens[from].Kind == TokenKind.Quotation)
                return false;
            var rest = new ReportSentence(sentence.Paragraph, sentence.Text, [.. _tokens.Skip(from).Take(to - from)]);
            var inner = new Reading(reader, words, phrases, rest, depth + 1).Read();
            if (
                inner.Found.Count == 0
                || inner.Found[0].Speaker is not { } speaker
                || inner.Found[0].From > speaker.Words.Start && speaker.From > 1
            )
                return false;
            _found.AddRange(inner.Found.Select(x => x with { Relayers = [subject, .. x.Relayers], Around = 0..0 }));
            _floor = to;
            _last = subject;
            return tail is not null;
        }

        private bool TryParticiple(int at, SayingVerb verb)
        {
            if (
                verb.Takes is not (VerbTakes.Clause or VerbTakes.That or VerbTakes.As or VerbTakes.Of)
                || _last is null
                || _found.Count == 0
                || at == 0
            )
                return false;
            if (!(_tokens[at - 1].Is(",") || Has("and", at - 1)))
                return false;
            var tail = new Tail(this, at + 1, verb);
            if (tail.ContentFrom is not { } content || tail.IsUnfit)
                return false;
            EmitAfter(content, AttributionAct.Said, _last, at);
            return true;
        }

        // A court has heard; the jury was told.
        private bool TryHeard(int at)
        {
            if (phrases.Before(sentence, at, _floor) is not { } subject || !words.Has("courts", subject.Tokens.Last().Lower))
                return false;
            var tail = new Tail(this, at + 1, new SayingVerb(AttributionAct.Testified, VerbTakes.Clause, false));
            return Take(at, new SayingVerb(AttributionAct.Testified, VerbTakes.Clause, false), subject) && !tail.IsUnfit;
        }

        private void Emit(int from, int to, AttributionAct act, SourcePhrase subject, int verb, Tail? tail = null)
        {
            var cited = Cited(subject);
            IReadOnlyList<SourcePhrase> relayers = cited is not null ? [subject] : Relayers(verb, subject, tail);
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

        private int EndOfQuotation(ReportToken token)
        {
            var end = token.Quotation.End;
            return end > token.Quotation.Start && sentence.Text[end - 1] == ',' ? end - 1 : end;
        }

        // Quotations that no verb took: whole sentences go to whom the sentence is about, or to whom the text speaks of last.
        private void TakeQuotations(SourcePhrase? subject)
        {
            for (var at = 0; at < _tokens.Count; at++)
            {
                if (
                    _tokens[at].Kind != TokenKind.Quotation
                    || _tokens[at].Quotation is var quotation
                        && _found.Any(x => x.From <= quotation.Start && quotation.End <= x.To + 1)
                )
                    continue;
                if (
                    at == 0 && (_end <= 1 || EndsSentence(_tokens[0]))
                    || at > 0 && _tokens[at - 1].Is(":") && EndsSentence(_tokens[at])
                )
                    AddQuotation(at, at == 0 ? SubjectAfterQuotation() : _last ?? subject);
                else if (_found.Count > 0 && at > 0 && _tokens[at - 1].Kind == TokenKind.Mark && EndsSentence(_tokens[at]))
                    AddQuotation(at, _last);
            }
        }

        // "…," he laughs.
        private SourcePhrase? SubjectAfterQuotation() =>
            _end is > 2 and < 12 ? phrases.Before(sentence, _end - 1, 1) ?? _last : _last;

        private void AddQuotation(int at, SourcePhrase? speaker)
        {
            var token = _tokens[at];
            _found.Add(
                new FoundAttribution(sentence, token.Quotation.Start, EndOfQuotation(token), AttributionAct.Said, speaker)
                {
                    IsVerbatim = true,
                    IsOpen = token.Quotation.IsOpen,
                }
            );
        }
    }
}
