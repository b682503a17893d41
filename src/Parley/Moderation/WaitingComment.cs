using Parley.Comments;
using Parley.Reasons;

namespace Parley.Moderation;

/// <summary>A comment that waits for a person: held by a check, or published and reported.</summary>
/// <param name="Since">Since when: it was posted, or first reported.</param>
/// <param name="Reasons">What machines found in the words as they are now.</param>
/// <param name="Reports">The reports that nobody has decided on, oldest first.</param>
internal sealed record WaitingComment(
    ReadComment Read,
    DateTimeOffset Since,
    StoryLine Story,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<OpenReport> Reports
);

/// <summary>What a reader says is wrong with a comment. Who said it stays out: it must not weigh.</summary>
internal sealed record OpenReport(string Reason, string? Words, DateTimeOffset At);

/// <summary>A story as staff see it in a list.</summary>
/// <param name="Title">Its title, one that only a browser claimed among them; else its address.</param>
internal sealed record StoryLine(Guid Id, string Title, string? Url, string? Slug, DateTimeOffset? PublishedAt);

/// <summary>A part of the queue, oldest first.</summary>
/// <param name="Total">How many wait in all: the length of the whole list.</param>
internal sealed record QueueSlice(IReadOnlyList<WaitingComment> Items, TimeCursor? Next, int Total);
