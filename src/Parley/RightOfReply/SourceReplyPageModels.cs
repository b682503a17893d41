using Parley.Views.Newsroom;

namespace Parley.Views.RightOfReply;

/// <summary>Where somebody whom a report names answers to the words that name them.</summary>
/// <param name="Name">As whom they answer.</param>
/// <param name="Quote">The words of the report, as they stand in it or last stood.</param>
/// <param name="State"><c>offered</c>, <c>waiting</c>, <c>published</c>, <c>refused</c> or <c>late</c>.</param>
/// <param name="ActionUrl">Takes <c>words</c>.</param>
public sealed record SourceReplyPageModel(
    PageModel Page,
    string Name,
    string Quote,
    string Headline,
    string ReportUrl,
    string State,
    DateTimeOffset Until,
    string ActionUrl
)
{
    /// <summary>What was typed, or sent.</summary>
    public string Words { get; init; } = "";
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why it is not published.</summary>
    public string? Reason { get; init; }
    public string? Fault { get; init; }
}

/// <summary>The link by which a source answers: shown once.</summary>
public sealed record OfferedReplyPageModel(
    NewsroomModel Newsroom,
    string Name,
    string Link,
    DateTimeOffset Until,
    string BackUrl
);

/// <summary>What sources answered and what the newsroom decides of it.</summary>
/// <param name="Waiting">Those that ask for a decision.</param>
/// <param name="Others">The rest, the last offered first.</param>
public sealed record SourceRepliesPageModel(
    NewsroomModel Newsroom,
    IReadOnlyList<SourceReplyLineModel> Waiting,
    IReadOnlyList<SourceReplyLineModel> Others
)
{
    /// <summary>What was wrong with a decision on one that is not here.</summary>
    public string? Fault { get; init; }

    /// <summary>The words of that decision.</summary>
    public string? KeptWords { get; init; }
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <param name="State"><c>offered</c>, <c>waiting</c>, <c>published</c>, <c>refused</c> or <c>withdrawn</c>.</param>
/// <param name="Quote">The words of the report.</param>
/// <param name="ActionUrl">Takes <c>do</c> (<c>publish</c>, <c>refuse</c>, <c>respond</c> or <c>withdraw</c>) and <c>words</c>.</param>
public sealed record SourceReplyLineModel(
    string State,
    string Name,
    string Quote,
    string Headline,
    string ReportUrl,
    DateTimeOffset OfferedAt,
    string ActionUrl
)
{
    public string? Words { get; init; }
    public string? Reason { get; init; }

    /// <summary>What was typed, or what the newsroom responded.</summary>
    public string Response { get; init; } = "";
    public string? Fault { get; init; }
}
