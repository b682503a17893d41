namespace Parley.Screening;

/// <summary>How a site has set one of its checks.</summary>
/// <param name="Limit">Null for the usual one.</param>
/// <param name="Hosts">A host a line, as it was typed.</param>
internal sealed record CheckRule(CheckMode Mode, int? Limit = null, string? Hosts = null)
{
    private HostList? listed;

    /// <summary>The second number of a check that has two; null for the usual one.</summary>
    public int? Lower { get; init; }

    /// <summary>When a check in shadow has been there for long enough, and is off; null for one that a site has not put there.</summary>
    public DateTimeOffset? ShadowUntil { get; init; }

    /// <summary>What it does at a moment.</summary>
    public CheckMode ModeAt(DateTimeOffset now) => Mode == CheckMode.Shadow && ShadowUntil <= now ? CheckMode.Off : Mode;

    /// <summary>The hosts, ready to be asked.</summary>
    public HostList Listed() => listed ??= HostList.Read(Hosts ?? "", out _);

    public bool Equals(CheckRule? other) =>
        other is not null
        && (Mode, Limit, Lower, Hosts ?? "", ShadowUntil)
            == (other.Mode, other.Limit, other.Lower, other.Hosts ?? "", other.ShadowUntil);

    public override int GetHashCode() => HashCode.Combine(Mode, Limit, Lower, Hosts ?? "", ShadowUntil);
}
