using Parley.Events;
using Parley.Sites;

namespace Parley.Readers;

/// <summary>The readers who are about, in memory: every request of theirs asks for one. Changes reach it by their events, on every node.</summary>
internal sealed class ReaderDirectory(ReaderStore store, EnterSite enterSite, SiteDirectory sites, IShutOut shutOut)
    : IMemoryFollower
{
    // Twice as many at the most, of some 300 bytes each.
    private const int Capacity = 10_000;

    private readonly Remembered<(SiteId Site, Guid Owner), Reader> readers = new(Capacity);

    /// <summary>
    /// Who the owner of a session is on a site, which must exist. An account that comes for the first time gets its reader now; a
    /// guest is nobody anywhere else, an account that was deleted nobody at all, and whoever is shut out of the site nobody there.
    /// </summary>
    public async ValueTask<Reader?> FindAsync(SiteId site, Session session, CancellationToken cancel) =>
        (await AskAsync(site, session, cancel)).Reader;

    /// <summary>The same; and, where nobody is signed in there because they are shut out, what is said to them.</summary>
    public async ValueTask<(Reader? Reader, Problem? Ban)> AskAsync(SiteId site, Session session, CancellationToken cancel)
    {
        if (session.AccountId is null && session.Site != site)
            return default;
        var reader = await readers.GetAsync((site, session.OwnerId), _ => LoadAsync(site, session, cancel));
        return reader is not null && await shutOut.FindAsync(site, reader.Id, cancel) is { } ban
            ? (null, ban)
            : (await AsRoleAsync(site, session, reader), null);
    }

    private async ValueTask<Reader?> AsRoleAsync(SiteId site, Session session, Reader? reader)
    {
        // An operator may do everything everywhere, whatever their reader was before.
        if (session.IsOperator && reader is not null)
            reader = reader with { Role = ReaderRole.Administrator };
        return reader is { IsStaff: true } && await IsHeldBackAsync(site, session)
            ? reader with
            {
                Role = ReaderRole.Reader,
                IsHeldBack = true,
            }
            : reader;
    }

    // Whoever comes by a token is vouched for by the site's own sign-in, which has second factors of its own.
    private async ValueTask<bool> IsHeldBackAsync(SiteId site, Session session) =>
        session is { AccountId: not null, HasPassedSecondFactor: false }
        && (await sites.FindAsync(site))?.Settings.StaffNeedSecondFactor == true;

    public void Apply(Event happened)
    {
        if (happened is { Kind: EventKind.ReaderChanged, SubjectId: { } id })
            readers.ForgetWhere((key, reader) => key.Site == happened.Site && reader.Id == id);
    }

    private async Task<Reader?> LoadAsync(SiteId site, Session session, CancellationToken cancel)
    {
        if (session.AccountId is not { } account)
            return await store.FindAsync(site, session.OwnerId, cancel);
        if (await store.FindByAccountAsync(site, account, cancel) is { } known)
            return known;
        var role = session.IsOperator ? ReaderRole.Administrator : ReaderRole.Reader;
        return await enterSite.HandleAsync((await sites.FindAsync(site))!, account, role, cancel);
    }
}
