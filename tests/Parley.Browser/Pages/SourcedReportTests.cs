using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Importers.SavedPage;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>A real report that an editor sources word by word, and that readers then see through to the one who said it.</summary>
public sealed class SourcedReportTests(Chromium chromium)
{
    private const string Mediating = "Iran has been mediating between the Syrian government and Hamas since early 2017";
    private const string Golan = "The Golan will remain an integral part of the Syrian territory";
    private const string Declined = "declined to speak about the Iranian and Hezbollah efforts";
    private const string Claimed = "Haniyeh rejects that the Golan is Israel’s.";
    private const string Claim = "Iran has mediated between Damascus and Hamas since early 2017.";

    [Fact]
    public async Task A_real_page_is_imported_and_sourced_down_to_the_unnamed_official()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var slug = await ImportAsync(talk);
        await using var editor = await chromium.VisitAsync();
        var ines = await talk.WriterAsync("Ines Marrow");
        await ines.BecomeAsync(ReaderRole.Journalist);
        await ines.EnterAsync(editor.Context);
        var page = editor.Page;
        await Eventually.IsSoAsync(async () => (await page.GotoAsync($"{talk.Origin}/fenmoor/newsroom/reports"))!.Ok);
        await page.GetByRole(AriaRole.Link, new() { Name = "Iran Is Working To Restore" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Who says so" }).First.ClickAsync();

        // Selected words stand in the form beside them; a passage and a source are enough.
        await SelectAsync(page, Mediating);
        await Expect(page.Locator("#words")).ToHaveValueAsync(Mediating);
        await page.FillAsync("#source", "Iranian official");
        await page.SelectOptionAsync("#kind", "unnamed");
        await page.Locator("#who-says > details > summary").ClickAsync();
        await page.FillAsync("#why-unnamed", "Declined to be named.");
        await page.FillAsync("#source-1", "Al-Monitor");
        await page.SelectOptionAsync("#seen-1", "original");
        await page.FillAsync("#claim", Claim);
        await SendAsync(page, 1);
        await SelectAsync(page, Golan);
        await page.FillAsync("#source", "Ismail Haniyeh");
        await page.Locator("#who-says > details > summary").ClickAsync();
        await page.FillAsync("#when", "2019-03-25");
        await page.CheckAsync("[name=verbatim]");
        await page.FillAsync("#source-1", "Al-Monitor");
        await page.SelectOptionAsync("#seen-1", "original");
        await page.FillAsync("#claim", Claimed);
        await SendAsync(page, 2);
        await SelectAsync(page, Declined);
        await page.FillAsync("#source", "Ali Baraka");
        await page.Locator("#who-says > details > summary").ClickAsync();
        await page.SelectOptionAsync("#act", "declined");
        await SendAsync(page, 3);
        editor.AssertNoFaults();
        await editor.AssertAccessibleAsync();
        await editor.ScreenshotAsync("sourced-writing-1280");

        // Another outlet has the same from the same one: two articles more, and still nobody else who said it.
        await page.GetByRole(AriaRole.Link, new() { Name = Claim }).ClickAsync();
        foreach (var outlet in (string[])["The Levant Post", "The Gulf Wire"])
        {
            await page.FillAsync("#outlet", outlet);
            await page.FillAsync("#title", "Iran mediates");
            await page.FillAsync("[name=from-outlet]", "Al-Monitor");
            await page.SelectOptionAsync("#from-seen", "original");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add the article" }).ClickAsync();
            await Expect(page.Locator("#outlet")).ToHaveValueAsync("");
        }

        var dossier = await KeepDossierAsync(talk, page, slug);
        editor.AssertNoFaults();

        foreach (
            var look in (Look[])
                [
                    new(),
                    new() { Width = 390, Dark = true },
                    new() { Language = "ar" },
                    new()
                    {
                        Width = 390,
                        Language = "ar",
                        Dark = true,
                    },
                ]
        )
        {
            await ReadAsync(talk, slug, look);
            await ReadDossierAsync(talk, dossier, look);
        }
    }

    // What happened, who acted and what is between them, each line on a claim of the report. Gives where it is read.
    private static async Task<string> KeepDossierAsync(Talk talk, IPage page, string slug)
    {
        await page.GotoAsync($"{talk.Origin}/fenmoor/newsroom/dossiers");
        await page.FillAsync("#title", "Hamas and Damascus");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await page.FillAsync("#add-story-story", $"{talk.Origin}/fenmoor/s/{slug}");
        await AddAsync("add-story", "Iran Is Working To Restore");
        foreach (var actor in (string[])["Iran", "Hamas", "Damascus"])
        {
            await page.FillAsync("#add-actor-name", actor);
            await AddAsync("add-actor", actor);
        }

        foreach (
            var (what, when, claim) in ((string, string, string)[])
                [
                    ("Haniyeh speaks on the Golan", "2019-03-25", Claimed),
                    ("Iran begins to mediate", "2017~", Claim),
                    ("The report appears", "2019-04-04", Claim),
                ]
        )
        {
            await page.FillAsync("#add-event-what", what);
            await page.FillAsync("#add-event-when", when);
            await page.SelectOptionAsync("#add-event-claim", new SelectOptionValue { Label = claim });
            await AddAsync("add-event", what);
        }

        await page.SelectOptionAsync("#add-tie-actor", new SelectOptionValue { Label = "Iran" });
        await page.SelectOptionAsync("#add-tie-other", new SelectOptionValue { Label = "Hamas" });
        await page.SelectOptionAsync("#add-tie-tie", "mediation");
        await page.FillAsync("#add-tie-from", "2017");
        await page.SelectOptionAsync("#add-tie-claim", new SelectOptionValue { Label = Claim });
        await AddAsync("add-tie", "mediation");
        await page.Locator("button[value=publish]").ClickAsync();
        return (await page.Locator("main a[href*='/dossiers/']:not([href*=newsroom])").First.GetAttributeAsync("href"))!;

        async Task AddAsync(string what, string shown)
        {
            await page.Locator($"button[value={what}]").ClickAsync();
            await Expect(page.Locator("main li").Filter(new() { HasText = shown }).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Enter_in_a_field_of_a_report_keeps_what_was_typed_and_presses_nothing_else()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        await using var editor = await chromium.VisitAsync();
        var ines = await talk.WriterAsync("Ines Marrow");
        await ines.BecomeAsync(ReaderRole.Journalist);
        await ines.EnterAsync(editor.Context);
        var page = editor.Page;
        await Eventually.IsSoAsync(async () => (await page.GotoAsync($"{talk.Origin}/fenmoor/newsroom/reports"))!.Ok);
        var made = await AskAsync("reports", new { headline = "The mill", text = "The owner has sold it." });
        var said = await AskAsync(
            $"reports/{made["story"]}/attributions",
            new
            {
                words = "The owner has sold it",
                chain = new[] { new { source = new { name = "The owner", kind = "person" } } },
                claim = new { sentence = "The mill is sold." },
            }
        );
        talk.Clock.Turn(TimeSpan.FromMinutes(1));
        await AskAsync($"claims/{said["claim"]}/status", new { status = "disputed", reason = "The registry denies it." });

        // Buttons of the form stand before its fields: what became of the claim is seen by one, and the report published by another.
        await page.GotoAsync($"{talk.Origin}/fenmoor/newsroom/reports/{made["story"]}");
        await Expect(page.Locator("button[name=seen]")).ToHaveCountAsync(1);
        await page.FillAsync("#headline", "The mill, sold");
        await page.PressAsync("#headline", "Enter");
        await Expect(page.Locator("#number")).ToHaveValueAsync("2");
        await page.ReloadAsync();
        await Expect(page.Locator("#headline")).ToHaveValueAsync("The mill, sold");
        await Expect(page.Locator("button[value=publish]")).ToHaveCountAsync(1);
        await Expect(page.Locator("main")).Not.ToContainTextAsync("has seen");
        editor.AssertNoFaults();

        async Task<JsonNode> AskAsync(string path, object body) =>
            JsonNode.Parse(
                await page.EvaluateAsync<string>(
                    """
                    async ([url, body]) => {
                      const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
                      if (!answer.ok) throw new Error(await answer.text());
                      return await answer.text();
                    }
                    """,
                    new[] { $"/api/v1/sites/fenmoor/newsroom/{path}", body }
                )
            )!;
    }

    private async Task ReadDossierAsync(Talk talk, string dossier, Look look)
    {
        await using var reader = await chromium.VisitAsync(look);
        var (page, name) = (reader.Page, $"{look.Width}-{look.Language}-{(look.Dark ? "dark" : "light")}");
        await page.GotoAsync($"{talk.Origin}{dossier}?lang={look.Language}");
        // In the order in which it happened; when the first began is not known to the day.
        await Expect(page.Locator(".pl-events > li"))
            .ToContainTextAsync(["Iran begins to mediate", "Haniyeh speaks on the Golan", "The report appears"]);
        await Expect(page.Locator(".pl-events > li[data-sure=no]")).ToHaveCountAsync(1);
        foreach (var day in (string[])["2019-03-25", "2019-04-04"])
            await Expect(page.Locator($".pl-events time[datetime='{day}']")).ToHaveCountAsync(1);
        // Each line says what it rests on, and the tie on whom.
        await Expect(page.Locator(".pl-events > li").First).ToContainTextAsync(Claim);
        await Expect(page.Locator("table tbody tr")).ToContainTextAsync("Al-Monitor");
        // Two actors and the line between them; who has no tie is on no map.
        await Expect(page.Locator("svg.pl-ties .node")).ToHaveCountAsync(2);
        await Expect(page.Locator("svg.pl-ties .tie")).ToHaveCountAsync(1);
        await Expect(page.Locator("table tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("table tbody tr")).ToContainTextAsync("Iran");
        reader.AssertNoFaults();
        await reader.AssertAccessibleAsync();
        await reader.ScreenshotAsync($"sourced-dossier-{name}");
        if (look.Language != "en")
            return;
        // The tie rests on somebody unnamed alone, and on nothing before 2017.
        foreach (var sieve in (string[])["unnamed=no", "on=2016-01-01"])
        {
            await page.GotoAsync($"{talk.Origin}{dossier}?{sieve}");
            await Expect(page.Locator("svg.pl-ties")).ToHaveCountAsync(0);
        }

        await page.GotoAsync($"{talk.Origin}{dossier}?on=2018-01-01");
        await Expect(page.Locator("svg.pl-ties .tie")).ToHaveCountAsync(1);
    }

    // As a reader meets it, on whatever they read it.
    private async Task ReadAsync(Talk talk, string slug, Look look)
    {
        await using var reader = await chromium.VisitAsync(look);
        var (page, name) = (reader.Page, $"{look.Width}-{look.Language}-{(look.Dark ? "dark" : "light")}");
        await page.GotoAsync($"{talk.Origin}/fenmoor/s/{slug}?lang={look.Language}");
        var note = page.Locator("#note-1");
        await Expect(note.Locator("summary")).ToContainTextAsync("Al-Monitor");
        await note.Locator("summary").ClickAsync();
        // From the paper outwards: whom it read, and who said it, neither heard by the paper itself.
        var steps = note.Locator(".pl-chain li");
        await Expect(steps).ToHaveCountAsync(2);
        await Expect(steps.Nth(0)).ToContainTextAsync("Al-Monitor");
        await Expect(steps.Nth(1)).ToContainTextAsync("Iranian official");
        await Expect(steps.Nth(1)).ToContainTextAsync("Declined to be named.");
        await Expect(page.Locator(".pl-said-key")).ToHaveCountAsync(3);
        reader.AssertNoFaults();
        await reader.AssertAccessibleAsync();
        await reader.ScreenshotAsync($"sourced-report-{name}");
        await note.Locator("a[href*='/claims/']").ClickAsync();
        if (look.Language == "en")
            await Expect(page.Locator(".pl-sum")).ToHaveTextAsync("3 articles, 3 outlets, 1 root: unnamed, via Al-Monitor");
        await page.GotoAsync($"{page.Url}&lang={look.Language}");
        var words = Words.For(look.Language);
        foreach (var (what, count) in ((string, int)[])[("articles", 3), ("outlets", 3), ("roots", 1)])
            await Expect(page.Locator(".pl-sum")).ToContainTextAsync(words.Count($"sourcing.{what}", count));
        await Expect(page.Locator(".pl-sum")).ToContainTextAsync("Al-Monitor");
        await reader.AssertAccessibleAsync();
        await reader.ScreenshotAsync($"sourced-claim-{name}");
    }

    // As a mouse or a keyboard selects: the words stand in one paragraph.
    private static async Task SelectAsync(IPage page, string words)
    {
        // With the script, which hears of it.
        await page.Locator("#words").WaitForAsync();
        await page.WaitForLoadStateAsync();
        await page.EvaluateAsync(
            """
            words => {
              for (const paragraph of document.querySelectorAll("[data-block]")) {
                const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                  const at = node.data.indexOf(words);
                  if (at < 0) continue;
                  const range = document.createRange();
                  range.setStart(node, at);
                  range.setEnd(node, at + words.length);
                  document.getSelection().removeAllRanges();
                  document.getSelection().addRange(range);
                  return;
                }
              }
              throw new Error("These words do not stand there: " + words);
            }
            """,
            words
        );
    }

    private static async Task SendAsync(IPage page, int number)
    {
        await page.Locator("#who-says").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Locator($"#sourced-{number}")).ToBeVisibleAsync();
    }

    private static async Task<string> ImportAsync(Talk talk)
    {
        var site = await talk.SiteAsync();
        await using var file = File.OpenRead(SharedData.Find("import/page-report-with-discussion.txt"));
        var address = StoryAddress.Parse("https://paper.example/report", PageClaims.ParametersOf(site)).Value!;
        var reader = new SavedPageReader(address.Display, address.Key, new(2019, 4, 4, 9, 0, 0, TimeSpan.Zero));
        var target = new ImportTarget(talk.Get<Database>(), site, await talk.Get<SiteDirectory>().OriginsAsync());
        using var plan = (await ImportPlan.MakeAsync(reader, file, target, TimeProvider.System, default)).Value!;
        await talk.Get<ApplyImport>().HandleAsync(site.Id, plan, Words.For("en"), null, default);
        var report = await talk.Get<ReportTextStore>().ListAsync(site.Id, null, default);
        return report.Single().Slug!;
    }
}
