namespace Parley.Sourcing;

internal sealed partial class SentenceReader
{
    private sealed partial class Reading
    {
        // "The bridge, officials said, was built in 1960": the passage is all of it, since neither half says anything alone.
        private bool GoesOn(int comma) =>
            comma + 2 < _end
            && _tokens[comma].Is(",")
            && !(Has("prepositions", comma + 1) && Has("whichever", comma + 2))
            && (
                Has("auxiliaries", comma + 1)
                || Has("prepositions", comma + 1)
                || Has("grounds", comma + 1)
                || Has("and", comma + 1) && Has("auxiliaries", comma + 2)
                || !phrases.BeginsPhrase(_tokens[comma + 1]) && _tokens[comma + 1].IsWord
            )
            && !words.Verbs(_tokens[comma + 1].Lower).Any(x => x.IsParticiple)
            && !words.EndsLikeParticiple(_tokens[comma + 1].Lower)
            && !Has("relatives", comma + 1)
            && (!Has("and", comma + 1) || Has("auxiliaries", comma + 2))
            && (!Has("conjunctions", comma + 1) || Has("grounds", comma + 1))
            && !Has("citing", comma + 1);

        // What is said after the verb, to the end of the sentence or to where somebody else begins.
        private void EmitAfter(int from, AttributionAct act, SourcePhrase subject, int verb, Tail? tail = null)
        {
            var to = EndOfContent(from, verb);
            if (TakeChain(from, to, act, subject))
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
            Emit(from, to, act, subject, tail);
            _floor = to;
        }

        /// <param name="verb">The verb by which it is said.</param>
        private int EndOfContent(int from, int verb)
        {
            // A whole quotation stands for itself.
            if (
                _tokens[from].Kind == TokenKind.Quotation
                && (
                    from + 1 >= _end
                    || _tokens[from + 1].Kind == TokenKind.Mark
                    || EndsSentence(_tokens[from])
                    || TakesQuotationsOnly(verb)
                )
            )
                return from + 1;
            for (var at = from + 1; at + 1 < _end; at++)
            {
                if (SaysMore(at, verb))
                    return at;
                if (!_tokens[at].Is(","))
                    continue;
                if (IsLastSaid(at + 1) || IsComment(at + 1))
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

        // "chanted “no justice” as they marched"
        private bool TakesQuotationsOnly(int verb) =>
            !words.Verbs(_tokens[verb].Lower).Any(x => x.Takes is VerbTakes.Clause or VerbTakes.That or VerbTakes.Person);

        // "confirmed that there was a request and [said] a reply was prepared": the same speaker goes on in the same tense.
        private bool SaysMore(int at, int verb) =>
            Has("and", at)
            && at + 2 < _end
            && Form(at + 1) is { } form
            && Form(verb) == form
            && (
                Has("plainVerbs", at + 1)
                || Has("that", at + 2)
                || _tokens[at + 2].Kind == TokenKind.Quotation
                || words.Verbs(_tokens[at + 1].Lower).Any(x => x.Takes is VerbTakes.Order or VerbTakes.About or VerbTakes.For)
            );

        // The present and the past of the verbs that say something; "said and will say" is no such pair.
        private bool? Form(int at) =>
            words.Verbs(sentence.WordAt(at) ?? "").FirstOrDefault(x => !x.IsParticiple) is { } verb ? verb.IsPast : null;

        // "…, a phrase that the ministry has used before": what the report says of the words is no part of them.
        private bool IsComment(int from)
        {
            if (!Has("one", from))
                return false;
            for (var at = from + 1; at < Math.Min(from + LongestComment, _end) && _tokens[at].IsWord; at++)
                if (Has("commentNouns", at))
                    return true;
            return false;
        }

        // "…, the paper reported."
        private bool IsLastSaid(int from) =>
            _end - from is > 1 and < 8
            && words
                .Verbs(_tokens[_end - 1].Lower)
                .Any(x => !x.IsParticiple && x.Takes is VerbTakes.Clause or VerbTakes.Thing && !IsNoVerb(_end - 1, x))
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
        private bool TakeChain(int from, int to, AttributionAct act, SourcePhrase subject)
        {
            if (depth >= DeepestChain || act != AttributionAct.Reported || _tokens[from].Kind == TokenKind.Quotation)
                return false;
            var rest = new ReportSentence(sentence.Paragraph, sentence.Text, [.. _tokens.Skip(from).Take(to - from)]);
            var inner = new Reading(words, phrases, rest, depth + 1).Read();
            if (
                inner.Found.Count == 0
                || inner.Found[0].Speaker is not { } speaker
                || inner.Found[0].From > speaker.Words.Start && speaker.From > 1
            )
                return false;
            _found.AddRange(inner.Found.Select(x => x with { Relayers = [subject, .. x.Relayers], Around = 0..0 }));
            _floor = to;
            _last = subject;
            return true;
        }
    }
}
