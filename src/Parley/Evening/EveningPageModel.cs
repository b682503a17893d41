using Parley.Views.Comments;
using Parley.Views.Newsroom;

namespace Parley.Views.Evening;

/// <summary>What readers wrote for the newsroom in a day, in the order that its marks teach.</summary>
/// <param name="Title">Names the day.</param>
/// <param name="Ways">All, and each kind with how many there are.</param>
public sealed record EveningPageModel(
    NewsroomModel Newsroom,
    string Title,
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyList<EveningWayModel> Ways,
    IReadOnlyList<EveningLineModel> Lines
)
{
    /// <summary>Own stories and all of them; empty for whoever sees own ones alone.</summary>
    public IReadOnlyList<EveningWayModel> Stories { get; init; } = [];

    /// <summary>How many were looked through, where there were more; else null.</summary>
    public int? Cut { get; init; }

    /// <summary>From how many marks the order was learned.</summary>
    public int Marks { get; init; }
    public required string BeforeUrl { get; init; }

    /// <summary>Null where the day that follows has not begun.</summary>
    public string? AfterUrl { get; init; }
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <summary>A way to a part of the list.</summary>
/// <param name="Count">Null where nothing is counted.</param>
public sealed record EveningWayModel(string Url, string Name, int? Count, bool IsCurrent);

/// <param name="Kind"><c>question</c>, <c>challenge</c> or <c>account</c>.</param>
/// <param name="Why">In plain words, the strongest first.</param>
/// <param name="ActionUrl">Takes <c>do</c>: <c>useful</c>, <c>not-useful</c> or <c>take-back</c>.</param>
public sealed record EveningLineModel(
    CommentModel Comment,
    string StoryTitle,
    string StoryUrl,
    string Kind,
    IReadOnlyList<EveningWhyModel> Why,
    string ActionUrl
)
{
    /// <summary>What the viewer said of it; null for nothing.</summary>
    public bool? IsUseful { get; init; }

    /// <summary>Whether the newsroom's marks moved it up or down; null where they hardly did.</summary>
    public bool? IsMovedUp { get; init; }

    /// <summary>Where the newsroom answers it; null where it is not on the correction desk.</summary>
    public string? DeskUrl { get; init; }

    /// <summary>Where it is put on the correction desk; null for whoever may not, and where it is there.</summary>
    public string? HandOnUrl { get; init; }
}

/// <summary>Why a comment stands on the list.</summary>
/// <param name="Key">Of the sentence.</param>
/// <param name="Words">The comment's own words in it; empty where there are none.</param>
public sealed record EveningWhyModel(string Key, string Words);
