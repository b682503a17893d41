using Parley.Views.Comments;
using Parley.Views.Newsroom;

namespace Parley.Views.Corrections;

/// <summary>A comment that challenges a fact: its writer says what shows it, or a moderator hands it on.</summary>
/// <param name="ActionUrl">Takes <c>evidence</c> and <c>url</c>.</param>
public sealed record ChallengePageModel(PageModel Page, CommentModel Comment, string ActionUrl, string BackUrl)
{
    /// <summary>Whether it is its writer's own page; else a moderator's.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether the newsroom has it already.</summary>
    public bool IsRaised { get; init; }
    public bool IsAnswered { get; init; }

    /// <summary>What the newsroom answered, where the comment waits and cannot be read with it.</summary>
    public string? Answer { get; init; }
    public string Evidence { get; init; } = "";
    public string Url { get; init; } = "";
    public string? EvidenceFault { get; init; }
    public string? UrlFault { get; init; }

    /// <summary>What else was wrong, in words.</summary>
    public string? Fault { get; init; }
}

/// <summary>What readers challenge and the newsroom has not answered yet, the oldest first.</summary>
/// <param name="Statuses">What can become of a claim.</param>
public sealed record CorrectionsPageModel(
    NewsroomModel Newsroom,
    IReadOnlyList<CorrectionModel> Corrections,
    IReadOnlyList<ChoiceModel> Statuses
)
{
    /// <summary>What was wrong with an answer to something that is not here any more.</summary>
    public string? Fault { get; init; }

    /// <summary>The words of that answer.</summary>
    public string? KeptWords { get; init; }
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <param name="ActionUrl">Takes <c>do</c> (<c>change</c> or <c>keep</c>), <c>claim</c>, <c>status</c> and <c>reason</c>.</param>
public sealed record CorrectionModel(CommentModel Comment, string StoryTitle, DateTimeOffset RaisedAt, string ActionUrl)
{
    /// <summary>What shows it, in the reader's words. Nobody else reads it.</summary>
    public string? Evidence { get; init; }
    public string? EvidenceUrl { get; init; }

    /// <summary>What could change.</summary>
    public IReadOnlyList<ChoiceModel> Claims { get; init; } = [];
    public string Reason { get; init; } = "";

    /// <summary>What was chosen before something was wrong.</summary>
    public string? ChosenClaim { get; init; }

    /// <inheritdoc cref="ChosenClaim"/>
    public string? ChosenStatus { get; init; }
    public string? Fault { get; init; }
}
