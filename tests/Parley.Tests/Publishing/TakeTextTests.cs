using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Http;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Hooks;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Publishing;

/// <summary>The text of a report, taken from the newspaper's own page by whoever edits it there.</summary>
public sealed class TakeTextTests
{
    private const string Newsroom = $"/{TestServer.SiteName}/newsroom";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_editor_takes_the_text_from_the_page_and_takes_it_again_when_the_page_has_changed(string engine)
    {
        await using var paper = await Paper.OpenAsync(engine);
        var page = $"""
            <title>The dam closes | The Courant</title><link rel="canonical" href="/dam">
            <h1>The dam closes</h1>
            <div data-parley-report>
              <p>It was dry. An official said: <q>The dam closes in <em>May</em>.</q></p><aside>Advertisement</aside>
              <div data-parley-skip>Read also: the harbour</div>
              <blockquote>We were not asked,<br>the mayor wrote.</blockquote>Loose words.<br><br>And&shy;more.
              <script>document.write("Zz")</script><p hidden>Zz</p><del>Zz</del>
            </div><p>Comments: Zz</p>
            """;
        paper.Pages["/dam?utm_source=letter"] = paper.Pages["/dam"] = http => Say(http, page);

        var taken = await paper.TakeAsync("/dam?utm_source=letter");
        Assert.Equal(HttpStatusCode.SeeOther, taken.Status);
        var story = taken.Location.Split('/')[^1];
        var read = (await paper.Editor.GetAsync($"{TestServer.Api}/reports/{story}")).Json;
        Assert.Equal(
            [
                "It was dry. An official said: “The dam closes in May.”",
                "We were not asked, the mayor wrote.",
                "Loose words.",
                "Andmore.",
            ],
            read["paragraphs"]!.AsArray().Select(one => (string?)one!["text"])
        );
        var discussion = await paper.Editor.GetAsync($"{TestServer.Api}/threads?url={Uri.EscapeDataString(paper.Url("/dam"))}");
        Assert.Equal((story, "The dam closes"), ((string?)discussion.Json["id"], (string?)discussion.Json["title"]));
        await paper.Editor.SendFormAsync($"{taken.Location}/sources", ("words", "The dam closes in May"), ("source", "Ada"));

        // Taken again from the report's own page, with the reason; the passage goes along, and what changed is shown.
        page = page.Replace("May", "June", StringComparison.Ordinal);
        var form = Parse(await paper.Editor.GetAsync(taken.Location)).QuerySelector("form[action$='/newsroom/pages']")!;
        var again = await paper.Editor.SendFormAsync(
            form.GetAttribute("action")!,
            ("url", form.QuerySelector("[name=url]")!.GetAttribute("value")!),
            ("reason", "The ministry wrote to us.")
        );
        Assert.Equal((HttpStatusCode.SeeOther, taken.Location), (again.Status, again.Location));
        var sources = Parse(await paper.Editor.GetAsync($"/{TestServer.SiteName}/t/{story}/sources"));
        Assert.Equal("The dam closes in June", sources.QuerySelector("#passage-1")!.TextContent);
        var changes = Parse(await paper.Editor.GetAsync($"/{TestServer.SiteName}/t/{story}/changes"));
        Assert.Contains("June", changes.QuerySelectorAll("ins").Select(one => one.TextContent.Trim()));
        Assert.Contains("The ministry wrote to us.", changes.Body!.TextContent, StringComparison.Ordinal);

        // The same page again is no change.
        await paper.TakeAsync("/dam");
        Assert.Equal(
            2,
            Parse(await paper.Editor.GetAsync($"/{TestServer.SiteName}/t/{story}/changes"))
                .QuerySelectorAll("main section")
                .Length
        );

        // A page that names its discussion itself has its text there, and letters come in the encoding that the page names.
        var named = await paper.Server.OpenThreadAsync("https://news.example/other", "dam-2");
        paper.Pages["/arabic"] = http =>
            Send(
                http,
                TextEncoding
                    .Resolve("windows-1256")
                    .GetBytes(
                        "<meta charset=windows-1256><parley-discussion identifier=dam-2></parley-discussion><div data-parley-report><h1>السد</h1>قال الوزير</div>"
                    ),
                "text/html"
            );
        Assert.EndsWith(named.ToString(), (await paper.TakeAsync("/arabic")).Location, StringComparison.Ordinal);
        read = (await paper.Editor.GetAsync($"{TestServer.Api}/reports/{named}")).Json;
        Assert.Equal("قال الوزير", (string?)read["paragraphs"]![0]!["text"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_newspapers_own_system_has_the_text_taken_when_it_publishes(string engine)
    {
        await using var paper = await Paper.OpenAsync(engine);
        var words = "The dam closes in May.";
        paper.Pages["/dam"] = http => Say(http, $"<h1>The dam</h1><div data-parley-report>{words}</div>");

        var taken = await paper.AskAsync(new { url = paper.Url("/dam") });
        Assert.Equal(HttpStatusCode.OK, taken.Status);
        var (story, sources) = ((string?)taken.Json["story"], (string?)taken.Json["sourcesUrl"]);
        Assert.EndsWith($"/t/{story}/sources", sources, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await paper.Editor.GetAsync(new Uri(sources!).AbsolutePath)).Status);
        var read = (await paper.Editor.GetAsync($"{TestServer.Api}/reports/{story}")).Json;
        Assert.Equal(words, (string?)read["paragraphs"]![0]!["text"]);

        words = "The dam closes in June.";
        var again = await paper.AskAsync(
            new
            {
                url = paper.Url("/dam"),
                reason = "The ministry wrote to us.",
                correction = "We named the wrong month.",
            }
        );
        Assert.Equal((story, 2), ((string?)again.Json["story"], (int?)again.Json["number"]));
        var changes = (await paper.Editor.GetAsync($"/{TestServer.SiteName}/t/{story}/changes")).Text;
        Assert.Contains("The ministry wrote to us.", changes, StringComparison.Ordinal);
        Assert.Contains("We named the wrong month.", changes, StringComparison.Ordinal);

        var stranger = await paper.Server.ReaderAsync("Tom Vane");
        Assert.Equal("not-allowed", (await stranger.PostAsync(Paper.Door, new { url = paper.Url("/dam") })).Code);
    }

    [Fact]
    public async Task What_is_wrong_with_a_page_is_said_by_a_code_and_nothing_that_was_typed_is_lost()
    {
        await using var paper = await Paper.OpenAsync(EveryDatabase.Sqlite);
        await using var elsewhere = await HookStub.StartAsync();
        const string marked = "<h1>A</h1><div data-parley-report>Words.</div>";
        paper.Pages["/redirected"] = http => Lead(http, "/fine");
        paper.Pages["/fine"] = http => Say(http, marked);
        paper.Pages["/none"] = http => Say(http, "<h1>A</h1><!-- <p data-parley-report>Words. --><p>Words.");
        paper.Pages["/two"] = http => Say(http, marked + marked);
        paper.Pages["/inner"] = http => Say(http, "<div data-parley-report>A<p data-parley-report>Words.</div>");
        paper.Pages["/empty"] = http => Say(http, "<h1>A</h1><div data-parley-report><script>Words</script></div>");
        paper.Pages["/headless"] = http => Say(http, "<div data-parley-report>Words.</div>");
        paper.Pages["/long"] = http => Say(http, $"<h1>A</h1><div data-parley-report>{new string('x', 200_001)}</div>");
        paper.Pages["/endless"] = http => Endless(http);
        paper.Pages["/many"] = http => Say(http, marked + string.Concat(Enumerable.Repeat("<i>", 31_000)));
        paper.Pages["/deep"] = http =>
            Say(http, $"<h1>A</h1><div data-parley-report>{string.Concat(Enumerable.Repeat("<span>", 25_000))}x");
        paper.Pages["/attributes"] = http =>
            Say(http, marked + $"<p {string.Join(' ', Enumerable.Range(0, 200_000).Select(number => $"a{number}"))}>");
        paper.Pages["/both"] = http => Say(http, "<h1>\u0003</h1><div data-parley-report>Words.\u0003</div>");
        paper.Pages["/headline"] = http =>
            Send(http, [.. "<h1>Caf"u8, 0xE9, .. "</h1><div data-parley-report>Words.</div>"u8], "text/html; charset=utf-8");
        paper.Pages["/json"] = http => Send(http, "{}"u8.ToArray(), "application/json");
        paper.Pages["/letters"] = http =>
            Send(http, [.. "<h1>A</h1><div data-parley-report>"u8, 0xFF, 0xFE, 0xFF], "text/html; charset=utf-8");
        paper.Pages["/failing"] = http => HookStub.Status(http, 500);
        paper.Pages["/broken"] = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        paper.Pages["/elsewhere"] = http => Lead(http, elsewhere.Address + "dam");
        paper.Pages["/metadata"] = http => Lead(http, "http://169.254.169.254/latest");
        paper.Pages["/file"] = http => Lead(http, "file:///etc/passwd");
        paper.Pages["/circle"] = http => Lead(http, "/circle");

        // What is well passes, or what follows would prove nothing.
        Assert.Equal(HttpStatusCode.SeeOther, (await paper.TakeAsync("/redirected")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await paper.TakeAsync("/deep")).Status);
        foreach (
            var (url, code) in new[]
            {
                ("/none", "report-mark-missing"),
                ("/two", "report-mark-ambiguous"),
                ("/inner", "report-mark-ambiguous"),
                ("/empty", "report-mark-empty"),
                ("/headless", "headline-invalid"),
                ("/long", "page-too-long"),
                ("/endless", "page-too-long"),
                ("/many", "page-too-long"),
                ("/attributes", "page-too-long"),
                ("/both", "headline-invalid"),
                ("/headline", "page-unreadable"),
                ("/json", "page-unreadable"),
                ("/letters", "page-unreadable"),
                ("/failing", "page-not-reachable"),
                ("/broken", "page-not-reachable"),
                ("/elsewhere", "page-leads-elsewhere"),
                ("/metadata", "page-leads-elsewhere"),
                ("/file", "page-leads-elsewhere"),
                ("/circle", "page-leads-elsewhere"),
                (elsewhere.Address + "dam", "page-not-ours"),
                ("https://north.example/dam", "page-not-ours"),
                ("http://127.0.0.1:1/dam", "page-not-ours"),
                ("file:///etc/passwd", "address-invalid"),
                ("", "address-invalid"),
                // Of the site, and leading into the house: its name, and its network.
                ("https://printers.example/dam", "outgoing-address-internal"),
                ("http://printers.example/dam", "outgoing-address-invalid"),
            }
        )
        {
            var refused = await paper.TakeAsync(url, "Because of Zz.");
            Assert.True((int)refused.Status is >= 400 and < 500, $"{url}: {refused.Status}");
            var page = Parse(refused);
            var typed = url.StartsWith('/') ? paper.Url(url) : url;
            Assert.Equal((url, typed), (url, page.QuerySelector("#url")!.GetAttribute("value")));
            Assert.Equal("Because of Zz.", page.QuerySelector("#take-reason")!.GetAttribute("value"));
            Assert.Equal((url, Words.For("en")["problem." + code]), (url, page.QuerySelector("#url-error")?.TextContent));
            Assert.Equal((url, code), (url, (await paper.AskAsync(new { url = typed })).Code));
        }

        Assert.Empty(elsewhere.Asked);
        var line = await paper.AskAsync(new { url = paper.Url("/fine"), reason = new string('x', 301) });
        Assert.Equal("report-line-invalid", line.Code);
        var typedLong = Parse(await paper.TakeAsync("/fine", new string('x', 301)));
        Assert.NotNull(typedLong.GetElementById("take-reason-error"));
        Assert.Null(typedLong.GetElementById("url-error"));
    }

    [Fact]
    public async Task A_page_that_never_ends_is_left_after_ten_seconds()
    {
        await using var paper = await Paper.OpenAsync(EveryDatabase.Sqlite);
        var asked = new TaskCompletionSource();
        paper.Pages["/slow"] = async http =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var slow = paper.TakeAsync("/slow");
        await asked.Task;
        Assert.InRange(paper.Clock.Ring(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
        Assert.Contains("within ten seconds", (await slow).Text, StringComparison.Ordinal);
    }

    private static Task Say(HttpContext http, string html) =>
        Send(http, Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8");

    private static async Task Send(HttpContext http, byte[] bytes, string type)
    {
        http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(bytes);
    }

    private static async Task Endless(HttpContext http)
    {
        http.Response.ContentType = "text/html";
        var part = Encoding.UTF8.GetBytes(new string(' ', 64 * 1024));
        while (!http.RequestAborted.IsCancellationRequested)
            await http.Response.Body.WriteAsync(part);
    }

    private static Task Lead(HttpContext http, string url)
    {
        http.Response.StatusCode = 302;
        http.Response.Headers.Location = url;
        return Task.CompletedTask;
    }

    private static IDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);

    /// <summary>A newspaper's own server, which is an origin of the site, and an editor.</summary>
    private sealed class Paper : IAsyncDisposable
    {
        private readonly TestDatabase database;
        private readonly HookStub stub;

        private Paper(TestDatabase database, HookStub stub, TestServer server) =>
            (this.database, this.stub, Server) = (database, stub, server);

        public TestServer Server { get; }
        public TestReader Editor { get; private set; } = null!;
        public PageClock Clock { get; private init; } = null!;
        public ConcurrentDictionary<string, Func<HttpContext, Task>> Pages { get; } = [];

        public static async Task<Paper> OpenAsync(string engine)
        {
            var database = await TestDatabase.CreateAsync(engine);
            var stub = await HookStub.StartAsync();
            var clock = new PageClock();
            var server = await TestServer.StartAsync(
                database,
                services: services =>
                    services
                        .Configure<ParleyOptions>(options => options.InternalHosts.Add(stub.Host))
                        .AddSingleton<HostAddresses>(new Printers())
                        .AddSingleton(provider => new OutgoingClient(
                            provider.GetRequiredService<OutgoingAddresses>(),
                            provider.GetRequiredService<HostAddresses>(),
                            clock
                        ))
            );
            var changed = await server
                .Get<SiteStore>()
                .ChangeAsync(
                    server.Site,
                    [
                        "https://news.example",
                        "https://printers.example",
                        "http://printers.example",
                        stub.Address.GetLeftPart(UriPartial.Authority),
                    ],
                    default
                );
            Assert.True(changed.IsSuccess);
            await Eventually.IsSoAsync(async () =>
                (await server.Get<SiteDirectory>().OriginsAsync()).SiteOf(Of(stub.Address.AbsoluteUri)) == server.Site.Id
            );
            var paper = new Paper(database, stub, server)
            {
                Clock = clock,
                Editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow"),
            };
            stub.Answer = http =>
                paper.Pages.TryGetValue(http.Request.Path + http.Request.QueryString, out var page)
                    ? page(http)
                    : HookStub.Status(http, 404);
            return paper;
        }

        public string Url(string path) => stub.Address.GetLeftPart(UriPartial.Authority) + path;

        public Task<TestAnswer> TakeAsync(string url, string reason = "") =>
            Editor.SendFormAsync($"{Newsroom}/pages", ("url", url.StartsWith('/') ? Url(url) : url), ("reason", reason));

        public const string Door = $"{TestServer.Api}/newsroom/pages";

        /// <summary>The same by the interface.</summary>
        public Task<TestAnswer> AskAsync(object body) => Editor.PostAsync(Door, body);

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await stub.DisposeAsync();
            await database.DisposeAsync();
        }

        private static WebAddress Of(string url) =>
            WebAddress.TryParse(url, out var address) ? address : throw new InvalidOperationException();

        /// <summary>The clock by which pages are waited for: their time is over when the test says so.</summary>
        internal sealed class PageClock : TimeProvider
        {
            private (TimeSpan Due, Action Ring) last;

            public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            {
                last = (dueTime, () => callback(state));
                return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            /// <summary>Ends the time of the page that was asked for last.</summary>
            /// <returns>How long it had.</returns>
            public TimeSpan Ring()
            {
                last.Ring();
                return last.Due;
            }
        }

        private sealed class Printers : HostAddresses
        {
            public override Task<IPAddress[]> FindAsync(string host, CancellationToken cancel) =>
                host == "printers.example"
                    ? Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.9")])
                    : base.FindAsync(host, cancel);
        }
    }
}
