using System.Text.Json.Serialization;

namespace Parley.Stories;

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class StoryJson : JsonSerializerContext;
