namespace Parley.Sourcing;

/// <summary>
/// Who is meant, over the paragraphs of a report: "he", "the official", a last name. The one of whom the text spoke last, of those whom the
/// words fit.
/// </summary>
internal sealed class SpeakerResolver(SourcingWords words, FullNames names, PersonKinds kinds)
{
    // Who was spoken of before that is not meant by "he" without a name between.
    private const int Remembered = 40;

    private readonly List<KnownSource> _known = [];
    private readonly Dictionary<string, KnownSource> _authors = new(StringComparer.Ordinal);

    /// <summary>Whom the words mean; nothing if it is a pronoun for nobody who was spoken of.</summary>
    public KnownSource? Resolve(SourcePhrase phrase)
    {
        var source = Find(phrase);
        if (source is not null)
            Mention(source);
        if (source is { IsPerson: true, Kind: null })
            source.Kind = KindOf(phrase);
        return source;
    }

    public void Mention(KnownSource source)
    {
        _known.Remove(source);
        _known.Add(source);
        if (_known.Count > Remembered)
            _known.RemoveAt(0);
    }

    /// <summary>Remembers who wrote what the report may call "the letter" from here on.</summary>
    public void Wrote(KnownSource author, string noun) => _authors[noun] = author;

    private KnownSource? Find(SourcePhrase phrase)
    {
        if (phrase.Words.Words.Length > FullNames.LongestName)
            return null;
        if (_known.Find(x => ReferenceEquals(x.Phrase, phrase)) is { } same)
            return same;
        if (phrase.Length == 1 && words.Pronouns.TryGetValue(phrase.Head, out var kind))
            return ByPronoun(kind);
        if (phrase is { Length: 2, Name: null } && words.Has("letters", Noun(phrase)) && Author(phrase) is { } author)
            return author;
        if (phrase.Name is { } name)
            return ByName(phrase, name);
        return (words.Has("definite", phrase.Head) ? ByNoun(phrase) : null) ?? Make(phrase, phrase.Words);
    }

    // "His post", "the memo" after "she told staff in a memo"
    private KnownSource? Author(SourcePhrase phrase) =>
        words.Owners.TryGetValue(phrase.Head, out var owner) ? ByPronoun(owner)
        : words.Has("definite", phrase.Head) ? _authors.GetValueOrDefault(Noun(phrase))
        : null;

    private KnownSource? ByPronoun(SourcingWords.Kind kind)
    {
        var found = _known.FindLast(x =>
            kind switch
            {
                SourcingWords.Kind.Several => x.IsSeveral,
                SourcingWords.Kind.Thing => !x.IsPerson && !x.IsSeveral,
                _ => x.IsPerson && !x.IsSeveral && (x.Kind is null || x.Kind == kind),
            }
        );
        found ??=
            kind == SourcingWords.Kind.Several ? _known.FindLast(x => !x.IsPerson) ?? _known.FindLast(x => x.IsUnnamed) : null;
        if (found is { IsPerson: true, Kind: null } && kind is SourcingWords.Kind.Man or SourcingWords.Kind.Woman)
            found.Kind = kind;
        return found;
    }

    private KnownSource ByName(SourcePhrase phrase, Range name)
    {
        var short_ = phrase.WordsOf(name.Start.Value, name.End.Value);
        var full = names.FullestOf(short_);
        var known = _known.FindLast(x =>
            x.Phrase.Name is not null && string.Equals(x.Words.Words, full.Words, StringComparison.Ordinal)
        );
        known?.Nouns.UnionWith(Nouns(phrase));
        return known ?? Make(phrase, full);
    }

    private KnownSource? ByNoun(SourcePhrase phrase)
    {
        var noun = Noun(phrase);
        var isPlain = phrase.Tokens.Count(x => !words.Has("epithets", x.Lower)) == 2;
        if (_known.FindLast(x => x.Nouns.Contains(noun) && (isPlain || HasWordsOf(x, phrase))) is { } same)
            return same;
        if (!isPlain)
            return null;
        if (words.Has("anyUnnamed", noun))
            return _known.FindLast(x => x.IsUnnamed);
        if (words.Has("anyPerson", noun) || words.IsAge(noun))
            return _known.FindLast(x =>
                x is { IsPerson: true, IsSeveral: false, IsUnnamed: false }
                && (KindOf(phrase) is not { } kind || (x.Kind ?? kind) == kind)
            );
        return words.Has("anyOrganisation", noun)
            ? _known.FindLast(x => !x.IsPerson && x.Phrase.Name is not null && !x.Nouns.Any(y => words.Has("noCompanies", y)))
            : null;
    }

