using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Comments;
using Parley.Events;
using Parley.Leaving;
using Parley.Mutes;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Mutes;

public sealed class MuteTests
{
    private const string Site = "/" + TestServer.SiteName;
    private const string Api = TestServer.Api;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_mutes_a_reader_is_told_what_is_theirs_in_each_thread_and_nobody_else_is(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        // Before any index of who wrote what has followed: nobody reads for a moment whom they have muted.
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.RemoveAll<ITableFollower>()
        );
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync("Bo Lind");
        using var cai = await server.ReaderAsync("Cai Moe");
        using var visitor = server.Visitor();
        var (here, there) = (await server.OpenThreadAsync(), await server.OpenThreadAsync("https://news.example/else"));
        var first = await bo.PublishAsync(here, "The dam held.");
        var removed = await bo.PublishAsync(here, "It did not.");
        var others = await cai.PublishAsync(here, "It did.", first);
        var second = await bo.PublishAsync(there, "Elsewhere, too.");
        await server.DecideAsync(removed, CommentState.Removed);
        Assert.Empty(await MutedAsync(ada, here));

        var muted = await MuteAsync(ada, first);
        Assert.Equal((HttpStatusCode.OK, "Bo Lind"), (muted.Status, (string?)muted.Json["name"]));
        // By any of their comments, and again: it is the same mute.
        Assert.Equal(muted.Text, (await MuteAsync(ada, second)).Text);
        await MuteAsync(ada, others);

