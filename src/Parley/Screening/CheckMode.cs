using System.Text.Json.Serialization;

namespace Parley.Screening;

/// <summary>What a check of a site does with what it finds. The words stand in databases, and of hooks the numbers.</summary>
internal enum CheckMode
{
    /// <summary>It is not asked.</summary>
    [JsonStringEnumMemberName("off")]
    Off,

    /// <summary>It is asked, what it finds is kept for staff to see, and counts for nothing.</summary>
    [JsonStringEnumMemberName("shadow")]
    Shadow,

    /// <summary>A person looks first.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,

    /// <summary>The words are not taken.</summary>
    [JsonStringEnumMemberName("refuse")]
    Refuse,

    /// <summary>The words come back to their writer once; sent again, a person looks first.</summary>
    [JsonStringEnumMemberName("nudge")]
    Nudge,
}
