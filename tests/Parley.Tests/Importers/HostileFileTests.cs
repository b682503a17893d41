using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Parley.Importers.Disqus;
using Parley.Tests.Setup;
using Parley.Tests.Transfer;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Importers;

[Collection(nameof(Alone))]
public sealed class HostileFileTests
{
    private const long MaxGrowth = 64 << 20;

    [Theory]
    [InlineData("security/xml/own/billion-laughs-in-disqus.xml", "import-file-has-doctype")]
    [InlineData("security/xml/own/external-file.xml", "import-file-has-doctype")]
    [InlineData("security/xml/own/external-http.xml", "import-file-has-doctype")]
    [InlineData("security/xml/own/deep.xml", "import-file-not-disqus")]
    [InlineData("security/xml/patt/classic-xxe-etc-passwd.xml", "import-file-has-doctype")]
    [InlineData("security/xml/patt/xxe-oob-attack-yunusov-2013-.xml", "import-file-has-doctype")]
    [InlineData("security/archive/own/gz-50mb.xml.gz", "import-file-too-large")]
    [InlineData("security/archive/own/zip-absolute.zip", "import-file-is-zip")]
    [InlineData("security/archive/own/zip-ratio-20mb.zip", "import-file-is-zip")]
    [InlineData("security/archive/own/zip-slip.zip", "import-file-is-zip")]
    [InlineData("security/import/own/script-link.xml", "import-file-broken")]
    [InlineData("security/import/generic-isso.json", "import-file-broken")]
    public void A_hostile_file_is_refused_by_name_in_little_time_and_memory(string file, string code)
    {
        var bytes = File.ReadAllBytes(SharedData.Find(file));

        Assert.Equal(code, RefusalWithinBounds(() => new MemoryStream(bytes)).Code);
    }

    [Theory]
    [InlineData("cycle", 2, 2, "parent-cycle")]
    [InlineData("dangling-parent", 1, 1, "parent-missing")]
    [InlineData("self-parent", 1, 1, "parent-itself")]
    [InlineData("parent-other-thread", 2, 2, "parent-in-another-thread")]
    [InlineData("duplicate-id", 2, 1, "id-twice")]
    [InlineData("future-date", 3, 3, "date-impossible,date-impossible,date-unreadable")]
    public async Task Hostile_records_come_or_are_named(string file, int posts, int made, string reasons)
    {
        var site = FakeSite.NewsExample();
        using var plan = await Imports.DisqusAsync(
            site,
            await File.ReadAllBytesAsync(SharedData.Find($"security/import/own/{file}.xml"), Cancel)
        );
        site.Apply(plan);

        Assert.Equal(new PostSums(posts, made, 0, posts - made), plan.Report.Posts);
        Assert.Equal(made, site.Comments.Count);
        Assert.Equal(reasons, string.Join(',', plan.Report.Rows.Where(row => row.Kind == "post").Select(row => row.Reason)));

        using var again = await Imports.DisqusAsync(
            site,
            await File.ReadAllBytesAsync(SharedData.Find($"security/import/own/{file}.xml"), Cancel)
        );
        Assert.Empty(again.Batches());
    }

    [Fact]
    public async Task A_script_for_an_address_makes_no_story()
    {
        var site = FakeSite.NewsExample();
        var file = await File.ReadAllTextAsync(SharedData.Find("security/import/own/script-link.xml"), Cancel);
        file = file.Replace("<svg onload=alert(1)>", "<![CDATA[<svg onload=alert(1)>]]>", StringComparison.Ordinal);
        using var plan = await Imports.DisqusAsync(site, file);

        Assert.Empty(plan.Batches());
        Assert.Equal(["address-not-web", "thread-not-coming"], plan.Report.Rows.Select(row => row.Reason));
    }

    [Fact]
    public void Scripts_in_words_and_names_are_words()
    {
        var post = Export
            .Read(File.ReadAllBytes(SharedData.Find("security/xml/own/cdata-script.xml")))
            .OfType<ImportedComment>()
            .Single();

        Assert.Equal("<script>alert(1)</script><img src=x onerror=alert(2)>", post.Body);
        Assert.Equal("<b>", post.Author.Name);
    }

