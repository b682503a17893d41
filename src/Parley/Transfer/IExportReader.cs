namespace Parley.Transfer;

/// <summary>Reads one format of export.</summary>
internal interface IExportReader
{
    /// <summary>The name of the system, <c>disqus</c>; part of every id that is made from the file, so it never changes.</summary>
    string System { get; }

    /// <summary>
    /// Reads a file from its beginning to its end, one record at a time. A file that is broken or cut off ends in
    /// <see cref="ExportUnreadableException"/>, which may come after many good records: nothing may be kept before the end.
    /// </summary>
    /// <param name="file">Seekable, at its beginning; stays open.</param>
    IEnumerable<ImportedRecord> Read(Stream file, CancellationToken cancel);
}

/// <summary>The file cannot be read as a whole, so nothing of it is taken.</summary>
internal sealed class ExportUnreadableException(Problem problem, Exception? cause = null) : Exception(problem.Code, cause)
{
    public Problem Problem { get; } = problem;
}
