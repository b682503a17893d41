using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Stories;

/// <summary>A report on Parley's own pages: what stands above its discussion.</summary>
internal sealed record ReportText
{
    /// <summary>A word or two above the headline.</summary>
    public string? Kicker { get; init; }

    /// <summary>The sentence under the headline.</summary>
    public string? Standfirst { get; init; }
    public ReportPicture? Picture { get; init; }
    public required IReadOnlyList<ReportParagraph> Paragraphs { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ReportTextJson.Default.ReportText);

    public static ReportText FromJson(string json) =>
        JsonSerializer.Deserialize(json, ReportTextJson.Default.ReportText)
        ?? throw new JsonException("A report is an object.");
}

/// <param name="Asset">The name of a picture that comes with the program; null where only caption and credit are known.</param>
/// <param name="Description">What one sees, for those who do not.</param>
internal sealed record ReportPicture(
    string? Asset,
    int Width,
    int Height,
    string? Description,
    string? Caption,
    string? Credit
);

/// <summary>A paragraph, with the passages of which it is said who said them.</summary>
internal sealed record ReportParagraph(string Text)
{
    public IReadOnlyList<ReportPassage> Passages { get; init; } = [];
}

/// <param name="Quote">The words in the paragraph, exactly.</param>
/// <param name="Source">Who says so, in a few words.</param>
/// <param name="Note">On what it rests, in a sentence.</param>
internal sealed record ReportPassage(string Quote, string Source, string Note)
{
    /// <summary>The way by which it came, from the newsroom outwards.</summary>
    public IReadOnlyList<ReportStep> Chain { get; init; } = [];
}

/// <param name="How">What this one did with it: quotes, retells, confirms.</param>
/// <param name="IsSeen">Whether the newsroom saw it itself.</param>
internal sealed record ReportStep(string Name, string How, bool IsSeen);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(ReportText))]
internal sealed partial class ReportTextJson : JsonSerializerContext;
