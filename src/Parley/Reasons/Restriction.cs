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
}
