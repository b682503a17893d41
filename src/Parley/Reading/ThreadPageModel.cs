namespace Parley.Views.Reading;

/// <summary>A discussion as a page of its own: what a frame shows, and where its link leads.</summary>
/// <param name="StoryTitle">What the discussion is about; shown where the report itself is not around it.</param>
public sealed record ThreadPageModel(PageModel Page, ThreadModel Thread, string StoryTitle, string StoryUrl);
