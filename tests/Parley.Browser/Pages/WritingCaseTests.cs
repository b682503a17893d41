using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>The cases of the life of other systems that are about writing in a browser, by their names.</summary>
public sealed class WritingCaseTests(Chromium chromium)
{
    private const string Page = "https://paper.example/bridge";

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    [InlineData(-2 * 365 * 24)]
    public async Task wrong_clock_in_the_browser(int hoursAhead)
    {
        var window = TimeSpan.FromSeconds(5 * 60 + 5);
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        await using var reader = await chromium.VisitAsync();
        await ann.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddHours(hoursAhead) });
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        var said = await SayAsync(page, "The bridge is closed.");

        var edit = said.Locator("a[href$='/edit']");
        await Expect(edit).ToHaveTextAsync("Edit, 5 minutes left");
        await AssertNothingIsInTheFutureAsync(page, talk);
        // A public page may be a moment old.
        await Eventually.IsSoAsync(async () =>
        {
            await page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
            return await edit.CountAsync() == 1;
        });
        await Expect(edit).ToHaveTextAsync("Edit, 5 minutes left");
        await AssertNothingIsInTheFutureAsync(page, talk);

        talk.Clock.Turn(window);
        await page.Clock.RunForAsync((long)window.TotalMilliseconds);
        await Expect(edit).ToHaveCountAsync(0);
        var id = (await said.GetAttributeAsync("id"))![2..];
        var status = await page.EvaluateAsync<int>(
            "async (url) => (await fetch(url, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: '{\"body\":\"Later.\"}' })).status",
            $"/api/v1/sites/fenmoor/comments/{id}"
        );
        Assert.Equal(403, status);
    }

    [Fact]
    public async Task enter_while_composing()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        await using var reader = await chromium.VisitAsync();
        await ann.EnterAsync(reader.Context);
        var page = reader.Page;
        await RememberKeysAsync(page);
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        var box = await BoxAsync(page);
        var method = await reader.Context.NewCDPSessionAsync(page);

        await ComposeAsync(method, "はし");
        foreach (var keys in (string[])["Control+Enter", "Meta+Enter", "Escape"])
            await page.Keyboard.PressAsync(keys);
        Assert.Contains("Enter composing", await KeysAsync(page));
        await method.SendAsync("Input.insertText", new() { ["text"] = "橋は閉まっている。" });
        await PressProcessKeyAsync(method);
        Assert.Contains("229", string.Join(' ', await KeysAsync(page)), StringComparison.Ordinal);
        await Expect(box).ToHaveValueAsync("橋は閉まっている。");

        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("article.pl-comment")).ToContainTextAsync("橋は閉まっている。");
        Assert.Single(talk.Requests, IsSent);

        // A reply box does not close while a word is confirmed or given up.
        await page.Locator("article .pl-acts a[href$='/reply']").ClickAsync();
        await Expect(page.Locator("article textarea")).ToBeFocusedAsync();
        await ComposeAsync(method, "はし");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("article textarea")).ToBeVisibleAsync();
        Assert.Single(talk.Requests, IsSent);
    }

    [Fact]
    public async Task enter_while_composing_at_the_moderators_desk()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var site = await talk.SiteAsync();
        await talk.Get<WordListStore>().SaveAsync(site.Id, WordListKind.Suspect, "kraken", Guid.Empty, default);
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        foreach (var words in (string[])["A kraken under the bridge.", "Twice I have met that kraken."])
            await ann.SayAsync(thread, words);
        var liv = await talk.WriterAsync("Liv Harrow");
        await liv.BecomeModeratorAsync();
        await using var moderator = await chromium.VisitAsync();
        await liv.EnterAsync(moderator.Context);
        var page = moderator.Page;
        await RememberKeysAsync(page);
        await Eventually.IsSoAsync(async () => (await page.GotoAsync($"{talk.Origin}/fenmoor/console"))!.Ok);
        await page.Locator("parley-console:defined").Or(page.Locator("[data-key=j]")).First.WaitForAsync();
        var method = await moderator.Context.NewCDPSessionAsync(page);
        var keys = await page.Locator("[data-key]").EvaluateAllAsync<string[]>("all => all.map((one) => one.dataset.key)");
        Assert.Contains("r", keys);
        Assert.Contains("j", keys);

        var field = page.Locator("#remark");
        await field.FocusAsync();
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
        await Expect(field).ToHaveValueAsync(string.Concat(keys));
        await ComposeAsync(method, "はし");
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
        await page.EvaluateAsync("document.activeElement.blur()");
        await PressProcessKeyAsync(method);
        Assert.Equal(2, await WaitingAsync());
        Assert.EndsWith("/console", page.Url, StringComparison.Ordinal);

        // The same keys work where nobody writes.
        await page.Keyboard.PressAsync("j");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?past="));
        Assert.Equal(2, await WaitingAsync());

        async Task<int> WaitingAsync() => (await talk.Get<Parley.Moderation.QueueStore>().CountAsync(site.Id, default)).All;
    }

    [Fact]
    public async Task parent_gone_while_writing()
    {
        const string witness = "I was there and saw it.";
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var bo = await talk.WriterAsync("Bo Tarn");
        var parent = await ann.SayAsync(thread, "The ferry sank.");
        await using var reader = await chromium.VisitAsync();
        await bo.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator($"#c-{parent} .pl-acts a[href$='/reply']").ClickAsync();
        var box = page.Locator("article textarea");
        await box.FillAsync(witness);

        await ann.DeleteAsync(parent);
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator("article [role=alert]")).ToContainTextAsync("The comment you answer is gone.");
        await Expect(box).ToHaveValueAsync(witness);
        await Expect(page.Locator("article.pl-comment")).ToHaveCountAsync(1);
        Assert.Equal(0, await CountAsync());

        await page.Locator("article [role=alert] button").ClickAsync();
        await Expect(page.Locator("ol.pl-thread > li > article", new() { HasText = witness })).ToBeVisibleAsync();
        Assert.Equal(1, await CountAsync());

        async Task<int> CountAsync() =>
            (
                await talk.Get<Parley.Threads.ThreadStore>().FindAsync((await talk.SiteAsync()).Id, thread, default)
            )!.CommentCount;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task words_survive_signing_in(bool isExpired)
    {
        var words = (string)KnownCase.Of("words-survive-signing-in").Input["text"]!;
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var bo = await talk.WriterAsync("Bo Tarn");
        var top = await ann.SayAsync(thread, "Will the dam hold?");
        var reply = await ann.SayAsync(thread, "Somebody must know.", top);
        await using var reader = await chromium.VisitAsync();
        if (isExpired)
            await bo.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator($"#c-{reply} .pl-acts a[href$='/reply']").ClickAsync();
        var box = page.Locator($"#c-{reply} textarea");
        await box.FillAsync(words);
        if (isExpired)
            await talk.EndSessionsAsync(bo.Email);

        await page.Keyboard.PressAsync("Control+Enter");
        await SignInAsync(page, bo);

        await Expect(box).ToHaveValueAsync(words);
        await Expect(page.Locator("textarea").First).ToHaveValueAsync("");
        Assert.DoesNotContain(talk.Requests, request => IsSent(request) && !isExpired);
        await Expect(page.Locator("article.pl-comment")).ToHaveCountAsync(2);
        await box.FocusAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("article.pl-comment")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task words_survive_signing_in_and_not_signing_out_on_purpose()
    {
        const string words = "Three sentences about the dam.";
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var bo = await talk.WriterAsync("Bo Tarn");
        var top = await ann.SayAsync(thread, "Will the dam hold?");
        await using var reader = await chromium.VisitAsync();
        await bo.EnterAsync(reader.Context);
        var page = reader.Page;
        var address = $"{talk.Origin}/fenmoor/t/{thread}";
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await (await BoxAsync(page)).FillAsync(words);
        await page.Locator($"#c-{top} .pl-acts a[href$='/reply']").ClickAsync();
        await page.Locator($"#c-{top} textarea").FillAsync(words);
        // It would be there for its own writer.
        await page.ReloadAsync();
        await Expect(page.Locator($"#c-{top} textarea")).ToHaveValueAsync(words);

        await page.GotoAsync($"{talk.Origin}/fenmoor/sign-out");
        await page.ClickAsync("form[action$='/sign-out'] button");
        await Expect(page.Locator("form[action$='/sign-out']")).ToHaveCountAsync(0);
        Assert.DoesNotContain("dam", await StoredAsync(page), StringComparison.Ordinal);
        await page.GotoAsync($"{talk.Origin}/fenmoor/sign-in");
        await SignInAsync(page, ann);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(page.Locator("a.pl-account")).ToHaveTextAsync("Ann Sorrel");
        await Expect(page.Locator("textarea")).ToHaveCountAsync(1);
        await Expect(page.Locator("textarea")).ToHaveValueAsync("");
        Assert.DoesNotContain("sentences", await StoredAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_comment_offers_what_one_may_do_with_it_and_says_so_after_a_reload_too()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        await using var reader = await chromium.VisitAsync();
        await ann.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        await SayAsync(page, "The bridge is closed.");
        await AssertOffersAsync("The bridge", "Reply", "Link", "Edit, 5 minutes left", "Delete");
        await SayAsync(page, "Look at https://bridge.example for more.");
        await AssertOffersAsync("Look at", "Edit, 5 minutes left", "Withdraw");

        await Eventually.IsSoAsync(async () =>
        {
            await page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
            return await page.Locator("article[data-own]").CountAsync() == 2;
        });
        await AssertOffersAsync("The bridge", "Reply", "Link", "Edit, 5 minutes left", "Delete");
        await AssertOffersAsync("Look at", "Edit, 5 minutes left", "Withdraw");

        async Task AssertOffersAsync(string words, params string[] offers)
        {
            var comment = page.Locator("article.pl-comment", new() { HasText = words });
            await Expect(comment.Locator(".pl-head .pl-tag")).ToHaveTextAsync("you");
            await Expect(comment.Locator(".pl-acts > :is(a, button)")).ToHaveTextAsync(offers);
        }
    }

    private static async Task<ILocator> BoxAsync(IPage page)
    {
        var box = page.Locator("#compose-body");
        await page.Locator("parley-thread:defined").WaitForAsync();
        await box.FocusAsync();
        await page.Locator("parley-composer:defined").First.WaitForAsync();
        return box;
    }

    /// <summary>Sends a top-level comment, and gives it as it then stands there.</summary>
    private static async Task<ILocator> SayAsync(IPage page, string words)
    {
        await (await BoxAsync(page)).FillAsync(words);
        await page.Keyboard.PressAsync("Control+Enter");
        var said = page.Locator("article.pl-comment", new() { HasText = words });
        await Expect(said).ToBeVisibleAsync();
        return said;
    }

    private static async Task SignInAsync(IPage page, Writer who)
    {
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await page.FillAsync("[name=email]", who.Email);
        await page.FillAsync("[name=password]", Writer.Password);
        await page.ClickAsync("main button[data-kind=main]");
        await Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"));
    }

    private static Task<string> StoredAsync(IPage page) =>
        page.EvaluateAsync<string>("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)");

    private static async Task AssertNothingIsInTheFutureAsync(IPage page, Talk talk)
    {
        foreach (var time in await page.Locator("article time").AllAsync())
        {
            var moment = DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
            Assert.InRange(moment, talk.Clock.GetUtcNow().AddMinutes(-2), talk.Clock.GetUtcNow());
            // What is read is the same moment, by the clock of the reader's zone.
            var zone = TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
            Assert.Contains(
                zone.ToString("HH:mm", CultureInfo.InvariantCulture),
                await time.TextContentAsync(),
                StringComparison.Ordinal
            );
        }
    }

    private static bool IsSent(ForeignRequest request) =>
        request.Method == "POST" && request.Path.EndsWith("/comments", StringComparison.Ordinal);

    private static Task ComposeAsync(ICDPSession method, string text) =>
        method.SendAsync(
            "Input.imeSetComposition",
            new()
            {
                ["text"] = text,
                ["selectionStart"] = text.Length,
                ["selectionEnd"] = text.Length,
            }
        );

    // As browsers tell of a key that an input method has taken.
    private static Task PressProcessKeyAsync(ICDPSession method) =>
        method.SendAsync(
            "Input.dispatchKeyEvent",
            new()
            {
                ["type"] = "rawKeyDown",
                ["key"] = "Process",
                ["code"] = "Enter",
                ["modifiers"] = 2,
                ["windowsVirtualKeyCode"] = 229,
            }
        );

    private static Task RememberKeysAsync(IPage page) =>
        page.AddInitScriptAsync(
            "window.keysSeen = []; addEventListener('keydown', (event) => keysSeen.push(`${event.key}${event.isComposing ? ' composing' : ''} ${event.keyCode}`), true);"
        );

    private static async Task<IReadOnlyList<string>> KeysAsync(IPage page) =>
        [
            .. (await page.EvaluateAsync<string[]>("keysSeen")).Select(key =>
                key.EndsWith(" 13", StringComparison.Ordinal) ? key[..^3] : key
            ),
        ];
}
