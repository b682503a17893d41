using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Readers;
using Parley.Storage;

namespace Parley.SecondFactors;

/// <summary>
/// Asks browsers for passkeys and checks what they answer, by the framework's own handler. What was asked is kept by the hash of a
/// code, works once and for five minutes, and for the one account that it was asked for.
/// </summary>
internal sealed class Passkeys(Database database, SecondFactorStore store, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="State">Comes back with the answer.</param>
    /// <param name="Options">For <c>navigator.credentials</c>, as JSON.</param>
    internal sealed record Asked(string State, string Options);

    /// <summary>Asks for a new passkey.</summary>
    public async Task<Asked> AskForNewAsync(Visit visit, Account account, string name)
    {
        var owner = new PasskeyOwner(account.Id);
        var entity = new PasskeyUserEntity
        {
            Id = owner.Id,
            Name = account.Email.Text,
            DisplayName = name,
        };
        var made = await HandlerFor(visit).MakeCreationOptionsAsync(entity, visit.Http);
        return new(await KeepAsync(account.Id, "new:" + made.AttestationState, visit), made.CreationOptionsJson);
    }

    /// <summary>Asks for one of the passkeys that an account has.</summary>
    public async Task<Asked> AskForKnownAsync(Visit visit, Guid account)
    {
        var made = await HandlerFor(visit).MakeRequestOptionsAsync(new PasskeyOwner(account), visit.Http);
        return new(await KeepAsync(account, "known:" + made.AssertionState, visit), made.RequestOptionsJson);
    }

    /// <summary>The new passkey that a browser answers with; null where it is not what was asked for.</summary>
    public async Task<KeptPasskey?> ReadNewAsync(Visit visit, Guid account, string? state, string? credential)
    {
        if (await UseAsync(account, "new:", state, visit) is not { } asked || !IsJson(credential))
            return null;
        var result = await HandlerFor(visit)
            .PerformAttestationAsync(
                new PasskeyAttestationContext
                {
                    HttpContext = visit.Http,
                    CredentialJson = credential!,
                    AttestationState = asked,
                }
            );
        return result is { Succeeded: true, Passkey: { } passkey, UserEntity.Id: { } id } && id == new PasskeyOwner(account).Id
            ? KeptPasskey.Of(passkey)
            : null;
    }

    /// <summary>Whether a browser answers with a passkey of this account, and of no other.</summary>
    public async Task<bool> IsOfAsync(Visit visit, Guid account, string? state, string? credential)
    {
        if (await UseAsync(account, "known:", state, visit) is not { } asked || !IsJson(credential))
            return false;
        var result = await HandlerFor(visit)
            .PerformAssertionAsync(
                new PasskeyAssertionContext
                {
                    HttpContext = visit.Http,
                    CredentialJson = credential!,
                    AssertionState = asked,
                }
            );
        if (result is not { Succeeded: true, Passkey: { } passkey, User: { } user } || user.Account != account)
            return false;
        await store.SaveAsync(
            account,
            PasskeyOwners.NameOf(passkey.CredentialId),
            KeptPasskey.Of(passkey).ToJson(),
            visit.Cancel
        );
        return true;
    }

    // For our own host and our own pages alone, whatever the request says: a passkey is bound to the name that readers see.
    private PasskeyHandler<PasskeyOwner> HandlerFor(Visit visit)
    {
        var origin = visit.Home.Origin;
        var options = new IdentityPasskeyOptions
        {
            ServerDomain = new Uri(origin).Host,
            ResidentKeyRequirement = "discouraged",
            UserVerificationRequirement = "preferred",
            ValidateOrigin = context =>
                ValueTask.FromResult(!context.CrossOrigin && context.TopOrigin is null && context.Origin == origin),
        };
        var owners = new UserManager<PasskeyOwner>(
            new PasskeyOwners(store),
            Options.Create(new IdentityOptions()),
            null!,
            [],
            [],
            null!,
            new IdentityErrorDescriber(),
            null!,
            NullLogger<UserManager<PasskeyOwner>>.Instance
        );
        return new PasskeyHandler<PasskeyOwner>(owners, Options.Create(options));
    }

    private async Task<string> KeepAsync(Guid account, string content, Visit visit)
    {
        var code = Ids.Secret();
        await database.WriteAsync(
            scope =>
                OneTimeCodes.KeepAsync(
                    scope,
                    CodePurpose.Passkey,
                    code,
                    account,
                    clock.GetUtcNow() + Patience,
                    visit.Cancel,
                    content
                ),
            visit.Cancel
        );
        return code;
    }

    private async Task<string?> UseAsync(Guid account, string kind, string? state, Visit visit)
    {
        if (!SessionToken.IsWellFormed(state))
            return null;
        var used = await database.WriteAsync(
            scope => OneTimeCodes.UseAsync(scope, CodePurpose.Passkey, state!, clock.GetUtcNow(), visit.Cancel),
            visit.Cancel
        );
        return used is { Content: { } content } && used.Account == account && content.StartsWith(kind, StringComparison.Ordinal)
            ? content[kind.Length..]
            : null;
    }

    private static bool IsJson(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
