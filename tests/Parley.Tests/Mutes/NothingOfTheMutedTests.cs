using System.Net;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Search;
using Parley.Sites;
using Parley.Tests.Notifications;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Mutes;

/// <summary>
/// Every door that answers one reader, asked by somebody who has muted another: a mark in the other's words, and one in their name,
/// stand nowhere but where it is about them.
/// </summary>
public sealed class NothingOfTheMutedTests
{
    private const string Site = "/" + TestServer.SiteName;
    private const string Api = TestServer.Api;
    private const string Words = "zzmuted";
    private const string Name = "Zzname";

    // What one asks about a comment by its address shows the comment.
    private static readonly string[] AboutTheComment =
    [
        "/{site}/c/{comment:guid}/reply",
        "/{site}/c/{comment:guid}/report",
        "/{site}/c/{comment:guid}/mute",
    ];

    // Whom one has muted, by their name.
    private static readonly string[] AboutTheMute =
    [
        "/{site}/me/mutes",
        "/api/v1/sites/{site}/mutes",
        "/api/v1/sites/{site}/threads/{thread:guid}/mine",
    ];

    // Open to visitors as well, and another answer for each reader.
    private static readonly string[] ForEachReader = ["/{site}/search", "/api/v1/sites/{site}/search"];

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_made_for_one_reader_holds_nothing_of_whom_they_muted(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { KnownAfter = 0 });
        using var ada = await server.ReaderAsync("Ada Korr");
        using var mia = await server.ReaderAsync($"{Name} Mia");
        using var bo = await server.ReaderAsync("Bo Lind");
        var thread = await server.OpenThreadAsync();
        var own = await ada.PublishAsync(thread, "The dam held.");
        var theirs = await mia.PublishAsync(thread, $"A {Words}, @Ada Korr.", own);
        await bo.PublishAsync(thread, "It zzheard well.", own);
        await ada.PutAsync($"{Api}/comments/{theirs}/appreciation");
        await NotificationTests.ToldAsync(server, ada, 2);
        await FoundAsync(ada, 1);

        // That it would be there: what the mute takes away stood in all of these.
        Assert.Equal(
            [
                "/api/v1/sites/{site}/appreciations/mine",
                "/api/v1/sites/{site}/notifications",
                "/api/v1/sites/{site}/search",
                "/api/v1/sites/{site}/threads/{thread:guid}/names",
                "/{site}/me/reactions",
                "/{site}/notifications",
                "/{site}/search",
            ],
            await DoorsWithMarksAsync(server, ada, thread, theirs)
        );
        Assert.Equal(HttpStatusCode.OK, (await MuteTests.MuteAsync(ada, theirs)).Status);

        Assert.Empty(await DoorsWithMarksAsync(server, ada, thread, theirs));
        Assert.Equal(1, (int)(await ada.GetAsync($"{Api}/threads/{thread}/mine")).Json["unread"]!);
        Assert.Equal(
            (0, 1, 1),
            (await SearchAsync(ada, Words), await SearchAsync(ada, "zzheard"), await SearchAsync(bo, Words))
        );

        // What comes while they are muted is not kept for later, and what had come before is there again.
        await mia.PublishAsync(thread, $"Another {Words}.", own);
        await NotificationTests.ToldAsync(server, ada, 1);
        await ada.DeleteAsync($"{Api}/mutes/{mia.Id}");
        Assert.Equal(2, (await NotificationTests.ToldAsync(server, ada, 2)).Count);
    }

    [Fact]
    public async Task What_is_marked_as_read_is_read_when_its_author_is_muted_no_longer()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var mia = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var reply = await mia.PublishAsync(thread, "No.", await ada.PublishAsync(thread, "The dam held."));
        await NotificationTests.ToldAsync(server, ada, 1);

        await MuteTests.MuteAsync(ada, reply);
        await ada.PutAsync($"{Api}/notifications/read");
        await ada.DeleteAsync($"{Api}/mutes/{mia.Id}");

        Assert.Equal([("reply", reply)], await NotificationTests.ToldAsync(server, ada, 0));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_search_goes_on_to_its_end_over_what_is_muted(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var mia = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        List<Guid> heard = [];
        Guid muted = default;
        for (var i = 0; i < SearchStore.AtOnce + 3; i++)
        {
            heard.Add(await bo.PublishAsync(thread, $"A dam, {Guid.NewGuid():N}."));
            muted = await mia.PublishAsync(thread, $"A dam of mine, {Guid.NewGuid():N}.");
        }

        await MuteTests.MuteAsync(ada, muted);
        await Eventually.IsSoAsync(async () =>
            (
                await server.ListAsync(
                    "SELECT 1 FROM search_text WHERE site_id = @site",
                    [("@site", server.Site.Id)],
                    row => row.Int(0)
                )
            ).Count
            == 2 * heard.Count
        );

        var first = await ada.GetAsync($"{Api}/search?q=dam");
        var second = await ada.GetAsync($"{Api}/search?q=dam&before={(string?)first.Json["next"]}");
        var found = new[] { first, second }.SelectMany(part => part.Json["comments"]!.AsArray());
        Assert.Equal(heard.AsEnumerable().Reverse(), found.Select(one => (Guid)one!["comment"]!["id"]!));
        Assert.Equal(SearchStore.AtOnce, first.Json["comments"]!.AsArray().Count);
        Assert.Null(second.Json["next"]);
    }

    private static async Task<List<string>> DoorsWithMarksAsync(TestServer server, TestReader ada, Guid thread, Guid theirs)
    {
        List<string> found = [];
        foreach (var (route, text) in await AskAllAsync(server, ada, thread, theirs))
        {
            var hasWords = text.Contains(Words, StringComparison.OrdinalIgnoreCase) && !AboutTheComment.Contains(route);
            var hasName =
                text.Contains(Name, StringComparison.OrdinalIgnoreCase)
                && !AboutTheComment.Contains(route)
                && !AboutTheMute.Contains(route);
            if (hasWords || hasName)
                found.Add(route);
        }

        return found;
    }

    // All that answer a reader and nobody else, whatever they are about; each is asked for what it could say of the one who is muted.
    private static async Task<List<(string Route, string Text)>> AskAllAsync(
        TestServer server,
        TestReader ada,
        Guid thread,
        Guid theirs
    )
    {
        var routes = server
            .Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                && (
                    endpoint.Metadata.GetMetadata<AccessNeeded>() is { Access: Parley.Readers.Access.Reader }
                    || ForEachReader.Contains(endpoint.RoutePattern.RawText)
                )
            )
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(routes.Count > 20, $"Only {routes.Count} doors.");
        var answers = new List<(string, string)>();
        foreach (var route in routes)
        {
            var path = route
                .Replace("{site}", TestServer.SiteName, StringComparison.Ordinal)
                .Replace("{thread:guid}", thread.ToString(), StringComparison.Ordinal)
                .Replace("{comment:guid}", theirs.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain('{', path);
            // Not by the marks: what was looked for stands on the page again.
            answers.Add((route, (await ada.GetAsync($"{path}?q=ada&start=zz")).Text));
        }

        return answers;
    }

    private static async Task<int> SearchAsync(TestReader who, string words) =>
        (await who.GetAsync($"{Api}/search?q={Uri.EscapeDataString(words)}")).Json["comments"]!.AsArray().Count;

    private static Task FoundAsync(TestReader who, int count) =>
        Eventually.IsSoAsync(async () => await SearchAsync(who, Words) == count);
}
