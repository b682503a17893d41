using System.Net;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Publishing;

/// <summary>At what an editor is asked to look: in a draft, in a report that the public reads, and in one that stands elsewhere.</summary>
public sealed class CheckListTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;
    private const string Page = "https://news.example/mill";
    private const string Vague = "Sources say that the mill closes.";
    private const string Rest = "It would stay open, an official said. The owner has sold it.";
    private const string Gone = "The roof is new, the builder said.";

    private enum Stand
    {
        Draft,
        Published,
        Elsewhere,
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_editor_is_shown_every_place_to_look_at_until_it_is_looked_after(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var ada = await server.ReaderAsync("Ada Korr");
        foreach (var stand in Enum.GetValues<Stand>())
            await IsShownAsync(server, editor, ada, stand);
    }

    private static async Task IsShownAsync(TestServer server, TestReader editor, TestReader ada, Stand stand)
    {
        var report = new Kept(editor, stand);
        await report.KeepAsync($"{Vague}\n\n{Rest}\n\n{Gone}");
        await report.SourceAsync("It would stay open", "official in the ministry", null, "unnamed");
        var claim = await report.SourceAsync("The owner has sold it", "The owner", "The mill is sold.");
        await report.SourceAsync("The roof is new", "The builder", null);
        Assert.Equal([("unattributed", "Sources say"), ("why-unnamed", "It would stay open")], await ChecksAsync());

        // What readers choose for their comments names nobody as a source.
        if (stand == Stand.Published)
            await ada.PostAsync(
                $"{Api}/threads/{report.Story}/comments",
                new
                {
                    id = Guid.CreateVersion7(),
                    body = "Who?",
                    words = "Sources say",
                }
            );
        await report.KeepAsync($"{Vague}\n\n{Rest}");
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        var changed = await editor.PostAsync(
            $"{Api}/newsroom/claims/{claim}/status",
            new { status = "disputed", reason = "The registry denies it." }
        );
        Assert.Equal(HttpStatusCode.OK, changed.Status);

        (string, string)[] all =
        [
            ("unattributed", "Sources say"),
            ("why-unnamed", "It would stay open"),
            ("status", "The mill is sold."),
            ("orphaned", "The roof is new"),
        ];
        Assert.Equal(all, await ChecksAsync());
        var page = new HtmlParser().ParseDocument((await editor.GetAsync($"{Site}/newsroom/reports/{report.Story}")).Text);
        var section = page.QuerySelector("section[aria-labelledby=before]")!;
        Assert.Equal(
            [
                "Nobody is named here: Sources say",
                "A source is not named, and no reason is given: It would stay open",
                "Since the text was last kept, this became: Disputed. The mill is sold. Seen: the report stays as it is",
                "These words had a source and are no longer in the text: The roof is new",
            ],
            section.QuerySelectorAll("li").Select(item => item.TextContent.Trim())
        );
        Assert.Equal($"{Site}/newsroom/claims/{claim}", section.QuerySelector("li a")!.GetAttribute("href"));
        Assert.Equal(
            stand == Stand.Draft ? ("Before it is published", 1) : ("What to look at", 0),
            (section.QuerySelector("h2")!.TextContent, section.QuerySelectorAll("button[value=publish]").Length)
        );

        // Whoever keeps the text again has seen what became of the claim; whoever names somebody has named them.
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        await report.KeepAsync($"{Vague}\n\n{Rest} Nobody knows the price.");
        await report.SourceAsync("the mill closes", "Ada Korr", null);
        Assert.Equal([all[1], all[3]], await ChecksAsync());

        async Task<(string, string)[]> ChecksAsync()
        {
            var answer = await editor.GetAsync($"{Api}/newsroom/reports/{report.Story}/checks");
            Assert.Equal(report.Number, (int)answer.Json["number"]!);
            return ChecksOf(answer);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Words_that_are_not_kept_yet_are_looked_over_and_stay_in_the_form(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        var report = new Kept(editor, Stand.Published);
        await report.KeepAsync($"{Rest}\n\n{Gone}");
        await report.SourceAsync("The roof is new", "The builder", null);
        await report.SourceAsync("The owner has sold it", "The owner", null);
        var (page, api) = ($"{Site}/newsroom/reports/{report.Story}", $"{Api}/newsroom/reports/{report.Story}");
        var typed = $"The owner has sold it.\n\n{Vague}\n\nThe owner has gone.";
        (string, string)[] found = [("unattributed", "Sources say"), ("orphaned", "The roof is new")];

        var looked = await editor.PostAsync(
            $"{api}/checks",
            new
            {
                headline = "The mill",
                text = typed,
                number = report.Number,
            }
        );
        Assert.Equal(found, ChecksOf(looked));
        var form = await editor.SendFormAsync(
            page,
            ("headline", "The mill"),
            ("text", typed),
            ("number", $"{report.Number}"),
            ("do", "check")
        );
        Assert.Equal(HttpStatusCode.OK, form.Status);
        var shown = new HtmlParser().ParseDocument(form.Text);
        var section = shown.QuerySelector("section[aria-labelledby=before]")!;
        Assert.Equal(found.Select(one => one.Item2), section.QuerySelectorAll("li q").Select(item => item.TextContent));
        Assert.Contains("not kept yet", section.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, shown.QuerySelector("#text")!.TextContent.ReplaceLineEndings("\n"));
        Assert.Empty(shown.QuerySelectorAll("[role=alert]"));

        // Nothing of it is kept, and nothing has moved.
        var kept = await editor.GetAsync($"{api}/checks");
        Assert.Equal(report.Number, (int)kept.Json["number"]!);
        Assert.Empty(ChecksOf(kept));
        var read = await editor.GetAsync($"{Api}/reports/{report.Story}");
        Assert.All(read.Json["passages"]!.AsArray(), one => Assert.Equal("anchored", (string?)one!["state"]));

        // Whoever opened an older text, or types none, is told so.
        var stale = await editor.PostAsync(
            $"{api}/checks",
            new
            {
                headline = "The mill",
                text = typed,
                number = 1,
            }
        );
        Assert.Equal((HttpStatusCode.Conflict, "report-changed"), (stale.Status, stale.Code));
        var empty = await editor.SendFormAsync(page, ("headline", "The mill"), ("number", $"{report.Number}"), ("do", "check"));
        Assert.NotNull(new HtmlParser().ParseDocument(empty.Text).QuerySelector("#text-error"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_became_of_a_claim_is_seen_once_and_the_report_stays_as_it_is(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var report = new Kept(editor, Stand.Published);
        await report.KeepAsync(Rest);
        var claim = await report.SourceAsync("The owner has sold it", "The owner", "The mill is sold.");
        var (page, api) = ($"{Site}/newsroom/reports/{report.Story}", $"{Api}/newsroom/reports/{report.Story}");
        await BecomesAsync("disputed");

        // By the button beside it, with what was typed so far.
        var look = new HtmlParser().ParseDocument((await editor.GetAsync(page)).Text);
        var button = look.QuerySelector("section[aria-labelledby=before] li button")!;
        Assert.Equal(("seen", "write"), (button.GetAttribute("name"), button.GetAttribute("form")));
        // Enter in a field presses the first button of its form.
        Assert.Equal("save", look.QuerySelector("button[form=write]")!.GetAttribute("value"));

        // Whoever looks at less than is known of the claim, and at an older text, is told of the text.
        var less = await editor.SendFormAsync(
            page,
            ("headline", "The mill, half"),
            ("text", Rest),
            ("number", $"{report.Number - 1}"),
            ("seen", button.GetAttribute("value")!.Split('/')[0] + "/99")
        );
        Assert.Equal(HttpStatusCode.Conflict, less.Status);
        Assert.Equal(
            Words.For("en")["problem.report-changed"],
            new HtmlParser().ParseDocument(less.Text).QuerySelector("[role=alert] a[href='#number']")!.TextContent
        );
        var seen = await editor.SendFormAsync(
            page,
            ("headline", "The mill, half"),
            ("text", Rest),
            ("number", $"{report.Number}"),
            ("seen", button.GetAttribute("value")!)
        );
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        var after = new HtmlParser().ParseDocument(seen.Text);
        Assert.Equal("The mill, half", after.QuerySelector("#headline")!.GetAttribute("value"));
        Assert.Empty(after.QuerySelectorAll("section[aria-labelledby=before] li"));
        Assert.Contains(
            "Ines Marrow has seen what became of this",
            after.QuerySelector("section[aria-labelledby=before]")!.TextContent,
            StringComparison.Ordinal
        );
        var answer = await editor.GetAsync($"{api}/checks");
        Assert.Empty(ChecksOf(answer));
        Assert.Equal(
            (claim, "Ines Marrow", 1),
            (
                (string?)answer.Json["seen"]![0]!["claim"],
                (string?)answer.Json["seen"]![0]!["by"],
                (int)answer.Json["seen"]![0]!["number"]!
            )
        );
        Assert.DoesNotContain("has seen", (await visitor.GetAsync($"{Site}/t/{report.Story}")).Text, StringComparison.Ordinal);

        // What becomes of it next is another matter; nobody has seen that by having seen this.
        await BecomesAsync("retracted");
        Assert.Equal([("status", "The mill is sold.")], ChecksOf(await editor.GetAsync($"{api}/checks")));
        var late = await editor.PutAsync($"{api}/claims/{claim}/seen", new { number = 1 });
        Assert.Equal((HttpStatusCode.Conflict, "status-changed"), (late.Status, late.Code));
        var again = await editor.PutAsync($"{api}/claims/{claim}/seen", new { number = 2 });
        Assert.Equal((HttpStatusCode.OK, "retracted"), (again.Status, (string?)again.Json["status"]));
        Assert.Empty(ChecksOf(await editor.GetAsync($"{api}/checks")));

        async Task BecomesAsync(string status)
        {
            server.Clock.Turn(TimeSpan.FromMinutes(1));
            var changed = await editor.PostAsync(
                $"{Api}/newsroom/claims/{claim}/status",
                new { status, reason = "The registry denies it." }
            );
            Assert.Equal(HttpStatusCode.OK, changed.Status);
        }
    }

    private static (string, string)[] ChecksOf(TestAnswer answer) =>
        [.. answer.Json["checks"]!.AsArray().Select(one => ((string)one!["kind"]!, (string)one["words"]!))];

    /// <summary>A report, kept by whatever its newsroom keeps it with.</summary>
    private sealed class Kept(TestReader editor, Stand stand)
    {
        public string Story { get; private set; } = "";
        public int Number { get; private set; }

        public async Task KeepAsync(string text)
        {
            var body = new
            {
                headline = $"The mill, {stand}",
                text,
                number = Number,
                reason = Number == 0 ? null : "More is known.",
                url = stand == Stand.Elsewhere ? Page : null,
            };
            var answer =
                stand == Stand.Elsewhere ? await editor.PutAsync($"{Api}/newsroom/pages", body)
                : Number == 0 ? await editor.PostAsync($"{Api}/newsroom/reports", body)
                : await editor.PutAsync($"{Api}/newsroom/reports/{Story}", body);
            if (stand == Stand.Published && Number == 0)
                answer = await editor.PostAsync($"{Api}/newsroom/reports/{(string)answer.Json["story"]!}/publication", new { });
            Assert.True((int)answer.Status < 300, answer.Text);
            (Story, Number) = ((string)answer.Json["story"]!, (int)answer.Json["number"]!);
        }

        public async Task<string?> SourceAsync(string words, string name, string? sentence, string kind = "person")
        {
            var said = await editor.PostAsync(
                $"{Api}/newsroom/reports/{Story}/attributions",
                new
                {
                    words,
                    chain = new object[] { new { source = new { name, kind } } },
                    claim = sentence is null ? null : new { sentence },
                }
            );
            Assert.Equal(HttpStatusCode.Created, said.Status);
            return (string?)said.Json["claim"];
        }
    }
}
