using System.Text.Json.Serialization;

namespace Parley.Reasons;

/// <summary>What happened to a comment, or to a writer, that they are owed reasons for. The numbers stand in databases.</summary>
internal enum Restriction
{
    /// <summary>A machine made the comment wait for a person.</summary>
    [JsonStringEnumMemberName("held")]
    Held = 0,

    /// <summary>A machine did not take the words.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused = 1,

    /// <summary>A person decided against publishing a held comment.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected = 2,

    /// <summary>A person took a published comment away.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed = 3,

    /// <summary>A person decided that a writer's new comments wait.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped = 4,

    /// <summary>A person warned a writer, who writes nothing until they have read it.</summary>
    [JsonStringEnumMemberName("warned")]
    Warned = 5,

    /// <summary>A person decided that a writer writes nothing for now.</summary>
    [JsonStringEnumMemberName("silenced")]
    Silenced = 6,

    /// <summary>A person decided that a reader only reads, up to an end.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended = 7,

    /// <summary>A person shut a reader out.</summary>
    [JsonStringEnumMemberName("banned")]
    Banned = 8,

    /// <summary>A comment still waits for a person after the time that a site finds long.</summary>
    [JsonStringEnumMemberName("delayed")]
    Delayed = 9,
}
