namespace Parley.Perspective;

/// <summary>A key by which a program of a site has texts scored.</summary>
/// <param name="Site">Whose it is: what is said by it is that site's.</param>
/// <param name="Name">Unique on the site.</param>
/// <param name="CallsPerMinute">How many texts it may have scored in a minute, on each node.</param>
internal sealed record ScoringKey(SiteId Site, string Name, int CallsPerMinute)
{
    /// <summary>What a key is given where nothing is said: ten texts a second.</summary>
    public const int UsualCalls = 600;

    public const int MostCalls = 1_000_000;
    public const int MostLetters = 60;

    /// <summary>More than a site has programs.</summary>
    public const int Most = 50;

    /// <summary>
    /// A new one, as it is handed over. It begins with the name of its site, so that it is looked for among that site's alone.
    /// </summary>
    public static string NewText(string site) => $"{site}.{Ids.Secret()}";

    /// <summary>Which site a key is of, as it says itself; null for what is no key.</summary>
    public static string? SiteOf(string text) =>
        text.Length <= 200 && text.LastIndexOf('.') is > 0 and var dot ? text[..dot] : null;

    /// <summary>What it may be called: what stands in a command and a table without quotes.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= MostLetters }
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}

/// <summary>A key as its site sees it again: its text is nowhere.</summary>
internal sealed record KeptScoringKey(
    string Name,
    int CallsPerMinute,
    DateTimeOffset Since,
    DateOnly? LastUsed,
    DateTimeOffset? RevokedAt
);
