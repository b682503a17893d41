using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>Taking part without what most have: without script, and without a mouse.</summary>
public sealed class PlainWaysTests(Chromium chromium)
{
    private const string Story = "/harbour-courant/s/barges-in-the-narrows";

    [Fact]
    public async Task A_reader_without_script_writes_answers_finds_worthwhile_and_reports()
    {
        await using var talk = await Talk.StartAsync();
        await using var reader = await chromium.VisitAsync(new Look { Script = false });
        var page = reader.Page;
        await SignUpAsync(talk, page);

        await page.GotoAsync(talk.Origin + Story);
        await page.FillAsync("#compose-body", "The count is thin, and that is worth saying.");
        await page.ClickAsync("#compose button[data-kind=main]");
        await OpenUntilAsync(page, talk.Origin + Story, page.GetByText("The count is thin, and that"));

        await Other(page).Locator("a[href$='/reply']").ClickAsync();
        await page.FillAsync("textarea", "Twice is more than I managed.");
        await page.ClickAsync("form.pl-composer button[data-kind=main]");
        await OpenUntilAsync(page, talk.Origin + Story, page.GetByText("Twice is more than I managed."));

        await Other(page).Locator("button").First.ClickAsync();
        await OpenUntilAsync(page, talk.Origin + Story, Other(page).Locator("button span", new() { HasText = "1" }).First);

        await Other(page).Locator("a[href$='/report']").ClickAsync();
        await page.Locator("[name=reason]").First.CheckAsync();
        await page.ClickAsync("main button[data-kind=main]");
        await Expect(page.Locator("main [name=reason]")).ToHaveCountAsync(0);
        Assert.EndsWith("/report", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_reader_without_a_mouse_writes_answers_finds_worthwhile_and_reports()
    {
        await using var talk = await Talk.StartAsync();
        await using var reader = await chromium.VisitAsync();
        var page = reader.Page;
        await SignUpAsync(talk, page);
        await page.GotoAsync(talk.Origin + Story, new() { WaitUntil = WaitUntilState.NetworkIdle });

        await TabToAsync(page, "#compose-body");
        await page.Keyboard.TypeAsync("The count is thin, and that is worth saying.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("article:focus")).ToContainTextAsync("The count is thin");

        await TabToAsync(page, ".pl-thread > li:nth-child(2) > article .pl-acts > button");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("button:focus")).ToHaveAttributeAsync("aria-pressed", "true");

        await TabToAsync(page, ".pl-thread > li:nth-child(2) > article a[href$='/reply']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("textarea:focus")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("Twice is more than I managed.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("article:focus")).ToContainTextAsync("Twice is more");

        await page.Locator(".pl-thread > li:nth-child(2) > article a[href$='/report']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("input[type=radio]:focus")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "section button[data-kind=main]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("article input[type=radio]")).ToHaveCountAsync(0);
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task Whoever_is_faster_than_the_script_for_writing_is_heard_all_the_same()
    {
        await using var talk = await Talk.StartAsync();
        await using var reader = await chromium.VisitAsync();
        var page = reader.Page;
        await SignUpAsync(talk, page);
        var isSent = new TaskCompletionSource();
        await page.RouteAsync(
            "**/compose*.js",
            async route =>
            {
                await isSent.Task;
                await route.ContinueAsync();
            }
        );
        await page.GotoAsync(talk.Origin + Story, new() { WaitUntil = WaitUntilState.NetworkIdle });

        await page.FocusAsync("#compose-body");
        await page.Keyboard.TypeAsync("The count is thin.");
        await page.Keyboard.PressAsync("Control+Enter");
        isSent.SetResult();

        await Expect(page.Locator("article:focus")).ToContainTextAsync("The count is thin.");
        await Expect(page.Locator("#compose-body")).ToHaveValueAsync("");
        reader.AssertNoFaults();
    }

    private static ILocator Other(IPage page) =>
        page.Locator("article.pl-comment", new() { HasText = "I have read all of this twice" });

    /// <summary>Presses Tab until what is meant has the focus: what takes longer than a hundred is not within reach.</summary>
    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var pressed = 0; pressed < 100; pressed++)
        {
            if (await page.EvaluateAsync<bool>("(selector) => document.activeElement.matches(selector)", selector))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} is not within reach of the keyboard");
    }

    private static async Task SignUpAsync(Talk talk, IPage page)
    {
        await page.GotoAsync(talk.Origin + "/harbour-courant/sign-up");
        await page.FillAsync("[name=name]", "Tilda Marsh");
        await page.FillAsync("[name=email]", "tilda@paper.example");
        await page.FillAsync("[name=password]", "a long enough password");
        await page.ClickAsync("main button[data-kind=main]");
        await Expect(page).Not.ToHaveURLAsync(new Regex("sign-up"));
    }

    // A page without script does not change by itself, and a public page may be a second old: it is opened until it shows the thing.
    private static async Task OpenUntilAsync(IPage page, string url, ILocator shown)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            await page.GotoAsync(url);
            if (await shown.IsVisibleAsync())
                return;
            await page.WaitForTimeoutAsync(250);
        }

        Assert.Fail($"{url} never showed {shown}.");
    }
}
