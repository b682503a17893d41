using System.Text;
using Microsoft.Extensions.Time.Testing;
using Parley.Importers.Disqus;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Transfer;

/// <summary>Plans imports of files and of records that a test makes up.</summary>
internal static class Imports
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Task<Result<ImportPlan>> TryDisqusAsync(IImportTarget site, Stream file) =>
        ImportPlan.MakeAsync(new DisqusReader(), file, site, new FakeTimeProvider(Now), TestContext.Current.CancellationToken);

    public static async Task<ImportPlan> DisqusAsync(IImportTarget site, byte[] file) =>
        Assert.IsType<ImportPlan>((await TryDisqusAsync(site, new MemoryStream(file))).Value);

    public static Task<ImportPlan> DisqusAsync(IImportTarget site, string file) =>
        DisqusAsync(site, Encoding.UTF8.GetBytes(file));

    /// <summary>A plan for records as any format could hold them.</summary>
    public static async Task<ImportPlan> OfAsync(IImportTarget site, params ImportedRecord[] records)
    {
        var made = await ImportPlan.MakeAsync(
            new RecordReader(records),
            Stream.Null,
            site,
            new FakeTimeProvider(Now),
            TestContext.Current.CancellationToken
        );
        return Assert.IsType<ImportPlan>(made.Value);
    }

    public static ImportedThread Thread(string id, string? link, string? identifier = null) =>
        new()
        {
            ForeignId = id,
            Line = 1,
            Link = link,
            Identifier = identifier,
            Title = $"Title of {id}",
            CreatedAt = Now.AddYears(-2),
        };

    /// <param name="minute">Of the year before the import; null where the file does not know.</param>
    public static ImportedComment Post(string id, string thread, string? parent = null, int? minute = null) =>
        new()
        {
            ForeignId = id,
            Line = 1,
            ThreadForeignId = thread,
            ParentForeignId = parent,
            Author = new ImportedAuthor("user:dora", "Dora", null, false),
            Body = id,
            Format = WordsFormat.Text,
            PostedAt = minute is { } after ? Now.AddYears(-1).AddMinutes(after) : null,
        };

    public static ImportRow Row(this ImportReport report, string id) => Assert.Single(report.Rows, row => row.Id == id);

    private sealed class RecordReader(ImportedRecord[] records) : IExportReader
    {
        public string System => "made-up";

        public IEnumerable<ImportedRecord> Read(Stream file, CancellationToken cancel) => records;
    }
}
