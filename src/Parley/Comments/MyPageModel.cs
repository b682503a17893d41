using Parley.Views.Sanctions;

namespace Parley.Views.Comments;

/// <summary>A visitor's own page.</summary>
/// <param name="Comments">Own comments in every state but deleted, newest first.</param>
public sealed record MyPageModel(
    PageModel Page,
    string Name,
    string SignOutUrl,
    MyTabsModel Tabs,
    IReadOnlyList<OwnCommentModel> Comments
)
{
    /// <summary>Where the next older ones are.</summary>
    public string? NextUrl { get; init; }

    /// <summary>Back to the newest ones, on a later page.</summary>
    public string? FirstUrl { get; init; }

    /// <summary>What moderators decided about one, standing or past, the latest first.</summary>
    public IReadOnlyList<SanctionModel> Sanctions { get; init; } = [];

    /// <summary>Where replies and mentions are.</summary>
    public string? NotificationsUrl { get; init; }

    /// <summary>How many of them are unread, up to a hundred.</summary>
    public int Unread { get; init; }

    /// <summary>Where one's account is changed; null for a guest, who has none.</summary>
    public string? AccountUrl { get; init; }

    /// <summary>What others may see of it; null where not everybody may read, and so nobody could look at it.</summary>
    public OwnFeedModel? Feed { get; init; }

    /// <summary>Where the moderators work, for one of them.</summary>
    public string? ConsoleUrl { get; init; }
}

/// <summary>The page that others may see, and its feed.</summary>
/// <param name="IsOpen">Whether they are there.</param>
/// <param name="PageUrl">Where the page lies, or would.</param>
/// <param name="Url">Where the feed lies, or would.</param>
/// <param name="ActionUrl">Where they are opened and closed.</param>
public sealed record OwnFeedModel(bool IsOpen, string PageUrl, string Url, string ActionUrl);

/// <summary>One's own comment with what became of it.</summary>
public sealed record OwnCommentModel(CommentModel Comment, OwnState State, string StoryTitle, string StoryUrl)
{
    /// <summary>What a moderator decided.</summary>
    public OwnDecisionModel? Decision { get; init; }

    /// <summary>Who found it and who decided, as the language files call it; null where nothing is against it.</summary>
    public string? By { get; init; }

    /// <summary>Where one objects; null where there is nothing to object to, or not any more.</summary>
    public string? ObjectUrl { get; init; }
}

public enum OwnState
{
    Published,
    Held,
    Rejected,
    Removed,
}

/// <param name="Rule">The house rule that it breaks, by its name.</param>
/// <param name="Remark">What the moderator adds.</param>
public sealed record OwnDecisionModel(string Rule, DateTimeOffset At, string? Remark)
{
    /// <summary>Whether it is against the law that is named, and not the house's rules alone.</summary>
    public bool IsLaw { get; init; }

    /// <summary>Where the rule stands, as it was then.</summary>
    public string? RuleUrl { get; init; }
}
