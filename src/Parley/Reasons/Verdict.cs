using System.Text.Json.Serialization;

namespace Parley.Reasons;

/// <summary>What a machine says of words before they are published, from mild to strict: the strictest of several stands.</summary>
internal enum Verdict
{
    /// <summary>May be published. A reason with this verdict is a mark for the record and restricts nothing.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>Waits until a person decides.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,

    /// <summary>Is not taken; the writer may change the words and send them again.</summary>
    [JsonStringEnumMemberName("refuse")]
    Refuse,
}
