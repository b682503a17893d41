using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Embed;

/// <summary>The discussion in a newspaper's own pages, on two host names: docs/embed.md.</summary>
public sealed class EmbedTests(Chromium chromium)
{
    private const string Words = "The road looked open to me on Tuesday, and nobody checked a paper.";

    [Fact]
    public async Task A_page_says_once_from_which_other_site_its_reader_came()
    {
        await using var paper = await Paper.StartAsync();
        await paper.Talk.OpenThreadAsync(paper.At("article.html"));
        await using var reader = await chromium.VisitAsync();
        var said = new List<string>();
        reader.Page.Request += (_, asked) =>
            said.AddRange(asked.Url.Contains("/arrival", StringComparison.Ordinal) ? [asked.Url] : []);

        var answer = await reader.Page.RunAndWaitForResponseAsync(
            () => reader.Page.GotoAsync(paper.At("article.html"), new() { Referer = "https://forum.example/topic?of=us" }),
            one => one.Url.Contains("/arrival", StringComparison.Ordinal)
        );
        Assert.Equal((204, "?from=forum.example"), (answer.Status, new Uri(answer.Url).Query));
        // Whoever goes on from page to page of the paper comes from nowhere.
        await reader.Page.RunAndWaitForResponseAsync(
            () => reader.Page.GotoAsync(paper.At("article.html"), new() { Referer = paper.At("list.html") }),
            one => one.Url.Contains("/live", StringComparison.Ordinal)
        );
        await reader.Page.EvaluateAsync("() => new Promise((done) => setTimeout(done, 500))");
        Assert.Single(said);
        reader.AssertNoFaults();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_signs_in_and_writes_beside_an_article_also_where_third_party_cookies_are_blocked(bool blocked)
    {
        await using var paper = await Paper.StartAsync();
        await using var reader = await chromium.VisitAsync(blocked ? ThirdPartyCookies.Blocked : ThirdPartyCookies.Allowed);
        await reader.Page.GotoAsync(paper.At("article.html"));
        await reader.Page.EvaluateAsync(
            """
            () => {
              window.heard = new Set();
              for (const name of ["signin", "sent", "held", "published", "appreciated"])
                addEventListener("parley:" + name, ({ detail }) => heard.add(name + (detail ?? "")));
            }
            """
        );
        var frame = Frame(reader.Page);

        await WriteAsync(frame, Words);
        await SignUpAsync(reader.Page, () => Send(frame).ClickAsync(), "Tilda Marsh");

        // Nothing is sent by itself; the words stand where they stood.
        await Expect(frame.Locator("textarea")).ToHaveValueAsync(Words);
        await Expect(frame.Locator("article.pl-comment")).ToHaveCountAsync(0);
        await Send(frame).ClickAsync();
        await Expect(frame.Locator("article.pl-comment")).ToContainTextAsync(Words);

        await WriteAsync(frame, "The list is at https://elsewhere.example/list for all to read.");
        await Send(frame).ClickAsync();
        await Expect(frame.Locator("[data-state=held]")).ToContainTextAsync("Only you see this");
        Assert.Equal(
            ["held", "published", "sent", "signin"],
            (await reader.Page.EvaluateAsync<string[]>("() => [...heard]")).Order(StringComparer.Ordinal)
        );
        await reader.Page.ReloadAsync();
        await Expect(frame.Locator("[data-state=held]")).ToContainTextAsync("The list is at");
        await Expect(frame.Locator(".pl-count")).ToHaveTextAsync("1 comment");
        reader.AssertNoFaults();

        var last = paper.Talk.Requests.Last(request => request.Path == "/t");
        Assert.Equal(!blocked, last.Cookie.Contains(Talk.ControlCookie, StringComparison.Ordinal));

        await using var other = await chromium.VisitAsync();
        await other.Page.GotoAsync(paper.At("article.html"));
        await Expect(Frame(other.Page).Locator("article.pl-comment")).ToHaveCountAsync(1);

        await other.Page.GotoAsync(paper.At("list.html"));
        var numbers = other.Page.Locator("[data-parley-count]");
        await Expect(numbers.First).ToHaveTextAsync("1");
        Assert.Equal(["1", "0", "0", "1"], await numbers.AllTextContentsAsync());
    }

    [Fact]
    public async Task Another_reader_finds_a_comment_worthwhile_and_half_written_words_outlive_a_sign_in_that_ran_out()
    {
        await using var paper = await Paper.StartAsync();
        await using var first = await chromium.VisitAsync();
        await WriteFirstAsync(paper, first, "article.html");

        await using var second = await chromium.VisitAsync();
        await second.Page.GotoAsync(paper.At("article.html"));
        var frame = Frame(second.Page);
        var worthwhile = frame.Locator(".pl-acts > button");
        await SignUpAsync(second.Page, () => worthwhile.ClickAsync(), "Piet Vogel");
        await worthwhile.ClickAsync();
        await Expect(worthwhile).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(worthwhile.Locator("span")).ToHaveTextAsync("1");

        await WriteAsync(frame, "Half of what I have to say about it");
        await paper.Talk.EndSessionsAsync("Piet.Vogel@paper.example");
        var window = await second.Page.RunAndWaitForPopupAsync(() => Send(frame).ClickAsync());
        await Expect(frame.Locator("textarea").First).ToHaveValueAsync("Half of what I have to say about it");
        await window.CloseAsync();
    }

    [Fact]
    public async Task The_discussion_opens_near_view_and_moves_nothing_that_is_being_read()
    {
        await using var paper = await Paper.StartAsync();
        var tall = await TallAsync(paper);
        await using var reader = await chromium.VisitAsync();
        await reader.Context.AddInitScriptAsync(
            "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => (moved += entry.value))).observe({ type: 'layout-shift', buffered: true });"
        );
        await reader.Page.GotoAsync(tall);
        await reader.Page.WaitForFunctionAsync("() => customElements.get('parley-discussion') !== undefined");

        Assert.DoesNotContain(paper.Talk.Requests, request => request.Path == "/t");
        // As of a frame that has gone before it was heard.
        await reader.Page.EvaluateAsync(
            "origin => { dispatchEvent(new MessageEvent('message', { origin, data: { height: 9 } })); }",
            paper.Talk.Origin
        );
        await reader.Page.EvaluateAsync("document.querySelector('#part-2').scrollIntoView()");
        await Expect(Frame(reader.Page).Locator("h1")).ToHaveTextAsync("Discussion");

        await Expect(reader.Page.Locator("parley-discussion > a")).ToBeHiddenAsync();
        // Google's measure, of which 0.1 counts as good.
        Assert.InRange(await reader.Page.EvaluateAsync<double>("moved"), 0, 0.02);
        await reader.ScreenshotAsync("embed-article");
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_link_to_a_comment_goes_to_it_and_other_marks_in_an_address_are_left_alone()
    {
        await using var paper = await Paper.StartAsync();
        await using var reader = await chromium.VisitAsync();
        await WriteFirstAsync(paper, reader, "article.html");
        var mark = await Frame(reader.Page).Locator("article.pl-comment").First.GetAttributeAsync("id");
        var tall = await TallAsync(paper);

        await using var visitor = await chromium.VisitAsync();
        await visitor.Page.GotoAsync($"{tall}#parley-{mark}");
        await Expect(Frame(visitor.Page).Locator("article[aria-current]")).ToContainTextAsync(Words);
        await Expect(Frame(visitor.Page).Locator("article[aria-current]")).ToBeInViewportAsync();

        await using var another = await chromium.VisitAsync();
        await another.Page.GotoAsync(tall + "#standing");
        await Expect(another.Page.Locator("#standing")).ToBeInViewportAsync();
        Assert.Single(another.Page.Frames);
    }

    [Fact]
    public async Task A_page_with_a_strict_policy_shows_the_discussion_and_nothing_is_refused()
    {
        await using var paper = await Paper.StartAsync();
        await using var reader = await chromium.VisitAsync();

        await reader.Page.GotoAsync(paper.At("strict.html"));

        await Expect(Frame(reader.Page).Locator("h1")).ToHaveTextAsync("Discussion");
        await Expect(reader.Page.Locator("parley-discussion > a")).ToBeHiddenAsync();
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_page_that_swaps_its_content_gets_another_discussion_and_two_may_stand_in_one()
    {
        await using var paper = await Paper.StartAsync();
        await using var reader = await chromium.VisitAsync();
        await reader.Page.GotoAsync(paper.At("pages.html"));
        await Expect(reader.Page.Locator("parley-discussion iframe")).ToHaveAttributeAsync("src", About("ferry"));

        await reader.Page.GetByText("The lamps").ClickAsync();
        await Expect(reader.Page.Locator("parley-discussion iframe")).ToHaveAttributeAsync("src", About("lamps"));
        await reader.Page.GoBackAsync();
        await Expect(reader.Page.Locator("parley-discussion iframe")).ToHaveAttributeAsync("src", About("ferry"));

        await reader.Page.EvaluateAsync(
            "document.querySelector('article').append(document.querySelector('parley-discussion').cloneNode(true))"
        );
        await reader
            .Page.Locator("parley-discussion")
            .Last.EvaluateAsync("(element) => element.setAttribute('url', '?story=eels')");
        await Expect(reader.Page.Locator("parley-discussion iframe").Last).ToHaveAttributeAsync("src", About("eels"));
        foreach (var at in new[] { 0, 1 })
            await Expect(reader.Page.Locator("parley-discussion iframe").Nth(at).ContentFrame.Locator("h1"))
                .ToHaveTextAsync("Discussion");
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task Without_script_the_link_leads_to_the_discussion()
    {
        await using var paper = await Paper.StartAsync();
        await using var reader = await chromium.VisitAsync(new Look { Script = false });
        await reader.Page.GotoAsync(paper.At("article.html"));

        await reader.Page.Locator("parley-discussion > a").ClickAsync();

        await Expect(reader.Page.Locator("#discussion-title")).ToHaveTextAsync("Discussion");
        await Expect(reader.Page.Locator("textarea")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_script_a_link_in_a_frame_leads_to_the_whole_page()
    {
        await using var paper = await Paper.StartAsync();
        var thread = await paper.Talk.OpenThreadAsync(paper.At("article.html"));
        var comment = await (await paper.Talk.WriterAsync("Tilda Marsh")).SayAsync(thread, Words);
        var page = paper.Serve(
            "framed.html",
            $"<!doctype html><html lang=en><title>Framed</title><iframe width=900 height=900 src='{paper.Talk.Origin}/t?url={Uri.EscapeDataString(paper.At("article.html"))}&frame=1'></iframe></html>"
        );
        await using var reader = await chromium.VisitAsync(new Look { Script = false });

        foreach (var (link, ends) in new[] { (".pl-when", $"/c/{comment}"), ("a[href$='/report']", $"/c/{comment}/report") })
        {
            await reader.Page.GotoAsync(page);
            await reader.Page.FrameLocator("iframe").Locator("article " + link).ClickAsync();
            await Expect(reader.Page).ToHaveURLAsync(new Regex(Regex.Escape(paper.Talk.Origin) + ".*" + ends + @"(\?|$)"));
        }
    }

    [Fact]
    public async Task The_discussion_takes_on_the_look_and_the_direction_of_its_page_and_says_that_it_is_seen()
    {
        await using var paper = await Paper.StartAsync();
        var page = paper.Serve(
            "look.html",
            $$"""
            <!doctype html><html lang=he dir=rtl style="--pl-font-text: Courier; --pl-accent: rgb(1, 2, 3)"><title>Look</title>
            <script>window.heard = []; for (const name of ["ready", "seen"]) addEventListener("parley:" + name, () => heard.push(name));</script>
            <script src='{{paper.Talk.Origin}}/embed.js' async></script>
            <parley-discussion><a href='{{paper.Talk.Origin}}/t?url={{Uri.EscapeDataString(
                paper.At("article.html")
            )}}'>Comments</a></parley-discussion></html>
            """
        );
        await using var reader = await chromium.VisitAsync();
        await reader.Page.GotoAsync(page);
        var root = Frame(reader.Page).Locator("html");

        // A language that we do not speak is answered in English, from the side of the page.
        await Expect(root).ToHaveAttributeAsync("lang", "en");
        await Expect(root).ToHaveAttributeAsync("dir", "rtl");
        await Expect(root).ToHaveAttributeAsync("data-scheme", "light");
        Assert.Equal(
            ["Courier", "rgb(1, 2, 3)"],
            await root.EvaluateAsync<string[]>(
                "root => ['--pl-font-text', '--pl-accent'].map(name => getComputedStyle(root).getPropertyValue(name))"
            )
        );
        Assert.Equal(["ready", "seen"], await reader.Page.EvaluateAsync<string[]>("() => heard"));

        await reader.Page.EvaluateAsync(
            "() => Object.assign(document.documentElement, { dir: '' }).style.cssText = 'background: #000; color: #fff'"
        );
        await Expect(root).ToHaveAttributeAsync("dir", "ltr");
        await Expect(root).ToHaveAttributeAsync("data-scheme", "dark");
        // A language that was set nearer than the side has its own.
        await reader.Page.EvaluateAsync(
            "() => { document.documentElement.dir = 'ltr'; document.querySelector('parley-discussion').lang = 'ar'; }"
        );
        await Expect(root).ToHaveAttributeAsync("lang", "ar");
        await Expect(root).ToHaveAttributeAsync("dir", "rtl");
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_page_of_a_stranger_keeps_its_link_and_shows_no_discussion()
    {
        await using var paper = await Paper.StartAsync();
        await using var stranger = await ForeignSite.StartAsync("stranger.localhost");
        var page = stranger.Serve(
            "/",
            $"<!doctype html><html lang=en><title>Copied</title><script src='{paper.Talk.Origin}/embed.js' async></script><parley-discussion><a href='{paper.Talk.Origin}/t?url={Uri.EscapeDataString(paper.At("article.html"))}'>Comments</a></parley-discussion></html>"
        );
        await using var reader = await chromium.VisitAsync();

        await reader.Page.GotoAsync(page);
        await Expect(reader.Page.Locator("parley-discussion iframe")).ToBeAttachedAsync();
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        await Expect(reader.Page.Locator("parley-discussion > a")).ToBeVisibleAsync();
        Assert.Contains(
            "frame-ancestors",
            Assert.ThrowsAny<Exception>(reader.AssertNoFaults).Message,
            StringComparison.Ordinal
        );
    }

    internal static IFrameLocator Frame(IPage page) => page.Locator("parley-discussion iframe").First.ContentFrame;

    // What sends without leaving the page comes with the first touch of the box; a test is faster than a hand.
    internal static async Task WriteAsync(IFrameLocator frame, string words)
    {
        await frame.Locator("parley-thread:defined").First.WaitForAsync();
        await frame.Locator("textarea").First.FillAsync(words);
        await frame.Locator("parley-composer:defined").First.WaitForAsync();
    }

    internal static ILocator Send(IFrameLocator frame) => frame.Locator("#compose button[data-kind=main]");

    private static Regex About(string story) => new($"story%3D{story}&");

    /// <summary>Makes an account in the window that opens, which closes by itself.</summary>
    internal static async Task SignUpAsync(IPage page, Func<Task> ask, string name)
    {
        var window = await page.RunAndWaitForPopupAsync(ask);
        await window.ClickAsync("button[name=go]");
        await window.FillAsync("[name=name]", name);
        await window.FillAsync("[name=email]", name.Replace(' ', '.') + "@paper.example");
        await window.FillAsync("[name=password]", "a long enough password");
        var closed = new TaskCompletionSource();
        window.Close += (_, _) => closed.TrySetResult();
        await window.ClickAsync("button[data-kind=main]");
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Expect(Frame(page).Locator("#pl-code")).ToHaveCountAsync(0);
    }

    private static async Task WriteFirstAsync(Paper paper, Visitor reader, string page)
    {
        await reader.Page.GotoAsync(paper.At(page));
        var frame = Frame(reader.Page);
        await WriteAsync(frame, Words);
        await SignUpAsync(reader.Page, () => Send(frame).ClickAsync(), "Tilda Marsh");
        await Send(frame).ClickAsync();
        await Expect(frame.Locator("article.pl-comment")).ToContainTextAsync(Words);
    }

    /// <summary>The article with three screens of text before its second part.</summary>
    private static async Task<string> TallAsync(Paper paper)
    {
        var article = await File.ReadAllTextAsync(Parley.Tests.Setup.RepositoryRoot.At("samples/static-page/article.html"));
        return paper.Serve(
            "tall.html",
            article
                .Replace(
                    "<h2 id",
                    "<h2 id=standing>Where it stands</h2><p style='height: 3000px'>Long.</p><h2 id",
                    StringComparison.Ordinal
                )
                .Replace(
                    "</head>",
                    "<link rel=canonical href=https://paper.example/article.html></head>",
                    StringComparison.Ordinal
                )
        );
    }
}
