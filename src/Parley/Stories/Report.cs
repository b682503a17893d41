namespace Parley.Stories;

/// <summary>A report that the newsroom keeps here: one that stands on Parley's own pages, or the text of a page elsewhere.</summary>
/// <param name="Slug">Its name in the address of its page here; null for the text of a page elsewhere.</param>
/// <param name="Number">Of its newest revision; the first is 1.</param>
/// <param name="PublishedAt">Null as long as it is a draft, which nobody outside the newsroom sees anything of.</param>
internal sealed record Report(
    SiteId Site,
    Guid StoryId,
    string? Slug,
    string Headline,
    int Number,
    DateTimeOffset? PublishedAt,
    DateTimeOffset ChangedAt
)
{
    public bool IsDraft => PublishedAt is null;

    /// <summary>Where it is read with its sources, below a home: a page of ours, or who says what in one whose page stands elsewhere.</summary>
    public static string PathOf(string site, Guid story, string? slug) =>
        slug is null ? $"/{site}/t/{story}/sources" : $"/{site}/s/{slug}";
}

/// <summary>A report as it stood after one change.</summary>
/// <param name="Reason">What was changed and why, in a sentence; null for the first one, and where nobody said.</param>
/// <param name="Correction">What was wrong, as it stands above the text with its day; null for a change that corrects nothing.</param>
/// <param name="IsPublic">Whether the report was published when it was written.</param>
/// <param name="IsRead">Whether readers have something to read in it that the published text before did not say.</param>
internal sealed record ReportRevision(
    int Number,
    ReportText Text,
    DateTimeOffset At,
    string? Reason,
    string? Correction,
    bool IsPublic,
    bool IsRead
);
