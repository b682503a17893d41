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
);

internal enum PageView
{
    Report,
    Thread,
    Frame,
    Permalink,
    FramedPermalink,
    Branch,
    FramedBranch,
    Picks,
    FramedPicks,
}
