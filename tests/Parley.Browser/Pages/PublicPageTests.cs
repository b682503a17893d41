using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Browser.Setup;
using Parley.Readers;
using Parley.Scoring;
using Parley.Sites;
using Parley.Storage;
using Parley.Tests.Perspective;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>
/// Every page as a server gives it, with its script and what it holds: no fault, no page wider than its window. What it is without, in each
/// of its states, is <see cref="Views.ViewLookTests"/>'.
/// </summary>
public sealed class PublicPageTests(Chromium chromium)
{
    // Those whose script draws more than it fits with behaviour: what it adds is looked at here, the rest without it.
    private static readonly string[] Scripted = ["story", "thread", "frame", "comment", "console", "console-try-text-tried"];

    [Theory]
    [InlineData("en", 1280, false)]
    [InlineData("ar", 390, true)]
    public async Task A_page_is_sound_for_everyone(string language, int width, bool dark)
    {
        await using var talk = await Talk.StartAsync();
        await using var reader = await chromium.VisitAsync(
            new Look
            {
                Width = width,
                Dark = dark,
                Language = language,
            }
        );
        await reader.Page.GotoAsync(talk.Origin + "/harbour-courant/s/barges-in-the-narrows");
        var thread = await reader.Page.Locator("parley-thread").GetAttributeAsync("data-thread");
        var comment = await reader.Page.Locator("a.pl-when").Nth(3).GetAttributeAsync("href");
        var claim = await reader.Page.Locator(".pl-note a[href*='/claims/']").First.GetAttributeAsync("href");
        (string Name, string Path)[] pages =
        [
            ("front", "/harbour-courant/"),
            ("claim", claim!),
            ("dossier", "/harbour-courant/dossiers/the-narrows"),
            ("story", "/harbour-courant/s/barges-in-the-narrows"),
            ("changes", "/harbour-courant/s/barges-in-the-narrows/changes"),
            ("former-text", "/harbour-courant/s/barges-in-the-narrows/changes/1"),
            ("thread", $"/harbour-courant/t/{thread}"),
            ("frame", $"/harbour-courant/t/{thread}?frame=1"),
            ("comment", comment!),
            ("sign-in", "/harbour-courant/sign-in"),
            ("sign-up", "/harbour-courant/sign-up"),
            ("rules", "/harbour-courant/rules"),
            ("forgotten", "/harbour-courant/forgotten"),
        ];

        foreach (var (name, path) in pages)
            await AssertSoundAsync(reader, talk, name, path, language, width, dark);

        reader.AssertNoFaults();
    }

