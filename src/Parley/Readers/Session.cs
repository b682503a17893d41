namespace Parley.Readers;

/// <summary>A sign-in that holds.</summary>
/// <param name="TokenHash">What it is known by; the token itself is kept by its owner only.</param>
/// <param name="AccountId">Whose it is; null for a guest.</param>
/// <param name="GuestSite">The one site of a guest.</param>
/// <param name="GuestId">The guest's reader.</param>
internal sealed record Session(string TokenHash, Guid? AccountId, SiteId? GuestSite, Guid? GuestId, bool IsOperator, DateTimeOffset ExpiresAt);
