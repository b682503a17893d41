using System.Text.RegularExpressions;
using Parley.Browser.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>How somebody without an account says that a comment is illegal.</summary>
public sealed class NoticeTests(Chromium chromium)
{
    [Fact]
    public async Task A_visitor_finds_the_way_from_report_gives_notice_and_follows_it()
    {
        await using var talk = await Talk.StartAsync();
        var mia = await talk.WriterAsync("Mia Holt");
        var thread = await talk.OpenThreadAsync("http://paper.localhost/ferry");
        var comment = await mia.SayAsync(thread, "The captain takes money.");
        await using var visitor = await chromium.VisitAsync();
        var page = visitor.Page;
        await page.GotoAsync(
            $"{talk.Origin}/fenmoor/t/{thread}",
            new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle }
        );

        // Under the comment, where the page needs no other; signing in goes the way that it always goes.
        await page.Locator($"#c-{comment} a[href$='/report']").ClickAsync();
        var place = page.Locator($"#c-{comment} > section");
        await Expect(place.Locator("a[href*='/sign-in']")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
        await place.Locator("a[href$='/notice']").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/notice$"));
        await page.FillAsync("#words", "He says that she is bribed.");
        await page.FillAsync("#name", "Nan Grant");
        await page.FillAsync("#email", "nan@plain.example");
        await page.CheckAsync("#goodFaith");
        await visitor.AssertAccessibleAsync();
        await page.ClickAsync("main button[data-kind=main]");

        await Expect(page).ToHaveURLAsync(new Regex("/notices/[0-9a-f]{64}$"));
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("waits for a person");
        await Expect(page.Locator("main")).ToContainTextAsync("He says that she is bribed.");
        await visitor.AssertAccessibleAsync();
        visitor.AssertNoFaults();
    }
}
