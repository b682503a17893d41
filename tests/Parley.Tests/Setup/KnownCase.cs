using System.Text.Json.Nodes;

namespace Parley.Tests.Setup;

/// <summary>
/// A fault that other systems had, as <c>shared/data/cases</c> tells it. A test that takes its input and its right result from here
/// notices when the case changes.
/// </summary>
/// <param name="Expect">The right result, in sentences.</param>
internal sealed record KnownCase(string Id, JsonNode Input, IReadOnlyList<string> Expect)
{
    /// <summary>The input, where it is a list of texts.</summary>
    public IReadOnlyList<string> Texts => ToTexts(Input);

    public static KnownCase Of(string id) => All().Single(one => one.Id == id);

    public static IReadOnlyList<KnownCase> All() =>
        [
            .. JsonNode
                .Parse(File.ReadAllText(SharedData.Find("cases/cases.json")))!
                .AsArray()
                .Select(one => new KnownCase((string)one!["id"]!, one["input"]!, ToTexts(one["expect"]!))),
        ];

    /// <summary>A list of texts that has a name in the input.</summary>
    public IReadOnlyList<string> TextsOf(string name) => ToTexts(Input[name]!);

    private static IReadOnlyList<string> ToTexts(JsonNode list) => [.. list.AsArray().Select(text => (string)text!)];
}
