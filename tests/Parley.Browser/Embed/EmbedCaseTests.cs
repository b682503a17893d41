using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Browser.Pages;
using Parley.Browser.Setup;
using Parley.Tests.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static Parley.Browser.Embed.EmbedTests;

namespace Parley.Browser.Embed;

/// <summary>The cases of the life of other systems that are about the discussion in a newspaper's page, by their names.</summary>
public sealed class EmbedCaseTests(Chromium chromium)
{
    private const string TwoLines =
        "<script src='https://talk.example/embed.js' async></script><parley-discussion><a href='https://talk.example/t'>Comments</a></parley-discussion>";

    private const string StrictPolicy =
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src https://talk.example; frame-src https://talk.example; style-src 'self'; require-trusted-types-for 'script'\">";

    [Fact]
    public async Task frame_height_both_ways()
    {
        await using var paper = await Paper.StartAsync();
        var article = paper.Serve("short.html", Html($"<p>Before.</p>{TwoLines}<p>After.</p>"));
        var thread = await paper.Talk.OpenThreadAsync(article);
        var ann = await paper.Talk.WriterAsync("Ann Sorrel");
        var top = await ann.SayAsync(thread, "Will the dam hold?");
        for (var i = 0; i < 19; i++)
            await ann.SayAsync(thread, $"{Guid.NewGuid()} is what they say.", i < 10 ? top : null);
        await using var reader = await chromium.VisitAsync(new Look { Width = 818, Zoom = 1.1f });
        var page = reader.Page;
        await page.GotoAsync(article);
        var frame = Frame(page);
        var branch = frame.Locator($"#c-{top} + .pl-replies");
        await Expect(branch).ToBeVisibleAsync();
        await AssertFitsAsync("loading");
        var whole = await HeightAsync();

        await branch.Locator("summary").First.PressAsync("Enter");
        await AssertFitsAsync("folding");
        Assert.InRange(await HeightAsync(), 0, whole - 200);
        await branch.Locator("summary").First.PressAsync("Enter");
        await AssertFitsAsync("unfolding");
        Assert.Equal(whole, await HeightAsync());

        await frame.Locator("parley-thread:defined").WaitForAsync();
        await frame.Locator($"#c-{top} .pl-acts a[href$='/reply']").First.ClickAsync();
        var box = frame.Locator($"#c-{top} textarea");
        await Expect(box).ToBeFocusedAsync();
        await AssertFitsAsync("opening the reply box");
        await box.PressSequentiallyAsync(string.Concat(Enumerable.Repeat("line\n", 15)));
        await AssertFitsAsync("typing");
        await box.PressAsync("Escape");
        await AssertFitsAsync("closing the reply box");

        foreach (var width in (int[])[900, 360, 900])
        {
            await page.SetViewportSizeAsync((int)(width / 1.1), 818);
            await AssertFitsAsync($"a width of {width}");
        }

        await branch.EvaluateAsync("() => document.documentElement.style.setProperty('--pl-font-text', 'monospace')");
        await AssertFitsAsync("a late font");
        await branch.EvaluateAsync("() => document.documentElement.style.removeProperty('--pl-font-text')");
        await WriteAsync(frame, "Nobody knows.");
        await SignUpAsync(page, () => Send(frame).ClickAsync(), "Tilda Marsh");
        await Send(frame).ClickAsync();
        await Expect(frame.Locator("article.pl-comment").First).ToContainTextAsync("Nobody knows.");
        await AssertFitsAsync("a new comment");

        // A frame that follows its own height would creep at every drawing, and never come to rest.
        var isAtRest = await page.EvaluateAsync<bool>(
            """
            async () => {
              const frame = document.querySelector('parley-discussion').shadowRoot.querySelector('iframe');
              let height, still = 0;
              for (let drawn = 0; drawn < 1200 && still < 120; drawn++) {
                await new Promise(requestAnimationFrame);
                still = height === (height = frame.getBoundingClientRect().height) ? still + 1 : 0;
              }
              return still === 120;
            }
            """
        );
        Assert.True(isAtRest);
        reader.AssertNoFaults();

        Task<double> HeightAsync() =>
            page.Locator("parley-discussion iframe").EvaluateAsync<double>("(frame) => frame.getBoundingClientRect().height");

        // In its own time, drawing by drawing: what a busy machine adds between the steps of the test is not the product's.
        async Task AssertFitsAsync(string after)
        {
            var misfit = await frame
                .Locator("main")
                .EvaluateAsync<string?>(
                    """
                    async (main) => {
                      const root = document.documentElement;
                      const last = () => Math.max(...[...main.querySelectorAll('*')].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().bottom));
                      let hidden, blank;
                      for (let drawn = 0; drawn < 30; drawn++) {
                        await new Promise(requestAnimationFrame);
                        hidden = root.scrollHeight - root.clientHeight;
                        blank = innerHeight - last();
                        if (hidden <= 1 && blank <= 40 && blank >= -1) return null;
                      }
                      return `${hidden} hidden, ${blank} blank`;
                    }
                    """
                );
            Assert.True(misfit is null, $"{misfit} after {after}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task host_with_strict_policy(bool isLate)
    {
        await using var paper = await Paper.StartAsync();
        var article = paper.Serve("strictest.html", Html(isLate ? "<p>Before.</p>" : TwoLines, StrictPolicy));
        var thread = await paper.Talk.OpenThreadAsync(article);
        var ann = await paper.Talk.WriterAsync("Ann Sorrel");
        var top = await ann.SayAsync(thread, "Will the dam hold?");
        var reply = await ann.SayAsync(thread, "Somebody must know.", top);
        await using var reader = await chromium.VisitAsync();
        var page = reader.Page;
        await reader.Context.AddInitScriptAsync(
            "window.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.sourceFile}`));"
        );
        await page.GotoAsync(article);
        if (isLate)
            await page.EvaluateAsync(
                """
                (home) => {
                  const own = trustedTypes.createPolicy('host', { createScriptURL: (url) => url });
                  const script = document.createElement('script');
                  script.src = own.createScriptURL(home + '/embed.js');
                  script.async = true;
                  const link = Object.assign(document.createElement('a'), { href: home + '/t', textContent: 'Comments' });
                  const discussion = document.createElement('parley-discussion');
                  discussion.append(link);
                  document.querySelector('main').append(script, discussion);
                }
                """,
                paper.Talk.Origin
            );

        var frame = Frame(page);
        await Expect(frame.Locator($"#c-{reply}")).ToBeVisibleAsync();
        await frame.Locator("parley-thread:defined").WaitForAsync();
        await frame.Locator("textarea").First.FocusAsync();
        await frame.Locator("parley-composer:defined").First.WaitForAsync();
        await frame.Locator($"#c-{top} + .pl-replies > summary").PressAsync("Enter");
        await Expect(frame.Locator($"#c-{reply}")).ToBeHiddenAsync();
        await frame.Locator($"#c-{top} .pl-acts a[href$='/reply']").ClickAsync();
        await Expect(frame.Locator($"#c-{top} textarea")).ToBeFocusedAsync();
        await frame.Locator($"#c-{top} textarea").FillAsync("Nobody does.");

        await Expect(page.Locator("parley-discussion > a")).ToBeHiddenAsync();
        var inside = await frame.Locator("html").EvaluateAsync<double>("(root) => root.getBoundingClientRect().height");
        await Expect(page.Locator("parley-discussion iframe")).ToHaveJSPropertyAsync("clientHeight", (int)Math.Ceiling(inside));
        Assert.Empty(await page.EvaluateAsync<string[]>("refused"));
        Assert.Empty(await frame.Locator("html").EvaluateAsync<string[]>("() => refused"));
        reader.AssertNoFaults();

        // The ear hears: what the policy forbids is noticed.
        await page.EvaluateAsync(
            "document.body.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))"
        );
        await page.WaitForFunctionAsync("() => refused.length > 0");
    }

    [Fact]
    public async Task messages_from_strangers()
    {
        await using var paper = await Paper.StartAsync();
        await using var ads = await ForeignSite.StartAsync("ads.localhost");
        var strange = ads.Serve("/", Html("<p>Buy.</p>"));
        // The loader's frame stands where no other frame finds it; one that the page has put there itself is found.
        var bare = $"https://talk.example/t?frame=1&url={Uri.EscapeDataString(paper.At("ads.html"))}";
        var article = paper.Serve(
            "ads.html",
            Html(
                $"{TwoLines}<iframe title=Ads src='{strange}'></iframe><iframe id=bare title=Bare src='{bare}'></iframe><p style='height: 3000px'>Long.</p>"
            )
        );
        var thread = await paper.Talk.OpenThreadAsync(article);
        var ann = await paper.Talk.WriterAsync("Ann Sorrel");
        await ann.SayAsync(thread, "Will the dam hold?");
        await using var reader = await chromium.VisitAsync();
        var page = reader.Page;
        await reader.Context.AddInitScriptAsync(
            "window.heard = []; addEventListener('message', ({ data, origin }) => heard.push({ data, origin }), true);"
        );
        await page.GotoAsync(article);
        var frame = Frame(page);
        await WriteAsync(frame, "Nobody knows.");
        await SignUpAsync(page, () => Send(frame).ClickAsync(), "Tilda Marsh");
        await Send(frame).ClickAsync();
        await Expect(frame.Locator("article.pl-comment")).ToHaveCountAsync(2);

        // The product's own messages, and nothing of a reader or a token in what the page around can hear.
        var own = await HeardAsync(page, paper.Talk.Origin);
        Assert.Contains("\"height\":", own, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"published\"", own, StringComparison.Ordinal);
        foreach (var secret in (string[])["Tilda", "paper.example", "Nobody knows", "\"code\":", "token"])
            Assert.DoesNotContain(secret, own, StringComparison.OrdinalIgnoreCase);
        var toFrame = await frame.Locator("html").EvaluateAsync<string>("() => JSON.stringify(heard.map(({ data }) => data))");
        var before = await StateAsync();

        var stranger = page.Frames.Single(one => one.Url.StartsWith(ads.Origin, StringComparison.Ordinal));
        await stranger.EvaluateAsync(
            """
            (recorded) => {
              const messages = recorded.flatMap((text) => JSON.parse(text));
              messages.push({ code: 'stolen' }, { taken: true }, { height: 99999, reveal: 2000, event: 'published', ask: ['ink'] });
              messages.push({ view: [0, 99999], look: Array(99).fill('red'), scheme: 'dark', comment: '' });
              for (const one of messages) {
                if (one && typeof one === 'object' && 'height' in one) one.height = 99999;
                for (const sent of [one, JSON.stringify(one)])
                  for (const target of [parent, ...Array.from({ length: parent.length }, (_, at) => parent[at])]) target.postMessage(sent, '*');
              }
              for (const target of [parent, ...Array.from({ length: parent.length }, (_, at) => parent[at])]) target.postMessage('that was all', '*');
            }
            """,
            new[] { own, toFrame }
        );
        const string all = "() => heard.some(({ data }) => data === 'that was all')";
        await page.WaitForFunctionAsync(all);
        Assert.Equal(2, await page.EvaluateAsync<int>("length"));
        var found = page.Locator("#bare").ContentFrame.Locator("html");
        await Eventually.IsSoAsync(() => found.EvaluateAsync<bool>(all));

        Assert.Equal(before, await StateAsync());
        reader.AssertNoFaults();

        async Task<string> StateAsync() =>
            await page.EvaluateAsync<string>(
                "new Promise(requestAnimationFrame).then(() => [document.querySelector('parley-discussion').shadowRoot.querySelector('iframe').style.height, scrollY, location.href].join())"
            )
            + await InsideAsync(frame.Locator("html"))
            + await InsideAsync(page.Locator("#bare").ContentFrame.Locator("html"));

        static Task<string> InsideAsync(ILocator root) =>
            root.EvaluateAsync<string>(
                """
                async (root) => {
                  await new Promise(requestAnimationFrame);
                  const { isSignedIn } = await (await fetch('/api/v1/session?site=fenmoor')).json();
                  return [location.href, root.dataset.scheme, root.style.cssText, document.querySelector('parley-thread').dataset.order, isSignedIn].join();
                }
                """
            );
    }

    [Fact]
    public async Task late_frame_and_jump_mark()
    {
        await using var paper = await Paper.StartAsync();
        var text = string.Concat(Enumerable.Repeat("<p style='height: 450px'>Text.</p>", 4));
        var article = paper.Serve(
            "late.html",
            Html(
                $"{text}<h2 id=part-2>Part two</h2><p style='height: 950px'>Text.</p>{TwoLines}",
                "<link rel=canonical href=https://paper.example/late.html>"
            )
        );
        var thread = await paper.Talk.OpenThreadAsync(article);
        var ann = await paper.Talk.WriterAsync("Ann Sorrel");
        Guid linked = default;
        for (var i = 0; i < 20; i++)
        {
            var id = await ann.SayAsync(thread, $"{Guid.NewGuid()} is what they say.");
            linked = i == 5 ? id : linked;
        }

        await using var plain = await chromium.VisitAsync();
        await plain.Page.GotoAsync(article, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await plain.Page.WaitForFunctionAsync("() => customElements.get('parley-discussion') !== undefined");
        Assert.DoesNotContain(paper.Talk.Requests, request => request.Path == "/t");

        await using var marked = await chromium.VisitAsync();
        await marked.Page.GotoAsync(article + "#part-2");
        await Expect(Frame(marked.Page).Locator("article.pl-comment")).ToHaveCountAsync(20);
        await marked.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal(0, await StandAsync(marked.Page, "document.querySelector('#part-2').getBoundingClientRect().top"));

        await using var sent = await chromium.VisitAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await sent.Page.GotoAsync($"{article}#parley-c-{linked}");
        await Expect(Frame(sent.Page).Locator($"#c-{linked}")).ToBeInViewportAsync(new() { Timeout = 3000 });
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        await sent.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await StandAsync(sent.Page, "scrollY");
        await Expect(Frame(sent.Page).Locator($"#c-{linked}")).ToBeInViewportAsync();

        // Where something is to the pixel, after it has stood still for a second of drawing.
        static async Task<int> StandAsync(IPage page, string what)
        {
            var places = await page.EvaluateAsync<int[]>(
                $$"""
                async () => {
                  const seen = new Set();
                  for (let i = 0; i < 60; i++) {
                    await new Promise(requestAnimationFrame);
                    seen.add(Math.round({{what}}));
                  }
                  return [...seen];
                }
                """
            );
            return Assert.Single(places);
        }
    }

    [Fact]
    public async Task printing_of_an_article()
    {
        await using var paper = await Paper.StartAsync();
        var article = paper.Serve("long.html", Html($"<p style='height: 3000px'>Text.</p>{TwoLines}<p id=after>After.</p>"));
        var thread = await paper.Talk.OpenThreadAsync(article);
        await (await paper.Talk.WriterAsync("Ann Sorrel")).SayAsync(thread, "Will the dam hold?");
        foreach (var isNear in (bool[])[false, true])
        {
            await using var reader = await chromium.VisitAsync(new Look { Dark = true });
            await reader.Page.GotoAsync(article, new() { WaitUntil = WaitUntilState.NetworkIdle });
            await reader.Page.WaitForFunctionAsync("() => customElements.get('parley-discussion') !== undefined");
            if (isNear)
            {
                await reader.Page.EvaluateAsync("document.querySelector('#after').scrollIntoView()");
                await Expect(Frame(reader.Page).Locator("article.pl-comment")).ToBeVisibleAsync();
            }

            await reader.Page.EvaluateAsync(
                "addEventListener('beforeprint', () => (window.tall = document.querySelector('parley-discussion').getBoundingClientRect().height))"
            );
            var printed = await ReadingCaseTests.PrintAsync(reader.Page);

            // The whole address, whatever line ends paper puts into it.
            Assert.Contains(
                $"Comments{paper.Talk.Origin}/t?url={Uri.EscapeDataString(article)}",
                Regex.Replace(printed.Text, @"\s", ""),
                StringComparison.Ordinal
            );
            Assert.InRange(await reader.Page.EvaluateAsync<double>("tall"), 1, 100);
        }
    }

    [Fact]
    public async Task counts_for_a_list_page()
    {
        var told = KnownCase.Of("counts-for-a-list-page");
        await using var paper = await Paper.StartAsync();
        var ann = await paper.Talk.WriterAsync("Ann Sorrel");
        foreach (var (name, count) in ((string, int)[])[("a", 2), ("b", 1), ("б", 3)])
            for (var i = 0; i < count; i++)
                await ann.SayAsync(await paper.Talk.OpenThreadAsync(paper.At(name)), $"{Guid.NewGuid()} is what I say.");
        var numbers = told.TextsOf("asked, in this order")
            .Select(url =>
                $"<li><span data-parley-count='{url.Replace("https://news.example", "https://paper.example", StringComparison.Ordinal)}'>–</span></li>"
            );
        var list = paper.Serve(
            "six.html",
            Html($"<script src='https://talk.example/embed.js' async></script><ul>{string.Concat(numbers)}</ul>")
        );
        await using var reader = await chromium.VisitAsync();

        await reader.Page.GotoAsync(list);

        await Expect(reader.Page.Locator("[data-parley-count]")).ToHaveTextAsync(told.Expect[0].Split(" in ")[0].Split(", "));
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Single(paper.Talk.Requests, request => request.Path == "/api/v1/counts");
        reader.AssertNoFaults();
    }

    private static string Html(string body, string head = "") =>
        $"<!doctype html><html lang=en><meta charset=utf-8><title>Paper</title><link rel=icon href='data:,'>{head}<main>{body}</main></html>";

    private static Task<string> HeardAsync(IPage page, string from) =>
        page.EvaluateAsync<string>(
            "(from) => JSON.stringify(heard.filter(({ origin }) => origin === from).map(({ data }) => data))",
            from
        );
}
