namespace Parley.Readers;

/// <summary>The token of a site's own system with which a session began.</summary>
/// <param name="Key">The name of the key that signed it.</param>
/// <param name="TokenId">By which signing out refuses the token from then on; null where it has none.</param>
/// <param name="Hash">Of the whole token: the same one again, from the same browser, changes nothing.</param>
/// <param name="EndsAt">When the token is worth nothing any more.</param>
/// <param name="Entitlements">What the site says that the reader has a right to, by its own names.</param>
internal sealed record SignedBy(
    string Key,
    string Issuer,
    string? TokenId,
    string Hash,
    DateTimeOffset EndsAt,
    IReadOnlyList<string> Entitlements
);
