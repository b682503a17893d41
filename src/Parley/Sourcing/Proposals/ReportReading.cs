namespace Parley.Sourcing;

/// <summary>Puts the sentences of a report together: who "he" is, whose a quotation is that stands alone, why somebody is not named.</summary>
internal sealed class ReportReading(SourcingWords words, IReadOnlyList<SentenceReading> sentences, DateOnly? published)
{
    private readonly FullNames _names = new(words, sentences.Select(x => x.Sentence));
    private readonly List<(FoundAttribution Found, KnownSource? Speaker)> _found = [];
    private readonly WhyUnnamed _why = new(words);
    private readonly DateWords _dates = new(words, published);

    private SpeakerResolver? _resolver;

    private SpeakerResolver Speakers =>
        _resolver ??= new SpeakerResolver(words, _names, new PersonKinds(words, _names, sentences.Select(x => x.Sentence)));

    public IReadOnlyList<ProposedAttribution> Proposals()
    {
        KnownSource? last = null;
        foreach (var reading in sentences)
            last = Read(reading, last is not null && IsFirst(reading) ? null : last);
        GiveQuotationsTheirSpeaker();
        return
        [
            .. _found.Where(x => x.Speaker is not null && x.Found.To > x.Found.From).Select(x => Proposal(x.Found, x.Speaker!)),
        ];
    }

    private int _paragraph = -1;

    private bool IsFirst(SentenceReading reading)
    {
        var isFirst = reading.Sentence.Paragraph != _paragraph;
        _paragraph = reading.Sentence.Paragraph;
        return isFirst;
    }

    // Whom the sentence names; a quotation alone is of whom the paragraph spoke last.
    private KnownSource? Read(SentenceReading reading, KnownSource? last)
    {
        _paragraph = reading.Sentence.Paragraph;
        var spoken = new List<KnownSource>();
        foreach (var found in reading.Found)
        {
            var speaker = found.Speaker is { } phrase ? Speakers.Resolve(phrase) : last;
            _found.Add((speaker is null ? found : found with { Act = ActOf(found, speaker) }, speaker));
            if (speaker is not null && found.Speaker is not null)
                spoken.Add(speaker);
            last = speaker ?? last;
        }
        if (
            reading is { Found.Count: 0, Subject: { } subject }
            && Speakers.Resolve(subject) is { } about
            && (about.IsPerson || about.Phrase.Length == 1 || last is null)
        )
            spoken.Add(last = about);
        MentionOthers(reading.Sentence, spoken);
        if (last is { IsUnnamed: true, WhyUnnamed: null })
            last.WhyUnnamed = _why.In(reading.Sentence);
        return last;
    }

    // Whom it introduces beside its speakers may be meant next, but less than these.
    private void MentionOthers(ReportSentence sentence, List<KnownSource> spoken)
    {
        foreach (var other in _names.In(sentence).Select(_names.Introduced).OfType<SourcePhrase>().Reverse())
            Speakers.Resolve(other);
        spoken.ForEach(Speakers.Mention);
    }

    // A witness goes on bearing witness, and whoever writes a letter goes on writing it to the end of the paragraph.
    private AttributionAct ActOf(FoundAttribution found, KnownSource speaker)
    {
        if (found.Act == AttributionAct.Testified && speaker.IsCounsel)
            return AttributionAct.Said;
        speaker.IsWitness |= found.Act == AttributionAct.Testified;
        if (found.Act is AttributionAct.Wrote or AttributionAct.Posted)
            foreach (var token in found.Sentence.Tokens.Where(x => words.Has("letters", x.Lower)))
                Speakers.Wrote(speaker, token.Lower);
        if (found.Act != AttributionAct.Said || found.Relayers.Count > 0)
            return found.Act;
        if (_found.Count > 0 && _found[^1] is { Speaker: { } before, Found: var written } && ReferenceEquals(before, speaker))
            if (
                written.Act is AttributionAct.Wrote or AttributionAct.Posted
                && written.Sentence.Paragraph == found.Sentence.Paragraph
                && (ReferenceEquals(written.Sentence, found.Sentence) || IsContinued(found))
            )
                return written.Act;
        return speaker.IsWitness && !found.Sentence.Tokens.Any(x => words.Has("outsideCourt", x.Lower))
            ? AttributionAct.Testified
            : found.Act;
    }

    private bool IsContinued(FoundAttribution found) =>
        found.IsVerbatim || found.Speaker is { Length: 1 } phrase && words.Pronouns.ContainsKey(phrase.Head);

    private void GiveQuotationsTheirSpeaker()
    {
        for (var at = _found.Count - 1; at >= 0; at--)
            if (_found[at] is { Speaker: null, Found: var found } && FromNext(found, at) is { } speaker)
                _found[at] = (found, speaker);
        for (var at = 1; at < _found.Count; at++)
            if (
                _found[at] is { Speaker: null, Found: { Speaker: null } found }
                && found.Sentence.Paragraph - _found[at - 1].Found.Sentence.Paragraph <= 1
            )
                _found[at] = (found, _found[at - 1].Speaker);
        for (var at = 1; at < _found.Count; at++)
            if (
                _found[at] is { Found: { Speaker: null } alone, Speaker: { } same }
                && ReferenceEquals(_found[at - 1].Speaker, same)
                && _found[at - 1].Found is { IsVerbatim: true } before
                && before.Sentence.Paragraph == alone.Sentence.Paragraph
            )
                _found[at] = (alone with { Act = before.Act, Relayers = before.Relayers }, same);
    }

    // A quotation that goes on in the next paragraph, or ends with a comma, is of whoever is named there.
    private KnownSource? FromNext(FoundAttribution found, int at)
    {
        if (at + 1 == _found.Count || found.Speaker is not null)
            return null;
        if (at > 0 && _found[at - 1].Found is { IsOpen: true } && _found[at - 1].Speaker is { } begun)
            return begun;
        var (next, speaker) = _found[at + 1];
        var isNext = next.Sentence.Paragraph == found.Sentence.Paragraph + 1;
        return next.Sentence.Paragraph == found.Sentence.Paragraph || isNext && (found.IsOpen || EndsWithComma(found))
            ? speaker
            : null;
    }

    private static bool EndsWithComma(FoundAttribution found) =>
        found.To < found.Sentence.Text.Length && found.Sentence.Text[found.To] == ',';

    private ProposedAttribution Proposal(FoundAttribution found, KnownSource speaker) =>
        new(found.Sentence.Paragraph, found.From, found.To - found.From, found.Act, speaker.Words)
        {
            Kind = speaker.Is,
            WhyUnnamed = speaker.WhyUnnamed,
            Relayers = [.. found.Relayers.Select(x => x.Words).Where(x => !_names.IsLastNameOfPerson(x.Words))],
            When = _dates.In(found),
            IsVerbatim = found.IsVerbatim,
        };
}
