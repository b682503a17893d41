namespace Parley.Transfer;

/// <summary>
/// A whole export, read to its end: the threads, and of each comment what ties it to others. The words lie on disk, so that
/// a comment costs a few hundred bytes of memory however long it is.
/// </summary>
internal sealed class GatheredExport : IDisposable
{
    private readonly SpooledWords words = new();
    private readonly List<ImportedThread> threads = [];
    private readonly List<GatheredComment> comments = [];

    private GatheredExport(string system) => System = system;

    public string System { get; }
    public IReadOnlyList<ImportedThread> Threads => threads;
    public IReadOnlyList<GatheredComment> Comments => comments;

    /// <exception cref="ExportUnreadableException">The file is broken, cut off, or not of this format.</exception>
    public static GatheredExport Read(
        IExportReader reader,
        Stream file,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var gathered = new GatheredExport(reader.System);
        try
        {
            foreach (var record in reader.Read(file, cancel))
            {
                cancel.ThrowIfCancellationRequested();
                gathered.Add(record);
                progress?.Report(new(ImportStep.Reading, file.Position, file.Length));
            }

            return gathered;
        }
        catch
        {
            gathered.Dispose();
            throw;
        }
    }

    public (ImportedAuthor Author, WordsFormat Format, string Body) Words(GatheredComment comment) =>
        words.Read(comment.WordsPlace);

    public void Dispose() => words.Dispose();

    private void Add(ImportedRecord record)
    {
        if (record is ImportedThread thread)
            threads.Add(thread);
        else if (record is ImportedComment comment)
            comments.Add(new GatheredComment(comment, words.Add(comment)));
    }
}

/// <summary>A comment of the file without its words and its author.</summary>
internal sealed class GatheredComment(ImportedComment comment, long wordsPlace)
{
    public string? ForeignId { get; } = comment.ForeignId;
    public string? ThreadForeignId { get; } = comment.ThreadForeignId;
    public string? ParentForeignId { get; } = comment.ParentForeignId;
    public DateTimeOffset? PostedAt { get; } = comment.PostedAt;
    public ImportedState State { get; } = comment.State;
    public int Line { get; } = comment.Line;
    public IReadOnlyList<ImportNote> Notes { get; } = comment.Notes;

    /// <summary>Where <see cref="SpooledWords"/> has its words.</summary>
    public long WordsPlace { get; } = wordsPlace;
}
