using Microsoft.AspNetCore.Components;

namespace Parley.Views.Feeds;

/// <summary>What others may see of a reader who wants that.</summary>
/// <param name="Since">Since when they have been on the site.</param>
/// <param name="Comments">What is public of theirs, the newest first.</param>
public sealed record ReaderPageModel(
    PageModel Page,
    string Name,
    DateTimeOffset Since,
    IReadOnlyList<ReaderCommentModel> Comments,
    string FeedUrl
)
{
    public string? NextUrl { get; init; }

    public string? FirstUrl { get; init; }
}

/// <param name="Url">Its permalink.</param>
/// <param name="PostedAt">Null where the import did not know.</param>
public sealed record ReaderCommentModel(
    string Url,
    MarkupString Html,
    DateTimeOffset? PostedAt,
    string StoryTitle,
    string StoryUrl
);