        Assert.Equal([("Bo Lind", [first]), ("Cai Moe", [others])], await MutedAsync(ada, here));
        Assert.Equal([("Bo Lind", [second])], await MutedAsync(ada, there));
        Assert.Empty(await MutedAsync(bo, here));
        Assert.Equal(HttpStatusCode.Unauthorized, (await MuteAsync(visitor, first)).Status);
        Assert.Equal(["Cai Moe", "Bo Lind"], NamesIn(await ada.GetAsync($"{Api}/mutes")));
        Assert.Empty(NamesIn(await bo.GetAsync($"{Api}/mutes")));

        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync($"{Api}/mutes/{bo.Id}")).Status);
        Assert.Equal([("Cai Moe", [others])], await MutedAsync(ada, here));
        Assert.Equal(["Cai Moe"], NamesIn(await ada.GetAsync($"{Api}/mutes")));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_cannot_be_muted_is_refused_with_its_own_code(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var staff = await server.StaffAsync();
        var thread = await server.OpenThreadAsync();
        var own = await ada.PublishAsync(thread, "The dam held.");
        var theirs = await bo.PublishAsync(thread, "It did not.");
        var official = await staff.PublishAsync(thread, "Be kind.");

        foreach (var form in (string[])["GET", "POST"])
            Assert.Equal(HttpStatusCode.Forbidden, (await ada.SendAsync(new(form), $"{Site}/c/{own}/mute", Form(form))).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "own-comment"), Refused(await MuteAsync(ada, own)));
        Assert.Equal((HttpStatusCode.NotFound, "comment-not-found"), Refused(await MuteAsync(ada, Guid.NewGuid())));
        await server.DecideAsync(theirs, CommentState.Held);
        Assert.Equal((HttpStatusCode.NotFound, "comment-not-found"), Refused(await MuteAsync(ada, theirs)));
        await server.DecideAsync(theirs, CommentState.Published);
        // Staff are readers like others.
        Assert.Equal(HttpStatusCode.OK, (await MuteAsync(ada, official)).Status);

        await FillAsync(server, ada, MuteAuthor.Most - 1);
        Assert.Equal((HttpStatusCode.Conflict, "too-many-mutes"), Refused(await MuteAsync(ada, theirs)));
        Assert.Contains("1,000", (await MuteAsync(ada, theirs)).Text, StringComparison.Ordinal);
        // Whoever is muted already is no one more.
        Assert.Equal(HttpStatusCode.OK, (await MuteAsync(ada, official)).Status);
        await ada.DeleteAsync($"{Api}/mutes/{staff.Id}");
        Assert.Equal(HttpStatusCode.OK, (await MuteAsync(ada, theirs)).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_deletes_their_account_is_muted_by_nobody_and_mutes_nobody(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var cai = await server.ReaderAsync("Cai Moe");
        var thread = await server.OpenThreadAsync();
        var words = await bo.PublishAsync(thread, "The dam held.");
        await MuteAsync(ada, words);
        await MuteAsync(bo, await ada.PublishAsync(thread, "It did not."));
        await MuteAsync(ada, await cai.PublishAsync(thread, "It did."));

        await bo.PutAsync($"{Api}/account/leaving", new { password = "three herons at dusk", words = "keep" });
        server.Clock.Turn(TimeSpan.FromDays(15));
        Assert.Equal(1, await server.Get<DeleteAccount>().HandleAsync(default));

        var left = await server.ListAsync(
            "SELECT muted_id FROM mute WHERE site_id = @site",
            [("@site", server.Site.Id)],
            row => row.Guid(0)
        );
        Assert.Equal([cai.Id], left);
        // Their words stay under no name, and behind that is nobody.
        Assert.Equal((HttpStatusCode.Conflict, "author-gone"), Refused(await MuteAsync(cai, words)));
        Assert.Equal(HttpStatusCode.Conflict, (await cai.GetAsync($"{Site}/c/{words}/mute")).Status);
        Assert.DoesNotContain(
            $"/c/{words}/mute",
            (await cai.GetAsync($"{Site}/c/{words}/report")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_script_one_mutes_behind_a_report_and_unmutes_on_ones_own_page()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync("Bo Lind");
        var thread = await server.OpenThreadAsync();
        var words = await bo.PublishAsync(thread, "The dam held.");
        var door = $"{Site}/c/{words}/mute";

        Assert.Contains($"href=\"{door}\"", (await ada.GetAsync($"{Site}/c/{words}/report")).Text, StringComparison.Ordinal);
        var asks = await ada.GetAsync(door);
        Assert.Contains("Mute <bdi>Bo Lind</bdi>?", asks.Text, StringComparison.Ordinal);
        Assert.Empty(NamesIn(await ada.GetAsync($"{Api}/mutes")));
        var sent = await ada.SendFormAsync(door, ("mute", "true"));
        Assert.Equal((HttpStatusCode.SeeOther, door), (sent.Status, sent.Location));
        Assert.Contains("You have muted <bdi>Bo Lind</bdi>", (await ada.GetAsync(door)).Text, StringComparison.Ordinal);
        var framed = await ada.SendFormAsync(door + "?frame=1", ("mute", "true"));
        Assert.Equal(door + "?frame=1", framed.Location);

        Assert.Contains($"value=\"{bo.Id}\"", (await ada.GetAsync($"{Site}/me/mutes")).Text, StringComparison.Ordinal);
        await ada.SendFormAsync($"{Site}/me/mutes", ("reader", "nobody"));
        Assert.Equal(["Bo Lind"], NamesIn(await ada.GetAsync($"{Api}/mutes")));
        var unmuted = await ada.SendFormAsync($"{Site}/me/mutes", ("reader", bo.Id.ToString()));
        Assert.Equal((HttpStatusCode.SeeOther, $"{Site}/me/mutes"), (unmuted.Status, unmuted.Location));
        Assert.Contains("You have muted nobody", (await ada.GetAsync($"{Site}/me/mutes")).Text, StringComparison.Ordinal);

        await ada.SendFormAsync(door, ("mute", "true"));
        await ada.SendFormAsync(door, ("mute", "false"));
        Assert.Empty(NamesIn(await ada.GetAsync($"{Api}/mutes")));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_long_list_is_read_part_by_part(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        await FillAsync(server, ada, MuteStore.AtOnce + 7);

        var first = await ada.GetAsync($"{Api}/mutes");
        var second = await ada.GetAsync($"{Api}/mutes?before={(string?)first.Json["next"]}");

        Assert.Equal((MuteStore.AtOnce, 7), (NamesIn(first).Count, NamesIn(second).Count));
        Assert.Null(second.Json["next"]);
        Assert.Equal(MuteStore.AtOnce + 7, NamesIn(first).Concat(NamesIn(second)).Distinct().Count());
        var page = (await ada.GetAsync($"{Site}/me/mutes")).Text;
        Assert.Contains($"/me/mutes?before={(string?)first.Json["next"]}", page, StringComparison.Ordinal);
        foreach (var door in (string[])[$"{Api}/mutes", $"{Site}/me/mutes"])
            Assert.Equal(HttpStatusCode.BadRequest, (await ada.GetAsync($"{door}?before=x")).Status);
    }

    internal static Task<TestAnswer> MuteAsync(TestVisitor who, Guid comment) => who.PutAsync($"{Api}/comments/{comment}/mute");

    /// <summary>Until the index has so many comments of the site.</summary>
    internal static Task ListedAsync(TestServer server, int count) =>
        Eventually.IsSoAsync(async () =>
            (
                await server.ListAsync(
                    "SELECT 1 FROM authored WHERE site_id = @site",
                    [("@site", server.Site.Id)],
                    row => row.Int(0)
                )
            ).Count == count
        );

    private static async Task<IEnumerable<(string, Guid[])>> MutedAsync(TestVisitor who, Guid thread) =>
        (await who.GetAsync($"{Api}/threads/{thread}/mine")).Json["muted"]!
            .AsArray()
            .Select(one => ((string)one!["name"]!, one["comments"]!.AsArray().Select(id => (Guid)id!).ToArray()))
            .OrderBy(one => one.Item1, StringComparer.Ordinal);

    private static List<string> NamesIn(TestAnswer list) =>
        [.. list.Json["muted"]!.AsArray().Select(one => (string)one!["name"]!)];

    private static (HttpStatusCode, string?) Refused(TestAnswer answer) => (answer.Status, answer.Code);

    private static FormUrlEncodedContent? Form(string method) =>
        method == "GET" ? null : new FormUrlEncodedContent([KeyValuePair.Create("mute", "true")]);

    private static Task FillAsync(TestServer server, TestReader reader, int count) =>
        server.Database.WriteAsync(
            async scope =>
            {
                for (var i = 0; i < count; i++)
                {
                    var id = Guid.CreateVersion7();
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO reader (site_id, id, kind, role, name, skeleton, published_count, created_at)
                        VALUES (@site, @id, 2, 0, @name, @name, 0, 1)
                        """,
                        [("@site", server.Site.Id), ("@id", id), ("@name", $"Nobody {i}")],
                        default
                    );
                    // Many of one moment: the order among them holds all the same.
                    await scope.ExecuteAsync(
                        "INSERT INTO mute (site_id, reader_id, muted_id, muted_at) VALUES (@site, @reader, @id, @at)",
                        [("@site", server.Site.Id), ("@reader", reader.Id), ("@id", id), ("@at", 1 + i / 40)],
                        default
                    );
                }
            },
            default
        );
}
