using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Events;
using Parley.Live;
using Parley.Screening;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>What others do in a discussion while its page is open.</summary>
public sealed class LiveTests(Chromium chromium)
{
    private const string Article = "http://paper.localhost/ferry";

    [Fact]
    public async Task New_comments_are_announced_and_come_by_one_tap_and_nothing_moves_before()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var ben = await talk.WriterAsync("Ben Holt");
        var thread = await talk.OpenThreadAsync(Article);
        var first = await ada.SayAsync(thread, "The ferry is late.");
        await using var reader = await chromium.VisitAsync();
        var page = await OpenAsync(talk, reader, thread);
        var shown = page.Locator($"#c-{first}");
        var before = await TopAsync(shown);

        var second = await ben.SayAsync(thread, "By an hour at least.");
        var reply = await ben.SayAsync(thread, "By how much?", first);
        await Expect(page.Locator("[data-part=news]")).ToHaveTextAsync("2 new comments");
        await Expect(page.Locator(".pl-count")).ToHaveTextAsync("3 comments");
        await Expect(page.Locator("article.pl-comment")).ToHaveCountAsync(1);
        Assert.Equal(before, await TopAsync(shown));

        await page.GetByRole(AriaRole.Button, new() { Name = "Show them" }).ClickAsync();
        await Expect(page.Locator("article.pl-comment")).ToHaveCountAsync(3);
        await Expect(page.Locator($"#c-{second}")).ToBeFocusedAsync();
        await Expect(page.Locator($"li:has(> #c-{first}) > .pl-replies #c-{reply} .pl-tag")).ToHaveTextAsync("New");
        Assert.Equal("H4", await page.Locator($"#c-{reply} .pl-by").EvaluateAsync<string>("heading => heading.tagName"));
        await Expect(page.Locator("[data-part=show]")).ToHaveCountAsync(0);
        await reader.AssertAccessibleAsync();
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task Edits_removals_and_counts_change_in_place()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var thread = await talk.OpenThreadAsync(Article);
        var below = await ada.SayAsync(thread, "It was late last week.");
        var removed = await ada.SayAsync(thread, "The captain is a fool.");
        var edited = await ada.SayAsync(thread, "The ferry is late.");
        await using var reader = await chromium.VisitAsync();
        var page = await OpenAsync(talk, reader, thread);
        var before = await TopAsync(page.Locator($"#c-{below}"));

        await ada.RemoveAsync(removed);
        await Expect(page.Locator($"#c-{removed}")).ToHaveTextAsync("This comment is gone.");
        await Expect(page.Locator(".pl-count")).ToHaveTextAsync("2 comments");
        Assert.Equal(before, await TopAsync(page.Locator($"#c-{below}")));

        await ada.MendAsync(edited, "The ferry is two hours late.");
        await Expect(page.Locator($"#c-{edited} .pl-text")).ToHaveTextAsync("The ferry is two hours late.");
        await Expect(page.Locator($"#c-{edited} .pl-edited")).ToHaveCountAsync(1);

        await (await talk.WriterAsync("Ben Holt")).AppreciateAsync(edited);
        await Expect(page.Locator($"#c-{edited} .pl-acts > button > span")).ToHaveTextAsync("1");
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task What_was_taken_away_before_it_was_shown_is_not_announced_any_more_and_never_shows()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var thread = await talk.OpenThreadAsync(Article);
        await ada.SayAsync(thread, "The ferry is late.");
        await using var reader = await chromium.VisitAsync();
        var page = await OpenAsync(talk, reader, thread);

        var removed = await ada.SayAsync(thread, "The captain is a fool.");
        await Expect(page.Locator("[data-part=news]")).ToHaveTextAsync("1 new comment");
        await ada.RemoveAsync(removed);

        await Expect(page.Locator("[data-part=show]")).ToHaveCountAsync(0);
        Assert.DoesNotContain("fool", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wrote_what_waits_again_sees_that_it_waits_and_then_that_it_is_out()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var site = await talk.SiteAsync();
        var thread = await talk.OpenThreadAsync(Article);
        var words = await ada.SayAsync(thread, "The ferry is late.");
        await talk.Get<WordListStore>().SaveAsync(site.Id, WordListKind.Suspect, "winch", Guid.Empty, default);
        await using var reader = await chromium.VisitAsync();
        await ada.EnterAsync(reader.Context);
        var page = await OpenAsync(talk, reader, thread);
        await page.Locator($"#c-{words} a[href$='/edit']").ClickAsync();
        await page.Locator($"#c-{words} textarea").FillAsync("The winch of the ferry is late.");
        await page.Locator($"#c-{words} .pl-composer-foot button").First.ClickAsync();

        var mine = page.Locator($"#c-{words}");
        await Expect(page.Locator("parley-thread")).ToHaveAttributeAsync("data-version", "2");
        await Expect(mine).ToHaveAttributeAsync("data-state", "held");
        await Expect(mine).ToContainTextAsync("The winch of the ferry is late.");

        await ada.PublishAsync(words);
        await page.Locator("[data-part=show]").ClickAsync();
        await Expect(mine).Not.ToHaveAttributeAsync("data-state", "held");
        await Expect(mine).ToContainTextAsync("The winch of the ferry is late.");
    }

