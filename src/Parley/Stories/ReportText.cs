using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Stories;

/// <summary>A report as it stands at one moment: what is above its discussion. Who says so is not in it but in <c>Sourcing</c>.</summary>
internal sealed record ReportText
{
    /// <summary>A word or two above the headline.</summary>
    public string? Kicker { get; init; }

    /// <summary>Null where the story's title is the headline: what an import or a site says of its own page.</summary>
    public string? Headline { get; init; }

    /// <summary>The sentence under the headline.</summary>
    public string? Standfirst { get; init; }
    public string? Section { get; init; }

    /// <summary>What it is about, in the site's own words.</summary>
    public IReadOnlyList<string> Tags
    {
        get;
        // What is read from JSON without it is null.
        init => field = value ?? [];
    } = [];

    /// <summary>When it was published, as its newsroom says; null for when it becomes public here.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Those who wrote it.</summary>
    public IReadOnlyList<string> Authors
    {
        get;
        // What is read from JSON without it is null.
        init => field = value ?? [];
    } = [];
    public ReportPicture? Picture { get; init; }
    public required IReadOnlyList<ReportParagraph> Paragraphs { get; init; }

    /// <summary>Whether readers read the same in both: tags are for the site's policies.</summary>
    public bool IsReadAs(ReportText other) => (this with { Tags = [] }).ToJson() == (other with { Tags = [] }).ToJson();

    /// <summary>The same with every line that readers read as another makes it.</summary>
    public ReportText With(Func<string?, string?> line) =>
        this with
        {
            Kicker = line(Kicker),
            Headline = line(Headline),
            Standfirst = line(Standfirst),
            Section = line(Section),
            Tags = [.. Tags.Select(one => line(one)!)],
            Authors = [.. Authors.Select(one => line(one)!)],
            Picture = Picture is null
                ? null
                : Picture with
                {
                    Description = line(Picture.Description),
                    Caption = line(Picture.Caption),
                    Credit = line(Picture.Credit),
                    Kind = line(Picture.Kind),
                },
            Paragraphs = [.. Paragraphs.Select(one => one with { Text = line(one.Text)! })],
        };

    public string ToJson() => JsonSerializer.Serialize(this, ReportTextJson.Default.ReportText);

    public static ReportText FromJson(string json) =>
        JsonSerializer.Deserialize(json, ReportTextJson.Default.ReportText)
        ?? throw new JsonException("A report is an object.");

    /// <summary>A report of paragraphs that have no ids yet: they are numbered.</summary>
    public static IReadOnlyList<ReportParagraph> Numbered(IEnumerable<string> paragraphs) =>
        [.. paragraphs.Select((text, at) => new ReportParagraph(FormattableString.Invariant($"p{at + 1}"), text))];
}

/// <param name="Asset">The name of a picture that comes with the program; null where only caption and credit are known.</param>
/// <param name="Description">What one sees, for those who do not.</param>
internal sealed record ReportPicture(string? Asset, int Width, int Height, string? Description, string? Caption, string? Credit)
{
    /// <summary>No picture, and nothing said of one.</summary>
    public static ReportPicture None { get; } = new(null, 0, 0, null, null, null);

    /// <summary>Whether there is a picture, and not only what is said of one.</summary>
    [JsonIgnore]
    public bool IsShown => Asset is not null || File is not null;

    /// <summary>Whether there is neither a picture nor anything said of one.</summary>
    [JsonIgnore]
    public bool IsNothing =>
        !IsShown && Description is null && Caption is null && Credit is null && Kind is null && DigitalSourceType is null;

    /// <summary>Of what kind it is, where a reader might take it for another: <c>file picture</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The file that its newsroom gave (<see cref="Pictures.Picture"/>); null where there is none.</summary>
    public Guid? File { get; init; }

    /// <summary>How it came about: a word of the IPTC's (https://cv.iptc.org/newscodes/digitalsourcetype/), such as <c>digitalCapture</c>.</summary>
    public string? DigitalSourceType { get; init; }
}

/// <param name="Id">Stays with the paragraph while its report is changed; unique in the report.</param>
internal sealed record ReportParagraph(string Id, string Text);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(ReportText))]
internal sealed partial class ReportTextJson : JsonSerializerContext;
