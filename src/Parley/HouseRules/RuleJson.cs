using System.Text.Json.Serialization;

namespace Parley.HouseRules;

/// <summary>The house's rules.</summary>
/// <param name="Since">Since when they hold; absent for the ones that every house begins with.</param>
/// <param name="Rules">With <c>texts</c>, what is kept ready to be said under each, for moderators alone.</param>
internal sealed record RulesAnswer(int Version, DateTimeOffset? Since, IReadOnlyList<HouseRule> Rules);

/// <param name="Version">The version that they were made from: another's changes are not saved over.</param>
internal sealed record RulesBody(int? Version = null, IReadOnlyList<RuleBody>? Rules = null);

/// <param name="Number">The rule that it was; absent for a new one.</param>
internal sealed record RuleBody(string? Name = null, string? Meaning = null, int? Number = null)
{
    /// <summary>What it is about, such as <c>harmful-speech</c>; absent for what it was.</summary>
    public Category? Category { get; init; }

    /// <summary>Where the law stands, for a ground in law; empty for a rule of the house's own, absent for what it was.</summary>
    public string? Law { get; init; }

    /// <summary>Whether what breaks it is advertising, for the model that learns of it; absent for what it was.</summary>
    public bool? IsSpam { get; init; }

    /// <summary>Whether what breaks it is hard to read, and by what that is known: <c>no</c>, <c>reported</c> or <c>words</c>; absent for what it was.</summary>
    public Hardness? Hard { get; init; }

    /// <summary>What a decision under it says to the writer; empty for nothing, absent for what it was.</summary>
    public IReadOnlyList<ReadyText>? Texts { get; init; }
}

[JsonSerializable(typeof(IReadOnlyList<HouseRule>))]
[JsonSerializable(typeof(RulesAnswer))]
[JsonSerializable(typeof(RulesBody))]
internal sealed partial class RuleJson : JsonSerializerContext
{
    public static RuleJson Ours { get; } = new(Json.Options());
}
