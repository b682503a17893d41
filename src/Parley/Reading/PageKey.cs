namespace Parley.Reading;

/// <summary>What makes one public page another: everything that its bytes depend on, and nothing of the visitor.</summary>
/// <param name="View">Which page of the thread it is: the report's, the thread's own, the frame's, a permalink, a branch.</param>
/// <param name="Subject">The comment of a permalink or a branch.</param>
/// <param name="Home">Where its links lead; the same for all where the installation has a public address.</param>
internal sealed record PageKey(
    SiteId Site,
    Guid ThreadId,
    PageView View,
    Guid? Subject,
    ReadingOrder Order,
    string? After,
    string Language,
    Home Home
)
{
    /// <summary>What a newspaper's page asks of it.</summary>
    public PartAsked Asked { get; init; } = PartAsked.Nothing;

    /// <summary>Whether it is of a whole site and not of one thread.</summary>
    public bool IsOfSite => ThreadId == default;
}

internal enum PageView
{
    Report,

    /// <summary>Who says what in a report that stands elsewhere.</summary>
    WhoSays,
    Thread,
    Frame,
    Permalink,
    FramedPermalink,
    Branch,
    FramedBranch,
    Picks,
    FramedPicks,

    /// <summary>A quoted comment in a frame of an article.</summary>
    Quote,

    /// <summary>The same, to be put into the article's own HTML.</summary>
    QuotePart,

    /// <summary>The discussion, to be put into the article's own HTML.</summary>
    Include,

    /// <summary>The latest comments of a site or section, or the picked ones.</summary>
    Latest,
    FramedLatest,
}

internal static class PageViews
{
    /// <summary>Whether it is no page but a part, put into a page of others.</summary>
    public static bool IsPart(this PageView view) => view is PageView.QuotePart or PageView.Include;

    /// <summary>Whether it can only be seen in a frame.</summary>
    public static bool IsForFrames(this PageView view) => view is PageView.Quote;
}
