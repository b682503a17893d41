using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Stories;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Web;

public sealed class FrontPageTests
{
    private const string Site = $"/{TestServer.SiteName}";

    // An import gives many stories one moment; a part of the list may end among them.
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_many_stories_of_one_moment_each_is_listed_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();
        const int all = 130;
        await AddAsync(server, all, at => new() { Url = $"https://news.example/{at}", Title = $"Story {at}" });

        List<string> seen = [];
        for (var next = Site + "/"; next is not null; )
        {
            var page = Parse(await visitor.GetAsync(next));
            seen.AddRange(page.QuerySelectorAll("main h2 a").Select(link => link.GetAttribute("href")!));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(all, seen.Count);
        Assert.Equal(all, seen.Distinct().Count());

        List<string> read = [];
        for (string? next = null; read.Count == 0 || next is not null; )
        {
            var part = (await visitor.GetAsync($"{TestServer.Api}/stories" + (next is null ? "" : $"?before={next}"))).Json;
            read.AddRange(part["stories"]!.AsArray().Select(story => (string)story!["url"]!));
            next = (string?)part["next"];
        }

        Assert.Equal(seen, read);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Pages_of_elsewhere_push_none_of_ours_out_of_the_sitemap(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();
        await AddAsync(
            server,
            1,
            _ =>
                new()
                {
                    Slug = "mill",
                    Title = "The mill",
                    Url = "https://news.example/old-mill",
                }
        );
        await AddAsync(server, 20, at => new() { Url = $"https://news.example/{at}", Title = $"Story {at}" });

        var listed = await server.Get<StoryStore>().ListOwnAsync(server.Site.Id, 10, default);

        Assert.Equal(["mill"], listed.Select(story => story.Slug));
        var map = (await visitor.GetAsync($"{Site}/sitemap.xml")).Text;
        Assert.Contains("/s/mill</loc>", map, StringComparison.Ordinal);
        Assert.DoesNotContain("news.example/1", map, StringComparison.Ordinal);
        // One that came from elsewhere and has a page here is read here, by people and by programs.
        var read = (await visitor.GetAsync($"{TestServer.Api}/stories")).Json["stories"]!
            .AsArray()
            .Select(one => (string)one!["url"]!);
        Assert.Contains(read, url => url.EndsWith(Site + "/s/mill", StringComparison.Ordinal));
        Assert.Contains($"href=\"{Site}/s/mill\"", (await visitor.GetAsync(Site + "/")).Text, StringComparison.Ordinal);
    }

    private static Task AddAsync(TestServer server, int count, Func<int, StoryFacts> facts)
    {
        var published = server.Clock.GetUtcNow().AddDays(-1);
        return server.Database.WriteAsync(
            async scope =>
            {
                for (var at = 0; at < count; at++)
                    await server
                        .Get<StoryStore>()
                        .AddAsync(
                            scope,
                            server.Site.Id,
                            Guid.CreateVersion7(),
                            facts(at) with
                            {
                                PublishedAt = published,
                            },
                            default
                        );
            },
            default
        );
    }

    private static IHtmlDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
