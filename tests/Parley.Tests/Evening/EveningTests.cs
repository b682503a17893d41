using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Evening;
using Parley.Publishing;
using Parley.Readers;
using Parley.Stories;
using Parley.Tests.Comments;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Evening;

/// <summary>Each evening the reporter of a story reads what readers wrote for them, and says what was of use.</summary>
public sealed class EveningTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;
    private const string Page = Site + "/newsroom/evening";
    private const string Hostile =
        "The article says \u202e300\u202c pupils, that is wrong. <script>alert(1)</script> \"><b>مرحبا & שלום";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reporter_reads_what_was_written_for_them_and_nobody_else_does(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        TurnToNoon(server);
        using var visitor = server.Visitor();
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        using var ines = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var otto = await server.StaffAsync(ReaderRole.Journalist, "Otto Quill");
        using var desk = await server.StaffAsync(ReaderRole.Moderator, "Dee Hask");
        var hers = await WriteAsync(server, ines, "The depot");
        var his = await WriteAsync(server, otto, "The ferry");
        // A page elsewhere that says who wrote it.
        var signed = await server.OpenThreadAsync();
        await server.Database.WriteAsync(
            scope =>
                StoryStore.ChangeFactsAsync(
                    scope,
                    server.Site.Id,
                    signed,
                    new StoryFacts { Title = "The vote", Authors = ["Ines Marrow"] },
                    default
                ),
            default
        );

        var account = await ada.PublishAsync(hers, "I work at the depot, and we were told in April that it would close.");
        var question = await bo.PublishAsync(signed, "Could the author say where the figure of 40 million comes from?");
        var hostile = await bo.PublishAsync(hers, Hostile);
        var raised = await ada.PublishAsync(hers, "Two, and not three.");
        var answer = await ines.PublishAsync(hers, "Was anybody of you there?");
        var replied = await bo.PublishAsync(hers, "ومتى تُنشر المحاضر؟", answer);
        var foreign = await ada.PublishAsync(his, "I was there when the ferry left, and the ramp was down.");
        await ada.PublishAsync(hers, "Lovely weather for it, too.");
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await ada.SendFormAsync($"{Site}/c/{raised}/challenge", ("evidence", "The zzlist has two."))).Status
        );
        await server.ListedAsync(8);

        Assert.Equal([raised, replied, question, account, hostile], (await IdsAsync(ines)).OrderBy(PlaceOf));
        int PlaceOf(Guid id) => Array.IndexOf([raised, replied, question, account, hostile], id);
        var list = (await ines.GetAsync($"{Api}/newsroom/evening")).Json;
        Assert.Equal(raised, (Guid)list["comments"]![0]!["comment"]!["id"]!);
        var why = list["comments"]!
            .AsArray()
            .ToDictionary(one => (Guid)one!["comment"]!["id"]!, one => ((string)one!["kind"]!, (string)one["why"]![0]!));
        Assert.Equal(("account", "Its writer may know it first-hand: “I work at”"), why[account]);
        Assert.Equal(("challenge", "It says that something is wrong: “that is wrong”"), why[hostile]);
        Assert.Equal(("question", "It asks: “the author”"), why[question]);
        Assert.Equal(("challenge", "Its writer put it on the correction desk"), why[raised]);
        Assert.Equal(("question", "It asks, in reply to the newsroom: “ومتى تُنشر المحاضر؟”"), why[replied]);
        // What shows a challenge stays on its desk.
        Assert.DoesNotContain("zzlist", list.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal([foreign], await IdsAsync(otto));
        // An editor reads all stories, or none where none is theirs; a reporter has their own.
        Assert.Equal(6, (await IdsAsync(desk)).Count);
        Assert.Empty(await IdsAsync(desk, "?stories=mine"));
        Assert.Equal(HttpStatusCode.Forbidden, (await ines.GetAsync(Page + "?stories=all")).Status);
        Assert.Equal([account], await IdsAsync(ines, "?kind=account"));
        foreach (
            var wrong in (string[])
                ["?day=tomorrow", "?day=0001-01-01", "?day=9999-12-31", "?kind=none", "?page=0", "?stories=some"]
        )
            Assert.Equal("query-invalid", (await ines.GetAsync($"{Api}/newsroom/evening{wrong}")).Code);

        // The page: the words as they are, harmless, each in its own direction, with the way to where they stand.
        var page = Parse(await ines.GetAsync(Page));
        Assert.Equal(Page, page.QuerySelector("header .dk-name ~ nav a[aria-current=page]")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("main script, main blockquote b"));
        var shown = page.GetElementById($"c-{hostile}")!;
        Assert.Equal("auto", shown.QuerySelector("blockquote")!.GetAttribute("dir"));
        Assert.Contains("<script>alert(1)</script> \"><b>مرحبا & שלום", shown.TextContent, StringComparison.Ordinal);
        Assert.Contains("“that is wrong”", shown.TextContent, StringComparison.Ordinal);
        Assert.NotNull(shown.QuerySelector($"a[href='{Site}/c/{hostile}']"));
        Assert.NotNull(shown.QuerySelector($"a[href='{Site}/t/{hers}']"));
        Assert.Equal("ومتى تُنشر المحاضر؟", page.GetElementById($"c-{replied}")!.QuerySelector("ul bdi")!.TextContent);
        Assert.NotNull(page.GetElementById($"c-{raised}")!.QuerySelector($"a[href='{Site}/newsroom/corrections']"));
        Assert.Equal("rtl", Parse(await ines.GetAsync(Page + "?lang=ar")).DocumentElement.GetAttribute("dir"));
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.PutAsync($"{Api}/newsroom/evening/{account}/useful")).Status);

        // What is taken down, answered, or by somebody whom one does not want to read, is gone from the list.
        await server.DecideAsync(account, CommentState.Removed);
        await desk.SendFormAsync($"{Site}/newsroom/corrections/{raised}", ("do", "keep"), ("reason", "The list has three."));
        Assert.Equal([replied, question, hostile], (await IdsAsync(ines)).OrderBy(PlaceOf));
        Assert.Equal(HttpStatusCode.NotFound, (await ines.PutAsync($"{Api}/newsroom/evening/{account}/useful")).Status);
        await ines.PutAsync($"{Api}/comments/{question}/mute");
        Assert.Empty(await IdsAsync(ines));

        // The next evening has its own list, and this one can be read again.
        var day = (string)list["day"]!;
        server.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Equal([foreign], await IdsAsync(otto, $"?day={day}"));
        Assert.Empty(await IdsAsync(otto));
        Assert.Contains("Nothing for you this evening.", (await otto.GetAsync(Page)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Marks_teach_the_order_and_it_is_as_before_when_they_are_taken_back(string engine)
    {
        const int each = 16;
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        TurnToNoon(server);
        using var ada = await server.ReaderAsync();
        using var ines = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var otto = await server.StaffAsync(ReaderRole.Journalist, "Otto Quill");
        var story = await WriteAsync(server, ines, "The harbour");
        var (ferries, gardens) = (new List<Guid>(), new List<Guid>());
        for (var number = 0; number < each; number++)
        {
            ferries.Add(
                await ada.PublishAsync(story, $"I work at the ferry, and its ramp {Word(number)} was never inspected.")
            );
            gardens.Add(
                await ada.PublishAsync(story, $"I work at the allotments, and their tulips {Word(number)} look splendid.")
            );
        }

        await server.ListedAsync(2 * each);
        var before = await IdsAsync(ines);
        Assert.Equal(30, before.Count);
        var rest = await IdsAsync(ines, "?page=2");
        Assert.Equal(2 * each, before.Concat(rest).Distinct().Count());
        // The rules hold them alike, so the newest come first.
        Assert.Equal(gardens[^1], before[0]);
        Assert.True(before.IndexOf(gardens[8]) < before.IndexOf(ferries[8]));

        // Two of the newsroom say so, by the page and by the interface; six of each kind they leave alone.
        foreach (var one in ferries.Take(5))
            await MarkAsync(ines, one, "useful");
        foreach (var one in gardens.Take(5))
            await MarkAsync(otto, one, "not-useful");
        foreach (var (ferry, garden) in ferries.Skip(5).Take(5).Zip(gardens.Skip(5).Take(5)))
        {
            Assert.True((bool)(await otto.PutAsync($"{Api}/newsroom/evening/{ferry}/useful")).Json["isUseful"]!);
            Assert.False((bool)(await ines.PutAsync($"{Api}/newsroom/evening/{garden}/not-useful")).Json["isUseful"]!);
        }

        var taught = (await ines.GetAsync($"{Api}/newsroom/evening")).Json;
        Assert.Equal(20, (int)taught["learnedFrom"]!);
        Assert.All(taught["comments"]!.AsArray().Take(each), one => Assert.Contains((Guid)one!["comment"]!["id"]!, ferries));
        var page = Parse(await ines.GetAsync(Page));
        Assert.Contains("You found it useful", page.GetElementById($"c-{ferries[0]}")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "You found it useful",
            page.GetElementById($"c-{ferries[7]}")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("learned from 20 marks", page.Body!.TextContent, StringComparison.Ordinal);
        // On every node the same, and on no other site.
        await using (var second = await TestServer.StartAsync(database))
        {
            var order = await second.Get<LearnedOrders>().FindAsync(server.Site.Id, default);
            var here = await server.Get<LearnedOrders>().FindAsync(server.Site.Id, default);
            Assert.Equal(here.Weights!.OfFeatures, order.Weights!.OfFeatures);
            Assert.Equal(LearnedOrder.None, await second.Get<LearnedOrders>().FindAsync(server.OtherSite.Id, default));
        }

        // A mark on what is taken down teaches nothing.
        await server.DecideAsync(ferries[0], CommentState.Removed);
        Assert.Equal(19, (int)(await ines.GetAsync($"{Api}/newsroom/evening")).Json["learnedFrom"]!);
        await server.DecideAsync(ferries[0], CommentState.Published);

        foreach (var one in ferries.Take(5))
            await MarkAsync(ines, one, "take-back");
        foreach (var one in gardens.Take(5))
            await MarkAsync(otto, one, "take-back");
        foreach (var (ferry, garden) in ferries.Skip(5).Take(5).Zip(gardens.Skip(5).Take(5)))
        {
            Assert.Null((await otto.DeleteAsync($"{Api}/newsroom/evening/{ferry}/mark")).Json["isUseful"]);
            await ines.DeleteAsync($"{Api}/newsroom/evening/{garden}/mark");
        }

        Assert.Equal(before, await IdsAsync(ines));
        Assert.Equal(rest, await IdsAsync(ines, "?page=2"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_waited_is_on_the_list_of_the_evening_before_which_it_could_be_read(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        TurnToNoon(court.Server);
        using var ada = await court.Server.ReaderAsync();
        var held = await court.HeldAsync(ada, "I was there. A quokkalantern.");
        var kept = await ada.PublishAsync(court.Thread, "I was there too, on the other side.");
        await court.Server.ListedAsync(2);
        Assert.Equal([kept], await IdsAsync(court.Moderator));
        var first = (string)(await court.Moderator.GetAsync($"{Api}/newsroom/evening")).Json["day"]!;

        court.Server.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Empty(await IdsAsync(court.Moderator));
        // What was public all along is nothing new when somebody looks at a report of it.
        using var bo = await court.Server.ReaderAsync();
        await bo.PostAsync($"{Api}/comments/{kept}/reports", new { reason = "abuse" });
        await court.DecideAsync(kept, "keep");
        await court.DecideAsync(held, "publish");

        Assert.Equal([held], await IdsAsync(court.Moderator));
        Assert.Equal([kept], await IdsAsync(court.Moderator, $"?day={first}"));
    }

    private static async Task MarkAsync(TestVisitor who, Guid comment, string what)
    {
        var marked = await who.SendFormAsync($"{Page}/{comment}?kind=account", ("do", what));
        Assert.Equal((HttpStatusCode.SeeOther, $"{Page}?kind=account#c-{comment}"), (marked.Status, marked.Location));
    }

    private static async Task<List<Guid>> IdsAsync(TestVisitor who, string query = "")
    {
        var answer = await who.GetAsync($"{Api}/newsroom/evening{query}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json["comments"]!.AsArray().Select(one => (Guid)one!["comment"]!["id"]!)];
    }

    private static async Task<Guid> WriteAsync(TestServer server, TestReader by, string headline)
    {
        var reporter = (await server.Get<ReaderStore>().FindAsync(server.Site.Id, by.Id, default))!;
        var report = await server
            .Get<SaveReport>()
            .AddAsync(server.Site.Id, reporter, new() { Headline = headline, Text = ReportScene.Text }, default);
        await server.Get<SaveReport>().PublishAsync(server.Site, report.Value!.StoryId, reporter, default);
        return report.Value.StoryId;
    }

    // Whatever the machine's clock says, it is noon on the site: long before its evening, and after the last one.
    private static void TurnToNoon(TestServer server)
    {
        var tomorrow = server.Site.DayOf(server.Clock.GetUtcNow()).AddDays(1);
        server.Clock.Turn(server.Site.MomentOf(tomorrow, new(12, 0)) - server.Clock.GetUtcNow());
    }

    private static string Word(int number) => new((char)('a' + number), 4);

    private static IDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
