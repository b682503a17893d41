using System.Text.Json.Serialization;
using Parley.Comments;

namespace Parley.Notifications;

/// <param name="Unread">At most a hundred are counted.</param>
/// <param name="Next"><c>before</c> of the older ones; null at the end.</param>
internal sealed record NotificationListAnswer(IReadOnlyList<NotificationAnswer> Notifications, int Unread, string? Next);

/// <param name="Kind"><c>reply</c>, <c>mention</c>, or <c>picked</c>: then the comment is the reader's own.</param>
/// <param name="StoryTitle">What the discussion is about, where that may be said.</param>
internal sealed record NotificationAnswer(
    NotificationKind Kind,
    DateTimeOffset At,
    bool IsRead,
    string? StoryTitle,
    CommentAnswer Comment
);

/// <param name="Names">At most eight.</param>
internal sealed record NamesAnswer(IReadOnlyList<string> Names);

[JsonSerializable(typeof(NamesAnswer))]
[JsonSerializable(typeof(NotificationListAnswer))]
internal sealed partial class NotificationJson : JsonSerializerContext
{
    public static NotificationJson Ours { get; } = new(Json.Options());
}
