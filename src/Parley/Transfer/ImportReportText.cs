namespace Parley.Transfer;

/// <summary>A line of a report as a key of the language files and what its blanks are filled with.</summary>
internal readonly record struct ReportLine(string Key, IReadOnlyList<(string Name, object Value)> Blanks)
{
    /// <summary>The key of the sentence that ends the line, if it goes on: why something is so.</summary>
    public string? ReasonKey { get; init; }
}

/// <summary>An import report for a terminal.</summary>
internal static class ImportReportText
{
    /// <summary>The report's lines: which addresses are one story, every row, the threads with posts, and last the sums.</summary>
    public static IEnumerable<ReportLine> Lines(ImportReport report)
    {
        foreach (var story in report.OneStory)
            yield return Line("import.one-story", ("addresses", string.Join(" = ", story.Addresses)), ("n", story.Threads.Count));
        foreach (var row in report.Rows)
            yield return Line(row);
        foreach (var thread in report.PerThread.Where(thread => thread.Posts.File > 0))
            yield return Line("import.thread-posts", [("address", thread.Address ?? thread.Thread ?? "?"), .. Blanks(thread.Posts)]);
        yield return Line(
            "import.threads",
            ("file", report.Threads.File),
            ("made", report.Threads.Made),
            ("merged", report.Threads.Merged),
            ("present", report.Threads.Present),
            ("reported", report.Threads.Reported)
        );
        yield return Line("import.posts", Blanks(report.Posts));
    }

    private static ReportLine Line(ImportRow row) =>
        Line($"import.row.{row.Kind}.{row.Outcome}", ("id", row.Id ?? "?"), ("line", row.Line), ("about", row.About ?? "?")) with
        {
            ReasonKey = $"import.reason.{row.Reason}",
        };

    private static ReportLine Line(string key, params (string, object)[] blanks) => new(key, blanks);

    private static (string, object)[] Blanks(PostSums sums) =>
        [("file", sums.File), ("made", sums.Made), ("present", sums.Present), ("reported", sums.Reported)];
}
