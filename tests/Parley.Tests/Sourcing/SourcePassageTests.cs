using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Tests.Comments;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sourcing;

/// <summary>What is kept of who said words of a report, and what that says to readers.</summary>
public sealed class SourcePassageTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nothing_is_said_to_have_been_seen_that_nobody_said_was(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var kept = await editor.PostAsync(
            $"{Api}/newsroom/reports",
            new
            {
                headline = "The dam",
                text = "The Daily Courier reported that an official said the dam would be closed in May.",
            }
        );
        var story = (string)kept.Json["story"]!;
        var (form, api) = ($"{Site}/newsroom/reports/{story}/sources", $"{Api}/newsroom/reports/{story}");

        // As the form stands, and as a proposal fills it in, for whichever step.
        foreach (var address in (string[])[form, $"{form}?take=1"])
        {
            var page = Parse(await editor.GetAsync(address));
            var seen = page.QuerySelectorAll("select[name^=seen]").OfType<IHtmlSelectElement>().ToList();
            Assert.InRange(seen.Count, 2, 5);
            Assert.All(seen, one => Assert.Equal("no", one.Value));
            // It is asked beside the name: nothing of it is folded away.
            foreach (var one in (string[])["seen", "seen-1"])
                Assert.Equal(
                    page.GetElementById(one.Replace("seen", "source", StringComparison.Ordinal))!.Closest("details"),
                    page.GetElementById(one)!.Closest("details")
                );
        }

        var proposed = (await editor.GetAsync($"{api}/proposals")).Json["proposals"]!.AsArray();
        Assert.All(proposed.SelectMany(one => one!["chain"]!.AsArray()), hop => Assert.Equal("no", (string?)hop!["seen"]));

        // Sent as it stood, with names alone.
        var sent = await editor.SendFormAsync(
            form,
            [
                .. Parse(await editor.GetAsync(form))
                    .QuerySelectorAll("#who-says select")
                    .OfType<IHtmlSelectElement>()
                    .Select(one => (one.Name!, one.Value ?? "")),
                ("words", "the dam would be closed"),
                ("source", "Nan Quast"),
                ("source-1", "The Meridian"),
                ("claim", "The dam closes."),
            ]
        );
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        await editor.PostAsync($"{api}/publication", new { });
        var claim = (string)(await editor.GetAsync($"{Api}/newsroom/claims")).Json["claims"]![0]!["id"]!;
        var article = await editor.SendFormAsync(
            $"{Site}/newsroom/claims/{claim}/articles",
            ("outlet", "The Gulf Wire"),
            ("title", "The dam"),
            ("from-outlet", "The Daily Herald")
        );
        Assert.Equal(HttpStatusCode.SeeOther, article.Status);
        var chains = (await visitor.GetAsync($"{Api}/claims/{claim}")).Json["articles"]!.AsArray();
        Assert.Equal(2, chains.Count);
        Assert.All(chains.SelectMany(one => one!["chain"]!.AsArray()), hop => Assert.Equal("no", (string?)hop!["seen"]));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_became_of_a_claim_is_said_once_and_beside_those_who_state_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var kept = await editor.PostAsync(
            $"{Api}/newsroom/reports",
            new
            {
                headline = "The dam",
                text = "It leaks not, he said. It leaks, she said. It drips, they said. It holds, all said.",
            }
        );
        var story = (string)kept.Json["story"]!;
        var leaks = await SayAsync("It leaks not", "Nan Quast", new { sentence = "It leaks." }, "disputes");
        foreach (var words in (string[])["It leaks, she", "It drips"])
            await SayAsync(words, "The port", new { id = leaks }, "states");
        var holds = await SayAsync("It holds", "Ada Korr", new { sentence = "It breaks." }, "corrects");
        await editor.PostAsync($"{Api}/newsroom/reports/{story}/publication", new { });
        foreach (var claim in (string[])[leaks, holds])
            await editor.PostAsync(
                $"{Api}/newsroom/claims/{claim}/status",
                new { status = "retracted", reason = $"Because {claim}." }
            );
        await server.CaughtUpAsync();

        var moved = await visitor.GetAsync($"{Site}/t/{story}/sources");
        var page = Parse(await visitor.GetAsync(moved.Location.Split('#')[0]));

        // Whoever disputed it, or said what is right, has taken nothing back.
        var notice = Assert.Single(
            page.QuerySelectorAll(".pl-changed"),
            one => one.TextContent.Contains("Passage", StringComparison.Ordinal)
        );
        Assert.Contains("Passage 2: Retracted", notice.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [false, true, true, false],
            Enumerable.Range(1, 4).Select(at => page.QuerySelector($"#note-{at} .pl-tag") is not null)
        );

        async Task<string> SayAsync(string words, string name, object claim, string stance)
        {
            var said = await editor.PostAsync(
                $"{Api}/newsroom/reports/{story}/attributions",
                new
                {
                    words,
                    chain = new[] { new { source = new { name } } },
                    claim,
                    stance,
                }
            );
            Assert.Equal(HttpStatusCode.Created, said.Status);
            return (string)said.Json["claim"]!;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_says_words_that_came_back_stands_in_the_text_and_not_with_those_that_went(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        var report = await ReportScene.WriteAsync(server, "The order");
        var first = await report.NameAsync("on the record", new(new(Name: "Ada Korr")));
        await report.ChangeAsync(ReportScene.Text.Replace("on the record ", "", StringComparison.Ordinal));
        var sourcing = server.Get<SourcingStore>();
        Assert.True((await sourcing.FindPassageAsync(server.Site.Id, first.PassageId!.Value, default))!.IsOrphaned);
        await report.ChangeAsync(ReportScene.Text);

        var again = await report.NameAsync("on the record", new(new(Name: "Nan Quast")));

        var passage = (await sourcing.FindPassageAsync(server.Site.Id, again.PassageId!.Value, default))!;
        Assert.Equal((AnchorState.Anchored, "on the record"), (passage.State, passage.Quote));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task One_who_is_named_in_two_reports_at_once_is_one_source(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        var stories = await SourcedStories.OfAsync(server, editor);
        var (dam, weir) = (await stories.AddAsync("dam"), await stories.AddAsync("weir"));
        var meanwhile = new Source(Guid.CreateVersion7(), SourceKind.Person, "Nan Quast");
        Task<TestAnswer>[] saying = [];

        await server.Database.WriteAsync(
            async scope =>
            {
                await SourcingStore.AddSourceAsync(scope, server.Site.Id, meanwhile, default);
                saying = [SayAsync(dam, "Nan Quast"), SayAsync(weir, " NAN quast")];
                // On SQLite they wait on the way in.
                if (engine == EveryDatabase.Postgres)
                    await Eventually.IsSoAsync(async () =>
                        saying.All(one => one.IsCompleted)
                        || await server.ListAsync(
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                            [],
                            row => row.Int(0)
                        )
                            is [2]
                    );
            },
            default
        );

        Assert.All(await Task.WhenAll(saying), answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var sourcing = server.Get<SourcingStore>();
        Assert.Equal(meanwhile, Assert.Single(await sourcing.ListSourcesAsync(server.Site.Id, "", null, default)));
        foreach (var story in (Guid[])[dam, weir])
            Assert.Equal(
                meanwhile.Id,
                (await sourcing.ListOfStoryAsync(server.Site.Id, story, default)).Single().Root.Source.Id
            );

        Task<TestAnswer> SayAsync(Guid story, string name) =>
            editor.PostAsync(
                $"{Api}/newsroom/reports/{story}/attributions",
                new { words = SourcedStories.Words, chain = new[] { new { source = new { name } } } }
            );
    }

    private static IHtmlDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
