using Parley.Sites;
using Parley.Stories;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Stories;

/// <summary>A site that says, after comments have come, which parameters of its addresses matter.</summary>
public sealed class AddressParametersTests
{
    private const string Article = "https://news.example/art?id=5&from=home";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Discussions_are_found_by_the_addresses_as_they_count_now(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync(Article);
        await ada.PublishAsync(thread, "The ferry is late.");
        var other = await server.OpenThreadAsync("https://news.example/art?id=6");
        Assert.NotEqual(thread, await server.OpenThreadAsync("https://news.example/art?id=5&from=list"));

        await SetAsync(server, "id");

        // Of two that come to one address, the one that was seen last.
        var now = await server.OpenThreadAsync("https://news.example/art?id=5");
        Assert.Equal(now, await server.OpenThreadAsync("https://news.example/art?id=5&from=elsewhere"));
        Assert.Equal(other, await server.OpenThreadAsync("https://news.example/art?from=list&id=6"));
        Assert.Equal(0, await FollowAsync(server, "id"));

        await SetAsync(server);
        Assert.Equal(thread, await server.OpenThreadAsync(Article));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_discussion_that_stood_alone_goes_on(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        var thread = await server.OpenThreadAsync(Article);

        await SetAsync(server, "id");

        Assert.Equal(thread, await server.OpenThreadAsync(Article));
        Assert.Equal(thread, await server.OpenThreadAsync("https://news.example/art/?id=5"));
    }

    private static async Task SetAsync(TestServer server, params string[] names)
    {
        await FollowAsync(server, names);
        var site = server.Site with { Settings = server.Site.Settings with { PageParameters = names } };
        Assert.True((await server.Get<SiteStore>().ChangeAsync(site, [.. site.Origins], default)).IsSuccess);
        server.Use(site);
    }

    private static Task<int> FollowAsync(TestServer server, params string[] names)
    {
        var site = server.Site with { Settings = server.Site.Settings with { PageParameters = names } };
        return server.Get<StoryStore>().FollowParametersAsync(site.Id, PageClaims.ParametersOf(site), default);
    }
}
