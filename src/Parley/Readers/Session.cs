namespace Parley.Readers;

/// <summary>A sign-in that holds.</summary>
/// <param name="TokenHash">What it is known by; the token itself is kept by its owner only.</param>
/// <param name="AccountId">Whose it is; null for a guest.</param>
/// <param name="GuestSite">The one site of a guest.</param>
/// <param name="GuestId">The guest's reader.</param>
/// <param name="ExpiresAt">When it ends if its owner stays away until then.</param>
internal sealed record Session(
    string TokenHash,
    Guid? AccountId,
    SiteId? GuestSite,
    Guid? GuestId,
    bool IsOperator,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt
)
{
    /// <summary>How long one may stay away without signing in again.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    /// <summary>After this a session ends however much it is used: a copied token does not work for ever.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(180);

    // A session in daily use costs one write a day.
    private static readonly TimeSpan RenewedEvery = TimeSpan.FromDays(1);

    /// <summary>The account, or the guest's reader: by whom its end is announced.</summary>
    public Guid OwnerId => AccountId ?? GuestId!.Value;

    /// <summary>When it was used last, to the day: its end is moved once a day.</summary>
    public DateTimeOffset LastUsed => ExpiresAt - Idle > CreatedAt ? ExpiresAt - Idle : CreatedAt;

    public bool IsOver(DateTimeOffset now) => now >= ExpiresAt;

    public bool IsToBeRenewed(DateTimeOffset now) => EndIfUsedAt(now) - ExpiresAt >= RenewedEvery;

    public DateTimeOffset EndIfUsedAt(DateTimeOffset now) =>
        now + Idle < CreatedAt + Longest ? now + Idle : CreatedAt + Longest;
}

/// <summary>A session that has just begun, with the one copy of its token: for its owner's cookie, and nothing else.</summary>
internal sealed record NewSession(string Token, Session Session)
{
    public override string ToString() => "(new session)";
}
