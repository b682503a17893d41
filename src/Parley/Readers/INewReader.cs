using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>What is done where an account comes to a site for the first time, in the same transaction: what holds on all sites holds there.</summary>
internal interface INewReader
{
    /// <param name="reader">Of an account, made a moment ago.</param>
    /// <param name="enter">Makes another account's reader on the same site, or finds it.</param>
    Task ComeAsync(DbScope scope, Site site, Reader reader, Func<Guid, Task<Reader>> enter, CancellationToken cancel);
}
