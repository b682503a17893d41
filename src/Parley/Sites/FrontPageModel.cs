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
