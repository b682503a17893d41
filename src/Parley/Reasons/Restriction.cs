using System.Text.Json.Serialization;

namespace Parley.Reasons;

/// <summary>What happened to a comment, or to a writer, that they are owed reasons for.</summary>
internal enum Restriction
{
    /// <summary>A machine made the comment wait for a person.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>A machine did not take the words.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>A person decided against publishing a held comment.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>A person took a published comment away.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>A person decided that a writer's new comments wait.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>A person warned a writer, who writes nothing until they have read it.</summary>
    [JsonStringEnumMemberName("warned")]
    Warned,

    /// <summary>A person decided that a writer writes nothing for now.</summary>
    [JsonStringEnumMemberName("silenced")]
    Silenced,

    /// <summary>A person decided that a reader only reads, up to an end.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>A person shut a reader out.</summary>
    [JsonStringEnumMemberName("banned")]
    Banned,
}
