using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.Reports;
using Parley.Sourcing;

namespace Parley.Notifications;

/// <param name="Unread">At most a hundred are counted.</param>
/// <param name="Next"><c>before</c> of the older ones; null at the end.</param>
internal sealed record NotificationListAnswer(IReadOnlyList<NotificationAnswer> Notifications, int Unread, string? Next)
{
    /// <summary>What came of the reader's own reports, the latest first; with the first part alone.</summary>
    public IReadOnlyList<ReportToldAnswer> Reports { get; init; } = [];
}

/// <param name="Outcome"><c>kept</c>, <c>removed</c>, or <c>gone</c>: its author had taken it down.</param>
internal sealed record ReportToldAnswer(Guid CommentId, ReportOutcome Outcome, DateTimeOffset At, bool IsRead)
{
    /// <summary>The rule or law that was named.</summary>
    public string? Rule { get; init; }

    /// <summary>Where the law stands, where it is one.</summary>
    public string? Law { get; init; }

    /// <summary>With it one objects to a comment's staying; absent where there is nothing to object to.</summary>
    public string? Code { get; init; }
}

/// <param name="Kind"><c>reply</c>, <c>mention</c>, <c>picked</c>, <c>answered</c> or <c>claim</c>: of the last three the comment is the reader's own.</param>
/// <param name="StoryTitle">What the discussion is about, where that may be said.</param>
internal sealed record NotificationAnswer(
    NotificationKind Kind,
    DateTimeOffset At,
    bool IsRead,
    string? StoryTitle,
    CommentAnswer Comment
)
{
    /// <summary>The claim, where what is known of it is something else since.</summary>
    public ToldClaimAnswer? Claim { get; init; }
}

internal sealed record ToldClaimAnswer(Guid Id, string Sentence, ClaimStatus Status);

/// <param name="Names">At most eight.</param>
internal sealed record NamesAnswer(IReadOnlyList<string> Names);

[JsonSerializable(typeof(NamesAnswer))]
[JsonSerializable(typeof(NotificationListAnswer))]
internal sealed partial class NotificationJson : JsonSerializerContext
{
    public static NotificationJson Ours { get; } = new(Json.Options());
}
