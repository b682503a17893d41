using Microsoft.AspNetCore.Components;

namespace Parley.Views.Newsroom;

/// <summary>The form for a thread's opening question, and what stood there before.</summary>
/// <param name="ActionUrl">Takes <c>body</c>; <c>do</c> is <c>take-away</c> to take the question away.</param>
public sealed record QuestionPageModel(PageModel Page, string ActionUrl, string BackUrl, string StoryTitle)
{
    public string Body { get; init; } = "";

    /// <summary>Whether there is one now, which can be taken away.</summary>
    public bool IsAsked { get; init; }

    public int MaxCharacters { get; init; } = 500;

    public string? Fault { get; init; }

    /// <summary>Who asked what, the latest first.</summary>
    public IReadOnlyList<QuestionRecordModel> Record { get; init; } = [];
}

/// <param name="Html">Null where the question was taken away.</param>
public sealed record QuestionRecordModel(MarkupString? Html, string By, DateTimeOffset At);
