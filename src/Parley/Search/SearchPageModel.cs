namespace Parley.Views.Search;

/// <summary>A search and what it found.</summary>
/// <param name="Query">As it was typed; empty before anything was.</param>
/// <param name="IsAsked">Whether there is anything to look for in it.</param>
public sealed record SearchPageModel(
    PageModel Page,
    string ActionUrl,
    string Query,
    bool IsAsked,
    IReadOnlyList<FoundModel> Found
)
{
    /// <summary>The one discussion that is searched; null for the whole site.</summary>
    public Guid? Thread { get; init; }
    public string? StoryTitle { get; init; }

    /// <summary>The same search in the whole site, where one discussion is searched.</summary>
    public string? WholeUrl { get; init; }
    public string? NextUrl { get; init; }
    public string? FirstUrl { get; init; }

    /// <summary>What is wrong with the query.</summary>
    public string? Fault { get; init; }
}

/// <param name="PostedAt">Null where the import did not know.</param>
public sealed record FoundModel(
    string Name,
    string Url,
    string StoryTitle,
    DateTimeOffset? PostedAt,
    IReadOnlyList<FoundPart> Parts
);

/// <param name="IsMarked">Whether it is what was looked for.</param>
public sealed record FoundPart(string Text, bool IsMarked);
