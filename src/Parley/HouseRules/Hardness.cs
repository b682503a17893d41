using System.Text.Json.Serialization;

namespace Parley.HouseRules;

/// <summary>Whether what breaks a rule is hard to read, and what says beforehand that a comment may.</summary>
internal enum Hardness
{
    [JsonStringEnumMemberName("no")]
    No,

    /// <summary>Readers report it for what the rule is about, or a model of the language thinks it likely.</summary>
    [JsonStringEnumMemberName("reported")]
    Reported,

    /// <summary>That, and the site's word lists find something in it.</summary>
    [JsonStringEnumMemberName("words")]
    Words,
}
