using Microsoft.AspNetCore.Components;

namespace Parley.Views.Stories;

/// <summary>A report, with who says so.</summary>
/// <param name="PublishedAt">When the publication put it out.</param>
public sealed record ReportModel(string Headline, DateTimeOffset? PublishedAt, IReadOnlyList<ParagraphModel> Paragraphs)
{
    /// <summary>A word or two above the headline, such as the section.</summary>
    public string? Kicker { get; init; }

    public string? Standfirst { get; init; }

    /// <summary>Those who wrote it.</summary>
    public string? Byline { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }
    public PhotoModel? Photo { get; init; }

    /// <summary>How many passages have their source named.</summary>
    public int Passages => Paragraphs.Sum(paragraph => paragraph.Notes.Count);
}

/// <summary>The picture of a report.</summary>
/// <param name="Alt">What it shows, for those who do not see it.</param>
/// <param name="Credit">Who made it, and who lets us show it.</param>
public sealed record PhotoModel(string Url, int Width, int Height, string Alt, string? Caption = null, string? Credit = null);

/// <summary>A paragraph: runs of text, some of them passages whose source is named in the margin.</summary>
public sealed record ParagraphModel(IReadOnlyList<RunModel> Runs)
{
    public IReadOnlyList<SourceNoteModel> Notes { get; init; } = [];

    /// <summary>A paragraph that came as HTML and was made safe; in place of the runs.</summary>
    public MarkupString? Html { get; init; }
}

/// <param name="Passage">The number of the passage that it is, if somebody said it.</param>
public sealed record RunModel(string Text, int? Passage = null);

/// <summary>Who is said to have said a passage, and through whom it came.</summary>
/// <param name="Summary">In a few words: <c>an unnamed official, via the Meridian</c>.</param>
public sealed record SourceNoteModel(int Passage, string Summary)
{
    /// <summary>From the publication outwards to the one who said it.</summary>
    public IReadOnlyList<SourceStepModel> Chain { get; init; } = [];

    /// <summary>On how many independent sources it rests, in words.</summary>
    public string? Rests { get; init; }

    public string? Url { get; init; }
    public DateTimeOffset? SaidAt { get; init; }
}

/// <summary>One step of the way by which a statement came.</summary>
/// <param name="How">What this one did with it, in words: <c>quotes the official, not in full</c>.</param>
/// <param name="IsSeen">Whether the publication has seen it with its own eyes.</param>
public sealed record SourceStepModel(string Name, string How, bool IsSeen);