    [Fact]
    public async Task Ones_own_comment_is_not_news_and_is_counted_once()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var thread = await talk.OpenThreadAsync(Article);
        await ada.SayAsync(thread, "The ferry is late.");
        await using var reader = await chromium.VisitAsync();
        await ada.EnterAsync(reader.Context);
        var page = await OpenAsync(talk, reader, thread);

        await page.Locator("textarea").FillAsync("And it is cold.");
        await page.Locator(".pl-composer-foot button").First.ClickAsync();
        await Expect(page.Locator("article.pl-comment")).ToHaveCountAsync(2);
        await Expect(page.Locator("parley-thread")).ToHaveAttributeAsync("data-version", "2");

        await Expect(page.Locator(".pl-count")).ToHaveTextAsync("2 comments");
        await Expect(page.Locator("[data-part=show]")).ToHaveCountAsync(0);
        reader.AssertNoFaults();
    }

    /// <summary>The case <c>live-leaves-the-writer-alone</c>.</summary>
    [Fact]
    public async Task Whoever_writes_is_left_alone_whatever_happens_around()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var ben = await talk.WriterAsync("Ben Holt");
        var thread = await talk.OpenThreadAsync(Article);
        await ada.SayAsync(thread, "It was late last week.");
        var parent = await ada.SayAsync(thread, "The ferry is late.");
        var above = await ada.SayAsync(thread, "Is it late?");
        await using var reader = await chromium.VisitAsync();
        await ben.EnterAsync(reader.Context);
        var page = await OpenAsync(talk, reader, thread);
        await Expect(page.Locator("a.pl-account")).ToHaveTextAsync("Ben Holt");
        await page.Locator($"#c-{parent} a[href$='/reply']").ClickAsync();
        var box = page.Locator($"#c-{parent} textarea");
        await box.FillAsync("By how much, then?");
        await box.EvaluateAsync("box => box.setSelectionRange(3, 6)");
        var before = await TopAsync(box);

        for (var i = 0; i < 10; i++)
            await ada.SayAsync(thread, $"Another word, the {i}th.", i % 2 == 0 ? parent : null);
        await Expect(page.Locator("[data-part=news]")).ToHaveTextAsync("10 new comments");
        await ada.MendAsync(above, string.Join("\n\n", Enumerable.Repeat("Is it late, or am I early?", 9)));
        await ada.MendAsync(parent, string.Join("\n\n", Enumerable.Repeat("The ferry is late.", 9)));
        await Expect(page.Locator("parley-thread")).ToHaveAttributeAsync("data-version", "15");
        Assert.Equal(before, await TopAsync(box));

        await ada.RemoveAsync(parent);
        await Expect(page.Locator($"#c-{parent} > p")).ToHaveTextAsync("This comment is gone.");
        Assert.Equal(before, await TopAsync(box));
        await Expect(box).ToHaveValueAsync("By how much, then?");
        await Expect(box).ToBeFocusedAsync();
        Assert.Equal("3 to 6", await box.EvaluateAsync<string>("box => `${box.selectionStart} to ${box.selectionEnd}`"));

        // Once nobody writes the words above are those that stand.
        await page.Locator("[data-part=show]").FocusAsync();
        await Expect(page.Locator($"#c-{above} .pl-text")).ToContainTextAsync("or am I early?");
    }

    [Fact]
    public async Task Two_pages_of_one_browser_have_one_stream_and_the_second_goes_on_when_the_first_is_closed()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var thread = await talk.OpenThreadAsync(Article);
        await ada.SayAsync(thread, "One.");
        await using var reader = await chromium.VisitAsync();
        var first = await OpenAsync(talk, reader, thread);
        var second = await reader.Context.NewPageAsync();
        await second.GotoAsync(first.Url);

        await ada.SayAsync(thread, "Two.");
        foreach (var page in (IPage[])[first, second])
            await Expect(page.Locator("[data-part=news]")).ToHaveTextAsync("1 new comment");
        Assert.Equal(1, talk.Get<Listeners>().Count);

        await first.CloseAsync();
        await ada.SayAsync(thread, "Three.");
        await Expect(second.Locator("[data-part=news]")).ToHaveTextAsync("2 new comments");
        Assert.Equal(1, talk.Get<Listeners>().Count);
    }

    [Fact]
    public async Task A_hidden_page_does_not_listen_and_hears_what_it_missed_when_it_is_seen_again()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var thread = await talk.OpenThreadAsync(Article);
        await ada.SayAsync(thread, "One.");
        await using var reader = await chromium.VisitAsync();
        var page = await OpenAsync(talk, reader, thread);

        await SeeAsync(page, isVisible: false);
        await Eventually.IsSoAsync(() => Task.FromResult(talk.Get<Listeners>().Count == 0));
        await ada.SayAsync(thread, "Two.");
        await SeeAsync(page, isVisible: true);

        await Expect(page.Locator("[data-part=news]")).ToHaveTextAsync("1 new comment");
        Assert.Equal(1, talk.Get<Listeners>().Count);
    }

    [Fact]
    public async Task Where_something_on_the_way_holds_the_stream_back_the_page_asks()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var thread = await talk.OpenThreadAsync(Article);
        await ada.SayAsync(thread, "One.");
        await using var reader = await chromium.VisitAsync();
        // As a proxy that waits for the end of an answer: it never comes.
        await reader.Page.RouteAsync(
            "**/live?*",
            route =>
                route.Request.Headers.GetValueOrDefault("accept") == "text/event-stream"
                    ? Task.CompletedTask
                    : route.ContinueAsync()
        );
        await reader.Page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        await ada.SayAsync(thread, "Two.");

        await Expect(reader.Page.Locator("[data-part=news]")).ToHaveTextAsync("1 new comment", new() { Timeout = 20_000 });
        Assert.Equal(0, talk.Get<Listeners>().Count);
    }

    [Fact]
    public async Task A_page_that_has_missed_too_much_offers_to_be_read_anew()
    {
        await using var talk = await Talk.StartAsync();
        var ada = await talk.WriterAsync("Ada Fen");
        var site = await talk.SiteAsync();
        var thread = await talk.OpenThreadAsync(Article);
        await ada.SayAsync(thread, "One.");
        await using var reader = await chromium.VisitAsync();
        var page = await OpenAsync(talk, reader, thread);
        await SeeAsync(page, isVisible: false);
        await talk.Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    await scope.ExecuteAsync("UPDATE comment_thread SET version = 1500", [], default);
                    for (var number = 2; number <= 1_500; number++)
                        await EventLog.AppendAsync(
                            scope,
                            site.Id,
                            EventKind.CommentReacted,
                            talk.Clock.GetUtcNow(),
                            default,
                            thread,
                            number
                        );
                    return true;
                },
                default
            );

        await SeeAsync(page, isVisible: true);

        await page.GetByRole(AriaRole.Button, new() { Name = "Load the page anew" }).ClickAsync();
        await Expect(page.Locator("parley-thread")).ToHaveAttributeAsync("data-version", "1500");
    }

    [Fact]
    public async Task The_discussion_in_a_newspapers_page_is_live_also_where_third_party_cookies_are_blocked()
    {
        await using var paper = await Paper.StartAsync();
        await using var reader = await chromium.VisitAsync(ThirdPartyCookies.Blocked);
        var ada = await paper.Talk.WriterAsync("Ada Fen");
        await ada.SayAsync(await paper.Talk.OpenThreadAsync(paper.At("article.html")), "The ferry is late.");
        await reader.Page.GotoAsync(paper.At("article.html"));
        var frame = reader.Page.FrameLocator("parley-discussion iframe");
        await frame.Locator("article.pl-comment").ScrollIntoViewIfNeededAsync();
        await Eventually.IsSoAsync(() => Task.FromResult(paper.Talk.Get<Listeners>().Count == 1));

        await ada.SayAsync(await paper.Talk.OpenThreadAsync(paper.At("article.html")), "By an hour at least.");
        await Expect(frame.Locator("[data-part=news]")).ToHaveTextAsync("1 new comment");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Show them" }).ClickAsync();

        await Expect(frame.Locator("article.pl-comment")).ToHaveCountAsync(2);
        reader.AssertNoFaults();
    }

    // Once it listens.
    private static async Task<IPage> OpenAsync(Talk talk, Visitor reader, Guid thread)
    {
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}");
        await Eventually.IsSoAsync(() => Task.FromResult(talk.Get<Listeners>().Count == 1));
        return page;
    }

    private static async Task<float> TopAsync(ILocator element) => (await element.BoundingBoxAsync())!.Y;

    // A browser without windows has none that it could hide.
    private static Task SeeAsync(IPage page, bool isVisible) =>
        page.EvaluateAsync(
            "state => { Object.defineProperty(document, 'visibilityState', { value: state, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }",
            isVisible ? "visible" : "hidden"
        );
}
