namespace Parley.Views.Comments;

/// <summary>A visitor's own page.</summary>
/// <param name="Waiting">Own comments that wait for a moderator.</param>
public sealed record MyPageModel(PageModel Page, string Name, string SignOutUrl, IReadOnlyList<OwnCommentModel> Waiting)
{
    /// <summary>Own comments that everyone sees, newest first.</summary>
    public IReadOnlyList<OwnCommentModel> Published { get; init; } = [];

    /// <summary>Why one's words wait, where a moderator decided that.</summary>
    public string? Stopped { get; init; }

    /// <summary>Where the moderators work, for one of them.</summary>
    public string? ConsoleUrl { get; init; }
}

public sealed record OwnCommentModel(CommentModel Comment, string StoryTitle, string StoryUrl);
