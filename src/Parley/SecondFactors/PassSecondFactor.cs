using Parley.Readers;
using Parley.Storage;

namespace Parley.SecondFactors;

/// <summary>
/// Passes the second factor of an account whose password, or link, has already been taken: the half session becomes a whole one
/// with a new token.
/// </summary>
internal sealed class PassSecondFactor(
    Database database,
    SessionStore sessions,
    SessionDirectory remembered,
    SecondFactorStore factors,
    KeptSecrets secrets,
    Passkeys passkeys,
    TimeProvider clock
)
{
    /// <param name="Code">Of an app, or one from paper.</param>
    /// <param name="State">What a passkey was asked for with.</param>
    /// <param name="Credential">What the passkey answered.</param>
    internal sealed record Request(string? Code, string? State, string? Credential)
    {
        /// <summary>Whether it is a guess at few digits. A passkey's answer is none, and is looked at alone.</summary>
        public bool IsAppCode => string.IsNullOrEmpty(Credential) && AppCode.IsOne(Code);

        public override string ToString() => "(second factor)";
    }

    public async Task<Result<NewSession>> HandleAsync(Visit visit, Session half, Request request)
    {
        var account = half.AccountId!.Value;
        if (!string.IsNullOrEmpty(request.Credential))
            return await passkeys.IsOfAsync(visit, account, request.State, request.Credential)
                ? await PassAsync(visit, half, _ => Task.FromResult(true), Problems.PasskeyNotTaken)
                : Problems.PasskeyNotTaken;
        if (!request.IsAppCode)
            return await PassAsync(
                visit,
                half,
                scope => RecoveryCodes.UseAsync(scope, account, request.Code, visit.Cancel),
                Problems.SecondFactorWrong
            );
        var key = secrets.Show(await factors.FindAppAsync(account, visit.Cancel));
        if (key is null || AppCode.FindStep(key, request.Code, clock.GetUtcNow()) is not { } step)
            return Problems.SecondFactorWrong;
        return await PassAsync(
            visit,
            half,
            scope => SecondFactorStore.UseStepAsync(scope, account, step, visit.Cancel),
            Problems.SecondFactorWrong
        );
    }

    private async Task<Result<NewSession>> PassAsync(
        Visit visit,
        Session half,
        Func<DbScope, Task<bool>> useAsync,
        Problem refusal
    )
    {
        var begun = await database.WriteAsync<Result<NewSession>>(
            async scope =>
            {
                // Another password may have been chosen, and all sessions ended, while this one stood at the door.
                if (
                    !await SessionStore.IsHeldAsync(scope, half.TokenHash, clock.GetUtcNow(), visit.Cancel)
                    || await AccountStore.FindAsync(scope, half.AccountId!.Value, visit.Cancel) is not { } account
                )
                    return Problems.SignInNeeded;
                if (!await useAsync(scope))
                    return refusal;
                return await sessions.BeginAsync(scope, account, half, visit.Cancel, visit.Device, clock.GetUtcNow());
            },
            visit.Cancel
        );
        remembered.Forget(half);
        return begun;
    }
}
