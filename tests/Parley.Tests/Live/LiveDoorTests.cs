using System.Net;
using Parley.Live;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Live;

/// <summary>Who may listen, for how long, and what those get who cannot.</summary>
public sealed class LiveDoorTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_cannot_listen_asks_by_number_and_is_told_that_nothing_is_new(string engine)
    {
        await using var room = await Room.OpenAsync(engine);
        var (server, ada, _, thread) = room;
        using var visitor = server.Visitor();
        var door = $"{TestServer.Api}/threads/{thread}/live";
        var id = await ada.PublishAsync(thread, "The ferry is late.");

        var stand = await visitor.GetAsync(door);
        var news = await visitor.GetAsync(door + "?after=0");
        var same = await visitor.GetAsync(door + "?after=1", ("If-None-Match", news.ETag!));
        await ada.PublishAsync(thread, "It has come.");
        var more = await visitor.GetAsync(door + "?after=1", ("If-None-Match", news.ETag!));

        Assert.Equal(
            (1, 1, 0),
            ((int)stand.Json["version"]!, (int)stand.Json["count"]!, stand.Json["changes"]!.AsArray().Count)
        );
        Assert.False((bool)stand.Json["isReset"]!);
        Assert.Equal(id, (Guid)news.Json["changes"]![0]!["comment"]!);
        Assert.Equal(HttpStatusCode.NotModified, same.Status);
        Assert.Equal((HttpStatusCode.OK, 2), (more.Status, (int)more.Json["version"]!));
        Assert.Contains("Accept", news.Headers["vary"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_number_that_is_none_is_refused_and_a_browser_that_brings_one_reads_anew(string after)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();
        var door = $"{TestServer.Api}/threads/{await server.OpenThreadAsync()}/live";

        var asked = await visitor.GetAsync($"{door}?after={after}");
        var resumed = await visitor.GetAsync(door, ("Last-Event-ID", after));

        Assert.Equal((HttpStatusCode.BadRequest, "query-invalid"), (asked.Status, asked.Code));
        Assert.True((bool)resumed.Json["isReset"]!);
    }

    [Fact]
    public async Task A_thread_of_another_site_or_none_has_no_stream()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        await using var unknown = await LiveListener.ToAsync(server, Guid.CreateVersion7());
        await using var elsewhere = await LiveListener.ToAsync(
            server,
            await server.OpenThreadAsync(),
            site: TestServer.OtherSiteName
        );

        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Status);
        Assert.Equal((0, 0), (server.Get<LiveHub>().Threads, server.Get<Listeners>().Count));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_sign_out_a_ban_and_a_lost_role_end_a_stream_within_five_seconds_on_every_node(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await using var other = await TestServer.StartAsync(database);
        var thread = await server.OpenThreadAsync();
        await server.CaughtUpAsync();
        await other.CaughtUpAsync();
        await using var visitor = await LiveListener.ToAsync(other, thread);

        using var moderator = await server.StaffAsync(ReaderRole.SeniorModerator);
        var boss = await FindAsync(server, moderator);
        foreach (
            var (reader, end) in (IEnumerable<(TestReader, Func<TestReader, Task>)>)
                [
                    (await server.ReaderAsync(), ada => ada.SendFormAsync($"/{TestServer.SiteName}/sign-out")),
                    (
                        await server.ReaderAsync(),
                        ada =>
                            server
                                .Get<GiveSanction>()
                                .HandleAsync(server.Site, ada.Id, boss, new(SanctionKind.Ban, 3, "Three threats."), default)
                    ),
                    (moderator, staff => server.ChangeRoleAsync(staff.Id, ReaderRole.Reader)),
                ]
        )
        {
            using var _ = reader;
            await server.CaughtUpAsync();
            await other.CaughtUpAsync();
            await using var here = await LiveListener.ToAsync(server, thread, cookie: reader.Cookie);
            await using var there = await LiveListener.ToAsync(other, thread, cookie: reader.Cookie);
            Assert.False(here.IsOver || there.IsOver);

            await end(reader);

            Assert.InRange(
                await Eventually.IsSoAsync(() => Task.FromResult(here.IsOver && there.IsOver)),
                TimeSpan.Zero,
                Promised
            );
        }

        Assert.False(visitor.IsOver);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_hears_on_where_reading_was_shut_to_them(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await using var other = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await server.CaughtUpAsync();
        await other.CaughtUpAsync();
        await using var visitor = await LiveListener.ToAsync(other, thread);

        var shut = server.Site with { Settings = server.Site.Settings with { Read = new(Opening.Readers) } };
        await server.Get<SiteStore>().ChangeAsync(shut, [.. server.Site.Origins], default);

        Assert.InRange(await visitor.EndsAsync(), TimeSpan.Zero, Promised);
        await using var again = await LiveListener.ToAsync(other, thread);
        Assert.Equal(HttpStatusCode.Unauthorized, again.Status);
        await server.CaughtUpAsync();
        await using var signedIn = await LiveListener.ToAsync(server, thread, cookie: ada.Cookie);
        await ada.PublishAsync(thread, "The ferry is late.");
        await signedIn.HearsAsync(1);
    }

    [Fact]
    public void One_address_does_not_take_all_the_room()
    {
        var listeners = new Listeners();
        var all = Enumerable.Range(0, Listeners.MostFromOneAddress).Select(_ => listeners.Enter(1)).ToList();

        Assert.DoesNotContain(null, all);
        Assert.Null(listeners.Enter(1));
        using (listeners.Enter(2))
            Assert.Equal(Listeners.MostFromOneAddress + 1, listeners.Count);
        all[0]!.Dispose();
        Assert.NotNull(listeners.Enter(1));
    }

    [Fact]
    public void There_is_room_for_so_many_and_no_more()
    {
        var listeners = new Listeners();
        for (var i = 0; i < Listeners.Most; i++)
            Assert.NotNull(listeners.Enter((UInt128)i / 10));

        Assert.Null(listeners.Enter(UInt128.MaxValue));
    }

    private static async Task<Reader> FindAsync(TestServer server, TestReader reader) =>
        (await server.Get<ReaderStore>().FindAsync(server.Site.Id, reader.Id, default))!;
}
