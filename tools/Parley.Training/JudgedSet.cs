using System.Text.Json;

namespace Parley.Training;

/// <summary>What others wrote to judge the model by. It is opened to report and never to learn.</summary>
internal sealed class JudgedSet(string folder)
{
    /// <summary>The marks of replies, by set and id.</summary>
    public Dictionary<(string Set, string Id), bool> Attacks() =>
        Lines("attack-on-commenter")
            .ToDictionary(
                row => (row.GetProperty("set").GetString()!, row.GetProperty("id").GetString()!),
                row => row.GetProperty("attack").GetInt32() == 1
            );

    /// <summary>Two texts of which the first is worse.</summary>
    public List<(string Kind, string Attribute, string Higher, string Lower)> Pairs() =>
        [
            .. Lines("pairs")
                .Select(row =>
                    (
                        row.GetProperty("kind").GetString()!,
                        row.GetProperty("attribute").GetString()!,
                        row.GetProperty("higher").GetString()!,
                        row.GetProperty("lower").GetString()!
                    )
                ),
        ];

    /// <summary>Every template with every group.</summary>
    public List<(string Group, string Text, bool IsToxic)> Templates()
    {
        using var identities = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "identities.json")));
        var root = identities.RootElement;
        var groups =
            root.ValueKind == JsonValueKind.Array
                ? root
                : root.EnumerateObject().First(x => x.Value.ValueKind == JsonValueKind.Array).Value;
        var all = new List<(string, string, bool)>();
        foreach (var template in Lines("templates"))
        foreach (var group in groups.EnumerateArray())
        {
            var text = template.GetProperty("text").GetString()!;
            foreach (var slot in (string[])["group", "person", "adjective"])
                text = text.Replace("{" + slot + "}", group.GetProperty(slot).GetString(), StringComparison.Ordinal);
            all.Add((group.GetProperty("id").GetString()!, Capital(text), template.GetProperty("toxic").GetInt32() == 1));
        }
        return all;
    }

    /// <summary>Sentences with every filling.</summary>
    public List<(string Tone, string[] Texts)> Swaps() =>
        [
            .. Lines("swaps")
                .Select(row =>
                    (
                        row.GetProperty("tone").GetString()!,
                        row.GetProperty("fillers")
                            .EnumerateArray()
                            .Select(filler => Capital(Slot(row.GetProperty("text").GetString()!, filler.GetString()!)))
                            .ToArray()
                    )
                ),
        ];

    private static string Slot(string text, string filler)
    {
        var (start, end) = (text.IndexOf('{'), text.IndexOf('}'));
        return text[..start] + filler + text[(end + 1)..];
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private List<JsonElement> Lines(string name)
    {
        var path = Path.Combine(folder, name + ".jsonl");
        if (!File.Exists(path))
            throw new TrainingException($"{path} is not there. Give the folder of what the model is judged on with --tests.");
        return [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
