using Microsoft.AspNetCore.Components;
using Parley.Views.Comments;

namespace Parley.Views.ModeratorConsole;

/// <summary>Words about which somebody has decided, put before somebody else, who is not shown what.</summary>
/// <param name="Case">Null where nothing waits for a second look.</param>
/// <param name="Percent">Of every hundred decisions so many are drawn; 0 where the site draws none.</param>
public sealed record SecondLookPageModel(ConsoleModel Console, SecondLookCaseModel? Case, int Percent)
{
    /// <summary>How many differences wait for a senior moderator, and where; null for whoever settles none.</summary>
    public (int Count, string Url)? Differences { get; init; }
}

/// <param name="ActionUrl">Takes <c>do</c> (<c>publish</c> for "stays", or <c>reject</c>) and <c>rule</c>.</param>
/// <param name="NextUrl">The next, without an answer to this one.</param>
public sealed record SecondLookCaseModel(
    MarkupString Html,
    string StoryTitle,
    string StoryUrl,
    string ActionUrl,
    string NextUrl
)
{
    /// <summary>Whether its words may be hard to read and are veiled. It does not say which rule they may break: that would be a hint.</summary>
    public bool IsVeiled { get; init; }

    /// <summary>What it answers, from the top of its branch.</summary>
    public IReadOnlyList<CommentModel> Above { get; init; } = [];
    public IReadOnlyList<RuleToCiteModel> Rules { get; init; } = [];
    public IReadOnlyList<RuleToCiteModel> Laws { get; init; } = [];
}

/// <summary>What two people differ about, for a senior moderator to settle. It names neither.</summary>
public sealed record DifferencesPageModel(ConsoleModel Console, IReadOnlyList<DifferenceModel> Differences, string BackUrl)
{
    public IReadOnlyList<RuleToCiteModel> Rules { get; init; } = [];
}

/// <param name="FirstRule">The rule that the first decision cites; null where the comment stays by it.</param>
/// <param name="SecondRule">The rule that the second look cites; null where the comment would stay by it.</param>
/// <param name="ActionUrl">Takes <c>do</c> (<c>keep</c> or <c>overturn</c>), <c>rule</c> and <c>words</c>.</param>
public sealed record DifferenceModel(
    MarkupString Html,
    string StoryTitle,
    string StoryUrl,
    bool FirstStays,
    string? FirstRule,
    string? SecondRule,
    string ActionUrl
)
{
    public IReadOnlyList<CommentModel> Above { get; init; } = [];

    /// <summary>The number of the rule that the second look cites.</summary>
    public int? Rule { get; init; }

    /// <summary>Why who looks at it does not settle it: they took one of the two decisions, say, or wrote the words.</summary>
    public string? Obstacle { get; init; }
}
