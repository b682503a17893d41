using Microsoft.AspNetCore.Components;
using Parley.Views.Comments;

namespace Parley.Views.Reading;

/// <summary>A comment that is shown outside its place: picked, pinned, or one of the latest.</summary>
/// <param name="Url">Its place in the discussion.</param>
public sealed record OutstandingModel(string Url, AuthorModel Author, DateTimeOffset? PostedAt)
{
    /// <summary>All its words; null where the beginning of them will do.</summary>
    public MarkupString? Html { get; init; }

    /// <summary>The beginning of its words, without markup.</summary>
    public string Excerpt { get; init; } = "";

    /// <summary>What it was written about, where that does not stand above it.</summary>
    public string? StoryTitle { get; init; }

    public string? StoryUrl { get; init; }

    /// <summary>What the claim said when it was written, where it says something else by now.</summary>
    public string? OldWords { get; init; }
}

/// <summary>What the newsroom picked in a thread, on a page of its own.</summary>
/// <param name="AllUrl">The whole discussion.</param>
public sealed record PicksPageModel(
    PageModel Page,
    IReadOnlyList<OutstandingModel> Picks,
    string StoryTitle,
    string StoryUrl,
    string AllUrl
)
{
    public ThreadDoorsModel? Doors { get; init; }

    public string? FirstUrl { get; init; }

    public string? NextUrl { get; init; }
}
