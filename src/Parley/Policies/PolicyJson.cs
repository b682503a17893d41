using System.Text.Json.Serialization;

namespace Parley.Policies;

/// <summary>A policy, as staff send it. What is absent is left to a wider scope.</summary>
/// <param name="Mode"><c>post</c>, <c>risk</c> or <c>pre</c>.</param>
/// <param name="State"><c>open</c>, <c>slowed</c>, <c>held</c> or <c>closed</c>.</param>
/// <param name="Seconds">With <c>slowed</c>, 10 to 3,600: how far apart one reader's comments are.</param>
/// <param name="Sentence">With <c>closed</c>: what readers are told, at most 300 characters.</param>
/// <param name="Who"><c>all</c>, <c>confirmed</c> or <c>entitlement:NAME</c>.</param>
/// <param name="Hours">When all this holds; absent for always.</param>
/// <param name="IsContested">Of a thread alone.</param>
/// <param name="Note">Of a thread alone: what the house says at its top, at most 500 characters.</param>
/// <param name="Scores">
/// From how much of a hundred on words wait that a model takes for something, 50 to 99, or 100 for never: <c>threat</c>,
/// <c>identity-attack</c>, <c>severe-toxicity</c>, <c>toxicity</c>, <c>insult</c>, <c>attack-on-commenter</c>, <c>profanity</c>.
/// </param>
/// <param name="Nudges">Of which of these the words come back to their writer once before they wait.</param>
internal sealed record PolicyBody(
    string? Mode = null,
    string? State = null,
    int? Seconds = null,
    string? Sentence = null,
    string? Who = null,
    HoursBody? Hours = null,
    bool? IsContested = null,
    string? Note = null,
    IReadOnlyDictionary<string, int>? Scores = null,
    IReadOnlyList<string>? Nudges = null
);

/// <param name="Days"><c>monday</c> to <c>sunday</c>, on which the hours begin.</param>
/// <param name="From">By the site's clock, such as <c>22:00</c>.</param>
/// <param name="To">On the next day where it is not after <c>from</c>.</param>
internal sealed record HoursBody(IReadOnlyList<string>? Days = null, string? From = null, string? To = null);

/// <summary>Why nobody may write on the site just now.</summary>
/// <param name="Sentence">For readers, at most 300 characters; absent for ours.</param>
internal sealed record StopBody(string? Sentence = null);

/// <param name="Scope"><c>site</c>, <c>section</c>, <c>tag</c>, <c>thread</c> or <c>stop</c>.</param>
/// <param name="Name">The section, the tag or the thread's id; absent for the site.</param>
internal sealed record ScopedPolicyAnswer(string Scope, string? Name, PolicyBody Policy);

/// <summary>What is set on a site, on its sections and on its tags.</summary>
/// <param name="IsStopped">Whether nobody may write on the site just now.</param>
internal sealed record PoliciesAnswer(bool IsStopped, IReadOnlyList<ScopedPolicyAnswer> Policies);

/// <summary>A change of a policy.</summary>
/// <param name="Before">What was set; empty where nothing was.</param>
/// <param name="After">What is set since; empty where it was taken away.</param>
internal sealed record PolicyChangeAnswer(
    Guid Id,
    string Scope,
    string? Name,
    PolicyBody Before,
    PolicyBody After,
    string By,
    DateTimeOffset At
);

/// <param name="Next"><c>after</c> of the older ones; absent at the end.</param>
internal sealed record PolicyChangesAnswer(IReadOnlyList<PolicyChangeAnswer> Changes, string? Next);

[JsonSerializable(typeof(Policy))]
[JsonSerializable(typeof(PolicyBody))]
[JsonSerializable(typeof(StopBody))]
[JsonSerializable(typeof(ScopedPolicyAnswer))]
[JsonSerializable(typeof(PoliciesAnswer))]
[JsonSerializable(typeof(PolicyChangesAnswer))]
internal sealed partial class PolicyJson : JsonSerializerContext
{
    public static PolicyJson Ours { get; } = new(Json.Options());
}
