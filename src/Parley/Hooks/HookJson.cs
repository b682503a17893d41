using System.Text.Json.Serialization;
using Parley.Http;
using Parley.Reasons;
using Parley.Screening;

namespace Parley.Hooks;

/// <summary>A hook, as a client sets it; what is left out stays as it is, or is as usual.</summary>
/// <param name="Version">The version that it was made from; of a new one none.</param>
/// <param name="Mode"><c>off</c>, <c>shadow</c>, <c>hold</c>: it may hold at most, or <c>refuse</c>: it may refuse as well.</param>
/// <param name="Silence">What follows where it says nothing: <c>pass</c> or <c>hold</c>.</param>
/// <param name="LimitMs">How long a writer waits for it, in thousandths of a second.</param>
/// <param name="Place">From 1: in this order its reasons are read.</param>
internal sealed record HookBody(
    int? Version = null,
    string? Name = null,
    string? Url = null,
    CheckMode? Mode = null,
    Verdict? Silence = null,
    int? LimitMs = null,
    int? Place = null
)
{
    /// <summary>How it is asked: <c>moderation</c>, or <c>akismet</c> for a service against spam. Of a new one only.</summary>
    public HookKind? Kind { get; init; }

    /// <summary>The key by which a service against spam knows the site.</summary>
    public string? Key { get; init; }

    /// <summary>Whether a service against spam is told the writer's e-mail address.</summary>
    public bool? GivesEmail { get; init; }

    public SaveHook.Request ToRequest() =>
        new(Name, Url, Mode, Silence, LimitMs, Place)
        {
            Kind = Kind,
            Key = Key,
            GivesEmail = GivesEmail,
        };
}

internal sealed record HookListAnswer(IReadOnlyList<HookAnswer> Hooks);

internal sealed record HookAnswer(
    Guid Id,
    int Version,
    string Name,
    string Url,
    CheckMode Mode,
    Verdict Silence,
    int LimitMs,
    int Place
)
{
    public HookKind Kind { get; init; }

    /// <summary>Whether it is told the writer's e-mail address; of a service against spam only.</summary>
    public bool? GivesEmail { get; init; }

    /// <summary>When its week in shadow ends, or ended; then it is off. Absent where it was not put there.</summary>
    public DateTimeOffset? ShadowUntil { get; init; }

    /// <summary>By which requests to it are signed: shown when it is made, and never again.</summary>
    public string? Secret { get; init; }

    /// <summary>How often it was to be asked, on the machine that answers, since that began.</summary>
    public int Asked { get; init; }

    /// <summary>How often it gave no answer that can be used.</summary>
    public int Failed { get; init; }

    /// <summary>Why it gave none last.</summary>
    public OutgoingFault? LastFault { get; init; }
    public DateTimeOffset? LastFailedAt { get; init; }

    public static HookAnswer Of(Hook hook, HookCount count, DateTimeOffset now) =>
        new(hook.Id, hook.Version, hook.Name, hook.Url.AbsoluteUri, hook.ModeAt(now), hook.Silence, hook.LimitMs, hook.Place)
        {
            ShadowUntil = hook.ShadowUntil,
            Kind = hook.Kind,
            GivesEmail = hook.Kind == HookKind.Akismet ? hook.GivesEmail : null,
            Asked = count.Asked,
            Failed = count.Failed,
            LastFault = count.LastFault,
            LastFailedAt = count.LastAt,
        };
}

[JsonSerializable(typeof(HookBody))]
[JsonSerializable(typeof(HookListAnswer))]
[JsonSerializable(typeof(HookAnswer))]
internal sealed partial class HookJson : JsonSerializerContext
{
    public static HookJson Ours { get; } = new(Json.Options());
}
