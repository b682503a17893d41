using System.CommandLine;
using System.Net;
using Parley.Server;
using Parley.Server.Commands;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

public sealed class CommandTests
{
    [Fact]
    public async Task Every_command_says_what_it_does_and_what_it_takes()
    {
        await using var place = await Place.MakeBareAsync();
        var commands = All(ParleyCommand.Create(), []).ToList();
        Assert.InRange(commands.Count, 15, 100);
        foreach (var (command, path) in commands)
        {
            var ended = await place.RunAsync([.. path, "--help"]);
            Assert.Equal((0, ""), (ended.Code, ended.Errors));
            Assert.Contains(
                command.Description!.Split('\n')[0],
                ended.Output.ReplaceLineEndings("\n"),
                StringComparison.Ordinal
            );
            Assert.All(command.Options, option => Assert.Contains(option.Name, ended.Output, StringComparison.Ordinal));
            Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
            Assert.All(command.Arguments, argument => Assert.Contains(argument.Name, ended.Output, StringComparison.Ordinal));
        }

        Assert.False(Directory.Exists(place.At("data")));
    }

    [Theory]
    [InlineData("improt", "'improt'")]
    [InlineData("site ad courant", "'ad'")]
    [InlineData("site list --daat x", "'--daat'")]
    [InlineData("site add", "--origin")]
    [InlineData("moderator add a@b.example", "--site")]
    [InlineData("import disqus export.xml", "--site")]
    [InlineData("import page report.txt --site courant", "--url")]
    [InlineData("import page report.txt --site courant --url https://c.example/a", "--published")]
    [InlineData("--urls", "--urls")]
    public async Task A_slip_of_the_hand_is_told_in_few_words(string line, string words)
    {
        await using var place = await Place.MakeBareAsync();

        var ended = await place.RunAsync(line.Split(' '));

        Assert.Equal((Exits.Usage, ""), (ended.Code, ended.Output));
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage:", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.At("data")));
    }

