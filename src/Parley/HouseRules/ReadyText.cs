namespace Parley.HouseRules;

/// <summary>
/// Words that a house keeps ready under a rule: with them a decision explains itself to whoever wrote the comment. In the site's
/// language, and in others where the house has written it in them.
/// </summary>
/// <param name="In">The words by language, a tag of <see cref="Words.Languages"/> each; the site's own is among them when it is written.</param>
internal sealed record ReadyText(IReadOnlyDictionary<string, string> In)
{
    /// <summary>So many may stand under one rule: each but the first has a letter of its own at the desk.</summary>
    public const int Most = 4;

    /// <summary>In characters, for each language.</summary>
    public const int Longest = 500;

    /// <summary>Stands for what a moderator adds about the one comment.</summary>
    public const string Slot = "{facts}";

    /// <summary>The words in a language; in the site's where the house has none in that one, and in any where the site has another since.</summary>
    public string For(string language, string siteLanguage) =>
        In.GetValueOrDefault(language) ?? In.GetValueOrDefault(siteLanguage) ?? In.Values.First();

    /// <summary>Whether nothing is left of it, in one language or another, unless a moderator adds something.</summary>
    public bool NeedsFacts => In.Values.Any(words => Fill(words, null) is null);

    /// <summary>It as its writer reads it, by language.</summary>
    /// <param name="facts">What the moderator adds; null for nothing.</param>
    public SortedDictionary<string, string> Fill(string? facts)
    {
        var filled = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, words) in In)
            if (Fill(words, facts) is { } said)
                filled[language] = said;
        return filled;
    }

    // A line that speaks of facts says nothing where there are none; and facts for which there is no place come after all else.
    private static string? Fill(string words, string? facts)
    {
        var lines = words.Split('\n').Where(line => facts is not null || !line.Contains(Slot, StringComparison.Ordinal));
        var said = string.Join('\n', lines).Trim();
        if (facts is not null)
            said = said.Contains(Slot, StringComparison.Ordinal)
                ? said.Replace(Slot, facts, StringComparison.Ordinal)
                : $"{said}\n{facts}";
        return said.Length > 0 ? said : null;
    }
}