    [Theory]
    [InlineData("en", 1280, true)]
    [InlineData("ar", 390, false)]
    public async Task A_page_of_ones_own_and_each_of_the_moderators_is_sound_too(string language, int width, bool dark)
    {
        await using var talk = await Talk.StartAsync(services: services =>
            services.AddSingleton<IGeneralModel>(new WordModel("en"))
        );
        await using var operating = await chromium.VisitAsync(
            new Look
            {
                Width = width,
                Dark = dark,
                Language = language,
            }
        );
        var link = await talk.Get<MakeLinks>().ForOperatorAsync(default);
        await operating.Page.GotoAsync(talk.Origin + link);
        await operating.Page.ClickAsync("main button");
        await Expect(operating.Page).ToHaveURLAsync(talk.Origin + "/");
        var writer = await talk.Get<Database>()
            .ReadAsync(
                scope =>
                    scope.FirstAsync(
                        "SELECT r.id FROM reader r JOIN site s ON s.id = r.site_id AND s.name = @name ORDER BY r.id LIMIT 1",
                        [("@name", "harbour-courant")],
                        row => row.Guid(0),
                        default
                    ),
                default
            );
        await operating.Page.GotoAsync($"{talk.Origin}/harbour-courant/newsroom/reports");
        var report = (await operating.Page.GetAttributeAsync("tbody a", "href"))!;
        await operating.Page.GotoAsync($"{talk.Origin}/harbour-courant/newsroom/claims");
        var claim = (await operating.Page.GetAttributeAsync("tbody a", "href"))!;
        await operating.Page.GotoAsync($"{talk.Origin}/harbour-courant/newsroom/dossiers");
        var dossier = (await operating.Page.GetAttributeAsync("tbody a", "href"))!;
        (string Name, string Path)[] pages =
        [
            ("newsroom-dossiers", "/harbour-courant/newsroom/dossiers"),
            ("newsroom-dossier", dossier),
            ("newsroom-reports", "/harbour-courant/newsroom/reports"),
            ("newsroom-writing", report),
            ("newsroom-sources", report + "/sources"),
            ("newsroom-claims", "/harbour-courant/newsroom/claims"),
            ("newsroom-claim", claim),
            ("newsroom-evening", $"/harbour-courant/newsroom/evening?day={await FindFullDayAsync(talk)}"),
            ("sites", "/"),
            ("me", "/harbour-courant/me"),
            ("account", "/harbour-courant/account?done=name"),
            ("second-factor", "/harbour-courant/account/second-factor"),
            ("console", "/harbour-courant/console"),
            ("console-everything", "/harbour-courant/console?view=everything&text=x"),
            ("console-notes", "/harbour-courant/console/notes"),
            ("console-desk", "/harbour-courant/console/desk"),
            ("console-care", "/harbour-courant/console/care"),
            ("console-second-look", "/harbour-courant/console/second-look"),
            ("console-differences", "/harbour-courant/console/differences"),
            ("console-threads", "/harbour-courant/console/threads"),
            ("console-writers", "/harbour-courant/console/writers"),
            ("console-writer", $"/harbour-courant/console/writers/{writer}"),
            ("console-words", "/harbour-courant/console/words"),
            ("console-rules", "/harbour-courant/console/rules"),
            ("console-policies", "/harbour-courant/console/policies"),
            ("console-policy", "/harbour-courant/console/policies/edit?scope=site"),
            ("console-checks", "/harbour-courant/console/checks"),
            ("console-own-model", "/harbour-courant/console/own-model"),
            ("console-objections", "/harbour-courant/console/objections"),
            ("console-orders", "/harbour-courant/console/orders"),
            ("console-flaggers", "/harbour-courant/console/flaggers"),
            ("console-staff", "/harbour-courant/console/staff"),
            ("console-try-text", "/harbour-courant/console/try-text"),
            ("console-scoring-keys", "/harbour-courant/console/scoring-keys"),
        ];

        foreach (var (name, path) in pages)
            await AssertSoundAsync(operating, talk, name, path, language, width, dark);
        // And as it is when a text was tried: the answer to a form that posts by itself.
        await operating.Page.GotoAsync($"{talk.Origin}/harbour-courant/console/try-text?lang={language}");
        await operating.Page.FillAsync("#text", "You damn idiot");
        await operating.Page.EvaluateAsync("document.querySelector('main form').action = location.href");
        await operating.Page.ClickAsync("main form button");
        await Expect(operating.Page.Locator("main mark")).ToHaveTextAsync("idiot");
        await AssertSoundAsync(operating, "console-try-text-tried", language, width, dark);

        operating.AssertNoFaults();
    }

