using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Server;
using Parley.Tests.Importers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

public sealed partial class ImportCommandTests
{
    private const string Blog = "import/disqus-blog.xml";
    private const string Page = "import/page-report-with-discussion.txt";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_real_export_comes_whole_and_comes_once(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await place.DoAsync("site", "add", "blog", "--origin", "http://www.blog.example");

        Assert.Equal((312, 1256, 0), Made(await ImportAsync(place, SharedData.Find(Blog), "--check")));
        Assert.Equal(0, await place.Rows.CountAsync("story") + await place.Rows.CountAsync("comment"));

        var first = await ImportAsync(place, SharedData.Find(Blog));
        Assert.Equal("""{"file":313,"made":312,"merged":0,"present":0,"reported":1}""", first["threads"]!.ToJsonString());
        Assert.Equal("""{"file":1257,"made":1256,"present":0,"reported":1}""", first["posts"]!.ToJsonString());
        Assert.Equal(2, first["rows"]!.AsArray().Count);
        Assert.Equal(312, await place.Rows.CountAsync("story"));
        Assert.Equal(1256, await place.Rows.CountAsync("comment"));

        // The same file again, packed.
        var packed = place.Write("again.xml.gz", Export.Gzip(await File.ReadAllBytesAsync(SharedData.Find(Blog))));
        var again = await ImportAsync(place, packed);
        Assert.Equal("""{"file":313,"made":0,"merged":0,"present":312,"reported":1}""", again["threads"]!.ToJsonString());
        Assert.Equal("""{"file":1257,"made":0,"present":1256,"reported":1}""", again["posts"]!.ToJsonString());
        Assert.Equal(1256, await place.Rows.CountAsync("comment"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_saved_page_comes_with_its_report_and_a_running_server_shows_both(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await using var server = await place.ServeAsync();
        await place.DoAsync("site", "add", "wire", "--origin", "https://wire.example");
        using var visitor = server.Visitor();
        string[] command =
        [
            "import",
            "page",
            SharedData.Find(Page),
            "--site",
            "wire",
            "--url",
            "https://wire.example/world/report",
            "--published",
            "2026-08-25T11:00:00Z",
        ];

        await place.DoAsync(command);

        Assert.Equal(1, await place.Rows.CountAsync("story", "url = 'https://wire.example/world/report' AND slug IS NOT NULL"));
        var comments = await place.Rows.CountAsync("comment", "is_imported" + (engine == EveryDatabase.Sqlite ? " = 1" : ""));
        Assert.InRange(comments, 5, 1000);
        TestAnswer report = null!;
        await Eventually.IsSoAsync(async () =>
        {
            var front = ReportOnFront().Match((await visitor.GetAsync("/wire/")).Text);
            report = await visitor.GetAsync(front.Success ? front.Value : "/wire/s/none");
            return report.CommentIds.Count > 0;
        });
        Assert.Contains("restore its ties with the Damascus government", report.Text, StringComparison.Ordinal);
        var discussion = await visitor.GetAsync("/t?url=https://wire.example/world/report");
        Assert.Equal(report.CommentIds, discussion.CommentIds);

        await place.DoAsync(command);
        Assert.Equal(
            comments,
            await place.Rows.CountAsync("comment", "is_imported" + (engine == EveryDatabase.Sqlite ? " = 1" : ""))
        );
    }

    [Theory]
    [InlineData("2026-08-25T11:00:00", "its zone")]
    [InlineData("yesterday", "its zone")]
    public async Task A_time_without_its_zone_is_refused(string published, string words)
    {
        await using var place = await Place.MakeAsync();
        await place.DoAsync("site", "add", "wire", "--origin", "https://wire.example");
        var file = place.Write("page.txt", "Headline\n\nText."u8.ToArray());

        string[] command =
        [
            "import",
            "page",
            file,
            "--site",
            "wire",
            "--url",
            "https://wire.example/a",
            "--published",
            published,
        ];
        (await place.RunAsync(command)).IsOneSentence(Exits.Usage, words);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_comes_stands_under_a_running_server_s_stories_at_once(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await using var server = await place.ServeAsync();
        await place.DoAsync("site", "add", "blog", "--origin", MadeExport.Origin);
        using var visitor = server.Visitor();
        string[] pages = [$"{MadeExport.Origin}/story/1"];
        // The server has said of this page that there is nothing.
        Assert.Equal(0, await CountAsync(visitor, pages));

        await place.DoAsync("import", "disqus", place.Write("made.xml", MadeExport.Of(600)), "--site", "blog");

        await Eventually.IsSoAsync(async () => await CountAsync(visitor, pages) > 5);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_file_that_is_cut_off_is_refused_before_anything_is_written(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await place.DoAsync("site", "add", "blog", "--origin", MadeExport.Origin);
        var whole = MadeExport.Of();
        (string Name, byte[] Bytes)[] files =
        [
            ("cut.xml", whole[..^20]),
            ("cut.xml.gz", Export.Gzip(whole)[..^20]),
            ("half.xml.gz", Export.Gzip(whole)[..(whole.Length / 40)]),
        ];
        foreach (var (name, bytes) in files)
        {
            var ended = await place.RunAsync("import", "disqus", place.Write(name, bytes), "--site", "blog");
            ended.IsOneSentence(Exits.Refused, "import-file-cut-off");
        }

        Assert.Equal(0, await place.Rows.CountAsync("story") + await place.Rows.CountAsync("reader"));
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "import-again-keeps-decisions")]
    public async Task What_a_moderator_removed_stays_removed_however_often_the_file_comes(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await using var server = await place.ServeAsync();
        await place.DoAsync("site", "set", "harbour-courant", "origins=https://news.example", "knownAfter=0");
        var first = SharedData.Find("cases/files/import-again-keeps-decisions-1.xml");
        var later = SharedData.Find("cases/files/import-again-keeps-decisions-2.xml");
        await ImportAsync(place, first, site: TestServer.SiteName);

        using var operatorHere = server.Visitor(await server.OpenAsync(server.Process.After("  Sign in ")));
        using var ada = await server.SignUpAsync("Ada Korr", "ada@harbour.example");
        JsonNode thread = null!;
        await Eventually.IsSoAsync(async () =>
        {
            var answer = await ada.GetAsync($"{TestServer.Api}/threads?url=https://news.example/tea");
            thread = answer.Json;
            return (int?)thread["count"] == 3;
        });
        var id = (Guid)thread["id"]!;
        var list = (await ada.GetAsync($"{TestServer.Api}/threads/{id}/comments")).Json["comments"]!.AsArray();
        Guid IdOf(string words) =>
            (Guid)list.Single(one => ((string)one!["html"]!).Contains(words, StringComparison.Ordinal))!["id"]!;
        var removed = await operatorHere.PostAsync(
            $"{TestServer.Api}/moderation/comments/{IdOf("Tea was cold.")}/decision",
            new { decision = "remove", rule = 1 }
        );
        Assert.True(removed.Status == System.Net.HttpStatusCode.OK, removed.Text);
        await ada.PublishAsync(id, "It was indeed.", IdOf("Tea was hot."));

        Assert.Equal((0, 0, 3), Made(await ImportAsync(place, first, site: TestServer.SiteName)));
        Assert.Equal(["Tea was hot.", "Cake was dry.", "It was indeed."], await WordsAsync());
        var more = await ImportAsync(place, later, site: TestServer.SiteName);
        Assert.Equal((0, 1, 3), Made(more));
        Assert.Contains("words-differ", more["rows"]!.ToJsonString(), StringComparison.Ordinal);
        await Eventually.IsSoAsync(async () => (await WordsAsync()).Contains("Bill was wrong."));
        Assert.Equal(["Tea was hot.", "Cake was dry.", "Bill was wrong.", "It was indeed."], await WordsAsync());
        Assert.Equal(4, (int)(await ada.GetAsync($"{TestServer.Api}/threads/{id}/comments")).Json["count"]!);

        async Task<string[]> WordsAsync()
        {
            var page = (await ada.GetAsync($"/harbour-courant/t/{id}?order=oldest")).Text;
            string[] all = ["Tea was hot.", "Tea was cold.", "Cake was dry.", "Bill was wrong.", "It was indeed."];
            return [.. all.Where(words => page.Contains(words, StringComparison.Ordinal))];
        }
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_told()
    {
        await using var place = await Place.MakeAsync();
        await place.DoAsync("site", "add", "blog", "--origin", MadeExport.Origin);
        var file = place.Write("made.xml", MadeExport.Of(1));

        var ended = await place.RunAsync(
            "import",
            "disqus",
            file,
            "--site",
            "blog",
            "--check",
            "--report",
            place.At("no/report.json")
        );

        Assert.Equal(Exits.Refused, ended.Code);
        Assert.StartsWith("The report cannot be written: ", ended.Errors, StringComparison.Ordinal);
    }

    [GeneratedRegex("/wire/s/[a-z0-9-]+")]
    private static partial Regex ReportOnFront();

    private static async Task<JsonNode> ImportAsync(Place place, string file, string? check = null, string site = "blog")
    {
        var report = place.At($"report-{Guid.NewGuid():N}.json");
        string[] options = check is null ? [] : [check];
        await place.DoAsync(["import", "disqus", file, "--site", site, "--report", report, .. options]);
        return JsonNode.Parse(await File.ReadAllBytesAsync(report))!;
    }

    private static (int Threads, int Posts, int Present) Made(JsonNode report) =>
        ((int)report["threads"]!["made"]!, (int)report["posts"]!["made"]!, (int)report["posts"]!["present"]!);

    private static async Task<int> CountAsync(TestVisitor visitor, string[] urls)
    {
        var answer = await visitor.PostAsync("/api/v1/counts", new { urls });
        return (int)answer.Json["counts"]![0]!["count"]!;
    }
}
