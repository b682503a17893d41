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
        await SourceAsync("It would stay open", "official in the ministry", "unnamed", null);
        var claim = await SourceAsync("The owner has sold it", "The owner", "person", "The mill is sold.");
        await SourceAsync("The roof is new", "The builder", "person", null);
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
                "Since the text was last kept, this became: Disputed. The mill is sold.",
                "These words had a source and are no longer in the text: The roof is new",
            ],
            section.QuerySelectorAll("li").Select(item => item.TextContent.Trim())
        );
        Assert.Equal($"{Site}/newsroom/claims/{claim}", section.QuerySelector("li a")!.GetAttribute("href"));
        Assert.Equal(
            stand == Stand.Draft ? ("Before it is published", 1) : ("What to look at", 0),
            (section.QuerySelector("h2")!.TextContent, section.QuerySelectorAll("button").Length)
        );

        // Whoever keeps the text again has seen what became of the claim; whoever names somebody has named them.
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        await report.KeepAsync($"{Vague}\n\n{Rest} Nobody knows the price.");
        await SourceAsync("the mill closes", "Ada Korr", "person", null);
        Assert.Equal([all[1], all[3]], await ChecksAsync());

        async Task<(string, string)[]> ChecksAsync()
        {
            var answer = await editor.GetAsync($"{Api}/newsroom/reports/{report.Story}/checks");
            Assert.Equal(report.Number, (int)answer.Json["number"]!);
            return [.. answer.Json["checks"]!.AsArray().Select(one => ((string)one!["kind"]!, (string)one["words"]!))];
        }

        async Task<string?> SourceAsync(string words, string name, string kind, string? sentence)
        {
            var said = await editor.PostAsync(
                $"{Api}/newsroom/reports/{report.Story}/attributions",
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
    }
}
