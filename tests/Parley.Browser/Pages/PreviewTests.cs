using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Sites;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>Looking at one's words as they will stand, in each form in which one writes.</summary>
public sealed class PreviewTests(Chromium chromium)
{
    private const string Page = "https://paper.example/bridge";

    [Fact]
    public async Task A_writer_sees_the_words_as_they_will_stand_and_goes_on_where_they_were()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var top = await ann.SayAsync(thread, "The bridge is closed.");
        await using var reader = await chromium.VisitAsync();
        await ann.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator("#compose-body").FocusAsync();
        await page.Locator("parley-composer:defined").First.WaitForAsync();
        await page.Locator("#compose-body").FillAsync("Closed, *again*.");

        await LookAsync(page.Locator("#compose"), "Closed, again.");
        await reader.AssertAccessibleAsync();
        // Other words are not these.
        await page.Locator("#compose-body").PressSequentiallyAsync("!");
        await Expect(page.Locator("[data-part=preview]")).ToHaveCountAsync(0);

        foreach (var (act, words) in ((string, string)[])[("reply", "Since *Monday*."), ("edit", "The bridge is *closed*.")])
        {
            await page.Locator($"#c-{top} > .pl-acts a[href*='/{act}']").ClickAsync();
            var form = page.Locator($"#c-{top} > section form");
            await form.Locator("textarea").FillAsync(words);
            await LookAsync(form, words.Replace("*", "", StringComparison.Ordinal));
            await form.Locator(".pl-composer-foot a").ClickAsync();
        }

        reader.AssertNoFaults();
        // A refusal, which the browser notes as a fault.
        await page.Locator("#compose-body").FillAsync(new string('x', 5_001));
        await page.Locator("#compose [name=preview]").ClickAsync();
        await Expect(page.Locator("[data-part=preview][data-kind=bad]")).ToContainTextAsync("This is too long.");
        Assert.DoesNotContain(talk.Requests, IsWritten);

        static async Task LookAsync(ILocator form, string shown)
        {
            var button = form.Locator("[name=preview]");
            await button.FocusAsync();
            await button.PressAsync("Enter");
            await Expect(form.Locator("[data-part=preview] .pl-text")).ToHaveTextAsync(shown);
            await Expect(form.Locator("[data-part=preview] em")).ToHaveCountAsync(1);
            await Expect(form.Locator("[data-part=preview] [role=status]")).ToContainTextAsync("Nothing is posted yet");
            await Expect(button).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task A_guest_from_right_to_left_sees_them_too_and_needs_no_name_for_it()
    {
        await using var talk = await Talk.StartAsync("https://paper.example", new SiteSettings { GuestsMayWrite = true });
        var thread = await talk.OpenThreadAsync(Page);
        await using var reader = await chromium.VisitAsync(new Look { Width = 390 });
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}?lang=ar", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator("#compose-body").FocusAsync();
        await page.Locator("parley-composer:defined").First.WaitForAsync();
        await page.Locator("#compose-body").FillAsync("الجسر *مغلق*.\n\nSince Monday.\n\n> من قال ذلك؟");

        await page.Locator("#compose [name=preview]").ClickAsync();

        var shown = page.Locator("[data-part=preview] .pl-text > p");
        await Expect(shown).ToHaveTextAsync(["الجسر مغلق.", "Since Monday."]);
        await Expect(shown.Nth(0)).ToHaveCSSAsync("direction", "rtl");
        await Expect(shown.Nth(1)).ToHaveCSSAsync("direction", "ltr");
        await Expect(page.Locator("[data-part=preview] blockquote")).ToHaveCSSAsync("direction", "rtl");
        await Expect(page.Locator("#compose [name=preview]")).ToHaveTextAsync("معاينة");
        Assert.DoesNotContain(talk.Requests, IsWritten);
        reader.AssertNoFaults();
    }

    private static bool IsWritten(ForeignRequest request) =>
        request.Method is "POST" or "PATCH" && !request.Path.EndsWith("/preview", StringComparison.Ordinal);
}
