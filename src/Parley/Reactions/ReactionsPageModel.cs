using Parley.Views.Comments;

namespace Parley.Views.Reactions;

/// <summary>What a visitor found worthwhile.</summary>
public sealed record ReactionsPageModel(PageModel Page, MyTabsModel Tabs, IReadOnlyList<ReactedModel> Reacted)
{
    public string? NextUrl { get; init; }

    public string? FirstUrl { get; init; }
}

/// <param name="Url">The comment.</param>
/// <param name="Words">The beginning of its words, without markup.</param>
/// <param name="PostedAt">Null where the import did not know.</param>
public sealed record ReactedModel(
    string Name,
    string Url,
    string Words,
    DateTimeOffset? PostedAt,
    string StoryTitle,
    string StoryUrl
);
