namespace Parley.Tokens;

/// <summary>The keys of a site that are in use.</summary>
internal sealed class TokenKeys
{
    /// <summary>More than a change of keys ever needs. Each payload as Disqus takes it is tried against all of its kind.</summary>
    public const int Most = 20;

    public static readonly TokenKeys None = new([]);

    private readonly TokenKey[] all;

    private TokenKeys(TokenKey[] all) => this.all = all;

    public bool IsEmpty => all.Length == 0;

    public IEnumerable<TokenKey> OfDisqus => all.Where(key => key.Profile == TokenProfile.Disqus);

    /// <summary>
    /// The keys, or why they may not stand together. Whoever signs with a private key has no use for a shared secret beside it, and
    /// without one no public key can be passed off as a secret, whatever else goes wrong.
    /// </summary>
    public static Result<TokenKeys> Of(IEnumerable<TokenKey> keys)
    {
        var all = keys.ToArray();
        if (all.Length > Most)
            return Problems.TokenKeysTooMany;
        if (all.DistinctBy(key => key.Name).Count() < all.Length)
            return Problems.TokenKeyNameTaken;
        var own = all.Where(key => key.Profile == TokenProfile.Own).ToLookup(key => key.Algorithm.Kind == TokenKeyKind.Secret);
        return own.Count > 1 ? Problems.TokenKeysMixed : new TokenKeys(all);
    }

    /// <summary>The key of a token with a header: by its name, or the only one where the token names none.</summary>
    public Result<TokenKey> Find(string? name)
    {
        var named = all.Where(key => key.Profile != TokenProfile.Disqus).ToArray();
        if (name is null)
            return named is [var only] ? only : Problems.TokenKeyUnnamed;
        return named.FirstOrDefault(key => key.Name == name) is { } found ? found : Problems.TokenKeyUnknown;
    }
}
