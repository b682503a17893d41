using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Tests.Setup;

namespace Parley.Browser.Xss;

/// <summary>A text that somebody published because it broke some page.</summary>
/// <param name="Source">The corpus file and the place in it, such as <c>xss/html5sec.json 12</c>.</param>
internal sealed record Attack(string Source, string Text)
{
    /// <summary>How many <c>./test</c> tries; <c>drills/xss</c> tries all.</summary>
    private const int SampleSize = 1_000;

    /// <summary>
    /// All of the corpora where <c>PARLEY_ALL_XSS=1</c>, otherwise a sample that is the same on every day and every machine.
    /// </summary>
    public static IReadOnlyList<Attack> Chosen() =>
        Environment.GetEnvironmentVariable("PARLEY_ALL_XSS") == "1" ? [.. All()] : Sample(All(), SampleSize);

    /// <summary>
    /// One from each corpus in turn, so that the small ones, each with a trick of its own, are in it whole; within a corpus
    /// by the hash of the text, which has nothing to do with what the text is like.
    /// </summary>
    public static IReadOnlyList<Attack> Sample(IEnumerable<Attack> attacks, int count) =>
        [
            .. attacks
                .GroupBy(x => x.Source.Split(' ')[0])
                .SelectMany(corpus => corpus.OrderBy(Hash, StringComparer.Ordinal).Select((attack, turn) => (turn, attack)))
                .OrderBy(x => x.turn)
                .ThenBy(x => x.attack.Source, StringComparer.Ordinal)
                .Take(count)
                .Select(x => x.attack),
        ];

    private static IEnumerable<Attack> All() =>
        from folder in new[] { "xss", "html", "markdown" }
        from file in Directory.EnumerateFiles(SharedData.Find($"security/{folder}"), "*.json").Order(StringComparer.Ordinal)
        from attack in Read($"{folder}/{Path.GetFileName(file)}", File.ReadAllText(file))
        select attack;

    private static IEnumerable<Attack> Read(string corpus, string json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var (place, entry) in document.RootElement.EnumerateArray().Index())
        {
            if (TextOf(entry) is { } text)
                yield return new($"{corpus} {place}", text);
        }
    }

    // An entry without any of them is a recipe for a very long text, which tries patience and not safety.
    private static string? TextOf(JsonElement entry)
    {
        if (entry.ValueKind == JsonValueKind.String)
            return entry.GetString();
        foreach (var name in new[] { "payload", "data", "markdown" })
        {
            if (entry.TryGetProperty(name, out var text))
                return text.GetString();
        }
        return null;
    }

    private static string Hash(Attack attack) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(attack.Text)));
}
