using Parley.Views.Comments;
using Parley.Views.Stories;

namespace Parley.Views.Reading;

/// <summary>A report with its discussion under it.</summary>
public sealed record StoryPageModel(PageModel Page, ReportModel Report, ThreadModel Thread);

/// <summary>Who says what in a report that stands elsewhere.</summary>
/// <param name="Report">Only with the paragraphs that have something beside them.</param>
/// <param name="Comments">How many comments its discussion has.</param>
public sealed record WhoSaysPageModel(PageModel Page, ReportModel Report, string DiscussionUrl, int Comments)
{
    /// <summary>Where the report itself stands; null where only the site's own name for it is known.</summary>
    public string? ReportUrl { get; init; }

    /// <summary>The host of that page, as people read it.</summary>
    public string? ReportHost { get; init; }
}

/// <summary>One comment as a link leads to it: with all that it answers, and nothing else of the discussion.</summary>
/// <param name="Branch">The top-level comment of its branch, and below it one reply each, down to the one that is meant.</param>
/// <param name="AllUrl">The whole discussion, at the place where the comment stands.</param>
public sealed record CommentPageModel(PageModel Page, CommentModel Branch, string StoryTitle, string StoryUrl, string AllUrl)
{
    /// <summary>Where one goes on to what the first of them answers; null where that is shown, or answers nothing.</summary>
    public string? AboveUrl { get; init; }

    /// <summary>All comments of the discussion.</summary>
    public int Count { get; init; }

    public ThreadDoorsModel? Doors { get; init; }

    /// <summary>What quotes the comment in an article; null where it cannot be quoted, and in a frame.</summary>
    public string? EmbedCode { get; init; }

    public bool IsOpen { get; init; } = true;
    public int Depth { get; init; } = 3;
}

/// <summary>The rest of a branch that did not fit into the discussion's own page.</summary>
/// <param name="Top">The comment over the branch, without its replies.</param>
/// <param name="Replies">Those of this page; each names whom it answers, where that one is not here.</param>
public sealed record BranchPageModel(
    PageModel Page,
    CommentModel Top,
    IReadOnlyList<CommentModel> Replies,
    string StoryTitle,
    string StoryUrl,
    string AllUrl
)
{
    public string? NextUrl { get; init; }
    public ThreadDoorsModel? Doors { get; init; }
    public bool IsOpen { get; init; } = true;
    public int Depth { get; init; } = 3;
}
