namespace Parley.Sourcing;

/// <summary>The names of several words in a report, by their first and their last word: "Haniyeh" is "Ismail Haniyeh".</summary>
internal sealed class FullNames
{
    // A family of more bounds what is done for each of its names.
    private const int MostOfOneName = 40;

    /// <summary>In characters. Nobody is called longer, and what is asked of a name is asked again wherever a part of it stands.</summary>
    public const int LongestName = 200;

    private readonly Dictionary<string, List<SourceWords>> _byLast = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SourceWords> _byFirst = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _aged = new(StringComparer.OrdinalIgnoreCase);
    private readonly SourcingWords _words;

    public FullNames(SourcingWords words, IEnumerable<ReportSentence> sentences)
    {
        _words = words;
        foreach (var sentence in sentences)
            Gather(sentence);
    }

    /// <summary>The longest name that the short one stands for; the one told last before it where several do.</summary>
    public SourceWords FullestOf(SourceWords name)
    {
        var parts = Parts(name.Words);
        if (parts.Count == 1 && IsTitle(parts[0]))
            return name;
        if (parts.Count > 1 && !IsTitle(WordsOf(name.Words)[0]))
            return name;
        var full = (_byLast.GetValueOrDefault(parts[^1]) ?? []);
        return full.FindLast(x => (x.Paragraph, x.Start).CompareTo((name.Paragraph, name.Start)) <= 0)
            ?? full.Find(IsPerson)
            ?? (parts.Count == 1 ? _byFirst.GetValueOrDefault(parts[0]) : null)
            ?? name;
    }

    /// <summary>Whether it looks like the name of a person and not of a body.</summary>
    public bool IsPerson(SourceWords name)
    {
        var (all, parts) = (WordsOf(name.Words), Parts(name.Words));
        return parts.Count > 1 && !parts.Any(x => _words.Has("organisationNames", x.ToLowerInvariant()))
            || all.Length > 1 && IsTitle(all[0]);
    }

    /// <summary>Whether a single word is the last name of a person: of one named in full, or of one whose age is told.</summary>
    public bool IsLastNameOfPerson(string word) =>
        _aged.Contains(word) || _byLast.GetValueOrDefault(word)?.Exists(IsPerson) == true;

    private bool IsTitle(string word) => _words.Has("titles", word.ToLowerInvariant().TrimEnd('.'));

    /// <summary>The words of a name, whatever blank is between them: a no-break space stands before many last names.</summary>
    public static string[] WordsOf(string name) => name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private List<string> Parts(string name)
    {
        var parts = WordsOf(name).ToList();
        while (parts.Count > 1 && IsTitle(parts[0]))
            parts.RemoveAt(0);
        return parts;
    }

    /// <summary>The names in a sentence, of persons or not.</summary>
    public IEnumerable<SourcePhrase> In(ReportSentence sentence)
    {
        for (var at = 0; at < sentence.Tokens.Count; at++)
        {
            if (!IsOfName(sentence.Tokens[at]))
                continue;
            var to = at + 1;
            while (to < sentence.Tokens.Count && IsOfName(sentence.Tokens[to]) && !sentence.Tokens[to - 1].IsPossessive)
                to++;
            yield return new SourcePhrase(sentence, at, to, to) { Name = at..to };
            at = to - 1;
        }
    }

    /// <summary>A person's name with what tells that it is one: "Dr Ammon", "Ann Bell, 58", "an analyst, Bo Tull", "Jo Reyl, who".</summary>
    public SourcePhrase? Introduced(SourcePhrase name)
    {
        if (name.Length == 1 || !IsPerson(FullestOf(name.WordsOf(name.From, name.To))))
            return null;
        var tokens = name.Sentence.Tokens;
        var before = name.From - (name.From > 0 && tokens[name.From - 1].Is(",") ? 2 : 1);
        if (before >= 0 && _words.Has("people", tokens[before].Lower))
            return name with { From = before };
        return
            IsTitle(tokens[name.From].Lower)
            || IsAged(name)
            || name.Sentence.WordAt(name.To) == "," && _words.Has("relatives", name.Sentence.WordAt(name.To + 1) ?? "")
            ? name
            : null;
    }

    private static bool IsAged(SourcePhrase name) =>
        name.Sentence.WordAt(name.To) == ","
        && name.To + 1 < name.Sentence.Tokens.Count
        && name.Sentence.Tokens[name.To + 1] is { Kind: TokenKind.Number, Lower.Length: 2 };

    private void Gather(ReportSentence sentence)
    {
        foreach (var name in In(sentence))
        {
            if (IsAged(name))
                _aged.Add(sentence.Tokens[name.To - 1].Lower);
            if (name.Length > 1)
                Keep(sentence, name.From, name.To);
        }
    }

    private bool IsOfName(ReportToken token) =>
        token.IsWord
        && token.IsCapital
        && !_words.Has("determiners", token.Lower)
        && !_words.Has("prepositions", token.Lower)
        && !_words.Has("conjunctions", token.Lower)
        && !_words.Has("adverbs", token.Lower)
        && !_words.Has("and", token.Lower)
        && !_words.Weekdays.ContainsKey(token.Lower);

    private void Keep(ReportSentence sentence, int from, int to)
    {
        var title = from;
        while (to - from > 2 && IsTitle(sentence.Tokens[from].Lower))
            from++;
        if (to - from == 2 && IsTitle(sentence.Tokens[from].Lower) && from == title)
        {
            // "Mr Tull" is no fuller than "Tull".
            return;
        }
        var words = new SourcePhrase(sentence, from, to, to).WordsOf(from, to);
        if (words.Words.Length > LongestName)
            return;
        var parts = WordsOf(words.Words);
        if (!_byLast.TryGetValue(parts[^1], out var sameLast))
            _byLast[parts[^1]] = sameLast = [];
        if (sameLast.Count < MostOfOneName && !sameLast.Any(x => x.Words == words.Words))
            sameLast.Add(words);
        _byFirst.TryAdd(parts[0], words);
    }
}
