using Parley.Mail;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>
/// An operator decides something about an account for all sites: it holds at once on each to which its owner has come, and on each
/// other from the moment in which they come there. What sites decided themselves stands beside it.
/// </summary>
internal sealed class GiveEverywhere(
    Database database,
    SanctionDirectory directory,
    SiteDirectory sites,
    EnterSite enterSite,
    MeetSanctions meet,
    Outbox outbox,
    Ids ids,
    TimeProvider clock
)
{
    /// <param name="site">Where the operator met with the reader.</param>
    /// <param name="by">The operator's reader there.</param>
    /// <returns>What it is on this site.</returns>
    public async Task<Result<Sanction>> HandleAsync(
        Site site,
        Guid reader,
        Reader by,
        GiveSanction.Request request,
        CancellationToken cancel
    )
    {
        // The rules of a house are its own, and this is of no house.
        if (request.Rule is not null)
            return Problems.SanctionRuleOfOneSite;
        var words = GiveSanction.ReadWords(request.Words);
        if (!words.IsSuccess)
            return words.Problem;
        if (GiveSanction.FindFault(request.Kind, request.Until, clock.GetUtcNow()) is { } wrong)
            return wrong;
        var all = await sites.ListAsync();
        var parts = new List<(SiteId Site, Guid Reader)>();
        var given = await database.WriteRacedAsync<Result<Sanction>>(
            async scope =>
            {
                parts.Clear();
                return await GiveAsync(scope, all, site, reader, by, request, words.Value, parts, cancel);
            },
            cancel
        );
        foreach (var part in parts)
            directory.Forget(part.Site, part.Reader);
        outbox.Wake();
        return given;
    }

    private async Task<Result<Sanction>> GiveAsync(
        DbScope scope,
        IReadOnlyList<Site> all,
        Site here,
        Guid reader,
        Reader by,
        GiveSanction.Request request,
        string words,
        List<(SiteId Site, Guid Reader)> parts,
        CancellationToken cancel
    )
    {
        if (!await IsOperatorAsync(scope, by, cancel))
            return Problems.OperatorNeeded;
        if (await ReaderStore.FindAsync(scope, here.Id, reader, cancel) is not { } met)
            return Problems.ReaderNotFound;
        if (met.AccountId is not { } account)
            return Problems.ReaderWithoutAccount;
        await AccountStore.LockAsync(scope, account, cancel);
        var there = new List<(Site Site, Reader Reader)>();
        foreach (var site in all.OrderBy(one => one.Id.Value))
        {
            if (await ReaderStore.FindByAccountAsync(scope, site.Id, account, cancel) is { } known)
                there.Add((site, known));
        }

        // Whoever works on one of them is first let go there.
        if (there.Exists(one => one.Reader.IsStaff) || (await AccountStore.FindAsync(scope, account, cancel))!.IsOperator)
            return Problems.WriterIsStaff;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        DateTimeOffset? until = request.Until is { } end ? Micros.FromMicros(end.ToMicros()) : null;
        var standing = await AccountSanctionStore.ListStandingAsync(scope, account, now, cancel);
        if (standing.Find(one => one.Kind == request.Kind) is { } same)
            return same.Words == words && same.Until == until
                ? (await SanctionStore.FindPartAsync(scope, here.Id, same.Id, cancel))!
                : Problems.AlreadySanctioned;
        var given = new AccountSanction(ids.New(), account, request.Kind, words, by.AccountId!.Value, now, until);
        await AccountSanctionStore.AddAsync(scope, given, cancel);
        Sanction? result = null;
        foreach (var (site, known) in there)
        {
            await ReaderStore.LockAsync(scope, site.Id, known.Id, cancel);
            var part = await meet.AddPartAsync(
                scope,
                site,
                known,
                given,
                other => enterSite.EnterAsync(scope, site, all, other, ReaderRole.Administrator, cancel),
                cancel
            );
            parts.Add((site.Id, known.Id));
            if (site.Id == here.Id)
                result = part;
        }

        return result!;
    }

    /// <summary>Whether a reader is an operator of the installation, as it is written down now.</summary>
    public static async Task<bool> IsOperatorAsync(DbScope scope, Reader reader, CancellationToken cancel) =>
        reader.AccountId is { } account && await AccountStore.FindAsync(scope, account, cancel) is { IsOperator: true };
}
