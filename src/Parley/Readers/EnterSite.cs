using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Makes an account's reader on a site, at its first use there, under the name that the person has on the publisher's other
/// sites, or the nearest one that is free here.
/// </summary>
internal sealed class EnterSite(Database database, ReaderStore readers, SiteDirectory sites, INewReader whatHolds, Ids ids)
{
    private const int MostNumbered = 99;

    /// <param name="role">What the person becomes here. Whoever has a reader here already stays what they are.</param>
    /// <returns>Null where the account is gone: a session of it may be remembered for a second yet.</returns>
    public async Task<Reader?> HandleAsync(Site site, Guid account, ReaderRole role, CancellationToken cancel)
    {
        var others = await sites.ListAsync();
        return await database.WriteRacedAsync<Reader?>(
            async scope =>
            {
                await AccountStore.LockAsync(scope, account, cancel);
                return await AccountStore.FindAsync(scope, account, cancel) is null
                    ? null
                    : await EnterAsync(scope, site, others, account, role, cancel);
            },
            cancel
        );
    }

    /// <summary>The same within a larger change, of an account that is there.</summary>
    /// <param name="role">What the person becomes here. Whoever has a reader here already stays what they are.</param>
    public async Task<Reader> EnterAsync(
        DbScope scope,
        Site site,
        IReadOnlyList<Site> others,
        Guid account,
        ReaderRole role,
        CancellationToken cancel,
        DisplayName? chosen = null
    )
    {
        if (await ReaderStore.FindByAccountAsync(scope, site.Id, account, cancel) is { } known)
            return known;
        var wanted = chosen?.Text ?? await FindNameAsync(scope, others, account, cancel) ?? NameOf(role, site);
        var staff = await ReaderStore.FindStaffNamesAsync(scope, site, cancel);
        var name = await FindFreeAsync(scope, site, wanted, role.IsStaff() ? null : staff, cancel);
        var reader = new Reader(site.Id, ids.New(), account, ReaderKind.Account, role, name.Text, 0);
        await readers.AddAsync(scope, reader, name, null, cancel);
        await whatHolds.ComeAsync(
            scope,
            site,
            reader,
            other => EnterAsync(scope, site, others, other, ReaderRole.Administrator, cancel),
            cancel
        );
        return reader;
    }

    private static async Task<string?> FindNameAsync(
        DbScope scope,
        IReadOnlyList<Site> others,
        Guid account,
        CancellationToken cancel
    )
    {
        foreach (var other in others)
        {
            if (await ReaderStore.FindByAccountAsync(scope, other.Id, account, cancel) is { } there)
                return there.Name;
        }

        return null;
    }

    // Whoever was made by a command has no name yet. An operator speaks for the publication.
    private static string NameOf(ReaderRole role, Site site) =>
        role switch
        {
            ReaderRole.Administrator => site.Title,
            _ => Words.For(site.Language)["role." + role.ToWord()],
        };

    private static async Task<DisplayName> FindFreeAsync(
        DbScope scope,
        Site site,
        string wanted,
        DisplayNamesOfStaff? reserved,
        CancellationToken cancel
    )
    {
        for (var number = 1; number <= MostNumbered; number++)
        {
            var name = DisplayName.Kept(number == 1 ? wanted : $"{wanted} {number}");
            if (reserved?.IsTakenFor(name.Text) != true && !await ReaderStore.IsTakenAsync(scope, site.Id, name, cancel))
                return name;
        }

        // A word of it is reserved here, or a hundred people share it.
        return DisplayName.Kept($"{Words.For(site.Language)["role.reader"]} {Ids.ShortCode()}");
    }
}
