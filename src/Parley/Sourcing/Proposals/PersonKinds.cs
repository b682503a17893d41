namespace Parley.Sourcing;

/// <summary>Which persons of a report are men and which women, by the pronouns that it uses where it names only one of them.</summary>
internal sealed class PersonKinds
{
    // "Vane spoke in his office" says more than "Vane said that he spoke", where "he" may be another.
    private const int OfOwner = 3;
    private const int OfOther = 1;

    private readonly Dictionary<string, int> _votes = new(StringComparer.Ordinal);
    private readonly SourcingWords _words;

    public PersonKinds(SourcingWords words, FullNames names, IEnumerable<ReportSentence> sentences)
    {
        _words = words;
        string? before = null;
        foreach (var sentence in sentences)
        {
            var named = names
                .In(sentence)
                .Select(x => (x.From, Full: names.FullestOf(x.WordsOf(x.From, x.To))))
                .Where(x => names.IsPerson(x.Full))
                .ToList();
            var alone = named.DistinctBy(x => x.Full.Words).Take(2).Count() == 1 ? named[0].Full.Words : null;
            if (alone is not null)
                VoteByAll(alone, sentence, named[0].From);
            else if (named.Count == 0 && before is not null)
                VoteByFirst(before, sentence);
            before = alone;
        }
    }

    /// <summary>A man or a woman; nothing if the report does not tell.</summary>
    public SourcingWords.Kind? Of(string name) =>
        _votes.GetValueOrDefault(name) switch
        {
            > 0 => SourcingWords.Kind.Man,
            < 0 => SourcingWords.Kind.Woman,
            _ => null,
        };

    private void VoteByFirst(string name, ReportSentence sentence)
    {
        foreach (var token in sentence.Tokens)
            if (_words.Pronouns.TryGetValue(token.Lower, out var kind) && IsOne(kind))
            {
                Vote(name, kind, OfOther);
                return;
            }
    }

    // Where it speaks of a man and a woman, one of them is somebody else.
    private void VoteByAll(string name, ReportSentence sentence, int from)
    {
        var votes = sentence.Tokens.Skip(from).Select(KindAndWeight).Where(x => x.Weight > 0).ToList();
        if (votes.DistinctBy(x => x.Kind).Take(2).Count() == 1)
            Vote(name, votes[0].Kind, votes.Max(x => x.Weight));
    }

    private (SourcingWords.Kind Kind, int Weight) KindAndWeight(ReportToken token) =>
        _words.Owners.TryGetValue(token.Lower, out var owner) && IsOne(owner) ? (owner, OfOwner)
        : _words.Pronouns.TryGetValue(token.Lower, out var kind) && IsOne(kind) ? (kind, OfOther)
        : default;

    private static bool IsOne(SourcingWords.Kind kind) => kind is SourcingWords.Kind.Man or SourcingWords.Kind.Woman;

    private void Vote(string name, SourcingWords.Kind kind, int weight) =>
        _votes[name] = _votes.GetValueOrDefault(name) + (kind == SourcingWords.Kind.Man ? weight : -weight);
}
