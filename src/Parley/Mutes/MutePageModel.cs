using Parley.Views.Comments;

namespace Parley.Views.Mutes;

/// <summary>The page on which a comment's author is muted, and unmuted.</summary>
/// <param name="IsMuted">Whether they are: then the button takes it back.</param>
/// <param name="BackUrl">The comment.</param>
/// <param name="AllUrl">All whom the visitor has muted.</param>
public sealed record MutePageModel(
    PageModel Page,
    CommentModel Comment,
    bool IsMuted,
    string ActionUrl,
    string BackUrl,
    string AllUrl
);

/// <summary>Whom a visitor has muted.</summary>
/// <param name="ActionUrl">Where one of them is unmuted.</param>
public sealed record MutesPageModel(PageModel Page, MyTabsModel Tabs, IReadOnlyList<MutedModel> Muted, string ActionUrl)
{
    public string? NextUrl { get; init; }

    public string? FirstUrl { get; init; }
}

/// <param name="Id">What is sent to unmute them.</param>
/// <param name="At">Since when.</param>
public sealed record MutedModel(Guid Id, string Name, DateTimeOffset At);
