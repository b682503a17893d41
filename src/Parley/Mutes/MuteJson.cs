using System.Text.Json.Serialization;

namespace Parley.Mutes;

/// <param name="Next"><c>before</c> of the earlier ones; null at the end.</param>
internal sealed record MuteListAnswer(IReadOnlyList<MutedReader> Muted, string? Next);

[JsonSerializable(typeof(MuteListAnswer))]
[JsonSerializable(typeof(MutedReader))]
internal sealed partial class MuteJson : JsonSerializerContext
{
    public static MuteJson Ours { get; } = new(Json.Options());
}
