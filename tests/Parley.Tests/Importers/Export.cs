using System.IO.Compression;
using System.Text;
using Parley.Importers.Disqus;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Importers;

/// <summary>Exports that tests make up, and what a reader makes of them.</summary>
internal static class Export
{
    public const string Head =
        """<?xml version="1.0" encoding="utf-8"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">""";

    public const string Thread =
        """<thread dsq:id="7"><id>7</id><link>https://news.example/a</link><title>A</title></thread>""";

    public static string With(string inside) => $"{Head}{inside}</disqus>";

    public static string Post(string inside) =>
        With($"""{Thread}<post dsq:id="1"><createdAt>2020-01-01T00:00:00Z</createdAt><thread dsq:id="7"/>{inside}</post>""");

    public static List<ImportedRecord> Read(byte[] file) =>
        [.. new DisqusReader().Read(new MemoryStream(file), TestContext.Current.CancellationToken)];

    public static List<ImportedRecord> Read(string file) => Read(Encoding.UTF8.GetBytes(file));

    /// <summary>The one comment of a file.</summary>
    public static ImportedComment ReadPost(string inside) => Assert.Single(Read(Post(inside)).OfType<ImportedComment>());

    /// <summary>The problem that a file is refused with.</summary>
    public static Problem Refusal(byte[] file) => Assert.Throws<ExportUnreadableException>(() => Read(file)).Problem;

    public static Problem Refusal(string file) => Refusal(Encoding.UTF8.GetBytes(file));

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static (object Line, object Column) Place(this Problem problem) =>
        (problem.Arguments!["line"], problem.Arguments["column"]);
}
