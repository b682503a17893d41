namespace Parley.Sourcing;

internal sealed partial class SentenceReader
{
    private sealed partial class Reading
    {
        /// <summary>What stands after a verb of saying: to whom, where and when, and from which token on what was said.</summary>
        private sealed class Tail
        {
            private readonly Reading _in;
            private readonly SayingVerb _verb;

            public Tail(Reading reading, int from, SayingVerb verb)
            {
                (_in, _verb, From, Next) = (reading, verb, from, from);
                if (verb.Takes == VerbTakes.Person)
                    TakePerson();
                else if (verb.Takes is VerbTakes.Of or VerbTakes.As)
                    TakeAfterPreposition();
                else if (verb.Takes == VerbTakes.Order)
                    TakeOrder();
                else if (verb.Takes is VerbTakes.About or VerbTakes.For)
                    TakeTopic(verb.Takes == VerbTakes.For ? "topicFor" : "topic");
                else if (verb.Takes == VerbTakes.At)
                    TakeFigure();
                else if (verb.Takes == VerbTakes.Scene)
                    TakeScene();
                else
                    TakeContent();
            }

            public int From { get; }

            /// <summary>After the verb and what belongs to it.</summary>
            public int Next { get; private set; }

            public int? ContentFrom { get; private set; }

            /// <summary>Who was spoken to.</summary>
            public SourcePhrase? Listener { get; private set; }

            /// <summary>Where words begin that look like an aside and may be what was said: "said in many towns there was none".</summary>
            public int? Aside { get; private set; }

            /// <summary>Whether what stands there is nothing that the verb takes.</summary>
            public bool IsUnfit { get; private set; }

            private bool IsEnd => Next >= _in._end;
            private ReportToken Token => _in._tokens[Next];

            private void TakePerson()
            {
                var from = Next;
                if (!IsEnd && (_in.Words.Pronouns.ContainsKey(Token.Lower) || _in.Has("objects", Next)))
                    Next++;
                else
                    while (!IsEnd && Next - from < LongestObject && !EndsListener(from))
                        Next++;
                if (Next == from || _in.Has("prepositions", from))
                    IsUnfit = true;
                else
                {
                    Listener = _in.Phrases.Phrase(_in.Sentence, from, Next, Next);
                    if (IsToDo(_in.Has("notWords", Next) ? Next + 1 : Next))
                        TakeFrom(Next);
                    else
                        TakeContent();
                }
            }

            private bool EndsListener(int from)
            {
                if (Token.Kind != TokenKind.Word || _in.Has("that", Next) && Next > from)
                    return Token.Kind != TokenKind.Number || Next == from || !_in._tokens[Next - 1].IsCapital;
                if (Next == from)
                    return false;
                return _in.Has("prepositions", Next)
                    || _in.Has("notWords", Next)
                    || _in.Has("determiners", Next)
                    || _in.Words.Pronouns.ContainsKey(Token.Lower)
                    || _in.Has("otherPronouns", Next)
                    || _in.Has("auxiliaries", Next)
                    || _in.Has("conjunctions", Next)
                    || _in.Words.Weekdays.ContainsKey(Token.Lower)
                    || Token.IsCapital
                        && !_in._tokens[Next - 1].IsCapital
                        && !_in.Has("determiners", Next - 1)
                        && !_in.Has("press", Next - 1)
                    || !Token.IsCapital && _in._tokens[Next - 1].IsCapital && !_in.Has("press", Next);
            }

            // Accused somebody of, described something as.
            private void TakeAfterPreposition()
            {
                var preposition = _verb.Takes == VerbTakes.Of ? "of" : "asWhat";
                for (var at = Next; at < Math.Min(Next + LongestAside, _in._end); at++)
                {
                    if (_in._tokens[at].Is(",") || _in._tokens[at].Is(":"))
                        break;
                    var isQuotation = _in._tokens[at].Kind == TokenKind.Quotation;
                    if (!isQuotation && !_in.Has(preposition, at))
                        continue;
                    var content = isQuotation ? at : at + 1;
                    if (content >= _in._end || _verb.Takes == VerbTakes.As && !HasQuotation(content, content + 4))
                        break;
                    ContentFrom = Next = content;
                    return;
                }
                IsUnfit = true;
            }

