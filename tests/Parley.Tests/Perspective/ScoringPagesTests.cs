using System.Net;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Perspective;

/// <summary>The pages of the console about scoring.</summary>
public sealed class ScoringPagesTests
{
    private const string Console = $"/{TestServer.SiteName}/console";

    [Fact]
    public async Task A_moderator_sees_what_a_machine_thinks_of_a_text_and_by_which_words_and_nothing_of_it_is_kept()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(database);
        using var moderator = await scene.Server.StaffAsync();

        var answer = await moderator.SendFormAsync($"{Console}/try-text", ("text", "You <b>idiot</b>, I kill the lights"));
        var tooLong = await moderator.SendFormAsync($"{Console}/try-text", ("text", new string('a', 20_481)));
        var empty = await moderator.SendFormAsync($"{Console}/try-text", ("text", " "));

        var page = new HtmlParser().ParseDocument(answer.Text);
        Assert.Equal(["kill"], page.QuerySelectorAll(".pl-text mark").Select(mark => mark.TextContent));
        Assert.Equal("You <b>idiot</b>, I kill the lights", page.QuerySelector(".pl-text")!.TextContent);
        var rows = page.QuerySelectorAll("tbody tr").Select(row => row.TextContent.ReplaceLineEndings(" ")).ToList();
        Assert.Equal(7, rows.Count);
        Assert.Contains(
            rows,
            row => row.Contains("90 of 100", StringComparison.Ordinal) && row.Contains("idiot", StringComparison.Ordinal)
        );
        Assert.Equal(7, page.QuerySelectorAll(".dk-scores rect").Length);
        Assert.Contains("words 1", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("At most 20,480 bytes.", tooLong.Text, StringComparison.Ordinal);
        Assert.Contains("Type some words first.", empty.Text, StringComparison.Ordinal);
        Assert.Equal(0, await WireTests.CountLabelsAsync(scene));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_administrator_makes_a_key_sees_when_it_was_used_and_revokes_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scene = await WireScene.OpenAsync(database);
        using var administrator = await scene.Server.StaffAsync(ReaderRole.Administrator);
        const string page = $"{Console}/scoring-keys";
        const string body = """{"comment":{"text":"You idiot"},"requestedAttributes":{"TOXICITY":{} } }""";

        var made = await administrator.SendFormAsync(page, ("name", "blog"), ("calls", "60"));
        var key = new HtmlParser().ParseDocument(made.Text).QuerySelector("code")!.TextContent;
        var before = RowOf(await administrator.GetAsync(page), "blog");
        var called = await scene.SendAsync($"{WireScene.Analyze}?key={key}", body);
        var after = RowOf(await administrator.GetAsync(page), "blog");
        var again = await administrator.SendFormAsync(page, ("name", "blog"), ("calls", "60"));
        var revoked = await administrator.SendFormAsync($"{page}/revoke", ("name", "blog"));
        var refused = await scene.SendAsync($"{WireScene.Analyze}?key={key}", body);
        var elsewhere = await administrator.SendFormAsync($"{page}/revoke", ("name", "nobody"));

        Assert.StartsWith(TestServer.SiteName + ".", key, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await administrator.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, called.Status);
        Assert.Contains("never", before, StringComparison.Ordinal);
        Assert.DoesNotContain("never", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("revoked on", RowOf(revoked, "blog"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Status);
    }

    private static string RowOf(TestAnswer page, string name) =>
        new HtmlParser()
            .ParseDocument(page.Text)
            .QuerySelectorAll("tbody tr")
            .Single(row => row.QuerySelector("th")!.TextContent == name)
            .TextContent;
}
