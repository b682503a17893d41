namespace Parley.Sourcing;

internal sealed partial class SentenceReader
{
    private sealed partial class Reading
    {
        // "Under the heading “Young people need roofs too”, he wrote": nobody says it.
        private bool IsHeading(int from, int at) =>
            _tokens[at].Kind == TokenKind.Quotation && Has("titled", at - 1) && Has("prepositions", from);

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
