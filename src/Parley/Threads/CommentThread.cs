namespace Parley.Threads;

/// <summary>The discussion of a story.</summary>
/// <param name="Id">The story's id.</param>
/// <param name="ClosedAt">When a moderator closed it; null while it is open.</param>
/// <param name="CommentCount">How many comments the public sees.</param>
/// <param name="Version">The number of its last public event; 0 before the first.</param>
internal sealed record CommentThread(
    SiteId Site,
    Guid Id,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    int CommentCount,
    long Version,
    DateTimeOffset? LastActivity
)
{
    /// <summary>When it closes by age; null where the site lets threads stay open.</summary>
    /// <param name="begins">The story's publication, if it is known; else the thread's own beginning counts.</param>
    public DateTimeOffset? ClosesAt(int afterDays, DateTimeOffset? begins) =>
        afterDays > 0 ? (begins ?? OpenedAt).AddDays(afterDays) : null;
}