            // Asked that they be heard, urged drivers "not to come", called on both sides to talk.
            private void TakeOrder()
            {
                if (_in.Has("that", Next))
                    TakeFrom(Next + 1);
                else if (ToDo() is { } todo)
                    ContentFrom = Next = todo;
                else if (_in.Has("demandVerbs", From - 1) && !IsEnd && _in.Phrases.BeginsPhrase(Token))
                    TakeFrom(Next);
                else
                    IsUnfit = true;
            }

            private int? ToDo()
            {
                var from = _in.Has("dateOn", Next) ? Next + 1 : Next;
                if (_in.Has("notWords", from))
                    return null;
                for (
                    var at = from;
                    at < Math.Min(from + LongestAside, _in._end) && _in._tokens[at].Kind != TokenKind.Mark;
                    at++
                )
                    if (IsToDo(at) && at > from)
                        return _in.Has("notWords", at - 1) ? at - 1 : at;
                return null;
            }

            // "to stay", but not "to the site".
            private bool IsToDo(int at) =>
                _in.Has("to", at)
                && at + 1 < _in._end
                && _in._tokens[at + 1] is { IsWord: true, IsCapital: false }
                && !_in.Phrases.BeginsPhrase(_in._tokens[at + 1]);

            // Warned of floods, called for an inquiry.
            private void TakeTopic(string preposition)
            {
                while (_in.Has("adverbs", Next) || Next < _in._end && _in.Words.EndsLikeAdverb(Token.Lower))
                    Next++;
                if (_in.Has(preposition, Next) && Next + 1 < _in._end)
                    TakeFrom(Next + 1);
                else
                    IsUnfit = true;
            }

            // Put the loss at $3 million.
            private void TakeFigure()
            {
                for (var at = Next + 1; at < Math.Min(Next + LongestAside, _in._end); at++)
                    if (_in.Has("at", at) && HasNumber(at + 1, at + 5))
                    {
                        ContentFrom = Next;
                        return;
                    }
                    else if (_in._tokens[at].Kind is TokenKind.Mark or TokenKind.Quotation)
                        break;
                IsUnfit = true;
            }

            // Described columns of trucks, but not described "it as a shame", of which the quotation is what was said.
            private void TakeScene()
            {
                if (
                    IsEnd
                    || Token.Kind is TokenKind.Mark or TokenKind.Quotation
                    || _in.Has("prepositions", Next)
                    || HasAny("asWhat", Next, Next + LongestAside)
                    || HasQuotation(Next, Next + LongestAside)
                    || _in.Words.Pronouns.ContainsKey(Token.Lower)
                    || _in.Has("objects", Next) && !_in.Words.Owners.ContainsKey(Token.Lower)
                    || _in.Has("memories", From - 1) && !HasParticiple(Next + 2, Next + LongestComment)
                )
                    IsUnfit = true;
                else
                    ContentFrom = Next;
            }

            private bool HasParticiple(int from, int to) =>
                Enumerable
                    .Range(from, to - from)
                    .Any(x =>
                        x < _in._end
                        && !_in._tokens[x].IsCapital
                        && !_in.Has("prepositions", x)
                        && !_in.Has("determiners", x - 1)
                        && _in.Words.EndsLikeParticiple(_in._tokens[x].Lower)
                    );

            private bool HasNumber(int from, int to) =>
                Enumerable.Range(from, to - from).Any(x => x < _in._end && _in._tokens[x].Kind == TokenKind.Number);

            private bool HasQuotation(int from, int to)
            {
                for (var at = from; at < Math.Min(to, _in._end); at++)
                    if (_in._tokens[at].Kind == TokenKind.Quotation)
                        return true;
                return false;
            }