    [Fact]
    public async Task A_group_of_commands_alone_lists_them()
    {
        await using var place = await Place.MakeBareAsync();

        var ended = await place.RunAsync("site");

        Assert.Equal(Exits.Usage, ended.Code);
        Assert.Contains("set <NAME>", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line_and_needs_no_data()
    {
        await using var place = await Place.MakeBareAsync();

        Assert.Matches(@"^\d+\.\d+\.\d+\n$", await place.DoAsync("version"));
        Assert.Empty(Directory.GetFileSystemEntries(place.Folder));
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_in_a_sentence_and_changes_nothing()
    {
        await using var place = await Place.MakeAsync();
        await place.DoAsync("site", "add", "courant", "--origin", "https://courant.example");
        var before = await place.DoAsync("site", "list");
        (int Code, string Words, string[] Command)[] all =
        [
            (Exits.Refused, "\"Courant\"", ["site", "add", "Courant", "--origin", "https://c.example"]),
            (Exits.Refused, "\"api\"", ["site", "add", "api", "--origin", "https://c.example"]),
            (Exits.Refused, "\"ftp://c.example\"", ["site", "add", "other", "--origin", "ftp://c.example"]),
            (Exits.Refused, "\"c.example\"", ["site", "add", "other", "--origin", "c.example"]),
            (Exits.Refused, "\"xx\"", ["site", "add", "other", "--origin", "https://c.example", "--language", "xx"]),
            (
                Exits.Refused,
                "\"Mars/Rim\"",
                ["site", "add", "other", "--origin", "https://c.example", "--time-zone", "Mars/Rim"]
            ),
            (Exits.Refused, "site-name-taken", ["site", "add", "courant", "--origin", "https://c.example"]),
            (Exits.Refused, "origin", ["site", "add", "other", "--origin", "https://courant.example"]),
            (Exits.Refused, "\"nowhere\"", ["site", "set", "nowhere", "depth=2"]),
            (Exits.Refused, "\"depht\"", ["site", "set", "courant", "depht=2"]),
            (Exits.Refused, "\"9\"", ["site", "set", "courant", "depth=9"]),
            (Exits.Refused, "\"two\"", ["site", "set", "courant", "title=New", "depth=two"]),
            (Exits.Refused, "\"maybe\"", ["site", "set", "courant", "guestsMayWrite=maybe"]),
            (Exits.Refused, "\"nonsense\"", ["site", "set", "courant", "origins=nonsense"]),
            (Exits.Refused, "at least one origin", ["site", "set", "courant", "origins= ,"]),
            (Exits.Refused, "A title is one line", ["site", "set", "courant", "title= "]),
            (Exits.Refused, "A title is one line", ["site", "set", "courant", $"title={new string('x', 201)}"]),
            (
                Exits.Refused,
                "A title is one line",
                ["site", "add", "second", "--origin", "https://second.example", "--title", "Two\nlines"]
            ),
            (Exits.Refused, "\"ally=https://a.example/\"", ["site", "set", "courant", "trust=ally=https://a.example/"]),
            (Exits.Refused, "\"belongto=a.example\"", ["site", "set", "courant", "trust=contact=Us\nbelongto=a.example"]),
            (Exits.Refused, "\"social=javascript:1\"", ["site", "set", "courant", "trust=social=javascript:1"]),
            (
                Exits.Refused,
                "\"datatrainingallowed=yes\"",
                ["site", "set", "courant", "trust=datatrainingallowed=no\ndatatrainingallowed=yes"]
            ),
            (Exits.Usage, "\"depth\"", ["site", "set", "courant", "depth"]),
            (Exits.Refused, "\"nowhere\"", ["moderator", "add", "liv@courant.example", "--site", "nowhere"]),
            (Exits.Refused, "email-invalid", ["moderator", "add", "liv", "--site", "courant"]),
            (Exits.Refused, "email-unknown", ["reader", "reset", "liv@courant.example"]),
            (Exits.Refused, "\"nowhere\"", ["import", "disqus", "export.xml", "--site", "nowhere"]),
            (Exits.Refused, "export.xml", ["import", "disqus", "export.xml", "--site", "courant"]),
        ];
        foreach (var (code, words, command) in all)
            (await place.RunAsync(command)).IsOneSentence(code, words);

        Assert.Equal(before, await place.DoAsync("site", "list"));
        Assert.Equal(0, await place.Rows.CountAsync("account"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Commands_work_beside_a_running_server_which_follows(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await using var server = await place.ServeAsync();
        using var visitor = server.Visitor();
        using var ada = await server.SignUpAsync("Ada Korr", "ada@harbour.example");

        await place.DoAsync("site", "add", "courant", "--origin", "https://courant.example", "--title", "The Courant");
        await Eventually.IsSoAsync(async () => (await visitor.GetAsync("/courant/")).Status == HttpStatusCode.OK);
        await place.DoAsync("site", "set", "courant", "title=The New Courant", "guestsMayWrite=yes", "language=ar");
        await Eventually.IsSoAsync(async () =>
            (await visitor.GetAsync("/courant/")).Text.Contains("The New Courant", StringComparison.Ordinal)
        );

        // Whoever crawls finds with whom it stands in what relation, and nothing before that was said.
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/courant/trust.txt")).Status);
        const string trust =
            "# The New Courant\nbelongto=https://press.example/\nsocial=https://social.example/@courant\ndatatrainingallowed=no\n";
        await place.DoAsync("site", "set", "courant", "trust=" + trust.ReplaceLineEndings("\r\n"));
        await Eventually.IsSoAsync(async () =>
            await visitor.GetAsync("/courant/trust.txt") is { Status: HttpStatusCode.OK, Text: trust } file
            && file.Headers["content-type"] == "text/plain; charset=utf-8"
        );
        await place.DoAsync("site", "set", "courant", "trust=");
        await Eventually.IsSoAsync(async () =>
            (await visitor.GetAsync("/courant/trust.txt")).Status == HttpStatusCode.NotFound
        );
        Assert.Contains(
            "courant\tThe New Courant\tar\tUTC\thttps://courant.example\n",
            await place.DoAsync("site", "list"),
            StringComparison.Ordinal
        );

        var added = await place.DoAsync("moderator", "add", "liv@courant.example", "--site", "courant", "--name", "Liv Harrow");
        Assert.StartsWith("Liv Harrow is moderator of courant.", added, StringComparison.Ordinal);
        var path = added.Split(": ")[1].Trim();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(path)).Status);
        var chosen = await visitor.SendFormAsync(
            "/courant/reset",
            ("code", path.Split('=')[1]),
            ("password", "nine gulls here")
        );
        Assert.Equal(HttpStatusCode.SeeOther, chosen.Status);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(visitor, "liv@courant.example", "nine gulls here"));

        Assert.Equal(HttpStatusCode.OK, await SignInAsync(visitor, "ada@harbour.example", "three herons at dusk"));
        await place.DoAsync("reader", "reset", "ada@harbour.example");
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(visitor, "ada@harbour.example", "three herons at dusk"));
        await Eventually.IsSoAsync(async () => !(bool)(await ada.GetAsync("/api/v1/session")).Json["isSignedIn"]!);

        // A SQLite file cannot be swapped under a server; nodes on PostgreSQL migrate in turn, whoever runs beside them.
        var migrated = await place.RunAsync("migrate");
        if (engine == EveryDatabase.Sqlite)
            migrated.IsOneSentence(Exits.DatabaseLocked, "cannot be migrated");
        else
            Assert.Equal((0, "Up to date already.\n"), (migrated.Code, migrated.Output));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/ready")).Status);
    }

    private static async Task<HttpStatusCode> SignInAsync(TestVisitor visitor, string email, string password) =>
        (await visitor.PostAsync("/api/v1/session", new { email, password })).Status;

    private static IEnumerable<(Command Command, string[] Path)> All(Command command, string[] path) =>
        command.Subcommands.SelectMany(inner => All(inner, [.. path, inner.Name])).Prepend((command, path));
}
