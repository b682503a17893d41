namespace Parley.Stories;

/// <summary>A page with a discussion.</summary>
/// <param name="Title">The title that may be shown in public; null where only a browser claimed one.</param>
/// <param name="Url">The address a reader follows; null for a report on Parley's own pages.</param>
/// <param name="Slug">Its name in the address of its page here; null for a story of another page.</param>
internal sealed record Story(
    SiteId Site,
    Guid Id,
    string? Identifier,
    string? Url,
    string? Slug,
    string? Title,
    string? Section,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Tags,
    DateTimeOffset? PublishedAt,
    DateTimeOffset CreatedAt
)
{
    /// <summary>The time by which lists are ordered: its publication, or when it came here.</summary>
    public DateTimeOffset ListedAt => PublishedAt ?? CreatedAt;

    /// <summary>Where it is read where its page is none of ours; null where it has a page here.</summary>
    public string? ElsewhereUrl => Slug is null ? Url : null;

    /// <summary>Where it is read here, below a home: its own page, or its discussion.</summary>
    public string PathOn(string site) => Slug is { } slug ? $"/{site}/s/{slug}" : $"/{site}/t/{Id}";
}

/// <summary>What a page says of itself, as a browser carried it: enough to find its story, too little to decide policy by.</summary>
/// <param name="Identifier">The site's own name for it, already freed of the words that mean none.</param>
/// <param name="Address">Its address; null where the page gave only an identifier.</param>
internal sealed record PageClaim(string? Identifier, StoryAddress? Address)
{
    /// <summary>A title as a browser claims it. Never shown in public.</summary>
    public string? Title { get; init; }
}

/// <summary>What staff, an import or a signed attribute says of a story: these facts decide policy and are shown.</summary>
internal sealed record StoryFacts
{
    public string? Identifier { get; init; }
    public string? Url { get; init; }
    public string? Slug { get; init; }
    public string? Title { get; init; }
    public string? Section { get; init; }
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Every form of its address, as keys.</summary>
    public IReadOnlyList<string> AddressKeys { get; init; } = [];

    /// <summary>The address, as a key, below whose path it stands; null where it stands below none.</summary>
    public string? Place { get; init; }
}
