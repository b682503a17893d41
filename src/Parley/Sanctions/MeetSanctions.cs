using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>Whoever comes to a site meets there with what an operator decided about them for all sites: with a statement of that site's.</summary>
internal sealed class MeetSanctions(KeepSanction keep, Ids ids, TimeProvider clock) : INewReader
{
    public async Task ComeAsync(
        DbScope scope,
        Site site,
        Reader reader,
        Func<Guid, Task<Reader>> enter,
        CancellationToken cancel
    )
    {
        if (reader.AccountId is not { } account)
            return;
        // None is given or lifted meanwhile.
        await AccountStore.LockAsync(scope, account, cancel);
        foreach (var given in await AccountSanctionStore.ListStandingAsync(scope, account, clock.GetUtcNow(), cancel))
            await AddPartAsync(scope, site, reader, given, enter, cancel);
    }

    /// <summary>Adds a site's part of a decision for all.</summary>
    public async Task<Sanction> AddPartAsync(
        DbScope scope,
        Site site,
        Reader reader,
        AccountSanction given,
        Func<Guid, Task<Reader>> enter,
        CancellationToken cancel
    )
    {
        // Whoever decided may be gone; there is always an operator.
        var by =
            await AccountStore.FindAsync(scope, given.Operator, cancel)
            ?? (await AccountStore.FindOperatorAsync(scope, cancel))!;
        var moderator = await enter(by.Id);
        var part = new Sanction
        {
            Id = ids.New(),
            Kind = given.Kind,
            ReaderId = reader.Id,
            ReaderName = reader.Name,
            Words = given.Words,
            ModeratorName = moderator.Name,
            At = default,
            Until = given.Until,
            EverywhereId = given.Id,
        };
        return await keep.AddAsync(scope, site, reader, part, moderator.Id, cancel);
    }
}
