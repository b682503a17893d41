using Parley.Views.Comments;

namespace Parley.Views.Reading;

/// <summary>What readers say of some words of a report.</summary>
/// <param name="Comments">On the words and on what they claim, the oldest first.</param>
public sealed record PassagePageModel(
    PageModel Page,
    string StoryTitle,
    string StoryUrl,
    PlaceModel Place,
    IReadOnlyList<OutstandingModel> Comments
)
{
    /// <summary>Where one comments on them; null where the words are gone.</summary>
    public string? WriteUrl { get; init; }
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}
