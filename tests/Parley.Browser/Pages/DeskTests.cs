using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.HouseRules;
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

        // What says the same is decided together, and taken back together.
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
        await keyboard.PressAsync("z");
        await Expect(page.Locator(".dk-undo")).ToContainTextAsync("Published");

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

    [Fact]
    public async Task Fifty_comments_are_decided_by_a_hundred_keys()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var (moderator, page) = await OpenAsync(
            talk,
            [.. Enumerable.Range(1, 50).Select(number => $"Kraken number {number} of mine.")]
        );
        await using var _ = moderator;

        for (var number = 1; number <= 50; number++)
        {
            await ShowsAsync(page, $"Kraken number {number} of mine.");
            if (number % 2 == 0)
                await page.Keyboard.PressAsync("a");
            else
                foreach (var key in (string[])["r", "5"])
                    await page.Keyboard.PressAsync(key);
        }

        await Expect(page.Locator("h1")).ToHaveTextAsync("Nothing waits");
        var site = (await talk.SiteAsync()).Id;
        var counts = await talk.Get<Parley.Storage.Database>()
            .ReadAsync(
                scope =>
                    scope.ListAsync(
                        "SELECT state, count(*) FROM comment WHERE site_id = @site GROUP BY state ORDER BY state",
                        [("@site", site)],
                        row => (row.Int(0), row.Long(1)),
                        default
                    ),
                default
            );
        Assert.Equal([(0, 25), (2, 25)], counts);
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

    private async Task<(Visitor, IPage)> OpenAsync(Talk talk, params string[] held)
    {
        var site = await talk.SiteAsync();
        await talk.Get<WordListStore>().SaveAsync(site.Id, WordListKind.Suspect, "kraken", Guid.Empty, default);
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        foreach (var words in held)
            await ann.SayAsync(thread, words);
        var liv = await talk.WriterAsync("Liv Harrow");
        await liv.BecomeModeratorAsync();
        var moderator = await chromium.VisitAsync();
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

    private static async Task ShowsAsync(IPage page, string words)
    {
        await Expect(page.Locator(".dk-judged")).ToHaveTextAsync(words);
        await HearsKeysAsync(page);
    }

    // Words are there before the script is.
    private static Task HearsKeysAsync(IPage page) => page.Locator("parley-console:defined").First.WaitForAsync();
}
