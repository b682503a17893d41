using Microsoft.AspNetCore.Components;
using Parley.Views.Comments;

namespace Parley.Views.ModeratorConsole;

/// <summary>What was said against decisions and waits, the oldest first.</summary>
public sealed record ObjectionsPageModel(ConsoleModel Console, IReadOnlyList<ObjectionLineModel> Waiting)
{
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <param name="Restriction">What was decided first, as the language files call it.</param>
/// <param name="Excerpt">How it begins.</param>
public sealed record ObjectionLineModel(string Url, string Name, string Restriction, string Excerpt, DateTimeOffset At);

/// <summary>One objection, to be decided by somebody who does not yet see why the first decision was taken, or by whom.</summary>
/// <param name="Words">What the reader says.</param>
/// <param name="ActionUrl">Takes <c>do</c> (<c>keep</c> or <c>reverse</c>), <c>words</c>, and <c>rule</c> with <c>rules</c>, their version.</param>
public sealed record DecideObjectionPageModel(
    ConsoleModel Console,
    string Name,
    string Restriction,
    string Words,
    DateTimeOffset At,
    string ActionUrl,
    string ListUrl
)
{
    /// <summary>The comment that it is about; null where it is about a reader.</summary>
    public MarkupString? Comment { get; init; }

    /// <summary>What the comment answers, from the top of its branch.</summary>
    public IReadOnlyList<CommentModel> Above { get; init; } = [];

    /// <summary>The record of the reader whom it is about; null where it is about a comment.</summary>
    public string? WriterUrl { get; init; }
    public string? StoryTitle { get; init; }
    public string? StoryUrl { get; init; }

    /// <summary>By which a comment that stays may be taken down after all; none where something is given back.</summary>
    public IReadOnlyList<(int Number, string Name)> Rules { get; init; } = [];
    public int RulesVersion { get; init; }

    /// <summary>Why who looks at it does not decide it: they took the first decision, say, or raised it themselves.</summary>
    public string? Obstacle { get; init; }
    public string Typed { get; init; } = "";
    public string? Fault { get; init; }

    /// <summary>Both decisions, once there are two.</summary>
    public SecondDecisionModel? Decided { get; init; }
}

/// <param name="Rule">That the first decision named.</param>
/// <param name="FirstWords">What its maker said.</param>
/// <param name="FirstByName">Null where no person had decided.</param>
public sealed record SecondDecisionModel(
    bool IsReversed,
    string Answer,
    string ByName,
    DateTimeOffset At,
    string? Rule,
    string? FirstWords,
    string? FirstByName
);
