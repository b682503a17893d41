using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Events;
using Parley.HouseRules;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>A moderator's hours at the desk, by keyboard alone.</summary>
public sealed class DeskTests(Chromium chromium)
{
    private const string Page = "https://paper.example/mill";

    [Fact]
    public async Task A_moderator_s_day_goes_by_without_a_mouse()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        await KeepReadyAsync(talk, 5, "It advertises.", "It advertises berths.");
        var (moderator, page) = await OpenAsync(
            talk,
            "A kraken under the bridge.",
            "Twice I have met that kraken.",
            "That kraken is my neighbour.",
            "Buy a kraken."
        );
        await using var _ = moderator;
        await (await talk.WriterAsync("Bo Tarn")).SayAsync(await talk.OpenThreadAsync(Page), "BUY a kraken!");
        var keyboard = page.Keyboard;

        // The keys are told where one asks for them, and are gone again.
        await keyboard.PressAsync("?");
        await Expect(page.Locator(".dk-keylist")).ToBeVisibleAsync();
        await keyboard.PressAsync("?");
        await Expect(page.Locator(".dk-keylist")).ToBeHiddenAsync();

        // Rejected by two keys, under the second rule; the first key alone does nothing, and Escape forgets it.
        await keyboard.PressAsync("r");
        await Expect(page.Locator("[data-choose]")).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-choose]")).ToBeHiddenAsync();
        await keyboard.PressAsync("2");
        await keyboard.PressAsync("1");
        await keyboard.PressAsync("r");
        await keyboard.PressAsync("2");
        await ShowsAsync(page, "Twice I have met that kraken.");
        await Expect(page.Locator(".dk-undo")).ToContainTextAsync("Rejected");

        // A slip, taken back, and published instead.
        await keyboard.PressAsync("z");
        await ShowsAsync(page, "A kraken under the bridge.");
        await keyboard.PressAsync("a");
        await ShowsAsync(page, "Twice I have met that kraken.");

        // Skipped; the next one is handed on with a word. Keys that are typed into the note press nothing.
        await keyboard.PressAsync("s");
        await ShowsAsync(page, "That kraken is my neighbour.");
        await keyboard.PressAsync("e");
        await Expect(page.Locator("#hand-on")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Ask Liv, she has sanctions ready");
        await keyboard.PressAsync("Enter");
        await ShowsAsync(page, "Buy a kraken.");

        // The writer is decided about: the form is opened by its key, and Escape leads out of it again.
        await keyboard.PressAsync("b");
        await Expect(page.Locator("#sanction-kind")).ToBeFocusedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(page.Locator("#sanction-kind")).ToBeHiddenAsync();

        // What says the same is decided together.
        await keyboard.PressAsync("m");
        await page.Locator(".dk-more a", new() { HasTextString = "say the same" }).FocusAsync();
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator(".pl-quoted")).ToHaveCountAsync(2);
        await HearsKeysAsync(page);
        await keyboard.PressAsync("r");
        // With the second of the texts that are kept ready under the rule.
        await keyboard.PressAsync("b");
        await keyboard.PressAsync("5");
        await Expect(page.Locator(".dk-undo")).ToContainTextAsync("2 comments");
        Assert.Equal(2, await CountSaidAsync(talk, "It advertises berths."));

        // And looked for.
        await keyboard.PressAsync("/");
        await Expect(page.Locator("#sieve-text")).ToBeFocusedAsync();
        await keyboard.TypeAsync("neighbour");
        await keyboard.PressAsync("Enter");
        await ShowsAsync(page, "That kraken is my neighbour.");
        await Expect(page.Locator(".dk-item")).ToHaveCountAsync(1);
        await Expect(page.Locator(".dk-notes")).ToContainTextAsync("Ask Liv");
        moderator.AssertNoFaults();
    }

    /// <summary>From the first look at what waits to the words for whoever comes next: no step asks for a mouse.</summary>
    [Fact]
    public async Task A_whole_shift_goes_by_without_a_mouse()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        await KeepReadyAsync(talk, 5, "It advertises.", "It advertises berths.");
        var (thread, bridge) = (await talk.OpenThreadAsync(Page), await talk.OpenThreadAsync("https://paper.example/bridge"));
        var (una, cy, bo) = (
            await talk.WriterAsync("Una Bright"),
            await talk.WriterAsync("Cy Reed"),
            await talk.WriterAsync("Bo Tarn")
        );
        await una.BecomeAsync(ReaderRole.SeniorModerator);
        await una.LeaveNoteAsync("Look at the bridge first.");
        var (illegal, worse, good, gone, seen) = (
            await cy.SayAsync(thread, "The mayor takes money."),
            await cy.SayAsync(thread, "The mayor takes children."),
            await cy.SayAsync(thread, "I rowed across and measured it."),
            await cy.SayAsync(thread, "You are all fools."),
            await cy.SayAsync(thread, "The mill was sold twice.")
        );
        await una.DecideAsync(gone, DecisionKind.Remove);
        await ObjectAsync(talk, gone, "I meant the ferrymen.");
        await una.DecideAsync(seen, DecisionKind.Keep);
        await DrawAsync(talk, seen, una.Id);
        var (moderator, page) = await OpenAsync(talk, ReaderRole.SeniorModerator, "The first kraken.", "The second kraken.");
        await using var _ = moderator;
        talk.Clock.Turn(TimeSpan.FromHours(1));
        for (var number = 0; number < 20; number++)
            await bo.SayAsync(thread, "Buy kraken pills at https://pills.example now!");
        await SurgeAsync(talk, bridge);
        var keyboard = page.Keyboard;
        await page.ReloadAsync();

        // The shift opens: what waits and since when, what surges, and what the last one left to say. What is shown is theirs by now.
        await ShowsAsync(page, "The first kraken.");
        await Expect(page.Locator(".dk-queue h2")).ToContainTextAsync("22 wait");
        await Expect(page.Locator(".dk-item .dk-late")).ToHaveCountAsync(2);
        await Expect(page.Locator("aside.pl-say")).ToContainTextAsync("bridge");
        Assert.Equal("Liv Harrow", Assert.Single(await LeasesAsync(talk)));
        await FollowAsync(page, "Shift notes");
        await Expect(page.Locator("main")).ToContainTextAsync("Look at the bridge first.");
        await FollowAsync(page, "Queue");

        await ShowsAsync(page, "The first kraken.");
        await keyboard.PressAsync("a");
        await ShowsAsync(page, "The second kraken.");
        await keyboard.PressAsync("a");

        // Twenty that say the same go together, come back together, and go.
        await ShowsAsync(page, "Buy kraken pills at https://pills.example now!");
        foreach (var isLast in (bool[])[false, true])
        {
            await keyboard.PressAsync("m");
            await FollowAsync(page, "say the same");
            await HearsKeysAsync(page);
            await Expect(page.Locator("main")).ToContainTextAsync("20 comments");
            await keyboard.PressAsync("r");
            await keyboard.PressAsync("5");
            await Expect(page.Locator(".dk-undo")).ToContainTextAsync("20 comments");
            if (isLast)
                continue;
            await HearsKeysAsync(page);
            await keyboard.PressAsync("z");
            await ShowsAsync(page, "Buy kraken pills at https://pills.example now!");
        }

        // What they had in common is tried on what was written, and then kept.
        await FollowAsync(page, "Word lists");
        await GoToAsync(page, page.Locator("#suspect"));
        await keyboard.PressAsync("Control+End");
        await keyboard.TypeAsync("\npills");
        await PressAsync(page, "Try on past comments");
        await Expect(page.Locator("#past-title")).ToBeVisibleAsync();
        await Expect(page.Locator("[aria-labelledby=past-title] [role=status]")).ToContainTextAsync("Would have held: 22.");
        await PressAsync(page, "Save the lists");
        await Expect(page.Locator(".pl-say[data-kind=good]")).ToBeVisibleAsync();

        // Two comments that somebody calls illegal, the nearer deadline first, each answered by a key. Their writer is suspended
        // meanwhile, by what the house keeps ready, and the discussion slowed, with a word of the house at its top.
        await NotifyAsync(talk, worse, "It is a libel.");
        talk.Clock.Turn(TimeSpan.FromMinutes(1));
        await NotifyAsync(talk, illegal, "It is a libel, too.");
        await FollowAsync(page, "Queue");
        await FollowAsync(page, "Notices");
        await ShowsAsync(page, "The mayor takes children.");
        await keyboard.PressAsync("b");
        await ChooseAsync(page, page.Locator("#sanction-kind"), "suspension");
        await ChooseAsync(page, page.Locator("#sanction-rule"), "5.1");
        await PressAsync(page, "Decide");
        await Expect(page.Locator(".dk-known")).ToContainTextAsync("It advertises.");
        await FollowAsync(page, "Policy");
        await GoToAsync(page, page.Locator("#note"));
        await keyboard.TypeAsync("We read along tonight.");
        await ChooseAsync(page, page.Locator("#state"), "slowed");
        await GoToAsync(page, page.Locator("#seconds"));
        await keyboard.TypeAsync("60");
        await PressAsync(page, "Save");
        await Expect(page.Locator(".pl-say[data-kind=good]")).ToBeVisibleAsync();
        await FollowAsync(page, "Queue");
        await FollowAsync(page, "Notices");
        await ShowsAsync(page, "The mayor takes children.");
        await keyboard.PressAsync("r");
        await keyboard.PressAsync("1");
        await ShowsAsync(page, "The mayor takes money.");
        await keyboard.PressAsync("a");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Nothing waits");

        // What somebody measured is picked.
        await FollowAsync(page, "Everything");
        await HearsKeysAsync(page);
        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("measured");
        await keyboard.PressAsync("Enter");
        await ShowsAsync(page, "I rowed across and measured it.");
        await FollowAsync(page, "Pick or pin this comment");
        await PressAsync(page, "Pick");
        await page.GotoAsync($"{talk.Origin}/fenmoor/console");

        // What somebody else decided is read a second time, and what is said against it answered: of both the first answer is hidden.
        await FollowAsync(page, "Second look");
        await ShowsAsync(page, "The mill was sold twice.");
        await keyboard.PressAsync("a");
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing waits");
        await FollowAsync(page, "Objections");
        await FollowAsync(page, "Cy Reed");
        await Expect(page.Locator("main")).ToContainTextAsync("I meant the ferrymen.");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Una Bright");
        await GoToAsync(page, page.Locator("#words"));
        await keyboard.TypeAsync("It is said of all.");
        await PressAsync(page, "The decision stands");
        await Expect(page.Locator("main")).ToContainTextAsync("Una Bright");

        // After much that is hard to read a pause is offered, and taken.
        await MeetAsync(talk, "Liv Harrow");
        await FollowAsync(page, "Queue");
        await PressAsync(page, "Half an hour without them");
        Assert.Equal(1, await CountAsync(talk, "SELECT count(DISTINCT reader_id) FROM left_class WHERE site_id = @site"));

        // And the next one reads what there is to say.
        await FollowAsync(page, "Shift notes");
        await GoToAsync(page, page.Locator("#note"));
        await keyboard.TypeAsync("The pills are gone; watch the mayor.");
        await PressAsync(page, "Keep the note");
        await Expect(page.Locator("main")).ToContainTextAsync("The pills are gone; watch the mayor.");
        Assert.Equal(1, await CountAsync(talk, "SELECT count(*) FROM sanction WHERE site_id = @site"));
        Assert.Equal(1, await CountAsync(talk, "SELECT count(*) FROM comment WHERE site_id = @site AND picked_at IS NOT NULL"));
        Assert.Equal(22, await CountAsync(talk, "SELECT count(*) FROM comment WHERE site_id = @site AND state IN (2, 3)"));
        moderator.AssertNoFaults();
    }

    [Fact]
    public async Task A_thumb_rejects_by_the_rule_that_it_chose_and_publishes_without_one()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var (moderator, page) = await OpenAsync(
            talk,
            ReaderRole.Moderator,
            new Look { Width = 390 },
            "A kraken under the bridge.",
            "That kraken is my neighbour."
        );
        await using var _ = moderator;
        await Expect(page.Locator("[name=rule]:checked")).ToHaveCountAsync(0);

        // No rule, no decision: the browser asks for one.
        await page.TapAsync("[data-key=r]");
        await Expect(page.Locator("[name=rule]:invalid").First).ToBeFocusedAsync();
        await ShowsAsync(page, "A kraken under the bridge.");
        await moderator.ScreenshotAsync("desk-rule-390");
        await page.Locator(".dk-why label").Nth(1).TapAsync();
        await page.TapAsync("[data-key=r]");
        await ShowsAsync(page, "That kraken is my neighbour.");
        await page.TapAsync("[data-key=a]");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Nothing waits");

        Assert.Equal(1, await CountAsync(talk, "SELECT count(*) FROM decision WHERE site_id = @site AND rule_number = 2"));
        Assert.Equal(2, await CountAsync(talk, "SELECT count(*) FROM decision WHERE site_id = @site"));
        moderator.AssertNoFaults();
    }

    [Fact]
    public async Task Each_key_of_a_run_is_about_the_comment_that_is_shown()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var (moderator, page) = await OpenAsync(
            talk,
            [.. Enumerable.Range(1, 10).Select(number => $"Kraken number {number} of mine.")]
        );
        await using var _ = moderator;

        for (var number = 1; number <= 10; number++)
        {
            await ShowsAsync(page, $"Kraken number {number} of mine.");
            foreach (var key in number % 3 == 0 ? (string[])["a"] : ["r", "5"])
                await page.Keyboard.PressAsync(key);
        }

        await Expect(page.Locator("h1")).ToHaveTextAsync("Nothing waits");
        var site = (await talk.SiteAsync()).Id;
        var published = await talk.Get<Database>()
            .ReadAsync(
                scope =>
                    scope.ListAsync(
                        "SELECT source FROM comment WHERE site_id = @site AND state = 0 ORDER BY id",
                        [("@site", site)],
                        row => row.Text(0),
                        default
                    ),
                default
            );
        Assert.Equal([3, 6, 9], published.Select(words => int.Parse(words.Split(' ')[2], CultureInfo.InvariantCulture)));
        Assert.Equal(7, await CountAsync(talk, "SELECT count(*) FROM comment WHERE site_id = @site AND state = 2"));
        moderator.AssertNoFaults();
    }

    private static async Task KeepReadyAsync(Talk talk, int number, params string[] texts)
    {
        var site = (await talk.SiteAsync()).Id;
        var book = RuleBook.OfEveryHouse(Words.For("en"));
        var with = book with
        {
            Version = 1,
            Since = DateTimeOffset.UnixEpoch,
            Rules =
            [
                .. book.Rules.Select(rule =>
                    rule.Number == number
                        ? rule with
                        {
                            Texts = [.. texts.Select(text => new ReadyText(new Dictionary<string, string> { ["en"] = text }))],
                        }
                        : rule
                ),
            ],
        };
        await talk.Get<Database>().WriteAsync(scope => RuleBookStore.AddAsync(scope, site, with, Guid.Empty, default), default);
        talk.Get<RuleBooks>().Forget(site);
    }

    private static async Task<long> CountSaidAsync(Talk talk, string words)
    {
        var site = (await talk.SiteAsync()).Id;
        return await talk.Get<Database>()
            .ReadAsync(
                scope =>
                    scope.FirstAsync(
                        "SELECT count(*) FROM statement WHERE site_id = @site AND content LIKE @words",
                        [("@site", site), ("@words", $"%{words}%")],
                        row => row.Long(0),
                        default
                    ),
                default
            );
    }

    private Task<(Visitor, IPage)> OpenAsync(Talk talk, params string[] held) => OpenAsync(talk, ReaderRole.Moderator, held);

    private Task<(Visitor, IPage)> OpenAsync(Talk talk, ReaderRole role, params string[] held) =>
        OpenAsync(talk, role, new Look(), held);

    private async Task<(Visitor, IPage)> OpenAsync(Talk talk, ReaderRole role, Look look, params string[] held)
    {
        var site = await talk.SiteAsync();
        await talk.Get<WordListStore>().SaveAsync(site.Id, WordListKind.Suspect, "kraken", Guid.Empty, default);
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        foreach (var words in held)
            await ann.SayAsync(thread, words);
        var liv = await talk.WriterAsync("Liv Harrow");
        await liv.BecomeAsync(role);
        var moderator = await chromium.VisitAsync(look);
        await liv.EnterAsync(moderator.Context);
        var page = moderator.Page;
        await Eventually.IsSoAsync(async () => (await page.GotoAsync($"{talk.Origin}/fenmoor/console"))!.Ok);
        await ShowsAsync(page, held[0]);
        return (moderator, page);
    }

    /// <summary>Ten thousand words in Cyrillic letters, as an office program saves them, beside a list for one language.</summary>
    [Fact]
    public async Task A_list_of_words_is_taken_from_a_file_and_kept_whole()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var site = await talk.SiteAsync();
        await talk.Get<WordListStore>()
            .SaveAsync(site.Id, WordListKind.Suspect, "kraken\n[de]\nkrake\nslovo", Guid.Empty, default);
        var liv = await talk.WriterAsync("Liv Harrow");
        await liv.BecomeModeratorAsync();
        await using var moderator = await chromium.VisitAsync();
        await liv.EnterAsync(moderator.Context);
        var page = moderator.Page;
        var words = Enumerable.Range(0, 9_996).Select(number => "\u0441\u043b\u043e\u0432\u043e" + number);
        byte[] file =
        [
            0xff,
            0xfe,
            .. System.Text.Encoding.Unicode.GetBytes("kraken\r\nslovo\r\n" + string.Join("\r\n", words) + "\r\n"),
        ];

        await page.GotoAsync($"{talk.Origin}/fenmoor/console/words");
        await page.Locator("[data-fills=suspect] input")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "words.txt",
                    MimeType = "text/plain",
                    Buffer = file,
                }
            );
        await Expect(page.Locator("#suspect")).ToBeFocusedAsync();
        await moderator.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the lists" }).ClickAsync();

        await Expect(page.Locator(".pl-say[data-kind=good]")).ToBeVisibleAsync();
        var kept = (await talk.Get<WordListStore>().FindAsync(site.Id, WordListKind.Suspect, default)).Text.Split('\n');
        Assert.Equal(["kraken", "[de]", "krake", "slovo", "[*]", "slovo", "\u0441\u043b\u043e\u0432\u043e0"], kept.Take(7));
        Assert.Equal(6 + 9_996, kept.Length);
        moderator.AssertNoFaults();
    }

    /// <summary>Goes to a control by the key that everybody has for that.</summary>
    private static async Task GoToAsync(IPage page, ILocator control)
    {
        await control.First.WaitForAsync();
        for (var steps = 0; steps < 200; steps++)
        {
            if (await control.First.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"No key leads to {control}.");
    }

    private static async Task FollowAsync(IPage page, string link)
    {
        await GoToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = link }));
        await EnterAsync(page);
    }

    private static async Task PressAsync(IPage page, string button)
    {
        await GoToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = button }));
        await EnterAsync(page);
    }

    // Another page comes, maybe at the same address.
    private static async Task EnterAsync(IPage page)
    {
        await page.EvaluateAsync("() => document.documentElement.toggleAttribute('data-left', true)");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("html:not([data-left]) body").WaitForAsync();
    }

    private static async Task ChooseAsync(IPage page, ILocator list, string value)
    {
        await GoToAsync(page, list);
        await page.Keyboard.PressAsync("Home");
        for (var steps = 0; steps < 50 && await list.InputValueAsync() != value; steps++)
            await page.Keyboard.PressAsync("ArrowDown");
        await Expect(list).ToHaveValueAsync(value);
    }

    private static Task NotifyAsync(Talk talk, Guid comment, string words) =>
        SendAsync(
            talk,
            $"comments/{comment}/notices",
            new
            {
                words,
                name = "Nan Grant",
                email = "nan@plain.example",
                goodFaith = true,
            }
        );

    private static async Task ObjectAsync(Talk talk, Guid comment, string words)
    {
        var statements = await talk.Get<StatementStore>().ListAsync((await talk.SiteAsync()).Id, comment, default);
        await SendAsync(talk, "objections", new { code = statements[^1].Code, words });
    }

    // From another program, to which names below "localhost" say nothing.
    private static async Task SendAsync(Talk talk, string door, object body)
    {
        var origin = new Uri(talk.Origin);
        using var program = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri($"http://127.0.0.1:{origin.Port}/api/v1/sites/fenmoor/{door}")
        )
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Host = origin.Authority;
        using var sent = await program.SendAsync(request);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
    }

    // As chance draws it.
    private static Task DrawAsync(Talk talk, Guid comment, Guid first) =>
        DoAsync(
            talk,
            """
            INSERT INTO second_look (site_id, id, comment_id, first_by, first_at, first_stays, drawn_at)
            VALUES (@site, @id, @comment, @first, @now, @stays, @now)
            """,
            ("@id", Guid.CreateVersion7()),
            ("@comment", comment),
            ("@first", first),
            ("@now", talk.Clock.GetUtcNow()),
            ("@stays", true)
        );

    // As much as is thought enough within an hour, of a rule that is hard to read.
    private static async Task MeetAsync(Talk talk, string moderator)
    {
        var site = (await talk.SiteAsync()).Id;
        var book = await talk.Get<RuleBooks>().FindAsync(await talk.SiteAsync(), default);
        var with = book with
        {
            Version = book.Version + 1,
            Rules = [.. book.Rules.Select(rule => rule with { Hard = rule.Number == 1 ? Hardness.Words : Hardness.No })],
        };
        await talk.Get<Database>().WriteAsync(scope => RuleBookStore.AddAsync(scope, site, with, Guid.Empty, default), default);
        talk.Get<RuleBooks>().Forget(site);
        for (var number = 0; number < Care.AsItComes.PerHour; number++)
            await DoAsync(
                talk,
                """
                INSERT INTO exposure (site_id, reader_id, comment_id, at)
                SELECT @site, id, @comment, @now FROM reader WHERE site_id = @site AND name = @name
                """,
                ("@comment", Guid.CreateVersion7()),
                ("@now", talk.Clock.GetUtcNow()),
                ("@name", moderator)
            );
    }

    private static async Task SurgeAsync(Talk talk, Guid thread)
    {
        var site = (await talk.SiteAsync()).Id;
        await talk.Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    for (var number = 0; number < 40; number++)
                        await EventLog.AppendAsync(
                            scope,
                            site,
                            EventKind.CommentHeld,
                            talk.Clock.GetUtcNow(),
                            default,
                            thread,
                            subjectId: Guid.CreateVersion7()
                        );
                },
                default
            );
    }

    private static async Task<List<string>> LeasesAsync(Talk talk) =>
        [
            .. (await talk.Get<LeaseStore>().ListAsync((await talk.SiteAsync()).Id, default)).Values.Select(one =>
                one.ModeratorName
            ),
        ];

    private static async Task DoAsync(Talk talk, string sql, params (string, object?)[] values)
    {
        var site = (await talk.SiteAsync()).Id;
        await talk.Get<Database>().WriteAsync(scope => scope.ExecuteAsync(sql, [("@site", site), .. values], default), default);
    }

    private static async Task<long> CountAsync(Talk talk, string sql)
    {
        var site = (await talk.SiteAsync()).Id;
        return await talk.Get<Database>()
            .ReadAsync(scope => scope.FirstAsync(sql, [("@site", site)], row => row.Long(0), default), default);
    }

    private static async Task ShowsAsync(IPage page, string words)
    {
        await Expect(page.Locator(".dk-judged")).ToHaveTextAsync(words);
        await HearsKeysAsync(page);
    }

    // Words are there before the script is.
    private static Task HearsKeysAsync(IPage page) => page.Locator("parley-console:defined").First.WaitForAsync();
}
