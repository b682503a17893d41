using Microsoft.AspNetCore.Components;
using Parley.Views.Comments;

namespace Parley.Views.ModeratorConsole;

/// <summary>The frame of the moderators' pages.</summary>
/// <param name="Current">Which of the pages it is.</param>
public sealed record ConsoleModel(PageModel Page, ConsolePlace Current, ConsoleUrls Urls, string ModeratorName)
{
    /// <summary>How many comments wait.</summary>
    public int Waiting { get; init; }

    /// <summary>The last decision, as long as it can be taken back.</summary>
    public UndoModel? Undo { get; init; }

    /// <summary>What the operator should know, such as that no mail can be sent; each a whole sentence.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];
}

public enum ConsolePlace
{
    Queue,
    Threads,
    Writers,
    WordLists,
}

public sealed record ConsoleUrls(string Queue, string Threads, string Writers, string WordLists, string SignOut);

/// <param name="Sentence">What was decided: <c>Rejected: comment by gullwatcher</c>.</param>
public sealed record UndoModel(string Sentence, string ActionUrl);

/// <summary>What waits for a person, and the one that is decided now.</summary>
public sealed record QueuePageModel(ConsoleModel Console, IReadOnlyList<QueueItemModel> Items)
{
    /// <summary>Null when nothing waits.</summary>
    public QueueCaseModel? Case { get; init; }

    public string? NextUrl { get; init; }
}

/// <summary>A comment in the queue.</summary>
/// <param name="Url">Brings it up to be decided.</param>
/// <param name="Excerpt">The first words, without marks.</param>
/// <param name="Why">The strongest reason, in a few words.</param>
public sealed record QueueItemModel(string Url, string AuthorName, string Excerpt, DateTimeOffset Since, string Why)
{
    public bool IsHeld { get; init; }
    public int Reports { get; init; }
    public bool IsCurrent { get; init; }
}

/// <summary>The comment that is decided now, with all that is known.</summary>
/// <param name="Html">Its words, safe, with the places that a check found marked by <c>mark</c>.</param>
/// <param name="DecideUrl">Takes <c>do</c> (<c>publish</c> or <c>reject</c>) and <c>rule</c>.</param>
public sealed record QueueCaseModel(CommentModel Comment, MarkupString Html, string DecideUrl, WriterModel Writer)
{
    public bool IsHeld { get; init; }
    public required string StoryTitle { get; init; }
    public required string StoryUrl { get; init; }
    public required string PermalinkUrl { get; init; }

    /// <summary>What it answers, from the top of its branch.</summary>
    public IReadOnlyList<CommentModel> Above { get; init; } = [];

    public IReadOnlyList<CheckModel> Checks { get; init; } = [];
    public IReadOnlyList<ReaderReportModel> Reports { get; init; } = [];

    /// <summary>The rules to name when rejecting; the first is chosen already.</summary>
    public IReadOnlyList<(string Key, string Name)> Rules { get; init; } = [];

    public required ThreadRowModel Thread { get; init; }

    /// <summary>The next and the one before, for the keys J and K.</summary>
    public string? NextUrl { get; init; }

    public string? PreviousUrl { get; init; }
}

/// <summary>What an automatic check said.</summary>
/// <param name="Finding">In words, with the entry or figure that decided.</param>
public sealed record CheckModel(string Finding, CheckVerdict Verdict, string? Detail = null);

public enum CheckVerdict
{
    Pass,
    Hold,
    Refuse,
}

/// <summary>What a reader reported.</summary>
/// <param name="Remark">What the reader added in own words.</param>
public sealed record ReaderReportModel(string Reason, string? Remark, DateTimeOffset At);

/// <summary>The writer of a comment, as a moderator sees one.</summary>
/// <param name="StopUrl">Takes <c>reason</c>: from then on the writer's new words wait.</param>
public sealed record WriterModel(string Name, AuthorKind Kind, string StopUrl)
{
    public DateTimeOffset? Since { get; init; }
    public int Published { get; init; }
    public int Rejected { get; init; }

    /// <summary>Where the stop is lifted, for one who is stopped.</summary>
    public StopModel? Stop { get; init; }
}

/// <summary>A writer's new words wait, for a reason that the writer is told.</summary>
public sealed record StopModel(string WriterName, string Reason, string ByName, DateTimeOffset Since, string LiftUrl);

public sealed record ThreadsPageModel(ConsoleModel Console, IReadOnlyList<ThreadRowModel> Threads)
{
    public string? NextUrl { get; init; }
}

/// <param name="SwitchUrl">Takes <c>do</c>: <c>close</c> or <c>open</c>.</param>
public sealed record ThreadRowModel(string Title, string Url, int Comments, int Held, bool IsOpen, string SwitchUrl)
{
    public DateTimeOffset? LastActivity { get; init; }
}

public sealed record WritersPageModel(ConsoleModel Console, IReadOnlyList<StopModel> Stopped);

/// <summary>The site's word lists, and what they would do to a pasted text.</summary>
/// <param name="ActionUrl">Takes <c>banned</c>, <c>suspect</c>, <c>text</c> and <c>do</c>: <c>try</c> or <c>save</c>.</param>
public sealed record WordListsPageModel(ConsoleModel Console, string ActionUrl, string Banned, string Suspect)
{
    public string? BannedFault { get; init; }
    public string? SuspectFault { get; init; }
    public string TryText { get; init; } = "";
    public TryOutModel? TryOut { get; init; }
    public bool IsSaved { get; init; }
}

/// <param name="Html">The pasted text, safe, with the places found marked by <c>mark</c>.</param>
/// <param name="Findings">Each entry that was found, in words.</param>
public sealed record TryOutModel(CheckVerdict Verdict, MarkupString Html, IReadOnlyList<string> Findings);
