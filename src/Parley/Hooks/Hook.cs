using System.Text.Json.Serialization;
using Parley.Reasons;
using Parley.Screening;

namespace Parley.Hooks;

/// <summary>A service that is asked about words before they are published: one of the publisher's own, or one against spam.</summary>
/// <param name="Name">By which staff know it.</param>
/// <param name="Mode">What it may say at most; <see cref="CheckMode.Off"/> where it is not asked.</param>
/// <param name="Place">Hooks stand, and their reasons are read, in this order.</param>
/// <param name="Version">Each change is one more; reasons name it.</param>
internal sealed record Hook(Guid Id, string Name, Uri Url, CheckMode Mode, Verdict Silence, int LimitMs, int Place, int Version)
{
    /// <summary>The most that a site has: each is a stranger who reads along.</summary>
    public const int Most = 5;

    public const int LongestName = 60;

    /// <summary>How long a writer waits for it, in thousandths of a second.</summary>
    public const int UsualLimit = 800;

    public const int LeastLimit = 100;
    public const int MostLimit = 5_000;

    /// <summary>The name that reasons and statements have for what hooks find: a promise, never renamed.</summary>
    public const string Check = "hook";

    /// <summary>The same for one that says nothing.</summary>
    public const string SilentCheck = "hook-silent";

    /// <summary>The name for what a service against spam finds.</summary>
    public const string SpamCheck = "spam-service";

    /// <summary>How it is asked.</summary>
    public HookKind Kind { get; init; }

    /// <summary>
    /// The secret by which requests to it are signed, or the key by which a service against spam knows the site; null where it cannot be
    /// read any more.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>Whether a service against spam is told the writer's e-mail address: only where the site says so.</summary>
    public bool GivesEmail { get; init; }

    /// <summary>When its week in shadow is over, and it is asked no more; null where it is not there.</summary>
    public DateTimeOffset? ShadowUntil { get; init; }

    /// <summary>What it may say at a moment.</summary>
    public CheckMode ModeAt(DateTimeOffset now) => Mode == CheckMode.Shadow && ShadowUntil <= now ? CheckMode.Off : Mode;
}

/// <summary>How a service is asked. The numbers stand in databases.</summary>
internal enum HookKind
{
    /// <summary>By the contract of Coral's external moderation phases, signed by a secret of ours.</summary>
    [JsonStringEnumMemberName("moderation")]
    Moderation = 0,

    /// <summary>By Akismet's interface, version 1.1, with a key of theirs.</summary>
    [JsonStringEnumMemberName("akismet")]
    Akismet = 1,
}
