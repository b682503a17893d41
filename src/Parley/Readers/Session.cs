namespace Parley.Readers;

/// <summary>A sign-in that holds.</summary>
/// <param name="TokenHash">What it is known by; the token itself is kept by its owner only.</param>
/// <param name="AccountId">Whose it is; null for a guest, and for whom a site's token signed in.</param>
/// <param name="Site">The one site of somebody without an account.</param>
/// <param name="ReaderId">The reader of somebody without an account.</param>
/// <param name="ExpiresAt">When it ends if its owner stays away until then.</param>
internal sealed record Session(
    string TokenHash,
    Guid? AccountId,
    SiteId? Site,
    Guid? ReaderId,
    bool IsOperator,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt
)
{
    /// <summary>How long one may stay away without signing in again.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    /// <summary>After this a session ends however much it is used: a copied token does not work for ever.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(180);

    /// <summary>
    /// How long a session holds that a token began, however much it is used: the site says anew who its reader is, and what they have
    /// a right to, whenever a page of it is opened.
    /// </summary>
    public static readonly TimeSpan LongestByToken = TimeSpan.FromHours(24);

    /// <summary>How long somebody may look for their telephone.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(15);

    // A session in daily use costs one write a day.
    private static readonly TimeSpan RenewedEvery = TimeSpan.FromDays(1);

    /// <summary>The token of the site's own system that began it, if one did.</summary>
    public SignedBy? Signed { get; init; }

    /// <summary>Whether its account asks for a second factor.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>When its owner passed one; null where they have not.</summary>
    public DateTimeOffset? SecondFactorAt { get; init; }

    /// <summary>Only the password was taken yet: it opens the page that asks for the second factor, and nothing else.</summary>
    public bool IsHalf => HasSecondFactor && SecondFactorAt is null;

    public bool HasPassedSecondFactor => HasSecondFactor && SecondFactorAt is not null;

    /// <summary>When its account is deleted, where it has just begun: whoever signs in is told first.</summary>
    public DateTimeOffset? LeavesAt { get; init; }

    /// <summary>What its browser called itself when it began; null where that says nothing.</summary>
    public Device? Device { get; init; }

    /// <summary>The account, or the reader of somebody without one: by whom its end is announced.</summary>
    public Guid OwnerId => AccountId ?? ReaderId!.Value;

    /// <summary>When it was used last, to the day: its end is moved once a day.</summary>
    public DateTimeOffset LastUsed => ExpiresAt - Idle > CreatedAt ? ExpiresAt - Idle : CreatedAt;

    public bool IsOver(DateTimeOffset now) => now >= ExpiresAt;

    public bool IsToBeRenewed(DateTimeOffset now) => EndIfUsedAt(now) - ExpiresAt >= RenewedEvery;

    public DateTimeOffset EndIfUsedAt(DateTimeOffset now) =>
        Signed is not null || IsHalf ? ExpiresAt
        : now + Idle < CreatedAt + Longest ? now + Idle
        : CreatedAt + Longest;
}

/// <summary>A session that has just begun, with the one copy of its token: for its owner's cookie, and nothing else.</summary>
internal sealed record NewSession(string Token, Session Session)
{
    public override string ToString() => "(new session)";
}
