using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parley.Http;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Parley.Threads;
using Xunit;

namespace Parley.Tests.Moderation;

/// <summary>A site with one discussion, a moderator at the desk, and writers who come when they are called.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Api = $"/api/v1/sites/{ReaderHost.SiteName}";
    public const string Console = $"/{ReaderHost.SiteName}/console";
    public const string StoryUrl = "https://harbour-courant.example/bread";

    private readonly TestDatabase database;

    private Desk(TestDatabase database, ReaderHost host) => (this.database, Host) = (database, host);

    public ReaderHost Host { get; }
    public TestClock Clock { get; private init; } = null!;
    public Site Site { get; private set; } = null!;
    public Guid Thread { get; private set; }
    public HttpClient Moderator { get; private set; } = null!;
    public HttpClient Visitor { get; private set; } = null!;

    public static async Task<Desk> OpenAsync(
        string engine,
        SiteSettings? settings = null,
        Action<IServiceCollection>? services = null
    )
    {
        var database = await TestDatabase.CreateAsync(engine);
        var clock = new TestClock();
        var host = await ReaderHost.StartAsync(database, settings: settings, clock: clock, services: services);
        host.Get<Pace>().IsKept = false;
        var desk = new Desk(database, host) { Visitor = host.Browser(), Clock = clock };
        desk.Site = (await host.Get<SiteStore>().ListAsync(default)).Single();
        desk.Thread = await desk.OpenThreadAsync(StoryUrl);
        desk.Moderator = await desk.ModeratorAsync("Liv Harrow");
        return desk;
    }

    public async Task<Guid> OpenThreadAsync(string url)
    {
        var page = await Host.Get<PageClaims>().ReadAsync(Site, url, null);
        return (await Host.Get<OpenThread>().HandleAsync(Site.Id, page.Value!, default)).Id;
    }

    public Task<HttpClient> WriterAsync(string name) =>
        Host.SignedUpAsync(name, name.ToLowerInvariant().Replace(' ', '.') + "@harbour.example");

    public async Task<HttpClient> ModeratorAsync(string name)
    {
        var browser = await WriterAsync(name);
        var database = Host.Get<Database>();
        var id = await IdOfAsync(name);
        var reader = await Host.Get<ReaderStore>().FindAsync(Site.Id, id, default);
        await database.WriteAsync(
            scope => Host.Get<ReaderStore>().ChangeRoleAsync(scope, reader!, ReaderRole.SeniorModerator, default),
            default
        );
        await UntilAsync(async () =>
            (await browser.GetAsync(new Uri(Console, UriKind.Relative))).StatusCode == HttpStatusCode.OK
        );
        return browser;
    }

    public Task<Guid> IdOfAsync(string name) =>
        Host.Get<Database>()
            .ReadAsync(
                scope =>
                    scope.FirstAsync(
                        "SELECT id FROM reader WHERE site_id = @site AND name = @name",
                        [("@site", Site.Id), ("@name", name)],
                        row => row.Guid(0),
                        default
                    ),
                default
            );

    /// <summary>Puts words on one of the site's lists, as the moderator does.</summary>
    public async Task ListWordsAsync(string kind, string words)
    {
        var kept = await GetAsync(Moderator, $"/moderation/word-lists/{kind}");
        var answer = await SendAsync(
            Moderator,
            HttpMethod.Put,
            $"/moderation/word-lists/{kind}",
            new { text = words, version = (int)kept["version"]! }
        );
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    /// <summary>Posts, and says what became of it.</summary>
    public async Task<(Guid Id, string State, JsonNode Answer)> PostAsync(
        HttpClient writer,
        string words,
        Guid? parent = null,
        Guid? thread = null
    )
    {
        var id = Guid.CreateVersion7();
        var answer = await SendAsync(
            writer,
            HttpMethod.Post,
            $"/threads/{thread ?? Thread}/comments",
            new
            {
                id,
                body = words,
                parentId = parent,
            }
        );
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return (id, (string)answer.Json!["comment"]!["state"]!, answer.Json);
    }

    public async Task<Guid> PublishAsync(HttpClient writer, string words, Guid? parent = null)
    {
        var (id, state, _) = await PostAsync(writer, words, parent);
        Assert.Equal("published", state);
        return id;
    }

    public async Task<Guid> HoldAsync(HttpClient writer, string words, Guid? parent = null, Guid? thread = null)
    {
        var (id, state, _) = await PostAsync(writer, words, parent, thread);
        Assert.Equal("held", state);
        return id;
    }

    public Task<Sent> EditAsync(HttpClient writer, Guid comment, string words) =>
        SendAsync(writer, HttpMethod.Patch, $"/comments/{comment}", new { body = words });

    public async Task ReportAsync(HttpClient reader, Guid comment, string reason = "abuse", string? words = null) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await SendAsync(reader, HttpMethod.Post, $"/comments/{comment}/reports", new { reason, words })).Status
        );

    /// <summary>A decision that must be taken.</summary>
    public async Task DecideAsync(Guid comment, string decision, HttpClient? moderator = null)
    {
        var answer = await TryDecideAsync(comment, decision, moderator);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    public Task<Sent> TryDecideAsync(Guid comment, string decision, HttpClient? moderator = null, object? seen = null) =>
        SendAsync(
            moderator ?? Moderator,
            HttpMethod.Post,
            $"/moderation/comments/{comment}/decision",
            new
            {
                decision,
                rule = 1,
                seen,
            }
        );

    public Task<Sent> TakeBackAsync(HttpClient? moderator = null) =>
        SendAsync(moderator ?? Moderator, HttpMethod.Delete, "/moderation/decisions/last");

    /// <summary>What waits. The number is the length of the list, each time that anybody looks.</summary>
    public async Task<IReadOnlyList<Guid>> QueueAsync()
    {
        var queue = await GetAsync(Moderator, "/moderation/queue");
        var ids = queue["items"]!.AsArray().Select(item => (Guid)item!["comment"]!["id"]!).ToList();
        Assert.Equal((int)queue["total"]!, ids.Count);
        return ids;
    }

    /// <summary>What a list of the desk holds, by what its address says: <c>view=reported</c>.</summary>
    public async Task<IReadOnlyList<Guid>> ListedAsync(string asked) =>
        [
            .. (await GetAsync(Moderator, "/moderation/queue?" + asked))["items"]!
                .AsArray()
                .Select(item => (Guid)item!["comment"]!["id"]!),
        ];

    public async Task<JsonNode> WaitingAsync(Guid comment) =>
        (await GetAsync(Moderator, "/moderation/queue"))["items"]!
            .AsArray()
            .Single(item => (Guid)item!["comment"]!["id"]! == comment)!;

    public Task<JsonNode> CaseAsync(Guid comment) => GetAsync(Moderator, $"/moderation/comments/{comment}");

    public async Task<string> StateAsync(Guid comment) => (string)(await CaseAsync(comment))["comment"]!["state"]!;

    public Task<JsonNode> ThreadAsync() => GetAsync(Visitor, $"/threads/{Thread}");

    /// <summary>Everything that a visitor or another reader can ask about the discussion and a comment in it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EverywhereAsync(HttpClient who, Guid comment)
    {
        string[] orders = ["newest", "oldest", "appreciated", "discussed"];
        List<string> urls =
        [
            $"/{ReaderHost.SiteName}/",
            $"/{ReaderHost.SiteName}/sitemap.xml",
            $"/{ReaderHost.SiteName}/c/{comment}",
            $"/{ReaderHost.SiteName}/t/{Thread}/b/{comment}",
            $"/t?url={Uri.EscapeDataString(StoryUrl)}",
            $"{Api}/threads/{Thread}",
            $"{Api}/comments/{comment}",
            $"{Api}/comments/{comment}/replies",
            .. orders.Select(order => $"/{ReaderHost.SiteName}/t/{Thread}?order={order}"),
            .. orders.Select(order => $"{Api}/threads/{Thread}/comments?order={order}"),
        ];
        var answers = new Dictionary<string, string>();
        foreach (var url in urls)
            answers[url] = await (await who.GetAsync(new Uri(url, UriKind.Relative))).Content.ReadAsStringAsync();
        using var asked = await who.PostAsJsonAsync(
            new Uri("/api/v1/counts", UriKind.Relative),
            new { urls = new[] { StoryUrl } }
        );
        answers["/api/v1/counts"] = await asked.Content.ReadAsStringAsync();
        return answers;
    }

    public async Task<JsonNode> GetAsync(HttpClient who, string path)
    {
        var answer = await SendAsync(who, HttpMethod.Get, path);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json!;
    }

    public async Task<Sent> SendAsync(HttpClient who, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Api + path, UriKind.Relative));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await who.SendAsync(request);
        return new Sent(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A page as staff, or anybody else, gets it.</summary>
    public static async Task<Sent> PageAsync(HttpClient who, string url)
    {
        using var answer = await who.GetAsync(new Uri(url, UriKind.Relative));
        return new Sent(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Until the table of who wrote what, which follows the events, has so many comments.</summary>
    public Task ListedAsync(int comments) =>
        UntilAsync(async () =>
            await Host.Get<Database>()
                .ReadAsync(
                    scope =>
                        scope.FirstAsync(
                            "SELECT count(*) FROM authored WHERE site_id = @site",
                            [("@site", Site.Id)],
                            row => row.Long(0),
                            default
                        ),
                    default
                ) == comments
        );

    public static async Task UntilAsync(Func<Task<bool>> isSo) => await ReaderNode.WaitForAsync(isSo);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>An answer, read to its end.</summary>
internal sealed record Sent(HttpStatusCode Status, string Text)
{
    public JsonNode? Json => Text.Length == 0 ? null : JsonNode.Parse(Text);
    public string? Code => (string?)Json?["code"];
}
