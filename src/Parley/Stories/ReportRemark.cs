namespace Parley.Stories;

/// <summary>What was done to a report besides its text.</summary>
internal enum ReportRemarkKind
{
    /// <summary>Words were removed from its earlier texts, to protect somebody.</summary>
    WordsRemoved = 0,

    /// <summary>Who says a passage of it was corrected, or taken back.</summary>
    SourceCorrected = 1,
}

/// <summary>That something was done to a published report which its text does not show.</summary>
/// <param name="Passage">The passage that it is about; null where it is about the report as a whole.</param>
internal sealed record ReportRemark(Guid Id, ReportRemarkKind Kind, Guid? Passage, DateTimeOffset At);
