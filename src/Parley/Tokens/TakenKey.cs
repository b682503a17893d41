namespace Parley.Tokens;

/// <summary>A key as its site hands it over, before it is looked at.</summary>
/// <param name="Issuer">Null for the name, where the tokens name nobody themselves.</param>
internal sealed record TakenKey(string Name, TokenProfile Profile, string? Issuer)
{
    private const int MaxName = 100;
    private const int MaxIssuer = 255;

    /// <param name="text">The key: <see cref="TokenKeyText"/>.</param>
    /// <param name="algorithm">Null for the commonest of its kind.</param>
    public Result<TokenKey> Read(string text, TokenAlgorithm? algorithm)
    {
        if (
            Name.Length is 0 or > MaxName
            || !Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')
        )
            return Problems.TokenKeyNameInvalid;
        var issuer = Issuer ?? (Profile == TokenProfile.Own ? "" : Name);
        if (issuer.Length is 0 or > MaxIssuer || !StrictJson.IsPlain(issuer))
            return Problems.TokenKeyIssuerMissing;
        // Coral knows one algorithm, and Disqus another.
        var only = Profile switch
        {
            TokenProfile.Coral => TokenAlgorithm.Find("HS256"),
            TokenProfile.Disqus => TokenAlgorithm.Disqus,
            _ => null,
        };
        if (only is not null && algorithm is not null && algorithm != only)
            return Problems.TokenKeyAlgorithmOther;
        var read = TokenKeyText.Read(text, only ?? algorithm);
        return read.Value is { } found ? new TokenKey(Name, Profile, issuer, found.Algorithm, found.Material) : read.Problem!;
    }
}
