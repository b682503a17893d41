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

    /// <summary>Where every change is shown; null where there was none.</summary>
    public string? ChangesUrl { get; init; }

    /// <summary>Where one comments on words of it that one names oneself; null where nobody can.</summary>
    public string? WriteUrl { get; init; }
    public PhotoModel? Photo { get; init; }

    /// <summary>What was wrong in it, and what is known of its claims since, each with its day; the newest first.</summary>
    public IReadOnlyList<ReportNoticeModel> Notices { get; init; } = [];

    /// <summary>Words that had their source named, or comments on them, and that the text no longer holds.</summary>
    public IReadOnlyList<SourceNoteModel> Orphans { get; init; } = [];

    /// <summary>The dossiers to which it belongs: its background as a timeline.</summary>
    public IReadOnlyList<(string Title, string Url)> Dossiers { get; init; } = [];

    /// <summary>How many passages have their source named.</summary>
    public int Passages => Paragraphs.Sum(paragraph => paragraph.Notes.Count);
}

/// <summary>A dated line above a report: nothing that the public has read is changed silently.</summary>
/// <param name="Title">What it is: a correction, or what passage 2 is since then.</param>
/// <param name="Url">The record of it.</param>
public sealed record ReportNoticeModel(string Title, string Text, DateTimeOffset At, string? Url = null);

/// <summary>The picture of a report.</summary>
/// <param name="Url">Null where only what is said of it is known.</param>
/// <param name="Alt">What it shows, for those who do not see it.</param>
/// <param name="Credit">Who made it, and who lets us show it.</param>
public sealed record PhotoModel(
    string? Url,
    int Width,
    int Height,
    string Alt,
    string? Caption = null,
    string? Credit = null,
    string? Kind = null
)
{
    /// <summary>How it came about, in words, where that is not that a camera took it.</summary>
    public string? Source { get; init; }
}

/// <summary>A paragraph: runs of text, some of them passages whose source is named in the margin.</summary>
public sealed record ParagraphModel(IReadOnlyList<RunModel> Runs)
{
    public IReadOnlyList<SourceNoteModel> Notes { get; init; } = [];

    /// <summary>Its id in the report.</summary>
    public string? Id { get; init; }

    /// <summary>Words of it that nobody is said to have said, and that readers comment on.</summary>
    public IReadOnlyList<TalkModel> Talks { get; init; } = [];

    /// <summary>A paragraph that came as HTML and was made safe; in place of the runs.</summary>
    public MarkupString? Html { get; init; }
}

/// <summary>Words of a paragraph. Passages may overlap: each begins with a run and ends with one.</summary>
/// <param name="IsSaid">Whether they are words of a passage.</param>
/// <param name="Begins">The numbers of the passages that begin with it.</param>
/// <param name="Ends">The numbers of the passages that end with it.</param>
public sealed record RunModel(string Text, bool IsSaid, IReadOnlyList<int> Begins, IReadOnlyList<int> Ends)
{
    /// <summary>Words of which nobody is said to have said them.</summary>
    public RunModel(string text)
        : this(text, false, [], []) { }
}

/// <summary>Who is said to have said a passage, and through whom it came.</summary>
/// <param name="Passage">Its number in the report; 0 for words that the text no longer holds.</param>
/// <param name="Summary">In a few words: <c>an unnamed official, via the Meridian</c>.</param>
public sealed record SourceNoteModel(int Passage, string Summary)
{
    /// <summary>The ways by which it came, each from the publication outwards to the one who said it.</summary>
    public IReadOnlyList<IReadOnlyList<SourceStepModel>> Chains { get; init; } = [];

    /// <summary>On how many independent sources it rests, in words; null where that is said of each claim.</summary>
    public string? Rests { get; init; }

    /// <summary>What it claims, or what is said of claims in it.</summary>
    public IReadOnlyList<NotedClaimModel> Claims { get; init; } = [];

    /// <summary>The words as they were when somebody chose them, where the text has changed since.</summary>
    public string? OldQuote { get; init; }

    /// <summary>Where the report is read as it stood when it last held the words; null as long as it holds them.</summary>
    public string? TextUrl { get; init; }

    /// <summary>What readers say of it.</summary>
    public TalkModel? Talk { get; init; }

    /// <summary>What those who are named answer.</summary>
    public IReadOnlyList<NamedReplyModel> Replies { get; init; } = [];
}

/// <summary>A claim that words of a report make, dispute or correct.</summary>
/// <param name="Rests">On how many independent sources it rests, in words.</param>
/// <param name="Url">Its page.</param>
public sealed record NotedClaimModel(string Sentence, string Rests, string Url)
{
    /// <summary>What is known of it, in a word; null where the words do not state it.</summary>
    public string? Status { get; init; }

    /// <summary>What the words do with it where they do not state it: <c>disputes it</c>.</summary>
    public string? Stance { get; init; }
}

/// <summary>What somebody says beside words of a report: who is named in them, or the newsroom to that.</summary>
public sealed record NamedReplyModel(string Name, string Words, DateTimeOffset At)
{
    /// <summary>What the newsroom says to it.</summary>
    public NamedReplyModel? Response { get; init; }
}

/// <summary>What readers say of words of a report.</summary>
/// <param name="Anchor">By what the words are found on the page.</param>
/// <param name="Count">How many comments are on them.</param>
/// <param name="Url">Where the comments are listed.</param>
public sealed record TalkModel(string Anchor, int Count, string Url)
{
    /// <summary>Where one comments on them; null where nobody can.</summary>
    public string? WriteUrl { get; init; }

    /// <summary>The words, where they do not stand beside it.</summary>
    public string? Quote { get; init; }

    /// <summary>The words as they were, where the text has changed since.</summary>
    public string? OldQuote { get; init; }
}

/// <summary>One step of the way by which a statement came.</summary>
/// <param name="How">What this one did with it, in words: <c>said, word for word, on 11 May</c>.</param>
/// <param name="Seen">Whether the publication has seen it with its own eyes: <c>original</c>, <c>copy</c> or <c>no</c>.</param>
public sealed record SourceStepModel(string Name, string How, string Seen)
{
    /// <summary>Why it is not said who it is.</summary>
    public string? WhyUnnamed { get; init; }

    /// <summary>Whether the name of one who is not named is known where they spoke, in a sentence; null where that is not said.</summary>
    public string? NameKnown { get; init; }
    public string? Interest { get; init; }
    public string? Url { get; init; }
    public string? ArchivedUrl { get; init; }
}
