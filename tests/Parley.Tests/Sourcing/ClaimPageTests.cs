using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Parley.Sourcing;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Sourcing.SourcedStories;

namespace Parley.Tests.Sourcing;

/// <summary>What everybody may know of a claim: its page, its JSON, and what machines read.</summary>
public sealed class ClaimPageTests
{
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_sees_that_five_articles_rest_on_one_unnamed_person(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(name: "Ines Marrow");
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var story = await stories.AddAsync("lantern");
        var official = By("Orsenian official", SourceKind.Unnamed, Seen.No);
        var claim = await stories.SourceAsync(
            story,
            new ClaimAsked(Sentence: "Orsenia <mediates>.", SaidOn: "2027-05-11", ValidFrom: "2026-21~"),
            By("The Meridian"),
            official
        );
        await stories.ArticleAsync(claim, "The Meridian", "Orsenia eases a door open", official);
        await stories.ArticleAsync(claim, "Coastline Daily", "Lantern on its way", By("The Meridian"));
        await stories.ArticleAsync(claim, "Coastline Daily", "What a return means", By("Coastline Daily"));
        await stories.ArticleAsync(claim, "The Meridian", "An echo", By(server.Site.Title));
        server.Clock.Turn(TimeSpan.FromHours(1));
        await stories.ChangeAsync(claim, ClaimStatus.Disputed, "Note 114 denies it.");

        var answer = await visitor.GetAsync($"{Site}/claims/{claim}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var page = new HtmlParser().ParseDocument(answer.Text);
        Assert.Equal("Orsenia <mediates>.", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("5 articles, 3 outlets, 1 root: unnamed, via The Meridian", page.QuerySelector(".pl-sum")!.TextContent);
        Assert.Equal(
            ["yes", "yes", "no"],
            page.QuerySelectorAll(".pl-chain-large > li").Select(step => step.GetAttribute("data-seen"))
        );
        Assert.Contains(
            "the contacts are not public",
            page.QuerySelector(".pl-chain-large")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The Meridian, which has it from " + server.Site.Title,
            page.QuerySelector(".pl-say")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [$"{Site}/s/lantern", "https://meridian.example/25"],
            page.QuerySelectorAll("section:first-of-type .pl-table tbody a").Take(2).Select(link => link.GetAttribute("href"))
        );
        Assert.Equal(
            ["Disputed", "Open"],
            page.QuerySelectorAll("section[aria-labelledby=changes] tbody th").Select(status => status.TextContent)
        );
        Assert.Contains("Ines Marrow", page.QuerySelector(".pl-row")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("meta[name=robots]"));

        var machine = JsonNode.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
        Assert.Equal("Claim", (string?)machine["@type"]);
        Assert.Equal(5, machine["appearance"]!.AsArray().Count);
        Assert.Equal(["@type", "description"], machine["author"]!.AsArray().Single()!.AsObject().Select(member => member.Key));
        Assert.DoesNotContain("ClaimReview", answer.Text, StringComparison.Ordinal);

        var json = await visitor.GetAsync($"{TestServer.Api}/claims/{claim}");
        Assert.Equal("disputed", (string?)json.Json["status"]);
        Assert.Equal(
            (5, 3, 1, 0),
            (
                (int)json.Json["rests"]!["articles"]!,
                (int)json.Json["rests"]!["outlets"]!,
                json.Json["rests"]!["roots"]!.AsArray().Count,
                (int)json.Json["rests"]!["unknown"]!
            )
        );
        Assert.Equal("2026-21~", (string?)json.Json["validFrom"]);
        foreach (var text in (string[])[answer.Text, json.Text])
            Assert.DoesNotContain("zznote", text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_stands_in_drafts_alone_is_nowhere_and_is_there_once_the_report_is_out(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var draft = await stories.AddAsync("draft", isPublished: false);
        var claim = await stories.SourceAsync(
            draft,
            new ClaimAsked(Sentence: "Orsenia mediates."),
            By("B. Quast", SourceKind.Person)
        );
        // Also where somebody else has it already: that we look into it is ours.
        await stories.ArticleAsync(claim, "The Meridian", "Orsenia eases a door open");

        foreach (var url in (string[])[$"{Site}/claims/", $"{TestServer.Api}/claims/"])
        {
            var unknown = Guid.NewGuid();
            var (hidden, none) = (await visitor.GetAsync(url + claim), await visitor.GetAsync(url + unknown));
            Assert.Equal((HttpStatusCode.NotFound, none.TextWithout(unknown)), (hidden.Status, hidden.TextWithout(claim)));
        }

        var published = await stories.AddAsync("published");
        await stories.SourceAsync(published, new ClaimAsked(Id: claim), By("B. Quast", SourceKind.Person));
        var page = await visitor.GetAsync($"{Site}/claims/{claim}");
        Assert.Contains($"{Site}/s/published", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/s/draft", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/{TestServer.OtherSiteName}/claims/{claim}")).Status);
    }
}
