using System.Net;
using Microsoft.AspNetCore.Routing;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Tokens;

/// <summary>Reading, reacting and writing, open to all, to readers, or to those whose token says so.</summary>
public sealed class OpeningTests
{
    private const string Secret = "herons nest late this year";
    private const string Site = "/" + TestServer.SiteName;
    private static readonly Opening Subscribers = new(
        "entitlement:subscriber",
        "Subscribers write here.",
        "https://news.example/subscribe"
    );

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_may_write_and_react_the_site_says(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var house = await House.OpenAsync(database, new SiteSettings { Write = Subscribers, React = Subscribers });

        foreach (var (who, may) in house.All)
        {
            var said = await house.SayAsync(who);
            var reacted = await who.PutAsync($"{TestServer.Api}/comments/{house.Comment}/appreciation");
            Assert.Equal(
                may ? (201, 200, null) : (403, 403, "writing-not-open"),
                ((int)said.Status, (int)reacted.Status, may ? null : said.Code)
            );
            if (may)
                continue;
            Assert.Equal(
                ("Subscribers write here.", "https://news.example/subscribe"),
                ((string?)said.Json["title"], (string?)said.Json["link"])
            );
            // What everybody may do they may still do.
            Assert.True((await who.GetAsync($"{Site}/t/{house.Thread}")).Shows(house.Comment));
        }
    }

