using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Server;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>What an operator meets who starts the program.</summary>
public sealed class StartTests
{
    private const string Sample = "/harbour-courant/s/barges-in-the-narrows";

    [Fact]
    public async Task Somebody_who_sets_nothing_reads_a_report_with_its_discussion_and_gets_in_once()
    {
        await using var place = await Place.MakeBareAsync();
        await using var server = await place.ServeAsync();
        Assert.Equal($"{server.Address}harbour-courant/", server.Process.After("  Read "));
        Assert.Equal($"{server.Address}harbour-courant/console", server.Process.After("  Console "));
        Assert.True(File.Exists(place.SqliteFile));

        using var visitor = server.Visitor();
        var front = await visitor.GetAsync("/harbour-courant/");
        Assert.Contains(Sample, front.Text, StringComparison.Ordinal);
        Assert.InRange((await visitor.GetAsync(Sample)).CommentIds.Count, 40, 50);

        var link = server.Process.After("  Sign in ");
        var token = await server.OpenAsync(link);
        using var operatorHere = server.Visitor(token);
        var who = await operatorHere.GetAsync("/api/v1/session?site=harbour-courant");
        Assert.Equal("administrator", (string?)who.Json["role"]);
        Assert.Null(await server.OpenAsync(link));
        // There is something to decide: words with a link in them, and a report.
        var queue = (await operatorHere.GetAsync($"{TestServer.Api}/moderation/queue")).Json["items"]!.AsArray();
        Assert.Equal(
            [("held", 0), ("published", 1)],
            queue.Select(item => ((string)item!["comment"]!["state"]!, item["reports"]!.AsArray().Count)).Order()
        );

        var another = (await place.DoAsync("admin", "link")).Split(": ")[1].Trim();
        Assert.NotNull(await server.OpenAsync(another));
        Assert.Null(await server.OpenAsync(another));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_second_start_finds_everything_and_prints_no_link(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        Guid comment;
        await using (var server = await place.ServeAsync())
        {
            using var ada = await server.SignUpAsync("Ada Korr", "ada@harbour.example");
            comment = await ada.PublishAsync(await SampleThreadAsync(server), "Still here tomorrow.");
            Assert.Equal(0, (await server.StopAsync()).Code);
        }

        await using var again = await place.ServeAsync();
        using var visitor = again.Visitor();
        Assert.True((await visitor.GetAsync(Sample)).Shows(comment));
        Assert.DoesNotContain("code=", again.Process.Output, StringComparison.Ordinal);
        Assert.Equal(1, await place.Rows.CountAsync("site"));
    }

    [Theory]
    [InlineData("option")]
    [InlineData("variable")]
    [InlineData("file")]
    public async Task Whoever_names_PostgreSQL_has_everything_there_and_nothing_in_the_folder(string way)
    {
        Assert.SkipWhen(TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var place =
            way == "option" ? await Place.MakeBareAsync(EveryDatabase.Postgres) : await Place.MakeAsync(EveryDatabase.Postgres);
        (string, string)[] variables = way == "variable" ? [("PARLEY__DATABASE", place.Connection)] : [];
        if (way == "file")
            place.Write(
                "appsettings.json",
                JsonSerializer.SerializeToUtf8Bytes(new { Parley = new { Database = place.Connection } })
            );
        await using var server = await RunningServer.StartAsync(place, way == "option" ? place.Where : [], variables);
        using var visitor = server.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Sample)).Status);

