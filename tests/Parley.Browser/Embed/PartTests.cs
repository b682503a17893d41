using Microsoft.Playwright;
using Parley.Browser.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Embed;

/// <summary>A quoted comment and a list in a newspaper's pages, and what its staff do from the thread: docs/embed.md.</summary>
public sealed class PartTests(Chromium chromium)
{
    [Fact]
    public async Task A_quotation_and_a_list_take_on_the_pages_look_and_follow_what_becomes_of_a_comment()
    {
        await using var paper = await Paper.StartAsync();
        var ada = await paper.Talk.WriterAsync("Ada Korr");
        var thread = await paper.Talk.OpenThreadAsync(paper.At("article.html"));
        var comment = await ada.SayAsync(thread, "The road looked open to me on Tuesday.");
        var page = paper.Serve(
            "parts.html",
            $"""
            <!doctype html><html lang="en"><head><title>Parts</title><link rel="icon" href="data:,">
            <meta http-equiv="Content-Security-Policy" content="script-src https://talk.example; frame-src https://talk.example; require-trusted-types-for 'script'">
            <link rel="stylesheet" href="parts.css"><script src="https://talk.example/embed.js" async></script></head><body>
            <parley-comment><a href="https://talk.example/fenmoor/c/{comment}">A reader’s comment</a></parley-comment>
            <parley-latest><a href="https://talk.example/fenmoor/latest?n=3">Latest comments</a></parley-latest>
            <parley-comment><a href="https://elsewhere.example/c/1">Not ours</a></parley-comment>
            <parley-latest><a href="https://talk.example/fenmoor/latest?show=picks&amp;section=/none">Picks</a></parley-latest>
            </body></html>
            """
        );
        paper.Serve("parts.css", "body { background: #111; color: #eee; --pl-accent: rgb(255, 0, 0); }");
        await using var reader = await chromium.VisitAsync();
        await reader.Page.GotoAsync(page);
        var quote = reader.Page.FrameLocator("parley-comment:first-of-type iframe");
        var list = reader.Page.FrameLocator("parley-latest >> nth=0 >> iframe");

        await Expect(quote.Locator("blockquote")).ToHaveTextAsync("The road looked open to me on Tuesday.");
        await Expect(quote.Locator("figcaption")).ToContainTextAsync("Ada Korr");
        await Expect(list.Locator("blockquote")).ToHaveTextAsync("The road looked open to me on Tuesday.");
        await Expect(quote.Locator("html")).ToHaveAttributeAsync("data-scheme", "dark");
        await Expect(quote.Locator(".pl-acts a")).ToHaveCSSAsync("text-decoration-line", "none");
        // As tall as what stands in it, and the link has made room for it.
        await reader.Page.WaitForFunctionAsync(
            "() => { const h = document.querySelector('parley-comment').shadowRoot.querySelector('iframe').offsetHeight; return h > 60 && h < 300; }"
        );
        await Expect(reader.Page.GetByText("A reader’s comment")).ToBeHiddenAsync();
        // What is not ours stays the link that it was.
        await Expect(reader.Page.GetByText("Not ours")).ToBeVisibleAsync();
        Assert.Equal(3, await reader.Page.Locator("iframe").CountAsync());
        await Expect(reader.Page.FrameLocator("parley-latest >> nth=1 >> iframe").Locator("main"))
            .ToContainTextAsync("Nothing is picked");
        reader.AssertNoFaults();

        await ada.DeleteAsync(comment);
        await reader.Page.ReloadAsync();
        await Expect(quote.Locator("main")).ToContainTextAsync("no longer public");
        await Expect(quote.Locator("body")).Not.ToContainTextAsync("Ada Korr");
        await Expect(list.Locator("main")).ToContainTextAsync("Nobody has written here lately");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Staff_pick_pin_and_ask_from_the_thread_and_nobody_else_has_the_buttons(bool isFramed)
    {
        await using var paper = await Paper.StartAsync();
        var ada = await paper.Talk.WriterAsync("Ada Korr");
        var liv = await paper.Talk.WriterAsync("Liv Harrow");
        await liv.BecomeModeratorAsync();
        var thread = await paper.Talk.OpenThreadAsync(paper.At("article.html"));
        await ada.SayAsync(thread, "The road looked open to me on Tuesday.");
        await using var staff = await chromium.VisitAsync();
        await liv.EnterAsync(staff.Context);
        await staff.Page.GotoAsync($"{paper.Talk.Origin}/fenmoor/t/{thread}{(isFramed ? "?frame=1" : "")}");
        var page = staff.Page;
        var first = page.Locator("[data-part=first] blockquote");
        var pick = page.GetByRole(AriaRole.Button, new() { Name = "Pick", Exact = true });

        await pick.ClickAsync();
        await Expect(first).ToHaveTextAsync("The road looked open to me on Tuesday.");
        await Expect(page.Locator("article .pl-head")).ToContainTextAsync("Picked by the newsroom");
        await Expect(pick).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pin", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-part=first] :is(h2, h3)")).ToHaveTextAsync("Pinned by the newsroom");
        await page.ReloadAsync();
        await Expect(pick).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pin", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-part=first] :is(h2, h3)")).ToHaveTextAsync("Picked by the newsroom");
        await pick.ClickAsync();
        await Expect(first).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Opening question" }).ClickAsync();
        await page.Locator("#question-body").FillAsync("Who opened it?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask it" }).ClickAsync();
        await Expect(page.Locator("#opening-question")).ToContainTextAsync("Who opened it?");
        await Expect(page.Locator("label[for=compose-body]")).ToContainTextAsync("newsroom’s question");
        staff.AssertNoFaults();

        await using var reader = await chromium.VisitAsync();
        await ada.EnterAsync(reader.Context);
        await reader.Page.GotoAsync(page.Url);
        await Expect(reader.Page.Locator("article .pl-tag", new() { HasText = "you" })).ToBeVisibleAsync();
        await Expect(reader.Page.Locator("[data-mark], [data-part=question]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_moderator_takes_down_where_they_read_with_two_presses_and_takes_it_back(bool isFramed)
    {
        await using var paper = await Paper.StartAsync();
        var ada = await paper.Talk.WriterAsync("Ada Korr");
        var liv = await paper.Talk.WriterAsync("Liv Harrow");
        await liv.BecomeModeratorAsync();
        var thread = await paper.Talk.OpenThreadAsync(paper.At("article.html"));
        var theirs = await ada.SayAsync(thread, "The mayor is a crook, and so are you.");
        var other = await ada.SayAsync(thread, "And his ferry is late.");
        var own = await liv.SayAsync(thread, "Let us stay with the road.");
        await using var staff = await chromium.VisitAsync();
        await liv.EnterAsync(staff.Context);
        await staff.Page.GotoAsync($"{paper.Talk.Origin}/fenmoor/t/{thread}{(isFramed ? "?frame=1" : "")}");
        var comment = staff.Page.Locator($"#c-{theirs}");
        var opener = comment.GetByRole(AriaRole.Button, new() { Name = "Moderate" });

        await opener.ClickAsync();
        var rule = comment.Locator("section .pl-row button").First;
        await Expect(rule).ToBeFocusedAsync();
        await staff.AssertAccessibleAsync();
        await staff.Page.Keyboard.PressAsync("Escape");
        await Expect(opener).ToBeFocusedAsync();
        await opener.ClickAsync();
        await comment.GetByLabel("What its writer reads besides").FillAsync("Argue with the mayor, not with each other.");
        await rule.ClickAsync();

        await Expect(comment.Locator("section [role=status]")).ToContainTextAsync("Taken down: ");
        // Another that was taken down since must not come back in its place.
        var second = staff.Page.Locator($"#c-{other}");
        await second.GetByRole(AriaRole.Button, new() { Name = "Moderate" }).ClickAsync();
        await Expect(second.Locator("section .pl-row button").First).ToBeFocusedAsync();
        // What its writer says otherwise meanwhile is not what was looked at.
        await ada.MendAsync(other, "And his ferry is early.");
        await second.Locator("section .pl-row button").First.ClickAsync();
        await Expect(second).ToContainTextAsync("no longer as you saw it");
        await second.GetByRole(AriaRole.Button, new() { Name = "Moderate" }).ClickAsync();
        await Expect(second.Locator(".pl-text")).ToHaveTextAsync("And his ferry is early.");
        await second.Locator("section .pl-row button").First.ClickAsync();
        await Expect(second.Locator("section [role=status]")).ToContainTextAsync("Taken down: ");
        await comment.GetByRole(AriaRole.Button, new() { Name = "Take that back" }).ClickAsync();
        await Expect(comment.Locator("[role=status]").Last)
            .ToContainTextAsync("no decision of yours", new() { IgnoreCase = true });
        await second.GetByRole(AriaRole.Button, new() { Name = "Take that back" }).ClickAsync();
        await Expect(second.Locator(".pl-text")).ToHaveTextAsync("And his ferry is early.");
        await Expect(comment).Not.ToContainTextAsync("crook");
        await using var reader = await chromium.VisitAsync();
        await ada.EnterAsync(reader.Context);
        await reader.Page.GotoAsync($"{paper.Talk.Origin}/fenmoor/me");
        await Expect(reader.Page.Locator("main")).ToContainTextAsync("Argue with the mayor, not with each other.");

        await comment.GetByRole(AriaRole.Button, new() { Name = "Take that back" }).ClickAsync();
        await Expect(comment.Locator(".pl-text")).ToHaveTextAsync("The mayor is a crook, and so are you.");
        await Expect(comment.Locator("section")).ToHaveCountAsync(0);
        await reader.Page.GotoAsync($"{paper.Talk.Origin}/fenmoor/t/{thread}");
        await Expect(reader.Page.Locator($"#c-{theirs} .pl-text")).ToBeVisibleAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Button, new() { Name = "Moderate" })).ToHaveCountAsync(0);

        // What is one's own is deleted, not decided; and who writes for the newsroom only decides nothing.
        await Expect(staff.Page.Locator($"#c-{own}").GetByRole(AriaRole.Button, new() { Name = "Moderate" }))
            .ToHaveCountAsync(0);
        staff.AssertNoFaultsBut("404 (Not Found)", "409 (Conflict)");
        await ada.BecomeAsync(Parley.Readers.ReaderRole.Journalist);
        await reader.Page.ReloadAsync();
        await Expect(reader.Page.Locator($"#c-{own} [data-mark=pick]")).ToBeVisibleAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Button, new() { Name = "Moderate" })).ToHaveCountAsync(0);
    }
}
