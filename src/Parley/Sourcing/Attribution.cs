using System.Text.Json.Serialization;

namespace Parley.Sourcing;

/// <summary>What an article does with a claim.</summary>
internal enum Stance
{
    [JsonStringEnumMemberName("states")]
    States = 0,

    [JsonStringEnumMemberName("disputes")]
    Disputes = 1,

    [JsonStringEnumMemberName("corrects")]
    Corrects = 2,
}

/// <summary>Whether the newsroom has seen what a step of a chain rests on.</summary>
internal enum Seen
{
    [JsonStringEnumMemberName("no")]
    No = 0,

    [JsonStringEnumMemberName("copy")]
    Copy = 1,

    [JsonStringEnumMemberName("original")]
    Original = 2,
}

/// <summary>One step of the way by which a statement came: who passed it on, or said it, and how.</summary>
internal sealed record Hop(Source Source, AttributionAct Act)
{
    /// <summary>When, as EDTF.</summary>
    public string? When { get; init; }

    /// <summary>Where it was said: a place, a page, a minute of a recording.</summary>
    public string? Place { get; init; }
    public string? Url { get; init; }
    public string? ArchivedUrl { get; init; }
    public Seen Seen { get; init; }

    /// <summary>Whether the words are those that were said.</summary>
    public bool IsVerbatim { get; init; }
}

/// <summary>That an article has something from somebody: a passage of a report here, or an article elsewhere, and its chain.</summary>
/// <param name="Hops">The chain, outermost first: whom the newsroom read or heard; last who said it. Never empty.</param>
internal sealed record Attribution(Guid Id, IReadOnlyList<Hop> Hops)
{
    /// <summary>More is a chain of which nobody can say any longer who heard whom.</summary>
    public const int MostHops = 12;
    public const int MostOnReport = 200;

    public Guid? ClaimId { get; init; }
    public Stance Stance { get; init; }

    /// <summary>The story and the passage, where it is a report of ours.</summary>
    public Guid? StoryId { get; init; }

    /// <inheritdoc cref="StoryId"/>
    public Guid? PassageId { get; init; }

    /// <summary>The article, where it is another outlet's.</summary>
    public OutsideArticle? Article { get; init; }

    /// <summary>Who said it in the end, as far as is known.</summary>
    public Hop Root => Hops[^1];

    /// <summary>Whether it ends with somebody who was asked and would not speak: nobody said it then.</summary>
    public bool IsDeclined => Root.Act == AttributionAct.Declined;
}

/// <summary>An article of another outlet that carries a claim.</summary>
/// <param name="Outlet">Whose it is.</param>
/// <param name="On">When it was published, as EDTF.</param>
internal sealed record OutsideArticle(Source Outlet, string Title, string? Url, string? On);

/// <summary>Words of a report of which it is said who said them, or on which readers' comments hang.</summary>
/// <param name="OldQuote">The words as they were, where the text has changed since, or they are gone.</param>
internal sealed record Passage(Guid Id, Guid StoryId, int Revision, TextAnchor Anchor, AnchorState State, string? OldQuote)
{
    public bool IsOrphaned => State == AnchorState.Orphaned;

    /// <summary>Whether the public has ever read its words: what a draft held and lost before it was published is the newsroom's.</summary>
    /// <param name="first">The first revision that was public: the text of the one before it.</param>
    public bool WasPublic(int first) => !IsOrphaned || Revision >= first - 1;

    /// <summary>Its words: those that stand in the text, or the last that stood there.</summary>
    public string Quote => IsOrphaned ? OldQuote ?? Anchor.Quote : Anchor.Quote;
}
