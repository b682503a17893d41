using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;

namespace Parley.SecondFactors;

/// <summary>An account, as the framework's passkey handler knows it.</summary>
internal sealed record PasskeyOwner(Guid Account)
{
    public string Id => Account.ToString();
}

/// <summary>What is kept of a passkey.</summary>
internal sealed record KeptPasskey(
    byte[] CredentialId,
    byte[] PublicKey,
    DateTimeOffset CreatedAt,
    uint SignCount,
    string[]? Transports,
    bool IsUserVerified,
    bool IsBackupEligible,
    bool IsBackedUp
)
{
    public static KeptPasskey Of(UserPasskeyInfo info) =>
        new(
            info.CredentialId,
            info.PublicKey,
            info.CreatedAt,
            info.SignCount,
            info.Transports,
            info.IsUserVerified,
            info.IsBackupEligible,
            info.IsBackedUp
        );

    // What the device attested is looked at once, when the key is added, and not kept.
    public UserPasskeyInfo ToInfo() =>
        new(CredentialId, PublicKey, CreatedAt, SignCount, Transports, IsUserVerified, IsBackupEligible, IsBackedUp, [], []);

    public string ToJson() => JsonSerializer.Serialize(this, PasskeyJson.Default.KeptPasskey);

    public static KeptPasskey FromJson(string json) =>
        JsonSerializer.Deserialize(json, PasskeyJson.Default.KeptPasskey) ?? throw new JsonException("A passkey is an object.");
}

[JsonSerializable(typeof(KeptPasskey))]
internal sealed partial class PasskeyJson : JsonSerializerContext;

/// <summary>
/// Lets the framework's passkey handler ask for the passkeys that we keep. It is the whole of Identity that there is here: made by
/// hand, registered nowhere, so that a host's own Identity is left as it is.
/// </summary>
internal sealed class PasskeyOwners(SecondFactorStore store) : IUserPasskeyStore<PasskeyOwner>
{
    public static string NameOf(byte[] credentialId) =>
        Convert.ToBase64String(credentialId).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        [
            .. (await store.ListPasskeysAsync(user.Account, cancellationToken)).Select(kept =>
                KeptPasskey.FromJson(kept).ToInfo()
            ),
        ];

    public async Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await store.FindOwnerAsync(NameOf(credentialId), cancellationToken) is { } account ? new PasskeyOwner(account) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        PasskeyOwner user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        (await GetPasskeysAsync(user, cancellationToken)).FirstOrDefault(one =>
            one.CredentialId.AsSpan().SequenceEqual(credentialId)
        );

    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(Guid.TryParse(userId, out var id) ? new PasskeyOwner(id) : null);

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Id);

    // The handler changes nothing; what changes here is written by our own use cases.
    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose() { }
}