    [Theory]
    [InlineData("security/xml/fuzzdb-xml-attacks.json")]
    [InlineData("security/xml/patt-xml-attacks.json")]
    [InlineData("security/xml/patt-xxe_fuzzing.json")]
    [InlineData("security/xml/payloadbox-xxe.json")]
    public void Every_attack_on_XML_readers_is_refused_as_a_file_and_harmless_as_words(string corpus)
    {
        var attacks = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedData.Find(corpus)))!;
        Assert.NotEmpty(attacks);
        foreach (var attack in attacks)
        {
            Assert.StartsWith("import-file-", Export.Refusal(attack).Code, StringComparison.Ordinal);
            Assert.StartsWith(
                "import-file-",
                Export.Refusal($"<!-- -->{attack}{Export.With("")}").Code,
                StringComparison.Ordinal
            );
            var words = attack.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal);
            Assert.Equal(attack.ReplaceLineEndings("\n"), Export.ReadPost($"<message><![CDATA[{words}]]></message>").Body);
        }
    }

    public static TheoryData<string, string> Bombs =>
        new()
        {
            { "zeros", "import-file-broken" },
            { "one attribute", "import-file-too-large" },
            { "one name", "import-file-too-large" },
            { "one text", "import-file-too-large" },
            { "one comment", "import-file-too-large" },
            { "one CDATA section", "import-file-too-large" },
            { "brackets in a comment", "import-file-too-large" },
            { "nested elements", "import-file-too-large" },
            { "attributes", "import-file-too-large" },
        };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_put_out_in_little_time_and_memory(string kind, string code)
    {
        var (head, unit, count) = kind switch
        {
            "zeros" => ("", "\0", 100_000_000),
            "one attribute" => (Export.Head + "<post a=\"", "x", 50_000_000),
            "one name" => (Export.Head + "<", "x", 50_000_000),
            "one text" => (Export.Head + "<post><message>", "x", 50_000_000),
            "one comment" => (Export.Head + "<!--", "x", 50_000_000),
            "one CDATA section" => (Export.Head + "<post><message><![CDATA[", "x", 50_000_000),
            "brackets in a comment" => (Export.Head + "<!--", "<", 50_000_000),
            "nested elements" => (Export.Head, "<post>", 100_000),
            "attributes" => (Export.Head + "<post", " a{n}=\"\"", 20_000),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        Assert.Equal(code, RefusalWithinBounds(() => Packed(head, unit, count)).Code);
    }

    [Fact]
    public async Task Twenty_thousand_posts_of_ten_kilobytes_are_not_held_in_memory()
    {
        var path = Path.GetTempFileName();
        try
        {
            await using (var writer = new StreamWriter(path))
            {
                await writer.WriteAsync(Export.Head + Export.Thread);
                for (var n = 0; n < 20_000; n++)
                    await writer.WriteAsync(
                        $"<post dsq:id=\"{n}\"><message>{n} {new string('w', 10_000)}</message><thread dsq:id=\"7\"/></post>"
                    );
                await writer.WriteAsync("</disqus>");
            }

            var before = GC.GetTotalMemory(forceFullCollection: true);
            await using var file = File.OpenRead(path);
            using var plan = (await Imports.TryDisqusAsync(FakeSite.NewsExample(), file)).Value!;
            var growth = GC.GetTotalMemory(forceFullCollection: true) - before;

            Assert.Equal(20_000, plan.Report.Posts.Made);
            Assert.True(growth < MaxGrowth, $"It grew by {growth} bytes.");
            Assert.EndsWith("w", plan.Batches().Last().Comments[^1].Body, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_import_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        var records = new DisqusReader().Read(
            new MemoryStream(Encoding.UTF8.GetBytes(Export.Post(new string(' ', 500_000)))),
            stop.Token
        );
        using var reading = records.GetEnumerator();
        Assert.True(reading.MoveNext());
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => reading.MoveNext());
    }

    /// <summary>Everything that a thread allocates is an upper bound of what it holds at any time.</summary>
    private static Problem RefusalWithinBounds(Func<Stream> open)
    {
        using var file = open();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        var unreadable = Assert.Throws<ExportUnreadableException>(() => Assert.Empty(new DisqusReader().Read(file, Cancel)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxGrowth);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        return unreadable.Problem;
    }

    private static MemoryStream Packed(string head, string unit, int count)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new StreamWriter(gzip))
        {
            writer.Write(head);
            if (unit.Contains("{n}", StringComparison.Ordinal))
            {
                for (var n = 0; n < count; n++)
                    writer.Write(unit.Replace("{n}", $"{n}", StringComparison.Ordinal));
            }
            else
            {
                var many = string.Concat(Enumerable.Repeat(unit, 1000));
                for (var n = 0; n < count; n += 1000)
                    writer.Write(many);
            }

            writer.Write("/></disqus>");
        }

        packed.Position = 0;
        return packed;
    }

    /// <summary>No other test allocates or takes the processor while these are measured.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
