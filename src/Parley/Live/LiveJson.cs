using System.Text.Json.Serialization;

namespace Parley.Live;

[JsonSerializable(typeof(LiveChange))]
[JsonSerializable(typeof(LiveNews))]
internal sealed partial class LiveJson : JsonSerializerContext
{
    public static LiveJson Ours { get; } = new(Json.Options());
}
