using Parley.Comments;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;

namespace Parley.Moderation;

/// <summary>A comment in a list of the desk: most wait for a person, held by a check, or published and reported.</summary>
/// <param name="Since">Since when it waits: it was posted, or first reported.</param>
/// <param name="Reasons">What machines found in the words as they are now.</param>
/// <param name="Reports">The reports that nobody has decided on, oldest first.</param>
internal sealed record WaitingComment(
    ReadComment Read,
    DateTimeOffset Since,
    StoryLine Story,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<OpenReport> Reports
)
{
    /// <summary>By when somebody should have looked at it; null in a list that is not in that order.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Where it stands in its list.</summary>
    public TimeCursor Place { get; init; }
}

/// <summary>What a reader says is wrong with a comment. Who said it stays out: it must not weigh.</summary>
internal sealed record OpenReport(string Reason, string? Words, DateTimeOffset At)
{
    /// <summary>What came of earlier reports of the same reader, once there are enough to tell; only beside one comment.</summary>
    public ReporterFigures? Earlier { get; init; }

    /// <summary>Those on a comment for one of the staff: whoever wrote it does not read why somebody calls it illegal.</summary>
    public static IReadOnlyList<OpenReport> For(Reader staff, Comment comment, IReadOnlyList<OpenReport> all) =>
        staff.Id != comment.AuthorId
            ? all
            : [.. all.Select(report => report.Reason == ReportComment.Notice ? report with { Words = null } : report)];
}

/// <summary>A story as staff see it in a list.</summary>
/// <param name="Title">Its title, one that only a browser claimed among them; else its address.</param>
internal sealed record StoryLine(Guid Id, string Title, string? Url, string? Slug, DateTimeOffset? PublishedAt);

/// <summary>A part of a list of the desk: what should be looked at first comes first.</summary>
/// <param name="Next">Where the next part begins, which may hold nothing: the one who looks for some of many may look further.</param>
/// <param name="Waiting">How many wait in all: the length of the whole queue.</param>
internal sealed record QueueSlice(IReadOnlyList<WaitingComment> Items, TimeCursor? Next, QueueCount Waiting)
{
    /// <summary>The orders of authorities that nobody has answered, the nearest deadline first: they stand before everything.</summary>
    public IReadOnlyList<WaitingOrder> Orders { get; init; } = [];

    /// <summary>
    /// The objections that nobody has decided and that stand among these by when they are due, the first due first; none in a list that
    /// is not of all that waits.
    /// </summary>
    public IReadOnlyList<WaitingObjection> Objections { get; init; } = [];
}

/// <summary>An order of an authority that nobody has answered. What it is about, and who answers it, is for senior staff.</summary>
internal sealed record WaitingOrder(Guid Id, DateTimeOffset Due)
{
    /// <summary>The minutes that are left, the last one begun among them; below zero those over time.</summary>
    public static int MinutesLeft(DateTimeOffset due, DateTimeOffset now) => (int)Math.Ceiling((due - now).TotalMinutes);

    /// <summary>The same in words: minutes up to two hours, whole hours from there on.</summary>
    public static string TimeLeft(Words words, int minutes)
    {
        var many = Math.Abs(minutes);
        var key = minutes > 0 ? "orders.left" : "orders.over";
        return many <= 120 ? words.Count(key, many) : words.Count(key + "-hours", many / 60);
    }
}

/// <summary>How many wait for a person; a number above <see cref="Most"/> says no more than that.</summary>
internal sealed record QueueCount(int Held, int Reported)
{
    /// <summary>So far is counted: who has so many before them is helped by no exact number, and each page would wait for it.</summary>
    public const int Most = 1_000;

    /// <summary>Of the reported ones those that somebody calls illegal.</summary>
    public int Notices { get; init; }

    /// <summary>Published by the site's own model, and drawn by chance for a person.</summary>
    public int Drawn { get; init; }

    /// <summary>Said against decisions, and not about a comment that waits.</summary>
    public int Objections { get; init; }

    /// <summary>How many comments wait.</summary>
    public int All => Math.Min(Held + Reported + Drawn, Most + 1);
}
