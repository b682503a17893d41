using System.Text.Json.Serialization;

namespace Parley.Reasons;

/// <summary>What led to a restriction.</summary>
internal enum Origin
{
    /// <summary>The house looked by itself, by its machines or its people.</summary>
    [JsonStringEnumMemberName("own")]
    Own,

    /// <summary>A reader reported it.</summary>
    [JsonStringEnumMemberName("report")]
    Report,

    /// <summary>Somebody gave notice of illegal content (Article 16).</summary>
    [JsonStringEnumMemberName("notice")]
    Notice,

    /// <summary>Somebody did whom the state has named as reliable (Article 22).</summary>
    [JsonStringEnumMemberName("trusted-flagger")]
    TrustedFlagger,

    /// <summary>An authority ordered it.</summary>
    [JsonStringEnumMemberName("order")]
    Order,
}
