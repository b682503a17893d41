using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Readers;
using Parley.Screening;
using Parley.Storage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>Words that would wait come back once, in the form in which they were written.</summary>
public sealed class NudgeTests(Chromium chromium)
{
    private const string WouldWait = "A smuggler told me so.";

    [Fact]
    public async Task A_writer_is_told_which_rule_and_mends_the_words_or_sends_them_as_they_are()
    {
        await using var talk = await StartAsync();
        var thread = await talk.OpenThreadAsync("https://paper.example/bridge");
        var ann = await talk.WriterAsync("Ann Sorrel");
        await using var reader = await chromium.VisitAsync(new Look { Width = 390 });
        var page = await WriteAsync(talk, reader, ann, thread);

        await Expect(page.Locator("[data-part=nudge] [role=alert]")).ToContainTextAsync("This would wait for a moderator.");
        await Expect(page.Locator("[data-part=nudge] li")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-part=nudge] input")).ToHaveCountAsync(0);
        await Expect(page.Locator("#compose-body")).ToHaveValueAsync(WouldWait);
        await Expect(page.Locator("#compose-body")).ToBeFocusedAsync();
        await reader.AssertAccessibleAsync();

        await page.Locator("#compose-body").FillAsync("A friend told me so.");
        await page.Locator("#compose button[data-kind=main]").ClickAsync();
        await Expect(page.GetByText("A friend told me so.")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-part=nudge]")).ToHaveCountAsync(0);

        // Another comment is another question.
        await page.Locator("#compose-body").FillAsync("Another smuggler did.");
        await page.Locator("#compose button[data-kind=main]").ClickAsync();
        await page.Locator("[data-part=nudge] > button").ClickAsync();
        await Expect(page.GetByText("Only you see your comment. It waits for a moderator.").First).ToBeVisibleAsync();
        await Expect(page.Locator("[data-part=nudge]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_journalist_publishes_with_a_reason_and_by_the_keyboard_alone()
    {
        await using var talk = await StartAsync();
        var thread = await talk.OpenThreadAsync("https://paper.example/bridge");
        var ruth = await talk.WriterAsync("Ruth Oake");
        await ruth.BecomeAsync(ReaderRole.Journalist);
        await using var reader = await chromium.VisitAsync();
        var page = await WriteAsync(talk, reader, ruth, thread);
        await reader.AssertAccessibleAsync();

        await page.GetByLabel("Or publish it all the same: why").PressAsync("Enter");
        await Expect(page.GetByText("Say why, in 1 to 1,000 characters.")).ToBeVisibleAsync();
        await page.GetByLabel("Or publish it all the same: why").FillAsync("It quotes the mayor.");
        await page.GetByLabel("Or publish it all the same: why").PressAsync("Enter");

        await Expect(page.Locator("[data-part=nudge]")).ToHaveCountAsync(0);
        // In an order that nobody has read yet: the page that everyone has in memory hears of it a moment later.
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}?order=oldest");
        await Expect(page.Locator(".pl-comment, article").GetByText(WouldWait).First).ToBeVisibleAsync();
    }

    private static async Task<Talk> StartAsync()
    {
        var talk = await Talk.StartAsync("https://paper.example");
        var site = await talk.SiteAsync();
        await talk.Get<WordListStore>().SaveAsync(site.Id, WordListKind.Suspect, "smuggler", Guid.Empty, default);
        await talk.Get<Database>()
            .WriteAsync(
                scope =>
                    talk.Get<CheckSettingsStore>()
                        .AddAsync(scope, site.Id, CheckSettings.Usual with { DoNudge = true }, 0, Guid.Empty, default),
                default
            );
        talk.Get<WordListDirectory>().Forget(site.Id);
        talk.Get<CheckSettingsDirectory>().Forget(site.Id);
        return talk;
    }

    private static async Task<IPage> WriteAsync(Talk talk, Visitor reader, Writer writer, Guid thread)
    {
        await writer.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator("#compose-body").FocusAsync();
        await page.Locator("parley-composer:defined").First.WaitForAsync();
        await page.Locator("#compose-body").FillAsync(WouldWait);
        await page.Locator("#compose button[data-kind=main]").ClickAsync();
        await page.Locator("[data-part=nudge]").WaitForAsync();
        return page;
    }
}
