using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

/// <summary>Comments on a passage of the report or on a claim: where they are shown, and what becomes of them when the text changes.</summary>
public sealed class CommentPlaceTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_comment_on_a_passage_stands_beside_it_and_says_so_in_the_discussion(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        var passage = report.Said.PassageId!.Value;
        var link = Parse(await visitor.GetAsync(report.Url)).QuerySelector(".pl-note a[href*='/write?passage=']")!;
        var form = Parse(await ada.GetAsync(link.GetAttribute("href")!));
        Assert.Contains("signed in May", form.QuerySelector("form.pl-composer")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{passage}", form.QuerySelector("input[name=passage]")!.GetAttribute("value"));
        await server.SetWordsAsync(WordListKind.Suspect, "zzsecret");

        var byForm = await ada.SendFormAsync(
            $"{Site}/t/{report.Story}/comments",
            ("body", "Who saw it?"),
            ("passage", $"{passage}")
        );
        var onClaim = await SayAsync(ada, report, "It never was.", new { claim = report.Said.ClaimId });
        var held = await SayAsync(ada, report, "A zzsecret is in it.", new { passage });

        Assert.Equal(HttpStatusCode.SeeOther, byForm.Status);
        Assert.Equal("The order was signed.", (string?)onClaim.Json["comment"]!["place"]!["words"]);
        Assert.Equal("held", (string?)held.Json["comment"]!["state"]);
        var page = await visitor.GetAsync($"{report.Url}?v={onClaim.Json["version"]}");
        // Both are on it: one on the words, one on what they claim. What waits is counted for nobody.
        Assert.Equal("2 comments on it", Parse(page).QuerySelector(".pl-note a[href*='/passages/']")!.TextContent);
        Assert.Equal(
            ["On the claim: “The order was signed.”", "On: “signed in May”"],
            Parse(page).QuerySelectorAll(".pl-comment > p").Select(place => place.TextContent.Trim())
        );
        Assert.NotNull(Parse(page).GetElementById($"words-{passage}"));
        var list = await visitor.GetAsync($"{Site}/passages/{passage}");
        Assert.Contains("Who saw it?", list.Text, StringComparison.Ordinal);
        Assert.Contains("It never was.", list.Text, StringComparison.Ordinal);
        foreach (var url in (string[])[report.Url, $"{Site}/passages/{passage}", $"{Api}/threads/{report.Story}/comments"])
            Assert.DoesNotContain("zzsecret", (await visitor.GetAsync(url)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Changed_text_carries_a_comment_along_with_the_old_words_or_leaves_it_without_a_place(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        var said = await SayAsync(ada, report, "Why not?", new { words = "would speak on the record" });
        var (comment, passage) = ((Guid)said.Json["comment"]!["id"]!, (Guid)said.Json["comment"]!["place"]!["passage"]!);
        var before = await visitor.GetAsync($"{report.Url}?v={said.Json["version"]}");
        Assert.NotNull(Parse(before).GetElementById($"words-{passage}"));

        await report.ChangeAsync(ReportScene.Text.Replace("on the record", "on the public record", StringComparison.Ordinal));

        await PlaceIsAsync(
            "moved",
            "On: “would speak on the public record” The text has changed; before: “would speak on the record”"
        );
        Assert.Contains(
            "before: “would speak on the record”",
            Parse(await visitor.GetAsync(report.Url)).GetElementById($"words-{passage}")!.TextContent,
            StringComparison.Ordinal
        );

        await report.ChangeAsync(ReportScene.Text.Split('\n')[0]);

        await PlaceIsAsync(
            "orphaned",
            "On words that are no longer in the report: “would speak on the public record” The text as it stood"
        );
        // The words that were chosen stand under the report, with what was said of them, and take no more.
        var orphan = Parse(await visitor.GetAsync(report.Url)).GetElementById($"words-{passage}")!;
        Assert.Equal("would speak on the record", orphan.TextContent);
        Assert.Equal("1 comment on it", orphan.ParentElement!.QuerySelector("a[href*='/passages/']")!.TextContent);
        Assert.Equal("place-not-found", (await SayAsync(ada, report, "Still?", new { passage })).Code);
        var form = await ada.SendFormAsync($"{Site}/t/{report.Story}/comments", ("body", "Still?"), ("passage", $"{passage}"));
        Assert.Equal("Still?", Parse(form).QuerySelector("textarea")!.TextContent);
        Assert.Null(Parse(form).QuerySelector("input[name=passage]"));

        async Task PlaceIsAsync(string state, string sentence)
        {
            Assert.Equal(state, (string?)(await visitor.GetAsync($"{Api}/comments/{comment}")).Json["place"]!["state"]);
            await server.CaughtUpAsync();
            var page = Parse(await visitor.GetAsync(report.Url));
            Assert.Equal(sentence, page.QuerySelector($"#c-{comment} > p")!.TextContent.Trim());
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Only_public_words_of_the_same_story_take_comments_and_an_id_that_is_taken_keeps_its_place(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        var draft = await ReportScene.WriteAsync(server, "Zzdraft", isPublic: false);
        var passage = report.Said.PassageId;
        (object Place, string Code)[] wrong =
        [
            (new { passage = draft.Said.PassageId }, "place-not-found"),
            (new { claim = draft.Said.ClaimId }, "place-not-found"),
            (new { passage = Guid.NewGuid() }, "place-not-found"),
            (new { passage, claim = report.Said.ClaimId }, "place-not-found"),
            (new { words = "the order" }, "passage-ambiguous"),
            (new { words = "never said" }, "passage-not-found"),
        ];

        foreach (var (place, code) in wrong)
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code), await CodeAsync(SayAsync(ada, report, "Why?", place)));
        foreach (var hidden in (Guid[])[draft.Said.PassageId!.Value, Guid.NewGuid()])
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Site}/passages/{hidden}")).Status);

        var id = Guid.CreateVersion7();
        var first = await SayAsync(ada, report, "Why?", new { words = "the order", prefix = "about" }, id);
        var again = await SayAsync(ada, report, "Why?", new { words = "the order", prefix = "about" }, id);
        var taken = await SayAsync(bo, report, "Why?", new { passage }, id);
        await SayAsync(bo, report, "And who?", new { words = "the order", prefix = "about" });

        Assert.Equal(
            (string?)first.Json["comment"]!["place"]!["passage"],
            (string?)again.Json["comment"]!["place"]!["passage"]
        );
        Assert.Equal("comment-id-taken", taken.Code);
        // The second choice of the same words is the same passage.
        var places = await server.ListAsync(
            "SELECT passage_id FROM comment_place WHERE site_id = @site",
            [("@site", server.Site.Id)],
            row => row.Guid(0)
        );
        Assert.Equal(2, places.Count);
        Assert.Single(places.Distinct());
        Assert.DoesNotContain(passage!.Value, places);
    }

    private static async Task<(HttpStatusCode, string?)> CodeAsync(Task<TestAnswer> answer) =>
        ((await answer).Status, (await answer).Code);

    private static Task<TestAnswer> SayAsync(TestReader who, ReportScene report, string words, object place, Guid? id = null)
    {
        var sent = System.Text.Json.JsonSerializer.SerializeToNode(place)!.AsObject();
        sent["id"] = id ?? Guid.CreateVersion7();
        sent["body"] = words;
        return who.PostAsync($"{Api}/threads/{report.Story}/comments", sent);
    }

    private static IDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
