namespace Parley.Transfer;

/// <summary>An import report for a terminal.</summary>
internal static class ImportReportText
{
    /// <summary>The report's lines: which addresses are one story, every row, the posts of each thread, and last the sums.</summary>
    public static IEnumerable<string> Lines(ImportReport report, Words words) =>
        [
            .. report.OneStory.Select(story =>
                words.Format("import.one-story", ("addresses", string.Join(" = ", story.Addresses)))
            ),
            .. report.Rows.Select(row => Line(row, words)),
            .. report.PerThread.Where(thread => thread.Posts.File > 0).Select(thread => Line(thread, words)),
            Line(report.Threads, words),
            words.Format("import.posts", Blanks(report.Posts)),
        ];

    private static string Line(ImportRow row, Words words) =>
        words.Format(
            $"import.row.{row.Kind}.{row.Outcome}",
            ("id", row.Id ?? "?"),
            // As it stands in an editor, not as the language writes numbers.
            ("line", FormattableString.Invariant($"{row.Line}")),
            ("reason", words.Format($"import.reason.{row.Reason}", ("about", row.About ?? "?")))
        );

    private static string Line(ThreadLine thread, Words words) =>
        words.Format("import.thread-posts", [("address", thread.Address ?? thread.Thread ?? "?"), .. Blanks(thread.Posts)]);

    private static string Line(ThreadSums sums, Words words) =>
        words.Format(
            "import.threads",
            ("file", sums.File),
            ("made", sums.Made),
            ("merged", sums.Merged),
            ("present", sums.Present),
            ("reported", sums.Reported)
        );

    private static (string Name, object Value)[] Blanks(PostSums sums) =>
        [("file", sums.File), ("made", sums.Made), ("present", sums.Present), ("reported", sums.Reported)];
}
