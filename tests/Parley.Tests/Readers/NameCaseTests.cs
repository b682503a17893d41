using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Parley.Storage;
using Parley.Stories;
using Parley.Tests.Moderation;
using Parley.Tests.Setup;
using Parley.Threads;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

/// <summary>The cases of the life of other systems that are about names, by their names.</summary>
public sealed partial class NameCaseTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task name_look_alikes(string engine)
    {
        var told = KnownCase.Of("name-look-alikes");
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        // Ten accounts an hour may be made at one place; another node counts anew.
        await using var second = await ReaderHost.StartAsync(database);
        using var owner = await host.SignedUpAsync((string)told.Input["taken"]!);

        foreach (var name in told.TextsOf("must be refused").Select(name => Remark().Replace(name, "")))
        {
            var answer = await SignUpAsync(host, name);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity,
                $"{name}: {answer.StatusCode}"
            );
            var fault = new HtmlParser()
                .ParseDocument(await answer.Content.ReadAsStringAsync(Cancel))
                .QuerySelector(".pl-error");
            Assert.False(string.IsNullOrWhiteSpace(fault?.TextContent), name);
        }

        foreach (var name in told.TextsOf("must be allowed"))
            Assert.Equal(HttpStatusCode.SeeOther, (await SignUpAsync(second, name)).StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task name_with_signs(string engine)
    {
        var told = KnownCase.Of("name-with-signs");
        var (name, title) = ((string)told.Input["name"]!, (string)told.Input["title of story"]!);
        await using var desk = await Desk.OpenAsync(engine);
        using var bart = await desk.Host.SignedUpAsync(name, "bart@harbour.example");
        using var other = await desk.WriterAsync("Ann Sorrel");
        var story = await AddStoryAsync(desk, title);
        var (comment, state, posted) = await desk.PostAsync(bart, "We open at nine.", thread: story);
        Assert.Equal("published", state);
        await desk.ReportAsync(other, comment);

        var thread = await HtmlAsync(desk.Visitor, $"/{ReaderHost.SiteName}/t/{story}?v=1");
        Assert.Equal(name, thread.QuerySelector(".pl-by")!.TextContent.Trim());
        Assert.Equal(title, thread.QuerySelector("h1")!.TextContent.Trim());
        Assert.StartsWith(title, thread.Title, StringComparison.Ordinal);
        Assert.Equal(title, thread.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        var permalink = await HtmlAsync(desk.Visitor, $"/{ReaderHost.SiteName}/c/{comment}");
        Assert.Contains(name, permalink.Title, StringComparison.Ordinal);
        Assert.Contains(name, Shared(permalink, "title"), StringComparison.Ordinal);
        Assert.Contains(title, Shared(permalink, "title"), StringComparison.Ordinal);
        Assert.Equal("We open at nine.", Shared(permalink, "description"));
        Assert.Equal("article", Shared(permalink, "type"));
        static string Shared(AngleSharp.Dom.IDocument page, string what) =>
            page.QuerySelector($"meta[property='og:{what}']")!.GetAttribute("content")!;

        var front = await HtmlAsync(desk.Visitor, $"/{ReaderHost.SiteName}/");
        Assert.Contains(title, front.Body!.TextContent, StringComparison.Ordinal);

        var queue = await HtmlAsync(desk.Moderator, $"{Desk.Console}?c={comment}");
        Assert.Contains(name, queue.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(title, queue.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var threads = await HtmlAsync(desk.Moderator, $"{Desk.Console}/threads");
        Assert.Contains(title, threads.QuerySelectorAll("th a").Select(link => link.TextContent));

        Assert.Equal(name, (string?)posted["comment"]!["author"]!["name"]);
        Assert.Equal(name, (string?)(await desk.GetAsync(desk.Visitor, $"/comments/{comment}"))["author"]!["name"]);
        Assert.Equal(title, (string?)(await desk.GetAsync(desk.Visitor, $"/threads/{story}"))["title"]);
        Assert.Equal(name, (string?)(await desk.WaitingAsync(comment))["comment"]!["author"]!["name"]);
    }

    private static Task<HttpResponseMessage> SignUpAsync(ReaderHost host, string name) =>
        ReaderHost.PostAsync(
            host.Browser(),
            "sign-up",
            ("name", name),
            ("email", $"{Guid.NewGuid():N}@harbour.example"),
            ("password", ReaderNode.Password)
        );

    // As an import or staff bring a story: what a browser says of a title is never shown.
    private static async Task<Guid> AddStoryAsync(Desk desk, string title)
    {
        var id = Guid.CreateVersion7();
        await desk
            .Host.Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    await desk
                        .Host.Get<StoryStore>()
                        .AddAsync(
                            scope,
                            desk.Site.Id,
                            id,
                            new StoryFacts { Title = title, Url = "https://harbour-courant.example/signs" },
                            Cancel
                        );
                    await ThreadStore.AddAsync(scope, desk.Site.Id, id, DateTimeOffset.UnixEpoch, Cancel);
                },
                Cancel
            );
        return id;
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> HtmlAsync(HttpClient who, string url) =>
        new HtmlParser().ParseDocument(await ReaderHost.TextAsync(who, url));

    [GeneratedRegex(@" \([^()]*\)$")]
    private static partial Regex Remark();
}
