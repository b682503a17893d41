using System.Net;
using AngleSharp.Html.Parser;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Newsroom;

/// <summary>What the newsroom asks at the top of a thread.</summary>
public sealed class QuestionTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_question_stands_above_the_form_that_names_it_until_it_is_taken_away(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(name: "Liv Harrow");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var url = $"{Site}/t/{thread}";
        Assert.Null(QuestionOf(await visitor.GetAsync(url)));

        var asked = await staff.PutAsync($"{Api}/threads/{thread}/question", new { body = "Who *paid* for the mill?" });
        var page = await visitor.GetAsync($"{url}?v={asked.Json["version"]}");

        Assert.Equal("Who paid for the mill?", QuestionOf(page));
        Assert.Equal(
            "<p dir=\"auto\">Who <em>paid</em> for the mill?</p>",
            ((string)(await visitor.GetAsync($"{Api}/threads/{thread}")).Json["question"]!).Trim()
        );
        var form = new HtmlParser().ParseDocument(page.Text);
        Assert.Contains(
            "question",
            form.QuerySelector("label[for=compose-body]")!.TextContent,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.StartsWith(
            "opening-question ",
            form.QuerySelector("#compose-body")!.GetAttribute("aria-describedby"),
            StringComparison.Ordinal
        );
        // Who asked is the moderators' to know.
        Assert.DoesNotContain("Liv Harrow", page.Text, StringComparison.Ordinal);

        var changed = await staff.SendFormAsync($"{url}/question", ("body", "Who turns it?"));
        Assert.Equal("Who turns it?", QuestionOf(await visitor.GetAsync(changed.Location)));
        var gone = await staff.SendFormAsync($"{url}/question", ("do", "take-away"), ("body", "Who turns it?"));
        Assert.Null(QuestionOf(await visitor.GetAsync(gone.Location)));
        Assert.Null((await visitor.GetAsync($"{Api}/threads/{thread}")).Json["question"]);

        var record = new HtmlParser().ParseDocument((await staff.GetAsync($"{url}/question")).Text);
        Assert.Equal(
            ["taken", "Who turns it?", "Who paid for the mill?"],
            record
                .QuerySelectorAll("#record ~ ol > li")
                .Select(line => line.QuerySelector(".pl-text")?.TextContent.Trim() ?? "taken")
        );
        Assert.All(record.QuerySelectorAll("#record ~ ol > li"), line => Assert.Contains("Liv Harrow", line.TextContent));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_question_can_be_asked_where_nobody_has_written_yet(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        const string page = "https://news.example/new";
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.PostAsync($"{Api}/threads", new { url = page })).Status);
        Assert.Empty(await server.ListAsync("SELECT 1 FROM story", [], row => row.Int(0)));

        var opened = await staff.PostAsync($"{Api}/threads", new { url = page });
        var thread = (Guid)opened.Json["threadId"]!;
        await staff.PutAsync($"{Api}/threads/{thread}/question", new { body = "What do you eat?" });

        Assert.Equal(thread, (Guid)(await staff.PostAsync($"{Api}/threads", new { url = page })).Json["threadId"]!);
        await Eventually.IsSoAsync(async () => QuestionOf(await visitor.GetAsync($"/t?url={page}")) == "What do you eat?");
    }

    [Fact]
    public async Task A_question_too_long_comes_back_with_its_words()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        var thread = await server.OpenThreadAsync();
        var words = new string('m', 501);

        var refused = await staff.SendFormAsync($"{Site}/t/{thread}/question", ("body", words));

        Assert.Equal(422, (int)refused.Status);
        var page = new HtmlParser().ParseDocument(refused.Text);
        Assert.Equal(words, page.QuerySelector("#question-body")!.TextContent);
        Assert.NotNull(page.QuerySelector("#question-error"));
        Assert.Equal("text-too-long", (await staff.PutAsync($"{Api}/threads/{thread}/question", new { body = words })).Code);
        Assert.Equal(
            HttpStatusCode.OK,
            (await staff.PutAsync($"{Api}/threads/{thread}/question", new { body = words[1..] })).Status
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_question_taken_away_is_gone_from_other_nodes_within_two_seconds(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var there = await TestServer.StartAsync(database);
        await using var here = await TestServer.StartAsync(database);
        using var staff = await there.StaffAsync();
        using var visitor = here.Visitor();
        var thread = await there.OpenThreadAsync();
        var url = $"{Site}/t/{thread}";
        await visitor.GetAsync(url);

        foreach (var words in (string?[])["Who turns it?", null])
        {
            if (words is null)
                await staff.DeleteAsync($"{Api}/threads/{thread}/question");
            else
                await staff.PutAsync($"{Api}/threads/{thread}/question", new { body = words });
            var took = await Eventually.IsSoAsync(async () => QuestionOf(await visitor.GetAsync(url)) == words);
            Assert.True(took < TimeSpan.FromSeconds(2), $"It took {took}");
        }
    }

    private static string? QuestionOf(TestAnswer page) =>
        new HtmlParser().ParseDocument(page.Text).QuerySelector("#opening-question .pl-text")?.TextContent.Trim();
}
