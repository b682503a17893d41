using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Markup;

namespace Parley.Readers;

/// <summary>Names of sections, as they are sent, kept and compared.</summary>
internal static class SectionNames
{
    /// <summary>The most that a moderator can be limited to: whoever has more of them works for the whole site.</summary>
    public const int Most = 30;

    /// <summary>The longest name, in characters: that of a policy of a section.</summary>
    private const int Longest = 200;

    /// <summary>The names as they are kept, each once; null where one of them is none, or there are too many.</summary>
    public static IReadOnlyList<string>? Read(IEnumerable<string?> sent)
    {
        var read = sent.Select(name => SourceText.OfName(name, TextLimits.Of(Longest))).ToList();
        if (read.Exists(name => name.Problem is not null))
            return null;
        var names = read.Select(name => name.Value).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names.Count > Most ? null : names;
    }

    public static string? ToJson(IReadOnlyList<string> names) =>
        names.Count == 0 ? null : JsonSerializer.Serialize(names, SectionNamesJson.Default.IReadOnlyListString);

    public static IReadOnlyList<string> FromJson(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, SectionNamesJson.Default.IReadOnlyListString) ?? [];

    /// <summary>What is the same of two spellings of a name that differ in their letters' case alone, as ordinal comparison takes it.</summary>
    public static string KeyOf(string name) => name.ToUpperInvariant();
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class SectionNamesJson : JsonSerializerContext;
