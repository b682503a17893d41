using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Live;
using Parley.Newsroom;
using Parley.Tests.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>What folds away in a discussion for whoever has muted its writer.</summary>
public sealed class MuteTests(Chromium chromium)
{
    private const string Article = "http://paper.localhost/ferry";

    [Fact]
    public async Task A_reader_is_muted_in_two_taps_and_what_they_write_folds_away_on_every_device_until_it_is_taken_back()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var mia = await talk.WriterAsync("Mia Holt");
        var thread = await talk.OpenThreadAsync(Article);
        var theirs = await mia.SayAsync(thread, "The captain is a fool.");
        var reply = await ada.SayAsync(thread, "Is that so?", theirs);
        var second = await mia.SayAsync(thread, "A fool, I say.");
        await ListedAsync(talk, 3);
        await using var reader = await chromium.VisitAsync();
        await ada.EnterAsync(reader.Context);
        var page = await OpenAsync(talk, reader, thread);
        var words = page.Locator($"#c-{theirs} > .pl-text");

        await page.Locator($"#c-{theirs} a[href$='/report']").ClickAsync();
        await page.Locator($"#c-{theirs} a[href$='/mute']").ClickAsync();

        await Expect(words).ToBeHiddenAsync();
        await Expect(page.Locator($"#c-{second} > .pl-text")).ToBeHiddenAsync();
        await Expect(page.Locator($"#c-{reply} > .pl-text")).ToBeVisibleAsync();
        await Expect(page.Locator($"#c-{theirs} > section")).ToHaveCountAsync(0);
        var opener = page.Locator($"#c-{theirs} .pl-fold");
        await Expect(opener).ToBeFocusedAsync();
        await Expect(page.Locator($"#c-{theirs} > .pl-muted [role=status]")).ToContainTextAsync("is muted for you");
        await reader.AssertAccessibleAsync();

        // The way back stands beside what was just done, and elsewhere once the words are open.
        await Expect(page.Locator($"#c-{theirs}").GetByText("Unmute")).ToBeVisibleAsync();
        await Expect(page.Locator($"#c-{second}").GetByText("Unmute")).ToBeHiddenAsync();

        // By keyboard, once.
        await page.Keyboard.PressAsync("Enter");
        await Expect(words).ToBeVisibleAsync();
        await Expect(opener).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page.Locator($"#c-{second} > .pl-text")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(words).ToBeHiddenAsync();

        // On another device it is so from the beginning, at the comment's own page as well.
        await using var phone = await chromium.VisitAsync();
        await ada.EnterAsync(phone.Context);
        var other = await OpenAsync(talk, phone, thread, listeners: 2);
        await Expect(other.Locator($"#c-{theirs} > .pl-text")).ToBeHiddenAsync();
        await other.GotoAsync($"{talk.Origin}/fenmoor/c/{theirs}");
        await Expect(other.Locator($"#c-{theirs} > .pl-muted")).ToBeVisibleAsync();
        await Expect(other.Locator($"#c-{theirs} > .pl-text")).ToBeHiddenAsync();

        await page.Locator($"#c-{second} .pl-fold").ClickAsync();
        await page.Locator($"#c-{second}").GetByRole(AriaRole.Button, new() { Name = "Unmute" }).ClickAsync();
        await Expect(words).ToBeVisibleAsync();
        await Expect(page.Locator(".pl-muted")).ToHaveCountAsync(0);
        await other.ReloadAsync();
        await Expect(other.Locator($"#c-{theirs} > .pl-text")).ToBeVisibleAsync();
        reader.AssertNoFaults();
        phone.AssertNoFaults();
    }

    [Fact]
    public async Task What_comes_later_folds_away_too_and_what_the_newsroom_put_first_unless_it_is_the_newsrooms_own()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var mia = await talk.WriterAsync("Mia Holt");
        var mod = await talk.WriterAsync("Mo Stay");
        await mod.BecomeModeratorAsync();
        var thread = await talk.OpenThreadAsync(Article);
        var picked = await mia.SayAsync(thread, "The captain is a fool.");
        var official = await mod.SayAsync(thread, "Be kind to captains.");
        await mod.MarkAsync(picked, NewsroomMark.Pick);
        await mod.MarkAsync(official, NewsroomMark.Pin);
        await ada.MuteAsync(picked);
        await ada.MuteAsync(official);
        await ListedAsync(talk, 2);
        await using var reader = await chromium.VisitAsync();
        await ada.EnterAsync(reader.Context);
        var page = await OpenAsync(talk, reader, thread);

        var excerpt = page.Locator("[data-part=first] figure", new() { HasText = "fool" });
        await Expect(excerpt.Locator(".pl-muted")).ToBeVisibleAsync();
        await Expect(excerpt.Locator("blockquote")).ToBeHiddenAsync();
        await Expect(page.Locator($"#c-{official} > .pl-text")).ToBeHiddenAsync();
        await Expect(page.Locator("[data-part=first] figure", new() { HasText = "Be kind" }).Locator("blockquote"))
            .ToBeVisibleAsync();

        var late = await mia.SayAsync(thread, "And a coward.");
        await ListedAsync(talk, 3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show them" }).ClickAsync();
        await Expect(page.Locator($"#c-{late} > .pl-muted")).ToBeVisibleAsync();
        await Expect(page.Locator($"#c-{late} > .pl-text")).ToBeHiddenAsync();

        // What is taken down says so, folded or not.
        await mia.RemoveAsync(late);
        await Expect(page.Locator($"#c-{late}")).ToHaveTextAsync("This comment is gone.");
        await Expect(page.Locator($"#c-{late} > p")).ToBeVisibleAsync();

        // The list of picks is another page; from an excerpt one comes to the comment.
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}/picks");
        await Expect(page.Locator("figure > .pl-muted")).ToBeVisibleAsync();
        await page.Locator("figure .pl-fold").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "In the discussion" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/c/{picked}$"));
        reader.AssertNoFaults();
    }

    private static async Task<IPage> OpenAsync(Talk talk, Visitor reader, Guid thread, int listeners = 1)
    {
        await reader.Page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        await Eventually.IsSoAsync(() => Task.FromResult(talk.Get<Listeners>().Count == listeners));
        return reader.Page;
    }

    // Who wrote what is known by an index that follows the events.
    private static async Task ListedAsync(Talk talk, int count)
    {
        var site = await talk.SiteAsync();
        await Eventually.IsSoAsync(async () =>
            await talk.Get<Storage.Database>()
                .ReadAsync(
                    scope =>
                        scope.FirstAsync(
                            "SELECT count(*) FROM authored WHERE site_id = @site",
                            [("@site", site.Id)],
                            row => row.Int(0),
                            default
                        ),
                    default
                ) == count
        );
    }
}
