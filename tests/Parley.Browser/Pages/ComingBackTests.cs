using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Tests.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>A reader who comes back: what is new, and what was kept.</summary>
public sealed class ComingBackTests(Chromium chromium)
{
    private const string Article = "http://paper.localhost/ferry";
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(31);

    [Fact]
    public async Task What_is_new_since_the_last_visit_is_marked_counted_and_stepped_through_by_key_and_button()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var ben = await talk.WriterAsync("Ben Holt");
        var thread = await talk.OpenThreadAsync(Article);
        var top = await ben.SayAsync(thread, "The ferry is late.");
        await ada.SayAsync(thread, "Late again.", top);
        await using (var morning = await chromium.VisitAsync())
        {
            await ada.EnterAsync(morning.Context);
            await ComeAsync(talk, morning.Page, thread);
            // Nothing is new to who comes for the first time.
            await Expect(morning.Page.Locator(".pl-tag[data-kind=new]")).ToHaveCountAsync(0);
        }

        talk.Clock.Turn(AWhile);
        var reply = await ben.SayAsync(thread, "By an hour.", top);
        var second = await ben.SayAsync(thread, "Now it is here.");
        await ada.SayAsync(thread, "My own words are not new to me.");
        await using var evening = await chromium.VisitAsync();
        await ada.EnterAsync(evening.Context);
        var page = evening.Page;
        await ComeAsync(talk, page, thread);

