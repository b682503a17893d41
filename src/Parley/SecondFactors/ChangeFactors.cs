using Parley.Mail;
using Parley.Readers;
using Parley.Storage;

namespace Parley.SecondFactors;

/// <summary>
/// Adds second factors to an account and takes them off. Each asks for the password that holds: a browser left open gives nobody the
/// account, and locks nobody out of it.
/// </summary>
internal sealed class ChangeFactors(
    Database database,
    AccountStore accounts,
    ChangeAccount change,
    SessionStore sessions,
    SessionDirectory remembered,
    KeptSecrets secrets,
    Passkeys passkeys,
    Outbox outbox,
    Ids ids,
    TimeProvider clock
)
{
    // Told apart by its beginning from everything else that is hidden.
    private const string Offered = "offer:";
    private const int LongestName = 60;

    /// <param name="Begun">The session in the place of the one that asked: it has passed.</param>
    /// <param name="Codes">The codes on paper, to be shown this once; null where there were some already.</param>
    internal sealed record Changed(NewSession Begun, IReadOnlyList<string>? Codes)
    {
        public override string ToString() => "(changed)";
    }

    /// <summary>A key for an app, and what brings it back with the form: nothing is kept until the app has shown a code of it.</summary>
    public (string Key, string Offer) OfferKey(Guid account)
    {
        var key = AppCode.NewKey();
        return (key, secrets.Hide($"{Offered}{account}:{key}"));
    }

    /// <summary>The key of an offer; null where it was not offered to this account.</summary>
    public string? ReadOffer(Guid account, string? offer) =>
        secrets.Show(offer) is { } shown && shown.StartsWith($"{Offered}{account}:", StringComparison.Ordinal)
            ? shown[$"{Offered}{account}:".Length..]
            : null;

    /// <summary>Takes an app, in the place of the one that there was.</summary>
    public async Task<Result<Changed>> AddAppAsync(Visit visit, Session session, string? password, string? offer, string? code)
    {
        if (session.AccountId is not { } account)
            return Problems.NotAllowed;
        if (await RefuseAsync(account, password, visit.Cancel) is { } refused)
            return refused;
        if (ReadOffer(account, offer) is not { } key || AppCode.FindStep(key, code, clock.GetUtcNow()) is not { } step)
            return Problems.SecondFactorWrong;
        var factor = new SecondFactor(ids.New(), SecondFactorKind.App, "", clock.GetUtcNow());
        return await ChangeAsync(
            visit,
            session,
            FactorsLetter.Added,
            async scope =>
            {
                await SecondFactorStore.RemoveAppAsync(scope, account, visit.Cancel);
                await SecondFactorStore.AddAsync(scope, account, factor, secrets.Hide(key), null, step, visit.Cancel);
                return null;
            }
        );
    }

    /// <summary>Takes a passkey.</summary>
    /// <param name="name">What its owner calls it.</param>
    public async Task<Result<Changed>> AddPasskeyAsync(
        Visit visit,
        Session session,
        string? password,
        string? name,
        string? state,
        string? credential
    )
    {
        if (session.AccountId is not { } account)
            return Problems.NotAllowed;
        if (await RefuseAsync(account, password, visit.Cancel) is { } refused)
            return refused;
        if (await passkeys.ReadNewAsync(visit, account, state, credential) is not { } passkey)
            return Problems.PasskeyNotTaken;
        var named = NameOf(name, visit);
        var factor = new SecondFactor(ids.New(), SecondFactorKind.Passkey, named, clock.GetUtcNow());
        var credentialId = PasskeyOwners.NameOf(passkey.CredentialId);
        return await ChangeAsync(
            visit,
            session,
            FactorsLetter.Added,
            async scope =>
            {
                if ((await SecondFactorStore.ListAsync(scope, account, visit.Cancel)).Count >= SecondFactorStore.Most)
                    return Problems.SecondFactorsTooMany;
                if (await SecondFactorStore.IsTakenAsync(scope, credentialId, visit.Cancel))
                    return Problems.PasskeyNotTaken;
                await SecondFactorStore.AddAsync(scope, account, factor, passkey.ToJson(), credentialId, 0, visit.Cancel);
                return null;
            }
        );
    }

    /// <summary>Takes one off. With the last one go the codes on paper.</summary>
    public async Task<Result<Changed>> RemoveAsync(Visit visit, Session session, string? password, string? id)
    {
        if (session.AccountId is not { } account)
            return Problems.NotAllowed;
        if (await RefuseAsync(account, password, visit.Cancel) is { } refused)
            return refused;
        return await ChangeAsync(
            visit,
            session,
            FactorsLetter.Removed,
            async scope =>
            {
                return
                    Guid.TryParse(id, out var factor)
                    && await SecondFactorStore.RemoveAsync(scope, account, factor, visit.Cancel)
                    ? null
                    : Problems.SecondFactorNotFound;
            }
        );
    }

    /// <summary>Makes new codes for paper; those from before open nothing any more.</summary>
    public async Task<Result<string[]>> RenewCodesAsync(Visit visit, Session session, string? password)
    {
        if (session.AccountId is not { } account || !session.HasPassedSecondFactor)
            return Problems.NotAllowed;
        if (await RefuseAsync(account, password, visit.Cancel) is { } refused)
            return refused;
        var codes = await database.WriteAsync(
            async scope =>
            {
                if (await AccountStore.FindAsync(scope, account, visit.Cancel) is { } owner)
                    await TellAsync(scope, visit, owner, FactorsLetter.Renewed);
                return await RecoveryCodes.RenewAsync(scope, account, visit.Cancel);
            },
            visit.Cancel
        );
        outbox.Wake();
        return codes;
    }

    /// <summary>Takes all of them off an account by its address, and ends its sign-ins: for somebody who has lost them.</summary>
    public async Task<Result<int>> ForgetAsync(string? email, CancellationToken cancel)
    {
        var address = EmailAddress.Parse(email);
        if (!address.IsSuccess)
            return address.Problem;
        if (await accounts.FindAsync(address.Value, cancel) is not { } account)
            return Problems.EmailUnknown;
        var count = await database.WriteAsync(
            async scope =>
            {
                var there = await SecondFactorStore.ListAsync(scope, account.Id, cancel);
                await SecondFactorStore.RemoveAllAsync(scope, account.Id, cancel);
                await sessions.EndAllAsync(scope, account.Id, cancel);
                return there.Count;
            },
            cancel
        );
        remembered.Forget(account.Id);
        return count;
    }

    private async Task<Result<Changed>> ChangeAsync(
        Visit visit,
        Session session,
        string letter,
        Func<DbScope, Task<Problem?>> changeAsync
    )
    {
        var id = session.AccountId!.Value;
        var changed = await database.WriteRacedAsync<Result<Changed>>(
            async scope =>
            {
                await AccountStore.LockAsync(scope, id, visit.Cancel);
                if (
                    !await SessionStore.IsHeldAsync(scope, session.TokenHash, clock.GetUtcNow(), visit.Cancel)
                    || await AccountStore.FindAsync(scope, id, visit.Cancel) is not { } account
                )
                    return Problems.SignInNeeded;
                if (await changeAsync(scope) is { } problem)
                    return problem;
                var left = await SecondFactorStore.ListAsync(scope, id, visit.Cancel);
                string[]? codes = null;
                if (left.Count == 0)
                    await RecoveryCodes.ForgetAsync(scope, id, visit.Cancel);
                else if (await RecoveryCodes.CountAsync(scope, id, visit.Cancel) == 0)
                    codes = await RecoveryCodes.RenewAsync(scope, id, visit.Cancel);
                await TellAsync(scope, visit, account, letter);
                // Whoever has just shown one has passed it. Every other session of the account is a half one from now on.
                if (left.Count > 0)
                    await sessions.ShortenHalfOnesAsync(scope, id, visit.Cancel);
                var begun = await sessions.BeginAsync(
                    scope,
                    account,
                    session,
                    visit.Cancel,
                    visit.Device,
                    left.Count == 0 ? null : clock.GetUtcNow()
                );
                return new Changed(begun, codes);
            },
            visit.Cancel
        );
        remembered.Forget(id);
        outbox.Wake();
        return changed;
    }

    // It is not withdrawn with the account's links: whoever changes the password next must not silence it.
    private Task TellAsync(DbScope scope, Visit visit, Account account, string letter) =>
        outbox.AskAsync(scope, visit.Site.Id, letter, account.Email.Text, "{}", visit.Cancel);

    private async Task<Problem?> RefuseAsync(Guid account, string? password, CancellationToken cancel) =>
        (await change.VerifyIfAnyAsync(account, password, cancel)).Problem;

    private static string NameOf(string? typed, Visit visit)
    {
        var name = string.Join(
            ' ',
            new string([.. (typed ?? "").Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]).Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );
        return name.Length == 0 ? visit.Device?.NameIn(visit.Words) ?? visit.Words["factors.passkey"]
            : name.Length > LongestName ? name[..LongestName]
            : name;
    }
}
