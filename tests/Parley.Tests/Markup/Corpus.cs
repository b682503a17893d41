using System.Text.Json;
using Parley.Tests.Setup;

namespace Parley.Tests.Markup;

/// <summary>The inputs of the test material beside the repository.</summary>
internal static class Corpus
{
    public static IEnumerable<JsonElement> Items(string file) =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Find(file))).RootElement.EnumerateArray();

    /// <summary>The inputs of every file of a folder: strings, or what an object holds under the name.</summary>
    public static IEnumerable<string> Inputs(string folder, string name) =>
        Directory
            .EnumerateFiles(SharedData.Find(folder), "*.json")
            .Order(StringComparer.Ordinal)
            .SelectMany(Items)
            .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : Named(item, name))
            .OfType<string>();

    private static string? Named(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