            private void TakeContent()
            {
                TakeDays();
                if (IsEnd)
                    return;
                if (_in.Has("that", Next) && !(_verb.Takes == VerbTakes.Quotation))
                    TakeFrom(Next + 1);
                else if (Token.Kind == TokenKind.Quotation || _in.Has("promises", From - 1) && IsToDo(Next))
                    TakeFrom(Next);
                else if (Token.Kind == TokenKind.Mark)
                    TakeAfterMark();
                else if (
                    _in.Has("prepositions", Next)
                    && Next + 1 < _in._end
                    && (
                        _in._tokens[Next + 1].Kind == TokenKind.Number && !_in._tokens[Next + 1].IsYear
                        || _in.Has("amounts", Next + 1)
                    )
                )
                    TakeWithoutThat();
                else if (ThatAfterAside() is { } that && _verb.Takes != VerbTakes.Quotation)
                    TakeFrom(that + 1);
                else if (
                    _in.Has("prepositions", Next)
                    || IsAside()
                    || _in.Has("conjunctions", Next) && _in.Has("asked", Next + 1)
                )
                    TakeAside();
                else
                    TakeWithoutThat();
            }

            private void TakeFrom(int content)
            {
                Next = Math.Min(content, _in._end);
                if (Next < _in._end)
                    ContentFrom = Next;
            }

            private void TakeAfterMark()
            {
                if (Token.Lower is not ("," or ":" or "-"))
                    return;
                if (Next + 1 < _in._end && _in._tokens[Next + 1].Kind == TokenKind.Quotation)
                    TakeFrom(Next + 1);
                else if (Token.Is(":") && _verb.Takes != VerbTakes.Quotation && Next + 1 < _in._end)
                    TakeFrom(Next + 1);
                else if (Token.Is(",") && ThatAfterInserted() is { } that)
                    TakeFrom(that + 1);
            }

            // "reported, citing two bankers, that"
            private int? ThatAfterInserted()
            {
                for (var at = Next + 1; at < Math.Min(Next + LongestAside, _in._end); at++)
                    if (_in._tokens[at].Is(",") && _in.Has("that", at + 1))
                        return at + 1;
                return null;
            }

            // "said in a statement on Friday that"
            private int? ThatAfterAside()
            {
                if (!_in.Has("prepositions", Next) && !IsAside())
                    return null;
                for (var at = Next; at < Math.Min(Next + LongestAside, _in._end); at++)
                    if (_in.Has("that", at) && (at == Next || !_in.Has("prepositions", at - 1)))
                        return at;
                    else if (_in._tokens[at].Kind is TokenKind.Quotation || _in._tokens[at].Is(":") || _in._tokens[at].Is(","))
                        return null;
                return null;
            }

            // "said later that", "said quietly", but not "said there were twelve".
            private bool IsAside()
            {
                var at = Next;
                while (_in.Has("adverbs", at) || at < _in._end && _in.Words.EndsLikeAdverb(_in._tokens[at].Lower))
                    at++;
                if (at == Next)
                    return _in.Words.Verbs(Token.Lower).Any(x => x.IsParticiple);
                return at >= _in._end
                    || _in._tokens[at].Kind == TokenKind.Mark
                    || _in.Has("that", at)
                    || _in.Has("prepositions", at)
                    || IsDay(at);
            }

            // "at a news conference in Sarkel", up to a quotation, or to a comma or the end with nothing more.
            private void TakeAside()
            {
                var from = Next;
                for (; !IsEnd; Next++)
                {
                    if (Token.Kind == TokenKind.Quotation && char.IsUpper(_in.Sentence.Text[Token.Quotation.Start]))
                    {
                        TakeFrom(Next);
                        return;
                    }
                    if (BeginsClause())
                    {
                        TakeFrom(Next);
                        return;
                    }
                    if (Token.Kind != TokenKind.Mark)
                        continue;
                    TakeAfterMark();
                    break;
                }
                if (ContentFrom is null && HasAny("auxiliaries", from + 1, Next))
                    Aside = from;
            }

