namespace Parley.Views.Notifications;

/// <summary>What a reader is told of.</summary>
/// <param name="ReadUrl">Where the button leads that marks all as read.</param>
/// <param name="Unread">How many are unread, up to a hundred.</param>
public sealed record NotificationsPageModel(
    PageModel Page,
    IReadOnlyList<NotificationModel> Notifications,
    int Unread,
    string ReadUrl
)
{
    /// <summary>What came of the reader's own reports, the latest first; on the first page alone.</summary>
    public IReadOnlyList<ReportToldModel> Reports { get; init; } = [];
    public string? NextUrl { get; init; }
    public string? FirstUrl { get; init; }

    /// <summary>Where one chooses whether letters tell it too; null for whoever gets none.</summary>
    public string? LettersUrl { get; init; }
}

/// <param name="Name">Who wrote it: of a pick, the reader.</param>
/// <param name="Words">Its beginning, as text; of a claim the claim.</param>
public sealed record NotificationModel(
    ToldOf Of,
    bool IsRead,
    string Name,
    string Words,
    string Url,
    string StoryTitle,
    DateTimeOffset At
)
{
    /// <summary>What is known of the claim now, in words.</summary>
    public string? Status { get; init; }
}

/// <summary>What came of a report.</summary>
/// <param name="Outcome"><c>kept</c>, <c>removed</c> or <c>gone</c>.</param>
/// <param name="Url">The discussion.</param>
public sealed record ReportToldModel(string Outcome, bool IsRead, string Url, string StoryTitle, DateTimeOffset At)
{
    /// <summary>The rule or law that was named.</summary>
    public string? Rule { get; init; }
    public string? RuleUrl { get; init; }

    /// <summary>Whether it is a law, and no rule of the house.</summary>
    public bool IsLaw { get; init; }

    /// <summary>Where one objects to a comment's staying.</summary>
    public string? ObjectUrl { get; init; }
}

public enum ToldOf
{
    /// <summary>It answers the reader.</summary>
    Reply,

    /// <summary>It names the reader.</summary>
    Mention,

    /// <summary>It is the reader's own, and the newsroom picked it.</summary>
    Pick,

    /// <summary>It is the reader's own and challenges a fact, and the newsroom answered.</summary>
    Answer,

    /// <summary>It is the reader's own and about a claim of which something else is known since.</summary>
    Claim,
}

/// <summary>Asks by two buttons which letters shall stop, or says that they have.</summary>
/// <param name="Story">The discussion that the letter was about.</param>
/// <param name="Stopped">What has just been stopped, in words.</param>
public sealed record StopLettersPageModel(
    PageModel Page,
    string Story,
    string ThreadActionUrl,
    string AllActionUrl,
    string? Stopped = null
);