        var said = page.Locator("[data-part=news]").First;
        await Expect(said).ToHaveTextAsync(new Regex("^2 new since your visit of "));
        await Expect(page.Locator("article[data-new]")).ToHaveCountAsync(2);
        await Expect(page.Locator($"li:has(> #c-{top}) .pl-fold")).ToHaveTextAsync("2 replies to Ben Holt, 1 new");
        await evening.AssertAccessibleAsync();
        // What is folded opens for the one that is stepped to.
        await page.Locator($"li:has(> #c-{top}) > details > summary").DispatchEventAsync("click");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next new" }).ClickAsync();
        await Expect(page.Locator($"#c-{second}")).ToBeFocusedAsync();
        await Expect(said).ToHaveTextAsync(new Regex("^1 of 2 new since "));
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator($"#c-{reply}")).ToBeFocusedAsync();
        await Expect(page.Locator($"#c-{reply}")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("p");
        await Expect(page.Locator($"#c-{second}")).ToBeFocusedAsync();
        // In a box an n is an n.
        await page.Locator("[name=body]").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("[name=body]")).ToHaveValueAsync("n");

        // What comes while one reads joins the rest, once it is shown.
        await ben.SayAsync(thread, "And gone again.");
        await Expect(said).ToHaveTextAsync("1 new comment");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show them" }).ClickAsync();
        await Expect(said).ToHaveTextAsync(new Regex("^2 of 3 new since "));
        await page.ReloadAsync();
        await Expect(page.Locator("article[data-new]")).ToHaveCountAsync(3);
        evening.AssertNoFaults();
    }

    [Fact]
    public async Task What_is_new_beyond_the_page_is_fetched_where_one_steps_to_it()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var ben = await talk.WriterAsync("Ben Holt");
        var thread = await talk.OpenThreadAsync(Article);
        var old = await ben.SayAsync(thread, "The oldest.");
        for (var i = 0; i < 100; i++)
            await (i % 10 == 0 ? ben = await talk.WriterAsync($"Ben {(char)('A' + (i / 10))}") : ben).SayAsync(
                thread,
                $"Number {i}."
            );
        await using var reader = await chromium.VisitAsync();
        await ada.EnterAsync(reader.Context);
        await ComeAsync(talk, reader.Page, thread);
        talk.Clock.Turn(AWhile);
        var reply = await ben.SayAsync(thread, "An answer to the oldest.", old);

        await ComeAsync(talk, reader.Page, thread);
        await Expect(reader.Page.Locator("[data-part=news]").First).ToHaveTextAsync(new Regex("^1 new since your visit of "));
        await Expect(reader.Page.Locator($"#c-{reply}")).ToHaveCountAsync(0);
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Next new" }).ClickAsync();
        await Expect(reader.Page.Locator($"#c-{reply}")).ToBeFocusedAsync();
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_visitor_until_they_ask_for_it_and_nothing_when_they_have_it_forgotten()
    {
        await using var talk = await Talk.StartAsync();
        var ben = await talk.WriterAsync("Ben Holt");
        var thread = await talk.OpenThreadAsync(Article);
        var top = await ben.SayAsync(thread, "The ferry is late.");
        await ben.SayAsync(thread, "By an hour.", top);
        await using var visitor = await chromium.VisitAsync();
        var page = visitor.Page;
        await OpenAsync(talk, page, thread);
        await page.Locator(".pl-order a").Last.ClickAsync();
        await OpenAsync(talk, page, thread);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("{}", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Remember my place" }).ClickAsync();
        await Expect(page.Locator("[data-part=kept]")).ToContainTextAsync("This browser remembers");
        await visitor.AssertAccessibleAsync();
        await page.Locator($"li:has(> #c-{top}) > details > summary").DispatchEventAsync("click");
        await page.Locator("[name=body]").FillAsync("I was go");
        await Eventually.IsSoAsync(async () =>
            (await page.EvaluateAsync<string>("localStorage['parley:kept']")).Contains(top.ToString(), StringComparison.Ordinal)
        );
        await page.Locator(".pl-order a", new() { HasText = "Most discussed" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("order=discussed"));

        // In another tab, an hour later by the visitor's own clock.
        var late = await ben.SayAsync(thread, "Now it is here.");
        var tab = await visitor.Context.NewPageAsync();
        await tab.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddHours(1) });
        await tab.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        await Expect(tab).ToHaveURLAsync(new Regex("order=discussed"));
        await Expect(tab.Locator($"#c-{late}[data-new]")).ToHaveCountAsync(1);
        await Expect(tab.Locator($"li:has(> #c-{top}) > details")).Not.ToHaveAttributeAsync("open", "");
        await Expect(tab.Locator("[name=body]").First).ToHaveValueAsync("I was go");

        await tab.GetByRole(AriaRole.Button, new() { Name = "Forget it" }).ClickAsync();
        await Expect(tab.Locator("[data-part=kept]")).ToHaveTextAsync("Forgotten.");
        Assert.Equal("{}", await tab.EvaluateAsync<string>("JSON.stringify(localStorage)"));
        visitor.AssertNoFaults();
    }

    [Fact]
    public async Task Order_folds_and_drafts_follow_their_reader_to_another_device()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var ben = await talk.WriterAsync("Ben Holt");
        var thread = await talk.OpenThreadAsync(Article);
        var top = await ben.SayAsync(thread, "The ferry is late.");
        await ben.SayAsync(thread, "By an hour.", top);
        var other = await ben.SayAsync(thread, "Is there a bus?");
        await using var phone = await chromium.VisitAsync();
        await ada.EnterAsync(phone.Context);
        await OpenAsync(talk, phone.Page, thread);
        await phone.Page.Locator(".pl-order a", new() { HasText = "Most discussed" }).ClickAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex("order=discussed"));
        // Whether the script knows by then who reads or not: a fold and a draft are kept.
        await phone.Page.Locator($"li:has(> #c-{top}) > details > summary").DispatchEventAsync("click");
        await phone.Page.Locator($"#c-{other} .pl-acts a[href$='/reply']").ClickAsync();
        await phone.Page.Locator($"#c-{other} textarea").FillAsync("There is one at no");
        await Eventually.IsSoAsync(() =>
            Task.FromResult(
                talk.Answered.Count(one => one.Path.Contains("/drafts/", StringComparison.Ordinal)) == 1
                    && talk.Answered.Any(one => one.Path.EndsWith("/folds", StringComparison.Ordinal))
            )
        );

        await using var desk = await chromium.VisitAsync();
        await ada.EnterAsync(desk.Context);
        await desk.Page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        await Expect(desk.Page).ToHaveURLAsync(new Regex("order=discussed"));
        await Expect(desk.Page.Locator($"li:has(> #c-{top}) > details")).Not.ToHaveAttributeAsync("open", "");
        var box = desk.Page.Locator($"#c-{other} textarea");
        await Expect(box).ToHaveValueAsync("There is one at no");
        await box.FillAsync("There is one at noon.");
        await box.PressAsync("Control+Enter");
        await Expect(desk.Page.Locator("article", new() { HasText = "There is one at noon." }).Last).ToBeVisibleAsync();

        // It has been sent: elsewhere nothing of it is left to be sent again.
        await using var third = await chromium.VisitAsync();
        await ada.EnterAsync(third.Context);
        await OpenAsync(talk, third.Page, thread);
        await Expect(third.Page.Locator("a.pl-account")).ToHaveTextAsync("Ada Fen");
        await Expect(third.Page.Locator("article textarea")).ToHaveCountAsync(0);
        phone.AssertNoFaults();
        desk.AssertNoFaults();
    }

    [Fact]
    public async Task An_order_that_is_chosen_before_it_is_known_who_reads_is_kept_on_the_account_too()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var thread = await talk.OpenThreadAsync(Article);
        await ada.SayAsync(thread, "The ferry is late.");
        await using var phone = await chromium.VisitAsync();
        await ada.EnterAsync(phone.Context);
        await phone.Page.RouteAsync(
            address => address.Contains("/api/v1/session?", StringComparison.Ordinal),
            async route =>
            {
                await Task.Delay(1_000);
                await route.ContinueAsync();
            }
        );
        await phone.Page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        await phone.Page.Locator("parley-thread:defined").WaitForAsync();

        await phone.Page.Locator(".pl-order a", new() { HasText = "Most discussed" }).ClickAsync();

        await Expect(phone.Page).ToHaveURLAsync(new Regex("order=discussed"));
        Assert.Contains(talk.Requests, one => one.Path.EndsWith("/order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tab_that_was_left_open_takes_nothing_of_a_draft_back()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var thread = await talk.OpenThreadAsync(Article);
        var top = await (await talk.WriterAsync("Ben Holt")).SayAsync(thread, "The ferry is late.");
        await using var desk = await chromium.VisitAsync();
        await using var phone = await chromium.VisitAsync();
        foreach (var (device, words) in new[] { (desk, "It held, I th"), (phone, "It held, I think.") })
        {
            await ada.EnterAsync(device.Context);
            await OpenAsync(talk, device.Page, thread);
            if (device == desk)
                await device.Page.Locator($"#c-{top} .pl-acts a[href$='/reply']").ClickAsync();
            await device.Page.Locator($"#c-{top} textarea").FillAsync(words);
            await Eventually.IsSoAsync(() => Task.FromResult(Drafts(talk) == (device == desk ? 1 : 2)));
        }

        await desk.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });

        await Expect(desk.Page.Locator($"#c-{top} textarea")).ToHaveValueAsync("It held, I think.");
        Assert.Equal(2, Drafts(talk));
    }

    [Fact]
    public async Task A_link_to_one_comment_is_no_visit_to_its_discussion()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var ben = await talk.WriterAsync("Ben Holt");
        var thread = await talk.OpenThreadAsync(Article);
        var top = await ben.SayAsync(thread, "The ferry is late.");
        await using var reader = await chromium.VisitAsync();
        await ada.EnterAsync(reader.Context);
        await reader.Page.GotoAsync($"{talk.Origin}/fenmoor/c/{top}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        talk.Clock.Turn(AWhile);
        await ben.SayAsync(thread, "Now it is here.");

        await OpenAsync(talk, reader.Page, thread);

        await Expect(reader.Page.Locator("a.pl-account")).ToHaveTextAsync("Ada Fen");
        await Expect(reader.Page.Locator("article[data-new]")).ToHaveCountAsync(0);
    }

    private static int Drafts(Talk talk) =>
        talk.Answered.Count(one => one.Method == "PUT" && one.Path.Contains("/drafts/", StringComparison.Ordinal));

    /// <summary>Opens a discussion as somebody whose place is kept, until it is.</summary>
    private static Task ComeAsync(Talk talk, IPage page, Guid thread) =>
        page.RunAndWaitForResponseAsync(
            () => OpenAsync(talk, page, thread),
            answer => answer.Url.EndsWith("/visit", StringComparison.Ordinal)
        );

    private static Task OpenAsync(Talk talk, IPage page, Guid thread) =>
        page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });
}
