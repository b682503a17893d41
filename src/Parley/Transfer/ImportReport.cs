using System.Text.Json;

namespace Parley.Transfer;

/// <summary>
/// What an import does with a file, record by record and in sums. The sums are counted from what becomes of each record, so
/// they are exact whatever the file holds.
/// </summary>
internal sealed class ImportReport
{
    public ImportReport(string format, IReadOnlyList<PlannedThread> threads, IReadOnlyList<PlannedComment> comments)
    {
        Format = format;
        Threads = ThreadSums.Of(threads);
        Posts = PostSums.Of(comments);
        PerThread = [.. LinesOf(threads, comments)];
        OneStory =
        [
            .. threads
                .Where(thread => thread.Story is { Threads.Count: > 1 } story && story.Threads[0] == thread)
                .Select(thread => OneStoryLine.Of(thread.Story!)),
        ];
        Rows = [.. threads.SelectMany(ImportRow.Of), .. comments.SelectMany(ImportRow.Of)];
    }

    public string Format { get; }
    public ThreadSums Threads { get; }
    public PostSums Posts { get; }

    /// <summary>The posts of each thread of the file, and of each thread that only posts name. They add up to <see cref="Posts"/>.</summary>
    public IReadOnlyList<ThreadLine> PerThread { get; }

    /// <summary>Threads of the file that are one story.</summary>
    public IReadOnlyList<OneStoryLine> OneStory { get; }

    /// <summary>What does not come and why, and what comes otherwise than the file has it.</summary>
    public IReadOnlyList<ImportRow> Rows { get; }

    public Task WriteJsonAsync(Stream stream, CancellationToken cancel) =>
        JsonSerializer.SerializeAsync(stream, this, ImportReportJson.Readable.ImportReport, cancel);

    private static IEnumerable<ThreadLine> LinesOf(IReadOnlyList<PlannedThread> threads, IReadOnlyList<PlannedComment> comments)
    {
        var byThread = comments.Where(comment => comment.Thread is not null).ToLookup(comment => comment.Thread!);
        var homeless = comments.Where(comment => comment.Thread is null);
        return
        [
            .. threads.Select(thread => ThreadLine.Of(thread, [.. byThread[thread]])),
            .. homeless
                .GroupBy(comment => comment.Comment.ThreadForeignId)
                .Select(some => ThreadLine.Missing(some.Key, [.. some])),
        ];
    }
}

/// <summary>Threads in the file = stories made + merged with another thread of the file + already here + reported.</summary>
internal sealed record ThreadSums(int File, int Made, int Merged, int Present, int Reported)
{
    public static ThreadSums Of(IReadOnlyList<PlannedThread> threads)
    {
        int Count(ThreadOutcome outcome) => threads.Count(thread => thread.Outcome == outcome);
        return new ThreadSums(
            threads.Count,
            Count(ThreadOutcome.Made),
            Count(ThreadOutcome.Merged),
            Count(ThreadOutcome.Present),
            Count(ThreadOutcome.Reported)
        );
    }
}

/// <summary>Posts in the file = comments made + already here + reported.</summary>
internal sealed record PostSums(int File, int Made, int Present, int Reported)
{
    public static PostSums Of(IReadOnlyList<PlannedComment> comments)
    {
        int Count(CommentOutcome outcome) => comments.Count(comment => comment.Outcome == outcome);
        return new PostSums(
            comments.Count,
            Count(CommentOutcome.Made),
            Count(CommentOutcome.Present),
            Count(CommentOutcome.Reported)
        );
    }
}

/// <summary>One thread of the file and the sums of its posts.</summary>
/// <param name="Thread">Its foreign id; null where the file, or a post, names none.</param>
/// <param name="Line">Where it begins in the file; null where only posts name it.</param>
/// <param name="Outcome">What becomes of it: made, merged, present, reported; null where only posts name it.</param>
internal sealed record ThreadLine(string? Thread, int? Line, string? Outcome, string? Address, Guid? Story, PostSums Posts)
{
    public static ThreadLine Of(PlannedThread thread, IReadOnlyList<PlannedComment> comments) =>
        new(
            thread.Thread.ForeignId,
            thread.Thread.Line,
            ImportRow.Code(thread.Outcome),
            thread.Thread.Link,
            thread.Story?.Id,
            PostSums.Of(comments)
        );

    public static ThreadLine Missing(string? thread, IReadOnlyList<PlannedComment> comments) =>
        new(thread, null, null, null, null, PostSums.Of(comments));
}

/// <summary>Several threads of the file that are one story, with every address that leads to it.</summary>
internal sealed record OneStoryLine(Guid Story, IReadOnlyList<string> Threads, IReadOnlyList<string> Addresses)
{
    public static OneStoryLine Of(PlannedStory story) =>
        new(story.Id, [.. story.Threads.Select(thread => thread.Thread.ForeignId!)], story.Links);
}

/// <summary>Something that the owner of the file should know about one of its records.</summary>
/// <param name="Kind"><c>thread</c> or <c>post</c>.</param>
/// <param name="Id">Its foreign id; null where the file gives none.</param>
/// <param name="Outcome">What becomes of it: made, merged, present, reported.</param>
/// <param name="Reason">A code of <see cref="ImportReason"/>.</param>
/// <param name="About">The id, address, date or character that the reason is about, as the file has it.</param>
internal sealed record ImportRow(string Kind, string? Id, int Line, string Outcome, string Reason, string? About)
{
    public static IEnumerable<ImportRow> Of(PlannedThread thread) =>
        thread.Notes.Select(note => Row("thread", thread.Thread.ForeignId, thread.Thread.Line, Code(thread.Outcome), note));

    public static IEnumerable<ImportRow> Of(PlannedComment comment) =>
        comment.Notes.Select(note => Row("post", comment.Comment.ForeignId, comment.Comment.Line, Code(comment.Outcome), note));

    internal static string Code(Enum outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    private static ImportRow Row(string kind, string? id, int line, string outcome, ImportNote note) =>
        new(kind, id, line, outcome, note.Reason.Code(), note.About);
}
