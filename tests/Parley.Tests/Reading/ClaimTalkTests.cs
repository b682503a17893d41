using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Readers;
using Parley.Screening;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Tests.Setup;
using Parley.Tests.Sourcing;
using Xunit;
using static Parley.Tests.Sourcing.SourcedStories;

namespace Parley.Tests.Reading;

/// <summary>What readers say of a claim: on its page, under whichever report they said it, and where they are led to say more.</summary>
public sealed class ClaimTalkTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_page_of_a_claim_has_what_readers_said_of_it_under_every_report(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var (first, second) = (await stories.AddAsync("first"), await stories.AddAsync("second"));
        var claim = await stories.SourceAsync(first, new ClaimAsked(Sentence: "Contacts began."), By("The Meridian"));
        await stories.SourceAsync(second, new ClaimAsked(Id: claim), By("Coastline Daily"));
        var url = $"{Site}/claims/{claim}";
        await server.SetWordsAsync(WordListKind.Suspect, "zzheld");
        await server.SetWordsAsync(WordListKind.Banned, "zzbanned");

        var quiet = await PageAsync(visitor, url);
        Assert.Equal("Nobody has commented on it yet", quiet.GetElementById("comments")!.TextContent);
        var one = await SayAsync(ada, first, "In which spring?", claim);
        await SayAsync(ada, second, "Who else knew?", claim);
        await SayAsync(ada, second, "Not on the claim.", null);
        await SayAsync(ada, first, "That is zzheld.", claim);
        await SayAsync(ada, first, "That is zzbanned.", claim);
        var removed = await SayAsync(ada, first, "That is zzremoved.", claim);
        await server.DecideAsync(removed!.Value, CommentState.Removed);

        var page = await PageAsync(visitor, url);
        Assert.Equal("2 comments on it", page.GetElementById("comments")!.TextContent);
        var listed = page.QuerySelectorAll("ol.pl-thread > li");
        Assert.Equal(
            ["In which spring?", "Who else knew?"],
            listed.Select(item => item.QuerySelector("blockquote")!.TextContent.Trim())
        );
        Assert.Equal(
            [$"{Site}/s/first", $"{Site}/c/{one}"],
            listed[0].QuerySelectorAll(".pl-acts a").Select(link => link.GetAttribute("href"))
        );
        var json = await visitor.GetAsync($"{Api}/claims/{claim}/comments");
        Assert.Equal(2, (int)json.Json["count"]!);
        Assert.Equal(
            [(one, first), (null, second)],
            json.Json["comments"]!
                .AsArray()
                .Select(read => ((Guid)read!["id"]! == one ? (Guid?)one : null, (Guid)read["threadId"]!))
        );
        foreach (var text in (string[])[page.DocumentElement.OuterHtml, json.Text])
        foreach (var hidden in (string[])["zzheld", "zzbanned", "zzremoved", "Not on the claim"])
            Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_claim_that_hundreds_carry_is_talked_about_under_the_newest_report(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var claim = await stories.SourceAsync(
            await stories.AddAsync("first"),
            new ClaimAsked(Sentence: "Contacts began."),
            By("The Meridian")
        );
        for (var at = 0; at < ClaimReader.MostArticles; at++)
            await stories.ArticleAsync(claim, "The Echo", $"Contacts {at}");
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        await stories.SourceAsync(await stories.AddAsync("newest"), new ClaimAsked(Id: claim), By("Coastline Daily"));

        var page = await PageAsync(visitor, $"{Site}/claims/{claim}");
        Assert.Equal(
            ["Report newest", "Report first"],
            page.QuerySelectorAll($"a[href*='/write?claim={claim}']").Select(link => link.TextContent.Trim())
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_comments_on_a_claim_where_they_come_from_or_where_they_choose(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var (first, second) = (await stories.AddAsync("first"), await stories.AddAsync("second"));
        var claim = await stories.SourceAsync(first, new ClaimAsked(Sentence: "Contacts began."), By("The Meridian"));
        await stories.SourceAsync(second, new ClaimAsked(Id: claim), By("Coastline Daily"));
        // A draft that carries it is nobody's but the newsroom's.
        await stories.SourceAsync(
            await stories.AddAsync("draft", isPublished: false),
            new ClaimAsked(Id: claim),
            By("The Meridian")
        );
        var url = $"{Site}/claims/{claim}";

        Assert.Equal([Write(first), Write(second)], (await WaysAsync(visitor, url)).Order(StringComparer.Ordinal));
        var note = await PageAsync(visitor, $"{Site}/s/second");
        var link = note.QuerySelector(".pl-note a[href*='/claims/']")!.GetAttribute("href")!;
        var way = Assert.Single(await WaysAsync(visitor, link));
        Assert.Equal(Write(second), way);
        Assert.Equal([Write(first), Write(second)], (await WaysAsync(visitor, url + "?from=nowhere")).Order());

        var form = (IElement)(await PageAsync(ada, way!)).QuerySelector("form.pl-composer")!;
        var sent = await ada.SendFormAsync(
            form.GetAttribute("action")!,
            ("body", "In which spring?"),
            ("claim", form.QuerySelector("input[name=claim]")!.GetAttribute("value")!)
        );
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Equal("1 comment on it", (await PageAsync(visitor, url)).GetElementById("comments")!.TextContent);

        foreach (var (story, left) in ((Guid, string[])[])[(second, [Write(first)]), (first, [])])
        {
            await server.CloseAsync(story);
            Assert.Equal(left, await WaysAsync(visitor, link));
        }

        Assert.Contains(
            "No discussion of a report that carries it is open.",
            (await visitor.GetAsync(url)).Text,
            StringComparison.Ordinal
        );

        string Write(Guid story) => $"{Site}/t/{story}/write?claim={claim}";
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_long_list_comes_in_parts(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var story = await stories.AddAsync("story");
        var claim = await stories.SourceAsync(story, new ClaimAsked(Sentence: "Contacts began."), By("The Meridian"));
        var url = $"{Site}/claims/{claim}";
        for (var i = 0; i < 51; i++)
        {
            await SayAsync(staff, story, $"Word number {i}.", claim);
            server.Clock.Turn(TimeSpan.FromMilliseconds(1));
        }

        var page = await PageAsync(visitor, url);
        Assert.Equal("51 comments on it", page.GetElementById("comments")!.TextContent);
        Assert.Equal(50, page.QuerySelectorAll("ol.pl-thread > li").Length);
        var rest = await PageAsync(visitor, page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal("Word number 50.", rest.QuerySelectorAll("ol.pl-thread blockquote").Single().TextContent.Trim());
        Assert.Null(rest.QuerySelector("a[rel=next]"));
        // Whoever comes from a story goes on from it.
        var from = await PageAsync(visitor, $"{url}?from={story}");
        var next = from.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        Assert.Contains($"from={story}", next, StringComparison.Ordinal);
        Assert.Single((await PageAsync(visitor, next)).QuerySelectorAll($"a[href='{url}?from={story}']"));
        var json = await visitor.GetAsync($"{Api}/claims/{claim}/comments");
        var last = await visitor.GetAsync($"{Api}/claims/{claim}/comments?after={json.Json["next"]}");
        Assert.Equal((50, 1), (json.Json["comments"]!.AsArray().Count, last.Json["comments"]!.AsArray().Count));
        Assert.Null(last.Json["next"]);
        foreach (var wrong in (string[])[$"{url}?after=x", $"{Api}/claims/{claim}/comments?after=x"])
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync(wrong)).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_said_of_earlier_words_of_a_claim_says_of_which(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var story = await stories.AddAsync("dam");
        var claim = await stories.SourceAsync(story, new ClaimAsked(Sentence: "The dam is closed."), By("The Meridian"));
        foreach (
            var (said, number, becomes) in ((string, int, string)[])
                [("Thank goodness.", 0, "The dam is open."), ("Oh no.", 1, "The dam is half open.")]
        )
        {
            await SayAsync(ada, story, said, claim);
            server.Clock.Turn(TimeSpan.FromMinutes(1));
            var corrected = await staff.PutAsync(
                $"{Api}/newsroom/claims/{claim}",
                new
                {
                    sentence = becomes,
                    reason = "We had it wrong.",
                    number,
                }
            );
            Assert.Equal(HttpStatusCode.OK, corrected.Status);
        }

        await SayAsync(ada, story, "So be it.", claim);

        var listed = (await PageAsync(visitor, $"{Site}/claims/{claim}")).QuerySelectorAll("ol.pl-thread > li");
        Assert.Equal(
            ["Said when it read: The dam is closed.", "Said when it read: The dam is open.", null],
            listed.Select(item => item.QuerySelector(".pl-small")?.TextContent.Replace("\u2068", "").Replace("\u2069", ""))
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_may_not_read_comments_sees_the_claim_without_them(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { Read = new(Opening.Readers) });
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var story = await stories.AddAsync("story");
        var claim = await stories.SourceAsync(story, new ClaimAsked(Sentence: "Contacts began."), By("The Meridian"));
        await SayAsync(staff, story, "In which spring?", claim);

        var shut = await visitor.GetAsync($"{Site}/claims/{claim}");

        Assert.Equal(HttpStatusCode.OK, shut.Status);
        Assert.Contains("Contacts began.", shut.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("In which spring?", shut.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("comment on it", shut.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync($"{Api}/claims/{claim}/comments")).Status);
        Assert.Contains("In which spring?", (await staff.GetAsync($"{Site}/claims/{claim}")).Text, StringComparison.Ordinal);
    }

    private static async Task<string?[]> WaysAsync(TestVisitor reader, string url) =>
        [
            .. (await PageAsync(reader, url))
                .QuerySelectorAll("a[href*='/write?claim=']")
                .Select(way => way.GetAttribute("href")),
        ];

    private static async Task<IDocument> PageAsync(TestVisitor reader, string url) =>
        new HtmlParser().ParseDocument((await reader.GetAsync(url)).Text);

    private static async Task<Guid?> SayAsync(TestReader reader, Guid story, string body, Guid? claim)
    {
        var answer = await reader.PostAsync(
            $"{Api}/threads/{story}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body,
                claim,
            }
        );
        return answer.Status is HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.OK
            ? (Guid)answer.Json["comment"]!["id"]!
            : null;
    }
}