            // "said in a statement it was cooperating"
            private bool BeginsClause() =>
                _verb.Takes is VerbTakes.Clause or VerbTakes.Person
                && Next + 1 < _in._end
                && !_in.Has("prepositions", Next - 1)
                && (
                    _in.Words.Pronouns.ContainsKey(Token.Lower) && _in._tokens[Next + 1].IsWord
                    || _in.Has("writtenIn", Next - 1) && _in.Phrases.BeginsPhrase(Token) && !IsDay(Next)
                );

            private void TakeDays()
            {
                for (; !IsEnd; Next++)
                    if (!IsDay(Next) && !(IsBeforeDay() && (IsDay(Next + 1) || !_in.Has("dateIn", Next) && IsDay(Next + 2))))
                        return;
            }

            private bool IsBeforeDay() => _in.Has("dateOn", Next) || _in.Has("dateIn", Next) || _in.Has("dateLast", Next);

            private bool IsDay(int at) =>
                at < _in._end
                && _in._tokens[at] is var token
                && (
                    _in.Words.Weekdays.ContainsKey(token.Lower)
                    || _in.Words.DaysAgo.ContainsKey(token.Lower)
                    || token.IsCapital && _in.Words.Months.ContainsKey(token.Lower)
                    || token.Kind == TokenKind.Number
                        && at > 0
                        && (
                            token.IsYear
                            || _in.Words.Months.ContainsKey(_in._tokens[at - 1].Lower)
                            || at + 1 < _in._end
                                && _in._tokens[at + 1].IsCapital
                                && _in.Words.Months.ContainsKey(_in._tokens[at + 1].Lower)
                        )
                    || _in.Has("datePeriods", at) && at > 0 && (_in.Has("dateLast", at - 1) || IsDay(at - 1))
                );

            private void TakeWithoutThat()
            {
                var isClause = _verb.Takes switch
                {
                    VerbTakes.Clause or VerbTakes.Thing or VerbTakes.Person => _verb.Takes == VerbTakes.Thing
                        || !IsThingDenied(),
                    VerbTakes.To => HasAny("to", Next + 1, Next + LongestAside),
                    VerbTakes.That => _in.Words.Pronouns.ContainsKey(Token.Lower) && HasVerbAfterPronoun(),
                    _ => false,
                };
                var isMereObject = Next + 1 >= _in._end && _in.Words.Pronouns.ContainsKey(Token.Lower);
                if (isClause && !isMereObject && !_in.Has("and", Next))
                    TakeFrom(Next);
                else
                    IsUnfit = !(_in.Has("and", Next) || _in.Has("conjunctions", Next));
            }

            private bool HasAny(string list, int from, int to)
            {
                for (var at = from; at < Math.Min(to, _in._end); at++)
                    if (_in.Has(list, at))
                        return true;
                return false;
            }

            // "agreed it was late", but not "ruled it out".
            private bool HasVerbAfterPronoun() =>
                Next + 1 < _in._end
                && _in._tokens[Next + 1].Kind == TokenKind.Word
                && !_in.Has("particles", Next + 1)
                && !_in.Has("prepositions", Next + 1);

            // "denied the report", "announced a plan": no sentence follows.
            private bool IsThingDenied()
            {
                if (_in.Words.Pronouns.ContainsKey(Token.Lower) || _verb.Takes == VerbTakes.Person)
                    return false;
                if (
                    _in.Has("plainVerbs", From - 1)
                    || _in.Words.EndsLikeParticiple(Token.Lower)
                    || Token.Kind == TokenKind.Quotation
                )
                    return false;
                for (var at = Next + 1; at < Math.Min(Next + 20, _in._end); at++)
                    if (_in.Has("relatives", at) || _in._tokens[at].Is(","))
                        return true;
                    else if (_in.Has("auxiliaries", at))
                        return false;
                return true;
            }
        }
    }
}
