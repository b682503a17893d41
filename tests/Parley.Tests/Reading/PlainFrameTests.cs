using System.Net;
using System.Text.RegularExpressions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reading;

/// <summary>What links and buttons of a discussion do where no script of ours runs.</summary>
public sealed partial class PlainFrameTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task In_a_frame_what_is_no_page_for_frames_takes_the_whole_window(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var comment = await ada.PublishAsync(thread, "The ferry is late.");
        await ada.PublishAsync(thread, "It was late on Monday, too.", comment);
        string[] pages = [$"t/{thread}", $"c/{comment}", $"t/{thread}/b/{comment}"];

        foreach (var page in pages)
        {
            var framed = ActsOf(await visitor.GetAsync($"/{TestServer.SiteName}/{page}?frame=1"));
            Assert.True(framed.Count >= 4, page);
            Assert.All(framed, act => Assert.Contains("_top", act, StringComparison.Ordinal));
            var whole = ActsOf(await visitor.GetAsync($"/{TestServer.SiteName}/{page}"));
            Assert.Equal(framed.Count, whole.Count);
            Assert.All(whole, act => Assert.DoesNotContain("_top", act, StringComparison.Ordinal));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reaction_without_a_script_keeps_the_order_and_where_the_comment_stood(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var first = await ada.PublishAsync(thread, "The ferry is late.");
        var under = await ada.PublishAsync(thread, "By an hour.", first);
        var last = await ada.PublishAsync(thread, "It was late on Monday, too.");

        var page = await bo.GetAsync($"/{TestServer.SiteName}/t/{thread}?order=oldest");
        foreach (var comment in (Guid[])[first, under, last])
        {
            var way = Regex.Match(page.Text, $"formaction=\"([^\"]*{comment}/appreciate[^\"]*)\"").Groups[1].Value;
            var answer = await bo.SendFormAsync(WebUtility.HtmlDecode(way));
            Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        }

        var kept = await server.ListAsync(
            """SELECT comment_id, "order", place FROM reaction WHERE site_id = @site ORDER BY place""",
            [("@site", server.Site.Id)],
            row => (row.Guid(0), row.Text(1), row.Int(2))
        );
        Assert.Equal([(first, "oldest", 1), (under, "oldest", 2), (last, "oldest", 3)], kept);
    }

    // The tags of links and buttons of comments, less what stays in the frame.
    private static List<string> ActsOf(TestAnswer page) =>
        [
            .. Articles()
                .Matches(page.Text)
                .SelectMany(article => Tags().Matches(article.Value))
                .Select(tag => tag.Value)
                .Where(tag => !tag.Contains("frame=1", StringComparison.Ordinal)),
        ];

    [GeneratedRegex("<article class=\"pl-comment\".*?</article>", RegexOptions.Singleline)]
    private static partial Regex Articles();

    [GeneratedRegex("<(?:a [^>]*href|button [^>]*formaction)=[^>]*>")]
    private static partial Regex Tags();
}
