using Parley.Views.Stories;

namespace Parley.Views.Reading;

/// <summary>A claim: what is said, what is known of it, who says so, and what changed.</summary>
/// <param name="Sentence">In the editor's words.</param>
/// <param name="Status">In words.</param>
/// <param name="StatusKind">How its label looks: <c>soft</c>, <c>good</c>, <c>wait</c> or <c>bad</c>.</param>
/// <param name="Rests">On how many independent sources it rests, in words.</param>
public sealed record ClaimPageModel(PageModel Page, string Sentence, string Status, string StatusKind, string Rests)
{
    /// <summary>What it is about, in a word, and when it was said and holds, as far as is known.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
    public DateTimeOffset Since { get; init; }

    /// <summary>Who in the newsroom said what is known of it.</summary>
    public string? SinceBy { get; init; }

    /// <summary>The longest of the ways by which it came, from the publication outwards.</summary>
    public IReadOnlyList<SourceStepModel> Chain { get; init; } = [];

    /// <summary>Outlets that have it from one another, each in words.</summary>
    public IReadOnlyList<string> Loops { get; init; } = [];
    public IReadOnlyList<ClaimArticleModel> Articles { get; init; } = [];

    /// <summary>Whether more articles carry it than are listed and counted.</summary>
    public bool AreMore { get; init; }

    /// <summary>What changed, the newest first.</summary>
    public IReadOnlyList<ClaimChangeModel> Changes { get; init; } = [];

    /// <summary>What it said before it was corrected, the last first.</summary>
    public IReadOnlyList<ClaimBeforeModel> Before { get; init; } = [];

    /// <summary>What readers say of it; null for whoever may not read that.</summary>
    public ClaimTalkModel? Talk { get; init; }
}

/// <summary>What a claim said before it was corrected.</summary>
public sealed record ClaimBeforeModel(DateTimeOffset Until, string Sentence)
{
    public IReadOnlyList<string> Facts { get; init; } = [];
    public string? Because { get; init; }
    public string? By { get; init; }
}

/// <summary>What readers say of a claim, under whichever report they said it.</summary>
/// <param name="Count">How many comments are on it.</param>
/// <param name="Comments">A part of them, the oldest first.</param>
public sealed record ClaimTalkModel(int Count, IReadOnlyList<OutstandingModel> Comments)
{
    /// <summary>The stories under which one can comment on it; none where no discussion of it is open.</summary>
    public IReadOnlyList<(string Title, string WriteUrl)> Discussions { get; init; } = [];
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <summary>An article that carries a claim.</summary>
/// <param name="HowItKnows">In words.</param>
public sealed record ClaimArticleModel(string Outlet, string Title, string? Url, string HowItKnows)
{
    /// <summary>When it came out, as far as is known.</summary>
    public string? On { get; init; }

    /// <summary>Through whom it came, from this publication or the article outwards.</summary>
    public IReadOnlyList<SourceStepModel> Chain { get; init; } = [];

    /// <summary>When one of ours came out.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What was known of a claim from some moment on.</summary>
public sealed record ClaimChangeModel(DateTimeOffset At, string Status, string Because)
{
    /// <summary>Whether the reason is ours, in the language of the page, and not an editor's.</summary>
    public bool IsOurs { get; init; }
    public string? By { get; init; }

    /// <summary>What caused it.</summary>
    public string? Url { get; init; }

    /// <summary>The comment that led to it.</summary>
    public string? CommentUrl { get; init; }

    /// <summary>The claim that is right in place of it.</summary>
    public string? CorrectedByUrl { get; init; }
}