    [Theory]
    [InlineData("en", 1280, false)]
    [InlineData("ar", 390, true)]
    public async Task What_a_policy_would_have_held_and_a_list_that_is_looked_through_are_sound_too(
        string language,
        int width,
        bool dark
    )
    {
        await using var talk = await Talk.StartAsync(services: services =>
            services.AddSingleton<IGeneralModel>(new WordModel("en", "TOXICITY", "INSULT"))
        );
        await using var operating = await chromium.VisitAsync(
            new Look
            {
                Width = width,
                Dark = dark,
                Language = language,
            }
        );
        await operating.Page.GotoAsync(talk.Origin + await talk.Get<MakeLinks>().ForOperatorAsync(default));
        await operating.Page.ClickAsync("main button");
        await Expect(operating.Page).ToHaveURLAsync(talk.Origin + "/");
        await talk.Get<Database>()
            .WriteAsync(
                scope =>
                    scope.ExecuteAsync(
                        """
                        UPDATE comment SET source = 'What an idiot says so. ' || source
                        WHERE site_id IN (SELECT id FROM site WHERE name = @name) AND depth = 0
                        """,
                        [("@name", "harbour-courant")],
                        default
                    ),
                default
            );

        await operating.Page.GotoAsync($"{talk.Origin}/harbour-courant/console/policies/edit?scope=site&lang={language}");
        await operating.Page.FillAsync("#score-insult", "60");
        await operating.Page.CheckAsync("[name=nudge][value=insult]");
        await operating.Page.EvaluateAsync(
            "document.querySelector('main form').action += '&lang=' + document.documentElement.lang"
        );
        await operating.Page.ClickAsync("main form [value=try]");
        await Expect(operating.Page.Locator("main mark").First).ToHaveTextAsync("idiot");
        await Expect(operating.Page.Locator("[name=nudge][value=insult]")).ToBeCheckedAsync();
        await AssertSoundAsync(operating, "console-policy-tried", language, width, dark);

        const string Sieved =
            "/harbour-courant/console?view=everything&text=idiot&title=barges&verdict=pass&state=published&from=2001-02-03";
        await AssertSoundAsync(operating, talk, "console-sieved", Sieved, language, width, dark);
        await AssertSoundAsync(operating, talk, "console-sieved-empty", Sieved + "&why=check.insult", language, width, dark);

        operating.AssertNoFaults();
    }

    // An evening on which something was written.
    private static async Task<string> FindFullDayAsync(Talk talk)
    {
        var site = (await talk.Get<SiteDirectory>().FindAsync("harbour-courant"))!;
        var last = await talk.Get<Database>()
            .ReadAsync(
                scope =>
                    scope.FirstAsync(
                        "SELECT max(posted_at) FROM comment WHERE site_id = @site AND state = 0",
                        [("@site", site.Id)],
                        row => row.Time(0),
                        default
                    ),
                default
            );
        return site.DayOf(last.AddHours(6)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static async Task AssertSoundAsync(
        Visitor visitor,
        Talk talk,
        string name,
        string path,
        string language,
        int width,
        bool dark
    )
    {
        var answer = await visitor.Page.GotoAsync($"{talk.Origin}{path}{(path.Contains('?') ? '&' : '?')}lang={language}");

        Assert.True(answer!.Ok, $"{name} answers {answer.Status}");
        await AssertSoundAsync(visitor, name, language, width, dark);
    }

    // The page that is there.
    private static async Task AssertSoundAsync(Visitor visitor, string name, string language, int width, bool dark)
    {
        Assert.Equal(
            language == "ar" ? "rtl" : "ltr",
            await visitor.Page.EvaluateAsync<string>("document.documentElement.dir")
        );
        var beyond = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(beyond <= 0, $"{name} is {beyond} pixels wider than its window");
        var seen = await visitor.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[hidden]')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"
        );
        Assert.Empty(seen);
        if (Scripted.Contains(name))
            await visitor.AssertAccessibleAsync();
        await visitor.ScreenshotAsync($"{name}-{language}-{width}-{(dark ? "dark" : "light")}");
    }

    [Fact]
    public async Task Each_note_stands_beside_its_own_paragraph()
    {
        await using var talk = await Talk.StartAsync();
        await using var reader = await chromium.VisitAsync();
        await reader.Page.GotoAsync(talk.Origin + "/harbour-courant/s/barges-in-the-narrows");

        var astray = await reader.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll(".pl-par")].flatMap((paragraph) => {
              const { top, bottom } = paragraph.firstElementChild.getBoundingClientRect();
              return [...paragraph.querySelectorAll(".pl-note")]
                .filter((note) => note.getBoundingClientRect().top < top - 1 || note.getBoundingClientRect().bottom > bottom + 1)
                .map((note) => note.id);
            })
            """
        );

        Assert.Empty(astray);
    }
}
