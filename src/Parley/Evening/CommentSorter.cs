namespace Parley.Evening;

/// <summary>To whom a comment speaks.</summary>
internal enum SpokenTo
{
    /// <summary>To whoever reads the report, the newsroom among them.</summary>
    Everybody,

    /// <summary>To another reader, whom it answers.</summary>
    Reader,

    /// <summary>To somebody of the newsroom, whom it answers.</summary>
    Newsroom,
}

/// <summary>
/// Says what a comment has for the newsroom, by rules that can be read: who asks, who contradicts, who was there. The words of a language
/// stand in a file beside this one; in a language without one, a question counts where it names the newsroom or answers it. It takes time
/// in proportion to the text.
/// </summary>
internal static class CommentSorter
{
    /// <summary>What is weaker is not on the list.</summary>
    public const double Least = 0.3;

    // Asked of somebody by name, or in reply to them.
    private const double Addressed = 0.7;

    // Each rule more that a comment meets says a little more.
    private const double Further = 0.08;
    private const double Most = 0.95;
    private const int ShortestName = 3;

    /// <summary>What it has, the strongest first; nothing where it has nothing.</summary>
    /// <param name="language">As in BCP 47; only its first part counts.</param>
    /// <param name="text">The comment as plain text.</param>
    /// <param name="names">Who wrote the report, and what the publication is called.</param>
    public static IReadOnlyList<EveningFinding> Sort(
        string language,
        string text,
        SpokenTo to = SpokenTo.Everybody,
        IReadOnlyList<string>? names = null
    )
    {
        var words = EveningWords.For(language);
        var found = new Dictionary<EveningKind, (double Best, int Rules, EveningWhy Why, string? Words)>();
        var sentences = CommentSentence.Of(text);
        var count = sentences.Sum(sentence => sentence.Words.Count);
        foreach (var sentence in sentences)
        {
            if (sentence.Asks)
                AddAddressed(sentence);
            if (words is null)
                continue;
            foreach (var of in words.In(sentence, count).GroupBy(one => one.Rule.Kind))
            {
                if (words.IsWithout(of.Key, sentence))
                    continue;
                foreach (var (rule, first, last) in of)
                    Add(
                        rule.Kind,
                        to == SpokenTo.Reader ? rule.InReply : rule.Strength,
                        EveningWhy.Words,
                        text[first.Start..last.End]
                    );
            }
        }

        return
        [
            .. found
                .Select(one => new EveningFinding(
                    one.Key,
                    Math.Min(Most, one.Value.Best + ((one.Value.Rules - 1) * Further)),
                    one.Value.Why,
                    one.Value.Words
                ))
                .Where(one => one.Strength >= Least)
                .OrderByDescending(one => one.Strength)
                .ThenBy(one => one.Kind),
        ];

        void AddAddressed(CommentSentence sentence)
        {
            if (to == SpokenTo.Newsroom)
                Add(EveningKind.Question, Addressed, EveningWhy.Replied, sentence.Text);
            else if (names?.FirstOrDefault(name => IsNamed(sentence.Text, name)) is { } name)
                Add(EveningKind.Question, Addressed, EveningWhy.Named, name);
        }

        void Add(EveningKind kind, double strength, EveningWhy why, string said)
        {
            if (strength <= 0)
                return;
            var before = found.GetValueOrDefault(kind);
            found[kind] =
                strength > before.Best ? (strength, before.Rules + 1, why, said) : before with { Rules = before.Rules + 1 };
        }
    }

    private static bool IsNamed(string sentence, string name)
    {
        if (name.Length < ShortestName)
            return false;
        for (var at = 0; (at = sentence.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + name.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(sentence[at - 1]))
                && (end == sentence.Length || !char.IsLetterOrDigit(sentence[end]))
            )
                return true;
        }

        return false;
    }
}