    [Fact]
    public async Task Where_reading_is_not_open_to_all_everybody_still_gets_at_their_own_account()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var house = await House.OpenAsync(database, new SiteSettings { Read = Subscribers });
        using var visitor = house.Server.Visitor();
        using var reader = await house.Server.ReaderAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"{Site}/t/{house.Thread}")).Status);
        foreach (var page in (string[])["/account", "/me"])
            Assert.Equal((page, HttpStatusCode.OK), (page, (await reader.GetAsync(Site + page)).Status));
        foreach (var door in (string[])["/account", "/comments/mine"])
            Assert.Equal((door, HttpStatusCode.OK), (door, (await reader.GetAsync(TestServer.Api + door)).Status));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await reader.SendFormAsync($"{Site}/account/name", ("name", ""))).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"{Site}/forgotten")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync($"{Site}/confirm?code=x")).Status);
    }

    [Fact]
    public async Task Whoever_may_not_write_gets_the_words_back_with_the_sites_sentence_and_link()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var house = await House.OpenAsync(
            database,
            new SiteSettings
            {
                Write = Subscribers,
                React = Subscribers,
                GuestsMayWrite = true,
            }
        );
        using var visitor = house.Server.Visitor();
        (string, (string, string)[])[] forms =
        [
            ($"{Site}/t/{house.Thread}/comments", [("body", "My own words")]),
            (
                $"{Site}/t/{house.Thread}/comments?frame=1",
                [("body", "My own words"), ("guestName", "Ole"), ("guestEmail", "ole@b.example")]
            ),
            ($"{Site}/c/{house.Comment}/reply", [("body", "My own words")]),
            ("/t/comments", [("body", "My own words"), ("url", "https://news.example/new")]),
        ];
        foreach (var (url, fields) in forms)
        {
            var page = await visitor.SendFormAsync(url, fields);
            Assert.Equal(HttpStatusCode.Forbidden, page.Status);
            foreach (
                var shown in (string[])["My own words", "Subscribers write here.", "href=\"https://news.example/subscribe\""]
            )
                Assert.Contains(shown, page.Text, StringComparison.Ordinal);
        }

        // The page is the same for all, and tells its scripts to ask.
        Assert.Contains(" data-asked", (await visitor.GetAsync($"{Site}/t/{house.Thread}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_readers_may_write_guests_may_not_and_nobody_is_told_to_subscribe()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var house = await House.OpenAsync(
            database,
            new SiteSettings { Write = new(Opening.Readers), GuestsMayWrite = true }
        );
        using var visitor = house.Server.Visitor();
        var entered = await visitor.PostAsync(
            "/api/v1/guests",
            new
            {
                site = TestServer.SiteName,
                name = "Ole",
                email = "ole@b.example",
            }
        );
        using var guest = new TestVisitor(house.Server.Address, entered.Headers["set-cookie"].Split(';')[0].Split('=')[1]);

        Assert.Equal("sign-in-needed", (await house.SayAsync(visitor)).Code);
        Assert.Equal("writing-not-open", (await house.SayAsync(guest)).Code);
        Assert.Equal(HttpStatusCode.Created, (await house.SayAsync(house.Reader)).Status);
        Assert.Equal(HttpStatusCode.Created, (await house.SayAsync(house.Signed)).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_address_of_a_site_shows_words_to_whom_reading_is_not_open(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var house = await House.OpenAsync(database, new SiteSettings { Read = Subscribers });
        string[] addresses =
        [
            .. house.Addresses(),
            .. house.Addresses().Select(address => address + "?frame=1"),
            "/t?url=https%3A%2F%2Fnews.example%2Fvote",
            "/t?url=https%3A%2F%2Fnews.example%2Fvote&frame=1",
        ];
        Assert.InRange(addresses.Length, 30, 500);

        // Those who may make every page warm first.
        var shown = 0;
        foreach (var address in addresses.Concat(addresses))
        {
            var page = await house.Subscriber.GetAsync(address);
            if (!page.Text.Contains(Secret, StringComparison.Ordinal))
                continue;
            shown++;
            Assert.Equal("no-store, private", page.Headers["cache-control"]);
            Assert.Null(page.ETag);
        }

        Assert.InRange(shown, 20, 500);
        foreach (var (who, may) in house.All.Where(one => !one.May))
        {
            foreach (var address in addresses)
            {
                var page = await who.GetAsync(address);
                Assert.False(page.Text.Contains(Secret, StringComparison.Ordinal), address);
                Assert.NotEqual(HttpStatusCode.NotModified, (await who.GetAsync(address, ("If-None-Match", "*"))).Status);
            }

            var refused = await who.GetAsync($"{Site}/t/{house.Thread}?frame=1");
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Contains("<parley-closed", refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_site_that_shuts_its_discussions_shuts_those_that_were_just_read()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var house = await House.OpenAsync(database, new SiteSettings());
        using var visitor = house.Server.Visitor();
        var address = $"{Site}/t/{house.Thread}";
        var open = await visitor.GetAsync(address);
        Assert.Contains(Secret, open.Text, StringComparison.Ordinal);

        var site = house.Server.Site with { Settings = new SiteSettings { Read = Subscribers } };
        await house.Server.Get<SiteStore>().ChangeAsync(site, [.. site.Origins], default);

        await Eventually.IsSoAsync(async () => (await visitor.GetAsync(address)).Status == HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(address, ("If-None-Match", open.ETag!))).Status);
    }

    [Fact]
    public async Task Where_readers_may_read_a_visitor_is_led_to_sign_in()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var house = await House.OpenAsync(database, new SiteSettings { Read = new(Opening.Readers) });
        using var visitor = house.Server.Visitor();

        var page = await visitor.GetAsync($"{Site}/t/{house.Thread}");

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Contains($"{Site}/sign-in?return=", page.Text, StringComparison.Ordinal);
        Assert.Contains(Secret, (await house.Reader.GetAsync($"{Site}/t/{house.Thread}")).Text, StringComparison.Ordinal);
        // What shows nobody's words stays open.
        foreach (var path in (string[])["/", "/rules", "/sign-in", "/sign-up", "/sitemap.xml"])
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Site + path)).Status);
    }

    /// <summary>A site with a comment, and one of each sort of reader.</summary>
    private sealed class House : IAsyncDisposable
    {
        public required TestServer Server { get; init; }
        public required Guid Thread { get; init; }
        public required Guid Comment { get; init; }
        public required TestReader Reader { get; init; }
        public required TestVisitor Signed { get; init; }
        public required TestVisitor Subscriber { get; init; }
        public required TestVisitor Visitor { get; init; }

        public (TestVisitor Who, bool May)[] All => [(Visitor, false), (Reader, false), (Signed, false), (Subscriber, true)];

        public static async Task<House> OpenAsync(TestDatabase database, SiteSettings settings)
        {
            // The comment is written before the site shuts anything.
            var server = await TestServer.StartAsync(database);
            await server.TakeKeyAsync();
            using var writer = await server.ReaderAsync();
            var thread = await server.OpenThreadAsync();
            var comment = await writer.PublishAsync(thread, $"I think that {Secret}.");
            await writer.PublishAsync(thread, $"And again: {Secret}, says the board.", comment);
            var changed = await server
                .Get<SiteStore>()
                .ChangeAsync(server.Site with { Settings = settings }, [.. server.Site.Origins], default);
            Assert.True(changed.IsSuccess);
            await Eventually.IsSoAsync(async () =>
                (await server.Get<SiteDirectory>().FindAsync(server.Site.Id))!.Settings.ToJson() == settings.ToJson()
            );
            return new House
            {
                Server = server,
                Thread = thread,
                Comment = comment,
                Reader = await server.ReaderAsync(),
                Visitor = server.Visitor(),
                Signed = await server.SignedReaderAsync("plain", "newsletter", "subscriber2"),
                Subscriber = await server.SignedReaderAsync("subscriber", "newsletter", "subscriber"),
            };
        }

        public Task<TestAnswer> SayAsync(TestVisitor who) =>
            who.PostAsync(
                $"{TestServer.Api}/threads/{Thread}/comments",
                new { id = Guid.CreateVersion7(), body = $"Words of mine, {Guid.NewGuid():N}." }
            );

        /// <summary>Every address below the site that can be asked for, whatever comes to be added.</summary>
        public IEnumerable<string> Addresses() =>
            Server
                .Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
                .Select(endpoint => endpoint.RoutePattern.RawText!)
                .Where(route => route.Contains("{site}", StringComparison.Ordinal))
                .Select(route =>
                    route
                        .Replace("{site}", TestServer.SiteName, StringComparison.Ordinal)
                        .Replace("{thread:guid}", Thread.ToString(), StringComparison.Ordinal)
                        .Replace("{comment:guid}", Comment.ToString(), StringComparison.Ordinal)
                        .Replace("{kind}", "banned", StringComparison.Ordinal)
                );

        public async ValueTask DisposeAsync()
        {
            foreach (var one in All)
                one.Who.Dispose();
            await Server.DisposeAsync();
        }
    }
}
