using Parley.Mail;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Leaving;

/// <summary>
/// Deletes an account after a waiting time, in which its owner may take that back. Every sign-in ends now; a letter says so, with the
/// way back. Nobody leaves a site without an administrator, or the installation without an operator.
/// </summary>
internal sealed class AskToLeave(
    Database database,
    ChangeAccount change,
    SessionStore sessions,
    SessionDirectory remembered,
    SiteDirectory sites,
    Outbox outbox,
    TimeProvider clock
)
{
    /// <summary>Long enough to come back from a holiday, or to notice that it was somebody else; well within the month that the law gives us.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromDays(14);

    /// <param name="home">Our address, for the link in the letter.</param>
    /// <param name="withWords">Whether what they wrote goes too; null where they have not chosen.</param>
    /// <returns>When the account goes.</returns>
    public async Task<Result<DateTimeOffset>> HandleAsync(
        Site site,
        Home home,
        Session session,
        string? password,
        bool? withWords,
        CancellationToken cancel
    )
    {
        if (session.AccountId is not { } id)
            return Problems.NotAllowed;
        if (withWords is not { } wordsGo)
            return Problems.LeaveChoiceMissing;
        var verified = await change.VerifyIfAnyAsync(id, password, cancel);
        if (!verified.IsSuccess)
            return verified.Problem;
        var all = await sites.ListAsync();
        var end = clock.GetUtcNow() + Waiting;
        var asked = await database.WriteAsync<Result<DateTimeOffset>>(
            async scope =>
            {
                foreach (var one in all)
                    await ReaderStore.LockAdministratorsAsync(scope, one.Id, cancel);
                await AccountStore.LockAsync(scope, id, cancel);
                if (await AccountStore.FindAsync(scope, id, cancel) is not { } account)
                    return Problems.NotAllowed;
                if (account.PasswordHash != verified.Value.PasswordHash)
                    return Problems.PasswordWrong;
                if (await RefuseLastAsync(scope, all, account, cancel) is { } last)
                    return last;
                await AccountStore.SetLeavingAsync(scope, id, end, wordsGo, cancel);
                await sessions.EndAllAsync(scope, id, cancel);
                var facts = new LetterFacts(home.Absolute(""));
                await outbox.AskAsync(
                    scope,
                    site.Id,
                    LeavingLetter.OfKind,
                    account.Email.Text,
                    facts.ToJson(),
                    cancel,
                    account: id
                );
                return end;
            },
            cancel
        );
        remembered.Forget(id);
        outbox.Wake();
        return asked;
    }

    /// <summary>Stays. Nothing where the waiting time is over: then there is no way back.</summary>
    public Task<bool> TakeBackAsync(Guid account, CancellationToken cancel) =>
        database.WriteAsync(scope => AccountStore.StayAsync(scope, account, clock.GetUtcNow(), cancel), cancel);

    private static async Task<Problem?> RefuseLastAsync(
        DbScope scope,
        IReadOnlyList<Site> all,
        Account account,
        CancellationToken cancel
    )
    {
        if (account.IsOperator && !await AccountStore.HasOtherOperatorAsync(scope, account.Id, cancel))
            return Problems.LastOperator;
        foreach (var site in all)
        {
            if (
                await ReaderStore.FindByAccountAsync(scope, site.Id, account.Id, cancel)
                    is { Role: ReaderRole.Administrator } reader
                && !await ReaderStore.HasOtherAdministratorAsync(scope, site.Id, reader.Id, cancel)
            )
                return Problems.LastAdministratorOf(site.Title);
        }

        return null;
    }
}
