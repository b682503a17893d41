namespace Parley.Tokens;

/// <summary>
/// What a site's signed token says of a reader, once it has been checked. Addresses of pictures and profiles are not among it:
/// nothing here shows them.
/// </summary>
/// <param name="Issuer">With the site and the subject, who it is. An e-mail address never is.</param>
/// <param name="Name">As the site writes it.</param>
/// <param name="Role">What the site calls the reader's role; counts only where the site has said what it means.</param>
/// <param name="IssuedAt">Of two tokens the later one's name holds; null where it does not say.</param>
/// <param name="EndsAt">When it is worth nothing any more.</param>
/// <param name="Id">The <c>jti</c>, by which a token is known again.</param>
internal sealed record TokenClaims(
    TokenProfile Profile,
    string Issuer,
    string Subject,
    string Name,
    string? Email,
    string? Role,
    DateTimeOffset? IssuedAt,
    DateTimeOffset EndsAt,
    string? Id,
    IReadOnlyList<string> Entitlements
)
{
    /// <summary>Whether it may begin one session only. Other systems' tokens are put into every page of theirs.</summary>
    public bool IsForOnce => Profile == TokenProfile.Own;
}
