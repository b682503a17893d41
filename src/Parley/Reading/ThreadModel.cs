using Microsoft.AspNetCore.Components;
using Parley.Views.Comments;

namespace Parley.Views.Reading;

/// <summary>A page of a discussion.</summary>
/// <param name="Id">Null for a page under which nobody has written yet: reading makes nothing.</param>
/// <param name="Count">All comments that a visitor could see, on this page and others.</param>
public sealed record ThreadModel(Guid? Id, int Count, IReadOnlyList<CommentModel> Comments)
{
    /// <summary>The number of the last public event that this page shows; a live stream goes on from it.</summary>
    public long Version { get; init; }

    /// <summary>Below this address the scripts find the thread's own doors (<c>/mine</c>, <c>/live</c>).</summary>
    public string? ApiUrl { get; init; }

    public string? SignInUrl { get; init; }

    public IReadOnlyList<OrderModel> Orders { get; init; } = [];

    public ThreadStatus Status { get; init; } = new();

    /// <summary>What the house says at the top, as plain text.</summary>
    public string? Note { get; init; }

    /// <summary>What the newsroom asks.</summary>
    public MarkupString? Question { get; init; }

    /// <summary>What the newsroom pinned to the top, with all its words.</summary>
    public IReadOnlyList<OutstandingModel> Pinned { get; init; } = [];

    /// <summary>The latest of what the newsroom picked, with the beginning of its words.</summary>
    public IReadOnlyList<OutstandingModel> Picks { get; init; } = [];

    /// <summary>All picks, where there are more.</summary>
    public MoreModel? MorePicks { get; init; }

    /// <summary>How many passages of a report elsewhere have their source named, and where that is read; null where nothing is known of it.</summary>
    public MoreModel? Sources { get; init; }

    /// <summary>Null where nobody can write now.</summary>
    public CommentFormModel? Form { get; init; }

    public string? NextUrl { get; init; }

    /// <summary>The beginning, for one who reads a later page.</summary>
    public string? FirstUrl { get; init; }

    /// <summary>How many comments stand on this page.</summary>
    public int Shown { get; init; }

    /// <summary>Whether the site has something to say to those who may not write or react: only it knows what, so it is asked.</summary>
    public bool IsAsked { get; init; }

    public string? RulesUrl { get; init; }

    /// <summary>Where its words are searched; null where there is nothing to search.</summary>
    public string? SearchUrl { get; init; }

    /// <summary>Whether it is drawn in a frame on the publication's own page.</summary>
    public bool IsFramed { get; init; }

    /// <summary>How many lines deep replies are set.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>The level of the heading over the discussion: 1 where it is the page, 2 under a report.</summary>
    public int HeadingLevel { get; init; } = 2;
}

/// <summary>An order in which the comments can be read.</summary>
/// <param name="Key"><c>newest</c>, <c>oldest</c>, <c>appreciated</c> or <c>discussed</c>.</param>
public sealed record OrderModel(string Key, string Url, bool IsChosen);

/// <summary>Whether one can write in the discussion, and if not, since when and why.</summary>
public sealed record ThreadStatus
{
    public OpenState State { get; init; } = OpenState.Open;

    public DateTimeOffset? Since { get; init; }

    /// <summary>For one that closed by its age: how many days that was.</summary>
    public int? AfterDays { get; init; }

    /// <summary>For one that is not open: why, in the house's own words.</summary>
    public string? Sentence { get; init; }

    /// <summary>For an open one: when it closes, if it is known.</summary>
    public DateTimeOffset? Until { get; init; }
}

public enum OpenState
{
    Open,
    ClosedByAge,
    ClosedByModerator,

    /// <summary>Nobody writes here, by the policy of the site, of a section or at these hours.</summary>
    Closed,

    /// <summary>The whole site takes no comments for a while; what is there can be read.</summary>
    Paused,
}
