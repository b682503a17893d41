namespace Parley.Views.Sites;

/// <summary>A site's front page: its stories, newest first.</summary>
public sealed record FrontPageModel(PageModel Page, IReadOnlyList<StoryLinkModel> Stories)
{
    public string? NextUrl { get; init; }

    /// <summary>The beginning, for one who reads a later page.</summary>
    public string? FirstUrl { get; init; }
}

/// <summary>A story in a list.</summary>
/// <param name="Comments">As many as a visitor could see.</param>
public sealed record StoryLinkModel(string Title, string Url, int Comments)
{
    public string? Section { get; init; }
    public string? Standfirst { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>What the house asks of those who write.</summary>
/// <param name="Rules">Each a short name and what it means; the number is its place in the list.</param>
public sealed record RulesPageModel(PageModel Page, IReadOnlyList<RuleModel> Rules);

public sealed record RuleModel(string Name, string Meaning);
