using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Sites;
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

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Beside_words_that_make_two_claims_each_stands_with_what_is_known_of_it_and_who_is_not_named(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        await report.NameAsync("harbour master", new(new(Name: "The port")), "The master signed.");
        var clerk = new SourceAsked(
            Kind: SourceKind.Unnamed,
            Name: "clerk",
            IsNameKnown: true,
            Interest: "wants the post",
            Url: "https://clerks.example/"
        );
        var way = await report.NameAsync("harbour master", new(clerk), "The clerk signed.");
        await editor.PostAsync($"{Api}/newsroom/claims/{way.ClaimId}/status", new { status = "disputed", reason = "Asked." });
        server.Use(await SetAsync(server));
        await server.CaughtUpAsync();

        var page = Parse(await visitor.GetAsync(report.Url));

        // The note under these words is the second: words before them have one, too.
        var note = page.QuerySelector("#note-2")!;
        Assert.Equal(["Open", "Disputed"], note.QuerySelectorAll(".pl-tag").Select(one => one.TextContent));
        Assert.Equal(
            ["1 article, 1 outlet, 1 root: The port", "1 article, 1 outlet, 1 root: unnamed"],
            note.QuerySelectorAll(".pl-root").Select(one => one.TextContent)
        );
        Assert.Contains("The clerk signed.", note.TextContent, StringComparison.Ordinal);
        Assert.Single(note.QuerySelectorAll($"a[href*='{way.ClaimId}']"));
        Assert.Contains($"Name known at {server.Site.Title}: yes", note.TextContent, StringComparison.Ordinal);
        var claim = Parse(await visitor.GetAsync($"{Site}/claims/{way.ClaimId}"));
        var chain = Assert.Single(claim.QuerySelectorAll("tbody details"));
        Assert.Equal([server.Site.Title, "clerk, unnamed"], chain.QuerySelectorAll("li b").Select(one => one.TextContent));

        // By machines the same is read of the report as of the claim, and how the publication goes about it.
        var hop = (await visitor.GetAsync($"{Api}/reports/{report.Story}")).Json["passages"]!
            .AsArray()
            .SelectMany(one => one!["ways"]!.AsArray())
            .Single(one => (string?)one!["id"] == $"{way.Id}")!["chain"]![0]!;
        var same = (await visitor.GetAsync($"{Api}/claims/{way.ClaimId}")).Json["articles"]![0]!["chain"]![0]!;
        Assert.Equal(same.ToJsonString(), hop.ToJsonString());
        Assert.Equal(
            ("wants the post", true, "https://clerks.example/"),
            ((string?)hop["interest"], (bool?)hop["isNameKnown"], (string?)hop["url"])
        );
        foreach (var read in (IHtmlDocument[])[page, claim])
        {
            var machine = string.Concat(
                read.QuerySelectorAll("script[type='application/ld+json']").Select(one => one.TextContent)
            );
            Assert.Contains("\"unnamedSourcesPolicy\":\"https://paper.example/unnamed\"", machine, StringComparison.Ordinal);
            Assert.Contains("\"correctionsPolicy\":\"https://paper.example/corrections\"", machine, StringComparison.Ordinal);
        }
    }

    private static async Task<Site> SetAsync(TestServer server)
    {
        var changed = server.Site with
        {
            Settings = server.Site.Settings with
            {
                UnnamedSourcesPolicy = "https://paper.example/unnamed",
                CorrectionsPolicy = "https://paper.example/corrections",
            },
        };
        Assert.True((await server.Get<SiteStore>().ChangeAsync(changed, [.. changed.Origins], default)).IsSuccess);
        return changed;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_margin_counts_as_many_articles_as_the_page_of_the_claim(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, editor);
        var story = await stories.AddAsync("dam");
        var claim = await stories.SourceAsync(story, new(Sentence: "The dam closes."), SourcedStories.By("The Meridian"));
        var meridian = (await server.Get<SourcingStore>().ListSourcesAsync(server.Site.Id, "", null, default)).Single();
        await server.Database.WriteAsync(
            async scope =>
            {
                for (var number = 0; number < ClaimReader.MostArticles + 5; number++)
                    await SourcingStore.AddAttributionAsync(
                        scope,
                        server.Site.Id,
                        new(Guid.CreateVersion7(), [new Hop(meridian, AttributionAct.Reported)])
                        {
                            ClaimId = claim,
                            Article = new(meridian, $"Dam {number}", null, null),
                        },
                        editor.Id,
                        server.Clock.GetUtcNow(),
                        default
                    );
            },
            default
        );
        await server.CaughtUpAsync();

        var margin = Parse(await visitor.GetAsync($"{Site}/s/dam?anew")).QuerySelector("#note-1 .pl-root")!.TextContent;

        Assert.StartsWith($"{ClaimReader.MostArticles} articles", margin, StringComparison.Ordinal);
        Assert.Equal(margin, Parse(await visitor.GetAsync($"{Site}/claims/{claim}")).QuerySelector(".pl-sum")!.TextContent);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_claim_that_was_public_once_is_not_corrected_in_silence_under_the_comments_on_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var ada = await server.ReaderAsync();
        var report = await ReportScene.WriteAsync(server, "The order");
        var claim = report.Said.ClaimId!.Value;
        var posted = await ada.PostAsync(
            $"{Api}/threads/{report.Story}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = "In May?",
                claim,
            }
        );
        Assert.Equal(HttpStatusCode.Created, posted.Status);
        Assert.Equal(
            HttpStatusCode.OK,
            (await editor.DeleteAsync($"{Api}/newsroom/reports/{report.Story}/attributions/{report.Said.Id}")).Status
        );
        // A draft looks into it now.
        var draft = await ReportScene.WriteAsync(server, "The draft", isPublic: false);
        await editor.PostAsync(
            $"{Api}/newsroom/reports/{draft.Story}/attributions",
            new
            {
                words = "harbour master",
                chain = new[] { new { source = new { name = "Nan" } } },
                claim = new { id = claim },
            }
        );
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"{Site}/claims/{claim}")).Status);

        var silent = await editor.PutAsync($"{Api}/newsroom/claims/{claim}", new { sentence = "Zznew.", number = 0 });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "status-reason-missing"), (silent.Status, silent.Code));
        var done = await editor.PutAsync(
            $"{Api}/newsroom/claims/{claim}",
            new
            {
                sentence = "It was signed.",
                reason = "Shorter.",
                number = 0,
            }
        );
        Assert.True((bool)done.Json["before"]![0]!["wasPublic"]!);
    }

    private static IHtmlDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