    // "The foreign ministry" is not the defence ministry of before.
    private static bool HasWordsOf(KnownSource known, SourcePhrase phrase) =>
        phrase.Tokens.Skip(1).All(x => known.Words.Words.Contains(x.Lower, StringComparison.OrdinalIgnoreCase));

    private KnownSource Make(SourcePhrase phrase, SourceWords full)
    {
        var tokens = phrase.Tokens.ToList();
        var nouns = tokens.TakeWhile((x, at) => at == 0 || !words.Has("prepositions", x.Lower)).ToList();
        var isPerson = phrase.Name is not null
            ? names.IsPerson(full)
                || nouns.Any(x => !x.IsCapital && words.Has("people", x.Lower))
                || nouns.Count > 1 && words.Has("titles", nouns[0].Lower.TrimEnd('.'))
            : (nouns.Any(x => words.Has("people", x.Lower)) || IsSeveral(phrase))
                && !words.Has("organisations", nouns[^1].Lower)
                && !words.Has("evidence", nouns[^1].Lower);
        var said = phrase.Sentence.Tokens.Skip(phrase.From).Take(phrase.ClauseTo - phrase.From);
        var source = new KnownSource(phrase, full)
        {
            IsPerson = isPerson,
            IsPress = nouns.Any(x => words.Has("press", x.Lower)),
            IsEvidence = words.Has("evidence", nouns[^1].Lower),
            IsSeveral = phrase.Name is null && IsSeveral(phrase),
            IsUnnamed = phrase.Name is null && isPerson && !nouns.Any(x => words.Has("spokespeople", x.Lower)),
            Kind = KindOf(phrase) ?? (isPerson && phrase.Name is not null ? kinds.Of(full.Words) : null),
            IsCounsel = nouns.Concat(said).Any(x => words.Has("counsel", x.Lower)),
        };
        source.Nouns.UnionWith(Nouns(phrase));
        source.Nouns.Add(Noun(phrase));
        source.Nouns.Add(FullNames.WordsOf(full.Words)[^1].ToLowerInvariant());
        return source;
    }

    private IEnumerable<string> Nouns(SourcePhrase phrase) =>
        phrase
            .Sentence.Tokens.Skip(phrase.From)
            .Take(phrase.ClauseTo - phrase.From)
            .TakeWhile(x => !words.Has("relatives", x.Lower))
            .Where(x => !x.IsPossessive)
            .Where(x => words.Has("people", x.Lower) || words.Has("organisations", x.Lower))
            .Select(x => x.Lower);

    private SourcingWords.Kind? KindOf(SourcePhrase phrase)
    {
        foreach (var token in phrase.Sentence.Tokens.Skip(phrase.From).Take(phrase.ClauseTo - phrase.From))
            if (!token.IsPossessive && words.Has("men", token.Lower.TrimEnd('.')))
                return SourcingWords.Kind.Man;
            else if (!token.IsPossessive && words.Has("women", token.Lower.TrimEnd('.')))
                return SourcingWords.Kind.Woman;
        return null;
    }

    private bool IsSeveral(SourcePhrase phrase) =>
        Noun(phrase) is var noun
        && !words.Has("organisations", noun)
        && !words.Has("evidence", noun)
        && (words.Has("severalNouns", noun) || noun.EndsWith('s') && !noun.EndsWith("ss", StringComparison.Ordinal));

    // The last before a preposition: "two people familiar with" has none, and so its first noun for people.
    private string Noun(SourcePhrase phrase)
    {
        var tokens = phrase.Tokens.TakeWhile((x, at) => at == 0 || !words.Has("prepositions", x.Lower)).ToList();
        return (
            tokens.Find(x => words.Has("people", x.Lower) && tokens.Count > 1 && x != tokens[0]) is { Lower: not null } person
                ? person
                : tokens[^1]
        ).Lower;
    }
}
