using System.Net;
using Parley.Arrivals;
using Parley.Moderation;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Arrivals;

/// <summary>From which other sites readers come: counted without them, and shown to staff where it is many more than before.</summary>
public sealed class ArrivalTests
{
    private const string Console = $"/{TestServer.SiteName}/console";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Many_who_come_from_one_outside_page_are_shown_to_staff_and_nothing_of_who_they_are_is_kept(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var moderator = await server.StaffAsync();
        using var visitor = server.Visitor();
        var (thread, other) = (await server.OpenThreadAsync(), await server.OpenThreadAsync());
        var counts = server.Get<ArrivalCounts>();

        // By the door, twice from one address: once. From the site itself: from nowhere.
        foreach (var from in (string[])["WWW.Forum.Example.", "forum.example", new Uri(server.Site.Origins[0]).Host])
            Assert.Equal(HttpStatusCode.NoContent, (await ComeAsync(thread, from)).Status);
        Assert.Equal("thread-not-found", (await ComeAsync(Guid.NewGuid(), "forum.example")).Code);
        foreach (var none in (string[])["", "localhost", "no host", "a/b", "<b>"])
            Assert.Equal("query-invalid", (await ComeAsync(thread, none)).Code);
        for (var address = 1; address < SurgeStore.Fewest; address++)
        {
            Come(thread, "forum.example", address);
            if (address < ArrivalCounts.Fewest)
                Come(other, "few.example", address);
            Come(other, "gazette.example", address);
        }

        await counts.WriteAsync(default);
        await counts.WriteAsync(default);
        Assert.Equal(
            [("forum.example", SurgeStore.Fewest), ("gazette.example", SurgeStore.Fewest - 1)],
            await server.ListAsync(
                "SELECT host, sum(count) FROM arrival WHERE site_id = @site GROUP BY host ORDER BY host",
                [("@site", server.Site.Id)],
                row => (row.Text(0), (int)row.Long(1))
            )
        );
        foreach (var page in (string[])[Console, $"{Console}/threads"])
        {
            var text = (await moderator.GetAsync(page)).Text;
            Assert.Contains($"{SurgeStore.Fewest} readers came from ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("gazette.example", text, StringComparison.Ordinal);
        }

        // The same ones, still there ten minutes later, have not come again.
        server.Clock.Turn(SurgeStore.Window);
        for (var address = 1; address < SurgeStore.Fewest; address++)
            Come(thread, "forum.example", address);
        await counts.WriteAsync(default);
        Assert.Empty(await server.Get<SurgeStore>().ListAsync(server.Site.Id, server.Clock.GetUtcNow(), default));

        // As many again are no surge where so many came all evening.
        for (var round = 0; round < SurgeStore.WindowsBefore; round++)
        {
            server.Clock.Turn(SurgeStore.Window);
            for (var address = 0; address < SurgeStore.Fewest; address++)
                Come(thread, "forum.example", 1_000 * (round + 1) + address);
            await counts.WriteAsync(default);
        }

        Assert.Empty(await server.Get<SurgeStore>().ListAsync(server.Site.Id, server.Clock.GetUtcNow(), default));
        server.Clock.Turn(ArrivalCounts.Kept);
        await counts.SweepAsync(default);
        Assert.Empty(
            await server.ListAsync("SELECT 1 FROM arrival WHERE site_id = @site", [("@site", server.Site.Id)], _ => true)
        );

        Task<TestAnswer> ComeAsync(Guid to, string from) =>
            visitor.PutAsync($"{TestServer.Api}/threads/{to}/arrival?from={Uri.EscapeDataString(from)}", null);

        void Come(Guid to, string from, int address) => counts.Add(server.Site.Id, to, from, (UInt128)(1_000 + address));
    }
}
