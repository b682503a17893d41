using Parley.Views.Comments;

namespace Parley.Views.Notices;

/// <summary>A form in which anybody says that a comment is illegal.</summary>
/// <param name="ActionUrl">Takes <c>words</c>, <c>law</c>, <c>name</c>, <c>email</c>, <c>abuse</c> and <c>goodFaith</c>.</param>
/// <param name="ReportUrl">Where one says that it breaks the rules of the house.</param>
public sealed record NoticePageModel(PageModel Page, CommentModel Comment, string ActionUrl, string BackUrl, string ReportUrl)
{
    public string Words { get; init; } = "";
    public string Law { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public bool IsAboutAbuse { get; init; }
    public bool IsInGoodFaith { get; init; }
    public string? WordsFault { get; init; }
    public string? LawFault { get; init; }
    public string? NameFault { get; init; }
    public string? EmailFault { get; init; }
    public string? FaithFault { get; init; }
}

/// <summary>A notice as its sender follows it.</summary>
/// <param name="CommentUrl">The comment that it is about.</param>
/// <param name="Outcome"><c>waits</c>, <c>kept</c>, <c>removed</c>, <c>illegal</c> or <c>gone</c>.</param>
public sealed record GivenNoticePageModel(PageModel Page, string CommentUrl, string Outcome, DateTimeOffset At)
{
    /// <summary>What the sender wrote; null once it is forgotten.</summary>
    public string? Words { get; init; }
    public string? Law { get; init; }

    /// <summary>Whether the answer comes by letter as well.</summary>
    public bool HasAddress { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The law or the rule of the house that it breaks.</summary>
    public string? Ground { get; init; }

    /// <summary>Where one objects to it; null where there is nothing to object to, or no time left.</summary>
    public string? ObjectUrl { get; init; }

    /// <summary>Where that stands.</summary>
    public string? GroundUrl { get; init; }
}