        Assert.InRange(await place.Rows.CountAsync("comment"), 40, 50);
        Assert.Contains("on PostgreSQL", server.Process.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.At("data")));
        // A command finds the same place by the same way.
        await using var list = ParleyProcess.Start(
            place.Folder,
            ["site", "list", .. way == "option" ? place.Where : []],
            variables
        );
        Assert.StartsWith("harbour-courant\t", (await list.EndAsync()).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.At("data")));
    }

    [Fact]
    public async Task The_public_address_is_the_one_that_is_printed()
    {
        await using var place = await Place.MakeAsync();
        await using var process = place.Start("--urls", "http://127.0.0.1:0", "--public-url", "https://talk.example/");
        await process.SaysAsync("Another: parley admin link");

        Assert.Equal("https://talk.example/harbour-courant/", process.After("  Read "));
        Assert.Equal("https://talk.example/harbour-courant/console", process.After("  Console "));
        Assert.StartsWith("https://talk.example/sign-in-link?code=", process.After("  Sign in "), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EveryDatabase.Sqlite, "TERM")]
    [InlineData(EveryDatabase.Sqlite, "INT")]
    [InlineData(EveryDatabase.Postgres, "TERM")]
    [InlineData(EveryDatabase.Postgres, "INT")]
    public async Task A_server_that_is_told_to_stop_does_so_within_seconds(string engine, string signal)
    {
        Assert.SkipWhen(engine == EveryDatabase.Postgres && TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var place = await Place.MakeAsync(engine);
        await using var server = await place.ServeAsync();
        // A reader's connection that stays open.
        using var visitor = server.Visitor();
        await visitor.GetAsync(Sample);

        var watch = Stopwatch.StartNew();
        if (signal == "INT")
            server.Process.Interrupt();
        else
            server.Process.Terminate();
        var ended = await server.Process.EndAsync();

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.False(File.Exists(place.SqliteFile + "-wal"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_port_that_is_taken_is_named(string host)
    {
        await using var place = await Place.MakeAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        (await place.RunProgramAsync("--urls", $"http://{host}:{port}")).IsOneSentence(Exits.AddressTaken, $":{port}");
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_harms_nobody()
    {
        await using var place = await Place.MakeAsync();
        await using var server = await place.ServeAsync();

        (await place.RunProgramAsync("--urls", "http://127.0.0.1:0")).IsOneSentence(Exits.DatabaseLocked, place.At("data"));

        using var visitor = server.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/ready")).Status);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/deeper")]
    public async Task A_folder_that_cannot_be_written_is_named(string folder)
    {
        await using var place = await Place.MakeBareAsync();
        // Whoever runs this may be allowed everything, but nobody can make a folder in a file.
        place.Write("data", "a file"u8.ToArray());

        var ended = await place.RunProgramAsync("--urls", "http://127.0.0.1:0", "--data", folder);

        ended.IsOneSentence(Exits.FolderNotWritable, place.At(folder));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_database_of_a_newer_program_is_refused_and_left_as_it_is(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await place.Rows.ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0')""");

        (await place.RunProgramAsync("--urls", "http://127.0.0.1:0")).IsOneSentence(Exits.DatabaseNewer, "newer");
        (await place.RunAsync("site", "list")).IsOneSentence(Exits.DatabaseNewer, "newer");

        Assert.Equal(0, await place.Rows.CountAsync("site"));
    }

    [Theory]
    [InlineData(true, "unable to open")]
    [InlineData(false, "not a database")]
    public async Task What_is_no_SQLite_file_is_told_as_such_and_left_alone(bool isFolder, string words)
    {
        await using var place = await Place.MakeBareAsync();
        byte[] letter = [.. Enumerable.Range(0, 5_000).Select(n => (byte)(n * 31))];
        place.Write(isFolder ? "data/parley.db/letter" : "data/parley.db", letter);

        (await place.RunProgramAsync("--urls", "http://127.0.0.1:0")).IsOneSentence(Exits.DatabaseUnreachable, words);
        (await place.RunAsync("site", "list")).IsOneSentence(Exits.DatabaseUnreachable, words);

        Assert.Equal(letter, File.ReadAllBytes(place.At(isFolder ? "data/parley.db/letter" : "data/parley.db")));
    }

    [Theory]
    [InlineData("Host=/nowhere;Username=postgres;Database=postgres", "/nowhere")]
    [InlineData("Host=nowhere.invalid;Username=postgres;Database=postgres;Password=pa55mark", "")]
    [InlineData("{here};Database=no_such_database", "no_such_database")]
    [InlineData("{here};Username=nobody_here", "nobody_here")]
    [InlineData("pa55mark", "no connection string")]
    [InlineData("Hosst=db;Password=pa55mark", "no connection string")]
    public async Task A_wrong_connection_string_is_told_without_its_password(string connection, string words)
    {
        if (connection.Contains("{here}", StringComparison.Ordinal))
            Assert.SkipWhen(TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var place = await Place.MakeBareAsync();
        var whole = connection.Replace(
            "{here}",
            Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES"),
            StringComparison.Ordinal
        );

        Ended[] both =
        [
            await place.RunProgramAsync("--urls", "http://127.0.0.1:0", "--database", whole),
            await place.RunAsync("site", "list", "--database", whole),
        ];
        foreach (var ended in both)
        {
            ended.IsOneSentence(Exits.DatabaseUnreachable, words);
            Assert.Contains("--database", ended.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("pa55mark", ended.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--urls", "nonsense")]
    [InlineData("--urls", "http://127.0.0.1:99999")]
    [InlineData("--public-url", "talk.example")]
    [InlineData("--public-url", "ftp://talk.example")]
    public async Task An_address_that_is_none_is_told_before_anything_listens(string option, string value)
    {
        await using var place = await Place.MakeBareAsync();

        string[] urls = option == "--urls" ? [] : ["--urls", "http://127.0.0.1:0"];
        (await place.RunProgramAsync([.. urls, option, value])).IsOneSentence(Exits.Usage, $"\"{value}\"");
    }

    [Fact]
    public async Task A_proxy_that_is_none_is_told_beside_everything_else_that_is_wrong()
    {
        await using var place = await Place.MakeBareAsync();
        await using var process = ParleyProcess.Start(
            place.Folder,
            ["--urls", "http://127.0.0.1:0"],
            ("PARLEY__TRUSTEDPROXIES__0", "10.0.0.0/99"),
            ("PARLEY__PUBLICURL", "nonsense")
        );
        var ended = await process.EndAsync();

        Assert.Equal(Exits.Usage, ended.Code);
        Assert.Matches(new Regex("^PublicUrl: \"nonsense\".*\nTrustedProxies: \"10.0.0.0/99\".*\n$"), ended.Errors);
    }

    private static async Task<Guid> SampleThreadAsync(RunningServer server)
    {
        using var visitor = server.Visitor();
        var comment = (await visitor.GetAsync(Sample)).CommentIds[0];
        return (Guid)(await visitor.GetAsync($"{TestServer.Api}/comments/{comment}")).Json["threadId"]!;
    }
}
