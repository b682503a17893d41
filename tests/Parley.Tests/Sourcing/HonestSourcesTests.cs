using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Dossiers;
using Parley.Events;
using Parley.Readers;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Sourcing.SourcedStories;

namespace Parley.Tests.Sourcing;

/// <summary>What a report says of its sources is what they said: nobody is credited with what they deny, or would not speak of.</summary>
public sealed class HonestSourcesTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_counts_anew_when_another_that_carries_its_claim_is_published(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var first = await stories.AddAsync("first");
        var claim = await stories.SourceAsync(
            first,
            new ClaimAsked(Sentence: "Contacts began."),
            By("B. Quast", SourceKind.Person)
        );
        var second = await stories.AddAsync("second", isPublished: false);
        await stories.SourceAsync(second, new ClaimAsked(Id: claim), By("A. Lund", SourceKind.Person));
        await server.CaughtUpAsync();
        Assert.Contains("1 article, 1 outlet, 1 root", await NoteAsync(visitor, first), StringComparison.Ordinal);

        Assert.Equal(
            HttpStatusCode.OK,
            (await staff.PostAsync($"{Api}/newsroom/reports/{second}/publication", new { })).Status
        );
        await server.CaughtUpAsync();

        Assert.Contains("2 articles, 1 outlet, 2 roots", await NoteAsync(visitor, first), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_denies_or_corrects_a_claim_is_said_to_and_is_none_of_its_authors(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var (told, denied) = (await stories.AddAsync("told"), await stories.AddAsync("denied"));
        var claim = await stories.SourceAsync(
            told,
            new ClaimAsked(Sentence: "Contacts began."),
            By("B. Quast", SourceKind.Person)
        );
        await SourceAsync(staff, denied, claim, "The minister", "said", "disputes");
        await SourceAsync(staff, denied, claim, "The registry", "wrote", "corrects");

        var page = await PageAsync(visitor, denied);
        var note = page.QuerySelector("#note-1")!;
        Assert.Contains("The minister disputes it", note.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The registry corrects it", note.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "1 article, 1 outlet, 1 root: B. Quast, 1 disputes it, 1 corrects it",
            note.QuerySelector(".pl-root")!.TextContent
        );
        var article = JsonNode.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)!["@graph"]![0]!;
        Assert.Null(article["hasPart"]);
        Assert.Equal("Contacts began.", (string?)article["mentions"]!.AsArray().Single()!["text"]);
        Assert.Null(article["mentions"]![0]!["author"]);
        Assert.Empty(SchemaOrg.Vocabulary.Check(page.QuerySelector("script[type='application/ld+json']")!.TextContent));

        var annotations = (await visitor.GetAsync($"{Api}/reports/{denied}/annotations")).Json["items"]![0]!["body"]!.AsArray();
        Assert.Equal(
            ["The minister disputes it", "The registry corrects it"],
            annotations.Select(one => (string?)one!["value"]).OfType<string>()
        );

        // The form says so, too, and keeps what was chosen where something is wrong.
        var form = $"{Site}/newsroom/reports/{told}/sources";
        var wrong = await staff.SendFormAsync(form, ("words", SourcedStories.Words), ("source", ""), ("stance", "disputes"));
        Assert.Equal(
            "disputes",
            new HtmlParser().ParseDocument(wrong.Text).QuerySelector("#stance option[selected]")!.GetAttribute("value")
        );
        var sent = await staff.SendFormAsync(
            form,
            ("words", SourcedStories.Words),
            ("source", "The port"),
            ("claim", "Ships came."),
            ("stance", "disputes")
        );
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Contains("The port disputes it", (await staff.GetAsync(form)).Text, StringComparison.Ordinal);

        // Where nobody states it, nobody is said to carry it.
        var alone = await stories.AddAsync("alone");
        var other = await SourceAsync(staff, alone, null, "The minister", "said", "disputes");
        Assert.Equal("1 disputes it", (await PageAsync(visitor, alone)).QuerySelector("#note-1 .pl-root")!.TextContent);

        var sum = new HtmlParser().ParseDocument((await visitor.GetAsync($"{Site}/claims/{claim}")).Text);
        Assert.Equal(
            "1 article, 1 outlet, 1 root: B. Quast, 1 disputes it, 1 corrects it",
            sum.QuerySelector(".pl-sum")!.TextContent
        );
        foreach (var url in (string[])[$"{Site}/newsroom/claims/{claim}", $"{Site}/newsroom/claims/{other}"])
            Assert.Contains("1 disputes it", (await staff.GetAsync(url)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "The minister disputes it",
            (await staff.GetAsync($"{Site}/newsroom/reports/{denied}/sources")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_would_not_speak_is_no_root_of_a_claim_and_none_of_its_authors(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var story = await stories.AddAsync("silent");
        var claim = await SourceAsync(staff, story, null, "The minister", "declined", "states");

        var page = await PageAsync(visitor, story);
        Assert.Equal("1 article, 1 outlet, 0 roots", page.QuerySelector("#note-1 .pl-root")!.TextContent);
        Assert.Contains(
            "The minister declined to speak",
            page.QuerySelector("#note-1 summary")!.TextContent,
            StringComparison.Ordinal
        );
        var part = JsonNode.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)!["@graph"]![0]![
            "hasPart"
        ]!
            .AsArray()
            .Single()!;
        Assert.Equal(("Claim", null), ((string?)part["@type"], part["author"]));
        Assert.Equal(
            "The minister declined to speak",
            (string?)(await visitor.GetAsync($"{Api}/reports/{story}/annotations")).Json["items"]![0]!["body"]![0]!["value"]
        );

        var shown = new HtmlParser().ParseDocument((await visitor.GetAsync($"{Site}/claims/{claim}")).Text);
        var machine = JsonNode.Parse(shown.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
        Assert.Empty(machine["author"]!.AsArray());
        Assert.Empty(shown.QuerySelectorAll(".pl-chain-large"));
        Assert.Contains(
            "asked The minister, who declined to speak",
            shown.QuerySelector("section:first-of-type .pl-table")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty((await visitor.GetAsync($"{Api}/claims/{claim}")).Json["rests"]!["roots"]!.AsArray());

        // One who does speak is counted beside them, and alone.
        await stories.SourceAsync(story, new ClaimAsked(Id: claim), By("B. Quast", SourceKind.Person));
        Assert.Equal(
            "1 article, 1 outlet, 1 root: B. Quast",
            new HtmlParser()
                .ParseDocument((await visitor.GetAsync($"{Site}/claims/{claim}")).Text)
                .QuerySelector(".pl-sum")!
                .TextContent
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_change_without_a_reason_takes_the_way_to_the_changes_from_nobody(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync("https://news.example/dam");

        Assert.Null(await ChangesAfterAsync("It was dry.", null));
        var changes = $"{Site}/t/{thread}/changes";
        Assert.Equal(changes, await ChangesAfterAsync("It was very dry.", "A word was missing."));
        Assert.Equal(changes, await ChangesAfterAsync("It was very dry indeed.", null));

        // A change that nobody gave a reason for is one all the same.
        await KeepAsync("https://news.example/weir", "It was wet.", null);
        var other = await server.OpenThreadAsync("https://news.example/weir");
        Assert.Null(await FindAsync(other));
        await KeepAsync("https://news.example/weir", "It was very wet.", null);
        Assert.Equal($"{Site}/t/{other}/changes", await FindAsync(other, "&again"));

        async Task<string?> ChangesAfterAsync(string text, string? reason)
        {
            await KeepAsync("https://news.example/dam", text, reason);
            return await FindAsync(thread, $"&at={text.Length}");
        }

        async Task KeepAsync(string url, string text, string? reason) =>
            Assert.True(
                (
                    await staff.PutAsync(
                        $"{Api}/newsroom/pages",
                        new
                        {
                            url,
                            headline = "The dam",
                            text,
                            reason,
                        }
                    )
                ).Status
                    is HttpStatusCode.OK
                        or HttpStatusCode.Created
            );

        async Task<string?> FindAsync(Guid story, string more = "")
        {
            await server.CaughtUpAsync();
            var page = new HtmlParser().ParseDocument((await visitor.GetAsync($"{Site}/t/{story}/sources?v=1{more}")).Text);
            Assert.NotNull(page.QuerySelector("h1"));
            return page.QuerySelector(".pl-byline a[href$='/changes']")?.GetAttribute("href");
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_answers_is_led_to_the_sources_of_a_report_that_stands_elsewhere(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync("https://news.example/dam");
        await staff.PutAsync(
            $"{Api}/newsroom/pages",
            new
            {
                url = "https://news.example/dam",
                headline = "The dam",
                text = $"They say that {SourcedStories.Words}.",
            }
        );
        await SourceAsync(staff, thread, null, "The minister", "said", "states");
        var sourcing = server.Get<SourcingStore>();
        var way = Assert.Single(await sourcing.ListOfStoryAsync(server.Site.Id, thread, default));
        var by = (await server.Get<ReaderStore>().FindAsync(server.Site.Id, staff.Id, default))!;
        var offered = await server
            .Get<OfferReply>()
            .HandleAsync(server.Site.Id, thread, way.Id, way.Root.Source.Id, by, default);

        var page = await visitor.GetAsync($"{Site}/replies/{offered.Value!.Code}");

        var links = new HtmlParser()
            .ParseDocument(page.Text)
            .QuerySelectorAll("main a")
            .Select(one => one.GetAttribute("href"));
        Assert.Contains($"{Site}/t/{thread}/sources", links);
        Assert.DoesNotContain($"{Site}/s/", links);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_typed_of_a_known_source_is_kept_or_told_to_differ(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var story = await stories.AddAsync("known");
        var sourcing = server.Get<SourcingStore>();
        Assert.Equal(HttpStatusCode.Created, (await NameAsync(new { name = "Nan Quast" })).Status);
        await server.CaughtUpAsync();
        Assert.DoesNotContain("owns the harbour", await NoteAsync(visitor, story), StringComparison.Ordinal);

        var again = await NameAsync(
            new
            {
                name = " nan quast",
                interest = "owns the harbour",
                url = "https://quast.example/",
                note = "zznote",
                isNameKnown = true,
            }
        );
        await server.CaughtUpAsync();

        Assert.Equal(HttpStatusCode.Created, again.Status);
        var kept = Assert.Single(await sourcing.ListSourcesAsync(server.Site.Id, "", null, default));
        Assert.Equal(
            ("Nan Quast", "owns the harbour", "https://quast.example/", "zznote", true),
            (kept.Name, kept.Interest, kept.Url, kept.Note, kept.IsNameKnown)
        );
        Assert.Contains("owns the harbour", await NoteAsync(visitor, story), StringComparison.Ordinal);

        // The same again, or nothing, takes nothing away; by its id it is the same source.
        Assert.Equal(
            HttpStatusCode.Created,
            (await NameAsync(new { name = "Nan Quast", interest = "owns the harbour" })).Status
        );
        Assert.Equal(HttpStatusCode.Created, (await NameAsync(new { id = kept.Id, whyUnnamed = "zzwhy" })).Status);
        kept = Assert.Single(await sourcing.ListSourcesAsync(server.Site.Id, "", null, default));
        Assert.Equal(("owns the harbour", "zznote", "zzwhy"), (kept.Interest, kept.Note, kept.WhyUnnamed));

        // What contradicts is told, before anything of the chain is kept.
        var before = (await sourcing.ListOfStoryAsync(server.Site.Id, story, default)).Count;
        foreach (
            var differing in (object[])
                [
                    new { name = "Nan Quast", interest = "owns nothing" },
                    new { name = "Nan Quast", url = "https://other.example/" },
                    new { name = "Nan Quast", note = "other" },
                    new { name = "Nan Quast", isNameKnown = false },
                    new { id = kept.Id, whyUnnamed = "other" },
                ]
        )
        {
            var refused = await NameAsync(new { name = "Somebody new" }, differing);
            Assert.Equal((HttpStatusCode.Conflict, "source-differs"), (refused.Status, refused.Code));
        }

        Assert.Equal(before, (await sourcing.ListOfStoryAsync(server.Site.Id, story, default)).Count);
        Assert.Equal(kept, Assert.Single(await sourcing.ListSourcesAsync(server.Site.Id, "", null, default)));

        Task<TestAnswer> NameAsync(params object[] sources) =>
            staff.PostAsync(
                $"{Api}/newsroom/reports/{story}/attributions",
                new { words = SourcedStories.Words, chain = sources.Select(source => new { source }) }
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_is_named_no_longer_is_named_in_no_report_that_carries_what_others_have_from_them(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var (told, other, last) = (
            await stories.AddAsync("told"),
            await stories.AddAsync("other"),
            await stories.AddAsync("last")
        );
        var claim = await SourceAsync(staff, told, null, "Nan Zzquast", "said", "states");
        await SourceAsync(staff, other, claim, "The minister", "said", "disputes");
        var elsewhere = await SourceAsync(staff, last, null, "The port", "said", "disputes");
        await stories.ArticleAsync(elsewhere, "The Herald", "It began", By("Nan Zzquast", SourceKind.Person));
        await server.CaughtUpAsync();
        foreach (var story in (Guid[])[told, other, last])
            Assert.Contains("Zzquast", await NoteAsync(visitor, story), StringComparison.Ordinal);
        var sources = await server.Get<SourcingStore>().ListSourcesAsync(server.Site.Id, "zzquast", null, default);

        await staff.PutAsync(
            $"{Api}/newsroom/sources/{sources.Single().Id}",
            new
            {
                name = "clerk",
                kind = "unnamed",
                number = 0,
            }
        );
        await server.CaughtUpAsync();

        foreach (var story in (Guid[])[told, other, last])
            Assert.DoesNotContain("Zzquast", await NoteAsync(visitor, story), StringComparison.Ordinal);
        // An outlet is named where its article is.
        var outlet = (await server.Get<SourcingStore>().ListSourcesAsync(server.Site.Id, "herald", null, default)).Single();
        var before = (await server.ListAsync("SELECT count(*) FROM event", [], row => row.Int(0))).Single();
        await staff.PutAsync(
            $"{Api}/newsroom/sources/{outlet.Id}",
            new
            {
                name = "The New Herald",
                kind = "outlet",
                number = 0,
            }
        );
        Assert.Equal(before + 2, (await server.ListAsync("SELECT count(*) FROM event", [], row => row.Int(0))).Single());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_refused_leaves_every_source_as_it_was(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        var stories = await SourcedStories.OfAsync(server, staff);
        var story = await stories.AddAsync("refused");
        var claim = await SourceAsync(staff, story, null, "Nan Quast", "said", "states");
        await stories.ArticleAsync(claim, "The Meridian", "It began");
        var sourcing = server.Get<SourcingStore>();
        var before = await sourcing.ListSourcesAsync(server.Site.Id, "", null, default);
        var carrying = (await sourcing.ListOfClaimAsync(server.Site.Id, claim, 9, default)).Count;
        var fuller = new { source = new { name = "Nan Quast", interest = "owns the harbour" } };

        await IsRefusedAsync(HttpStatusCode.NotFound, null, new { id = Guid.NewGuid() }, fuller);
        await IsRefusedAsync(
            HttpStatusCode.UnprocessableEntity,
            null,
            new { sentence = "Ships came.", saidOn = "soon" },
            fuller
        );
        await IsRefusedAsync(
            HttpStatusCode.UnprocessableEntity,
            null,
            new { sentence = "Ships came." },
            fuller,
            new { source = new { name = "The port" }, when = "soon" }
        );
        await IsRefusedAsync(
            HttpStatusCode.Conflict,
            null,
            new { sentence = "Ships came." },
            new { source = new { name = "The port", interest = "wants more ships" } },
            new { source = new { name = "the port ", interest = "wants fewer ships" } }
        );
        await IsRefusedAsync(
            HttpStatusCode.Conflict,
            null,
            new { sentence = "Ships came." },
            fuller,
            new { source = new { id = before.Find(one => one.Name == "Nan Quast")!.Id, interest = "owns nothing" } }
        );
        await IsRefusedAsync(HttpStatusCode.UnprocessableEntity, "Coastline Daily", null, new { fuller.source, when = "soon" });
        await IsRefusedAsync(HttpStatusCode.NotFound, "Coastline Daily", Guid.NewGuid(), fuller);

        async Task IsRefusedAsync(HttpStatusCode status, string? outlet, object? about, params object[] chain)
        {
            var refused = outlet is null
                ? await staff.PostAsync(
                    $"{Api}/newsroom/reports/{story}/attributions",
                    new
                    {
                        words = SourcedStories.Words,
                        chain,
                        claim = about,
                    }
                )
                : await staff.PostAsync(
                    $"{Api}/newsroom/claims/{about ?? claim}/articles",
                    new
                    {
                        outlet,
                        title = "It went on",
                        chain,
                    }
                );
            Assert.Equal(status, refused.Status);
            Assert.Equal(before, await sourcing.ListSourcesAsync(server.Site.Id, "", null, default));
            Assert.Equal(carrying, (await sourcing.ListOfClaimAsync(server.Site.Id, claim, 9, default)).Count);
            Assert.Equal(1, Assert.Single(await server.ListAsync("SELECT count(*) FROM claim", [], row => row.Int(0))));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Only_what_readers_see_of_a_source_has_published_reports_drawn_anew(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(ReaderRole.Journalist);
        var stories = await SourcedStories.OfAsync(server, staff);
        var (shown, draft, asking) = (
            await stories.AddAsync("shown"),
            await stories.AddAsync("draft", isPublished: false),
            await stories.AddAsync("asking")
        );
        foreach (var story in (Guid[])[shown, draft])
            await SourceAsync(staff, story, null, "Nan Quast", "said", "states");

        Assert.Equal([asking], await ChangedByAsync(new { name = "Nan Quast", note = "zznote" }));
        await SourceAsync(staff, draft, null, "The port", "said", "states");
        Assert.Equal([asking], await ChangedByAsync(new { name = "The port", interest = "wants more ships" }));
        Assert.Equal(
            new[] { shown, asking }.Order(),
            (await ChangedByAsync(new { name = "Nan Quast", interest = "owns the harbour" })).Order()
        );

        async Task<IEnumerable<Guid>> ChangedByAsync(object source)
        {
            var last = (await ListAsync(0)).Max(one => one.Id);
            var said = await staff.PostAsync(
                $"{Api}/newsroom/reports/{asking}/attributions",
                new { words = SourcedStories.Words, chain = new[] { new { source } } }
            );
            Assert.Equal(HttpStatusCode.Created, said.Status);
            return (await ListAsync(last)).Select(one => one.Story).Distinct();
        }

        Task<List<(long Id, Guid Story)>> ListAsync(long after) =>
            server.ListAsync(
                "SELECT id, subject_id FROM event WHERE kind = @kind AND id > @after ORDER BY id",
                [("@kind", EventKind.StoryChanged), ("@after", after)],
                row => (row.Long(0), row.Guid(1))
            );
    }

    [Fact]
    public void Whoever_would_not_speak_has_no_words_that_could_have_been_seen()
    {
        var quast = new Source(Guid.NewGuid(), SourceKind.Person, "Nan Quast");

        Assert.False(ClaimRests.Of([Way(AttributionAct.Declined)], "The Courant").IsSeen);
        Assert.True(ClaimRests.Of([Way(AttributionAct.Declined), Way(AttributionAct.Said)], "The Courant").IsSeen);

        Attribution Way(AttributionAct act) =>
            new(Guid.NewGuid(), [new Hop(quast, act) { Seen = Seen.Original }]) { StoryId = Guid.NewGuid() };
    }

    private static async Task<Guid> SourceAsync(
        TestReader staff,
        Guid story,
        Guid? claim,
        string name,
        string act,
        string stance
    )
    {
        var said = await staff.PostAsync(
            $"{Api}/newsroom/reports/{story}/attributions",
            new
            {
                words = SourcedStories.Words,
                chain = new object[] { new { source = new { name }, act } },
                claim = claim is { } id ? (object)new { id } : new { sentence = "Somebody knew." },
                stance,
            }
        );
        Assert.Equal(HttpStatusCode.Created, said.Status);
        return (Guid)said.Json["claim"]!;
    }

    private static async Task<string> NoteAsync(TestVisitor visitor, Guid story) =>
        (await PageAsync(visitor, story)).QuerySelector("#note-1")!.TextContent;

    // No order of the discussion: the report's own page, which is kept.
    private static async Task<IDocument> PageAsync(TestVisitor visitor, Guid story)
    {
        var moved = await visitor.GetAsync($"{Site}/t/{story}/sources");
        return new HtmlParser().ParseDocument((await visitor.GetAsync(moved.Location)).Text);
    }
}
