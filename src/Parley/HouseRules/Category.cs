using System.Text.Json.Serialization;

namespace Parley.HouseRules;

/// <summary>
/// What a rule is about, in the sixteen words of the Commission's database of decisions: each has one of its own there, so that
/// nobody is asked again when a decision is handed in.
/// </summary>
internal enum Category
{
    [JsonStringEnumMemberName("animal-welfare")]
    AnimalWelfare,

    [JsonStringEnumMemberName("consumer-information")]
    ConsumerInformation,

    [JsonStringEnumMemberName("cyber-violence")]
    CyberViolence,

    [JsonStringEnumMemberName("cyber-violence-against-women")]
    CyberViolenceAgainstWomen,

    [JsonStringEnumMemberName("data-protection")]
    DataProtection,

    [JsonStringEnumMemberName("harmful-speech")]
    HarmfulSpeech,

    [JsonStringEnumMemberName("intellectual-property")]
    IntellectualProperty,

    [JsonStringEnumMemberName("civic-discourse")]
    CivicDiscourse,

    [JsonStringEnumMemberName("not-specified")]
    NotSpecified,

    /// <summary>It breaks the rules of the house, and is none of the others. What a rule is that says nothing else.</summary>
    [JsonStringEnumMemberName("other")]
    Other,

    [JsonStringEnumMemberName("minors")]
    Minors,

    [JsonStringEnumMemberName("public-security")]
    PublicSecurity,

    [JsonStringEnumMemberName("scams")]
    Scams,

    [JsonStringEnumMemberName("self-harm")]
    SelfHarm,

    [JsonStringEnumMemberName("unsafe-products")]
    UnsafeProducts,

    [JsonStringEnumMemberName("violence")]
    Violence,
}
