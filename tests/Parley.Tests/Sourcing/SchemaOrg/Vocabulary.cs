using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Tests.Setup;

namespace Parley.Tests.Sourcing.SchemaOrg;

/// <summary>What schema.org's own vocabulary says of a JSON-LD document: which types there are, which properties they have and what those take.</summary>
internal static class Vocabulary
{
    private static readonly ILookup<string, string[]> Lines = File.ReadLines(
            RepositoryRoot.At("tests/Parley.Tests/Sourcing/SchemaOrg/vocabulary.tsv")
        )
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('\t'))
        .ToLookup(parts => parts[0], parts => parts[1..]);

    private static readonly Dictionary<string, string[]> Parents = Lines["type"]
        .ToDictionary(parts => parts[0], parts => Names(parts[1]));

    private static readonly Dictionary<string, (string[] Domains, string[] Ranges)> Properties = Lines["property"]
        .ToDictionary(parts => parts[0], parts => (Names(parts[1]), Names(parts[2])));

    /// <summary>What is wrong with a document, a line each; none where it is valid.</summary>
    public static IEnumerable<string> Check(string document)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        if ((string?)root["@context"] != "https://schema.org")
            yield return "The context is not schema.org.";
        foreach (var node in root["@graph"] is JsonArray graph ? graph.Select(one => one!.AsObject()) : [root])
        foreach (var fault in CheckNode(node))
            yield return fault;
    }

    private static IEnumerable<string> CheckNode(JsonObject node)
    {
        var type = (string?)node["@type"] ?? "";
        if (!Parents.ContainsKey(type))
        {
            yield return $"There is no type {type}.";
            yield break;
        }

        foreach (var (name, value) in node.Where(member => !member.Key.StartsWith('@')))
        {
            if (!Properties.TryGetValue(name, out var property))
                yield return $"There is no property {name}.";
            else if (!property.Domains.Any(domain => IsKindOf(type, domain)))
                yield return $"{type} has no {name}.";
            else
                foreach (var one in value is JsonArray all ? all.ToArray() : [value])
                foreach (var fault in CheckValue($"{type}.{name}", property.Ranges, one))
                    yield return fault;
        }
    }

    private static IEnumerable<string> CheckValue(string where, string[] ranges, JsonNode? value)
    {
        if (value is JsonObject node)
        {
            // A reference to something on the page says of what type that is elsewhere.
            if (node.Count == 1 && node.ContainsKey("@id"))
                yield break;
            if (!ranges.Any(range => IsKindOf((string?)node["@type"] ?? "", range)))
                yield return $"{where} takes no {node["@type"]}.";
            foreach (var fault in CheckNode(node))
                yield return fault;
            yield break;
        }

        var kinds = value?.GetValueKind() switch
        {
            JsonValueKind.Number => ["Number", "Integer"],
            JsonValueKind.True or JsonValueKind.False => ["Boolean"],
            JsonValueKind.String when DateTimeOffset.TryParse((string?)value, out _) => ["DateTime", "Date", "Text"],
            JsonValueKind.String when Uri.TryCreate((string?)value, UriKind.Absolute, out _) => ["URL", "Text", "CreativeWork"],
            JsonValueKind.String => ["Text"],
            _ => Array.Empty<string>(),
        };
        if (!ranges.Intersect(kinds).Any())
            yield return $"{where} takes no {value?.ToJsonString() ?? "null"}.";
    }

    private static bool IsKindOf(string type, string kind) =>
        type == kind || (Parents.TryGetValue(type, out var parents) && parents.Any(parent => IsKindOf(parent, kind)));

    private static string[] Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
