using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Sites;
using Parley.Tests.Setup;
using Parley.Tests.Tokens;
using Parley.Tokens;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static Parley.Browser.Embed.EmbedTests;

namespace Parley.Browser.Embed;

/// <summary>Readers whom the newspaper's own system signs in: docs/embed.md.</summary>
public sealed class TokenTests(Chromium chromium)
{
    private const string Words = "The paper knows me, and I know the road.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_papers_reader_writes_in_the_frame_without_a_second_account_or_a_window(bool blocked)
    {
        await using var paper = await StartAsync();
        await using var reader = await chromium.VisitAsync(blocked ? ThirdPartyCookies.Blocked : ThirdPartyCookies.Allowed);
        var windows = 0;
        reader.Page.Popup += (_, _) => windows++;
        await reader.Page.GotoAsync(Serve(paper, $"token=\"{Sign(paper)}\""));
        var frame = Frame(reader.Page);
        await SignedInAsync(frame);

        await WriteAsync(frame, Words);
        await Send(frame).ClickAsync();
        await Expect(frame.Locator("article.pl-comment")).ToContainTextAsync(Words);
        await Expect(frame.Locator("article.pl-comment")).ToContainTextAsync("Ana Reader");

        // The page comes again with the token that it had: the session goes on.
        await reader.Page.ReloadAsync();
        await Expect(frame.Locator("article[data-own]")).ToHaveCountAsync(1);
        Assert.Equal(0, windows);

        // She signs out at the paper, and with that here.
        await reader.Page.EvaluateAsync("document.querySelector('parley-discussion').setAttribute('token', '')");
        await Expect(frame.Locator("article[data-own]")).ToHaveCountAsync(0);
        await Expect(frame.Locator("article.pl-comment")).ToHaveCountAsync(1);
        reader.AssertNoFaults();

        var last = paper.Talk.Requests.Last(request => request.Path == "/t");
        Assert.Equal(!blocked, last.Cookie.Contains(Talk.ControlCookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_was_kept_for_long_is_asked_for_a_fresh_token()
    {
        await using var paper = await StartAsync();
        var old = Sign(paper, age: 1000);
        var page = Serve(paper, $"token=\"{old}\" data-fresh=\"{Sign(paper)}\"");
        await using var reader = await chromium.VisitAsync();
        await reader.Context.AddInitScriptAsync(
            "addEventListener('parley:token', ({ target }) => target.setAttribute('token', target.dataset.fresh))"
        );

        await reader.Page.GotoAsync(page);

        await SignedInAsync(Frame(reader.Page));
    }

    [Fact]
    public async Task An_app_hands_the_token_over_in_the_address_where_it_does_not_stay()
    {
        await using var paper = await StartAsync();
        await using var reader = await chromium.VisitAsync();
        var page = Uri.EscapeDataString(paper.At("article.html"));

        await reader.Page.GotoAsync($"{paper.Talk.Origin}/t?url={page}#token={Uri.EscapeDataString(Sign(paper))}");

        await SignedInAsync(reader.Page.Locator("parley-thread"));
        Assert.DoesNotContain("token", reader.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(paper.Talk.Requests, request => request.Path.Contains("eyJ", StringComparison.Ordinal));
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_discussion_that_is_open_to_some_opens_by_the_token_and_says_to_the_rest_what_they_need()
    {
        var subscribers = new Opening(
            "entitlement:subscriber",
            "Subscribers read and write here.",
            "https://paper.example/subscribe"
        );
        await using var paper = await StartAsync(new SiteSettings { Read = subscribers, Write = subscribers });
        await using var reader = await chromium.VisitAsync(ThirdPartyCookies.Blocked);

        await reader.Page.GotoAsync(Serve(paper, $"token=\"{Sign(paper)}\""));
        var frame = Frame(reader.Page);
        await Expect(frame.Locator("main")).ToContainTextAsync("Subscribers read and write here.");
        await Expect(frame.Locator("a[href='https://paper.example/subscribe']")).ToHaveAttributeAsync("target", "_top");
        await Expect(frame.Locator("parley-thread")).ToHaveCountAsync(0);

        // She subscribes, and the paper says so.
        var token = Sign(paper, claims => claims["entitlements"] = new JsonArray("subscriber"));
        await reader.Page.EvaluateAsync($"document.querySelector('parley-discussion').setAttribute('token', '{token}')");
        await SignedInAsync(frame);
        await WriteAsync(frame, Words);
        await Send(frame).ClickAsync();
        await Expect(frame.Locator("article.pl-comment")).ToContainTextAsync(Words);
    }

    [Fact]
    public async Task A_token_that_comes_before_the_closed_page_has_its_script_still_opens_it()
    {
        await using var paper = await StartAsync(
            new SiteSettings { Read = new("entitlement:subscriber", "Subscribers read here.") }
        );
        await using var reader = await chromium.VisitAsync();
        await reader.Page.RouteAsync(
            "**/closed.js",
            async route =>
            {
                await Task.Delay(700);
                await route.ContinueAsync();
            }
        );

        var token = Sign(paper, claims => claims["entitlements"] = new JsonArray("subscriber"));
        await reader.Page.GotoAsync(Serve(paper, $"token=\"{token}\""));

        await SignedInAsync(Frame(reader.Page));
    }

    [Fact]
    public async Task A_second_token_waits_for_the_first_so_that_no_page_stays_closed_that_it_opens()
    {
        await using var paper = await StartAsync(
            new SiteSettings { Read = new("entitlement:subscriber", "Subscribers read here.") }
        );
        await using var reader = await chromium.VisitAsync();
        var (begun, mayEnd) = (0, new TaskCompletionSource());
        await reader.Page.RouteAsync(
            address => address.EndsWith("/session/token?frame=1", StringComparison.Ordinal),
            async route =>
            {
                // What the server had taken before the closed page came again would seem to that page to change nothing.
                if (Interlocked.Increment(ref begun) == 1)
                    await mayEnd.Task;
                await route.ContinueAsync();
            }
        );
        await reader.Page.GotoAsync(Serve(paper, $"token=\"{Sign(paper)}\""));
        await Eventually.IsSoAsync(() => Task.FromResult(Volatile.Read(ref begun) == 1));

        var token = Sign(paper, claims => claims["entitlements"] = new JsonArray("subscriber"));
        await reader.Page.EvaluateAsync($"document.querySelector('parley-discussion').setAttribute('token', '{token}')");
        await reader.Page.WaitForTimeoutAsync(500);
        Assert.Equal(1, Volatile.Read(ref begun));
        mayEnd.SetResult();

        await SignedInAsync(Frame(reader.Page));
    }

    [Fact]
    public async Task Whoever_may_not_write_is_told_beside_the_words_and_no_window_opens()
    {
        await using var paper = await StartAsync(
            new SiteSettings
            {
                Write = new("entitlement:subscriber", "Subscribers write here.", "https://paper.example/subscribe"),
            }
        );
        await using var reader = await chromium.VisitAsync();
        var windows = 0;
        reader.Page.Popup += (_, _) => windows++;
        await reader.Page.GotoAsync(Serve(paper, ""));
        var frame = Frame(reader.Page);

        await WriteAsync(frame, Words);
        await Send(frame).ClickAsync();

        await Expect(frame.Locator("[role=alert]")).ToContainTextAsync("Subscribers write here.");
        await Expect(frame.Locator("[role=alert] a")).ToHaveAttributeAsync("href", "https://paper.example/subscribe");
        await Expect(frame.Locator("textarea").First).ToHaveValueAsync(Words);
        Assert.Equal(0, windows);
    }

    private static async Task<Paper> StartAsync(SiteSettings? settings = null)
    {
        var paper = await Paper.StartAsync(settings);
        Assert.Null(await paper.Talk.Get<TokenKeyStore>().AddAsync((await paper.Talk.SiteAsync()).Id, Signer.OwnKey, default));
        return paper;
    }

    private static string Serve(Paper paper, string attributes) =>
        paper.Serve(
            "signed.html",
            $"""
            <!doctype html><html lang=en><meta charset=utf-8><title>A report</title>
            <link rel=canonical href="https://paper.example/article.html">
            <script src="https://talk.example/embed.js" async></script>
            <parley-discussion {attributes}><a href="https://talk.example/t?url=https://paper.example/article.html">Comments</a></parley-discussion>
            """
        );

    private static string Sign(Paper paper, Action<JsonObject>? change = null, int age = 0)
    {
        var claims = Signer.Own();
        var now = paper.Talk.Clock.GetUtcNow().ToUnixTimeSeconds() - age;
        (claims["iat"], claims["exp"]) = (now, now + 300);
        (claims["aud"], claims["jti"]) = ("site:fenmoor", Guid.NewGuid().ToString());
        change?.Invoke(claims);
        return Signer.Sign(claims);
    }

    private static Task SignedInAsync(IFrameLocator frame) => SignedInAsync(frame.Locator("parley-thread"));

    private static Task SignedInAsync(ILocator thread) =>
        Eventually.IsSoAsync(async () => await thread.EvaluateAsync<string?>("thread => thread.reader?.name") == "Ana Reader");
}
