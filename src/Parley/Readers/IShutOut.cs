namespace Parley.Readers;

/// <summary>
/// Who is shut out of a site. Asked wherever the owner of a session is looked for, and where one begins on a site: so nobody is signed
/// in there by any way, and their sessions on other sites go on.
/// </summary>
internal interface IShutOut
{
    /// <returns>What is said to whoever is shut out now; null to everybody else.</returns>
    ValueTask<Problem?> FindAsync(SiteId site, Guid reader, CancellationToken cancel);
}
