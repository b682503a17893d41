namespace Parley.Readers;

/// <summary>How much a reader is told of and has not read: what pages say of it that know nothing else of notifications.</summary>
internal interface IUnreadCount
{
    Task<int> CountUnreadAsync(SiteId site, Guid reader, CancellationToken cancel);
}
