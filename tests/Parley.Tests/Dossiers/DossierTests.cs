using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Dossiers;
using Parley.Sourcing;
using Parley.Tests.Setup;
using Parley.Tests.Sourcing;
using Parley.Threads;
using Xunit;
using static Parley.Tests.Sourcing.SourcedStories;

namespace Parley.Tests.Dossiers;

/// <summary>A matter across stories, as the newsroom makes it and as everybody reads it.</summary>
public sealed class DossierTests
{
    private const string Open = TestServer.Api + "/dossiers";
    private const string Api = TestServer.Api + "/newsroom/dossiers";
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_dossier_tells_in_order_what_happened_and_draws_who_is_tied_to_whom(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync(name: "Ines Marrow");
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var named = await ClaimAsync(stories, "named", By("B. Quast", SourceKind.Person));
        var unnamed = await ClaimAsync(stories, "unnamed", By("The Meridian"), By("official", SourceKind.Unnamed, Seen.No));
        var draft = await ClaimAsync(stories, "draft", isPublished: false, By("B. Quast", SourceKind.Person));
        var id = await MakeAsync(staff, "Tarsk and its exiles", isPublished: false);
        foreach (var story in (Guid[])[named.Story, draft.Story])
            await AddAsync(staff, id, new { kind = "story", story });
        var tarsk = await AddAsync(
            staff,
            id,
            new
            {
                kind = "actor",
                name = "Tarsk",
                what = "government",
            }
        );
        var lantern = await AddAsync(staff, id, new { kind = "actor", name = "Lantern" });
        var late = await AddAsync(staff, id, Event("Lantern elects <leaders>.", "2026-05-17", named.Claim));
        await AddAsync(staff, id, Event("Contacts begin.", "2026-21~", unnamed.Claim));
        await AddAsync(staff, id, Event("Only looked into.", "2020", draft.Claim));
        await AddAsync(
            staff,
            id,
            new
            {
                kind = "role",
                @event = late,
                actor = lantern,
                what = "voters",
                claims = new[] { named.Claim },
            }
        );
        await AddAsync(staff, id, Tie(tarsk, lantern, "rupture", "2016", "2021", named.Claim));
        await AddAsync(staff, id, Tie(tarsk, lantern, "contact", "2026-21", null, unnamed.Claim));
        var hidden = await AddAsync(staff, id, new { kind = "actor", name = "Known to us alone" });
        await AddAsync(staff, id, Tie(tarsk, hidden, "support", null, null, draft.Claim));
        await server.Database.WriteAsync(
            scope => ThreadStore.AddAsync(scope, server.Site.Id, named.Story, server.Clock.GetUtcNow(), default),
            default
        );
        await stories.ChangeAsync(named.Claim, ClaimStatus.Stands, "Both say so.");
        var url = $"{Site}/dossiers/tarsk";
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(url)).Status);
        Assert.Empty((await ReadAsync(visitor, $"{Site}/s/named")).QuerySelectorAll(".pl-key a"));
        await staff.PutAsync(
            $"{Api}/{id}",
            new
            {
                title = "Tarsk and its exiles",
                slug = "tarsk",
                lead = "Ten years.",
                isPublished = true,
            }
        );

        var page = await ReadAsync(visitor, url);

        Assert.Equal("Tarsk and its exiles", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Ines Marrow", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // Drafts, and what rests on them alone, are the newsroom's.
        Assert.Equal(
            [$"{Site}/s/named"],
            page.QuerySelectorAll("section:first-of-type li a").Select(a => a.GetAttribute("href"))
        );
        Assert.Equal(["Contacts begin.", "Lantern elects <leaders>."], EventsOf(page));
        Assert.Equal(["no", null], page.QuerySelectorAll(".pl-events > li").Select(one => one.GetAttribute("data-sure")));
        Assert.Contains("Lantern: voters", page.QuerySelector(".pl-events")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["rupture", "contact"], KindsOf(page));
        Assert.Equal(
            ["stands", "said by one side"],
            page.QuerySelectorAll("tbody td:nth-of-type(4)").Select(cell => cell.TextContent)
        );
        Assert.Equal(["tie", "tie unsure"], page.QuerySelectorAll("svg path").Select(line => line.ClassName));
        Assert.Equal(
            ["Tarsk", "government", "Lantern"],
            page.QuerySelectorAll("svg rect ~ text").Select(label => label.TextContent)
        );
        Assert.Equal($"{Site}/claims/{named.Claim}", page.QuerySelector("tbody a")!.GetAttribute("href"));
        // By its words, and a tie's by who said it in the end.
        Assert.Equal(["Claim of named.", "Claim of unnamed."], page.QuerySelectorAll("tbody a").Select(one => one.TextContent));
        Assert.Equal(
            ["B. Quast", "official, unnamed, via The Meridian"],
            page.QuerySelectorAll("tbody td:last-child > bdi:last-child").Select(one => one.TextContent)
        );
        Assert.Equal(
            ["Claim of unnamed.", "Claim of named."],
            page.QuerySelectorAll(".pl-events .pl-hint a").Select(one => one.TextContent)
        );
        var machine = JsonNode.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
        Assert.Equal(["Event", "Event"], machine["about"]!.AsArray().Select(one => (string?)one!["@type"]));
        Assert.Equal("2026-05-17", (string?)machine["about"]![1]!["startDate"]);

        // What was said to hold on a day, and without what is not named or was not seen.
        Assert.Equal(["rupture"], KindsOf(await ReadAsync(visitor, url + "?on=2019-06-02")));
        Assert.Equal(["contact"], KindsOf(await ReadAsync(visitor, url + "?on=2027-03-25")));
        // What had happened by then; and of a tie of which nobody says when, nobody says that it held.
        Assert.Empty(EventsOf(await ReadAsync(visitor, url + "?on=2019-06-02")));
        Assert.Equal(["Contacts begin."], EventsOf(await ReadAsync(visitor, url + "?on=2026-05-16")));
        await AddAsync(staff, id, Tie(tarsk, lantern, "rivalry", null, null, named.Claim));
        var onDay = await ReadAsync(visitor, url + "?on=2027-03-25");
        Assert.Equal(["contact"], KindsOf(onDay));
        Assert.Contains("1 tie without a date is left out.", onDay.Body!.TextContent, StringComparison.Ordinal);
        foreach (var query in (string[])["?unnamed=no", "?unseen=no"])
        {
            var sieved = await ReadAsync(visitor, url + query);
            Assert.Equal(["Lantern elects <leaders>."], EventsOf(sieved));
            Assert.Equal(["rupture", "rivalry"], KindsOf(sieved));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync(url + "?on=yesterday")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/{TestServer.OtherSiteName}/dossiers/tarsk")).Status);
        var json = (await visitor.GetAsync($"{Open}/tarsk")).Json;
        Assert.Equal(3, json["ties"]!.AsArray().Count);
        foreach (var words in (string[])["Only looked into", "Known to us alone", "Report draft"])
        {
            Assert.DoesNotContain(words, json.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain(words, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            var ours = (await staff.GetAsync($"{Api}/{id}")).Json.ToJsonString();
            Assert.Contains(words, ours, StringComparison.Ordinal);
        }

        // A story leads to its background, as long as that is public.
        var leads = (await ReadAsync(visitor, $"{Site}/s/named")).QuerySelector(".pl-key a")!;
        Assert.Equal((url, "Tarsk and its exiles"), (leads.GetAttribute("href"), leads.TextContent));
        await staff.PutAsync($"{Api}/{id}", new { title = "Tarsk and its exiles", isPublished = false });
        Assert.Empty((await ReadAsync(visitor, $"{Site}/s/named")).QuerySelectorAll(".pl-key a[href*=dossiers]"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_tie_that_a_claim_dates_to_another_day_is_not_said_to_be_without_a_date(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var undated = await ClaimAsync(stories, "undated", By("B. Quast", SourceKind.Person));
        var dated = await stories.SourceAsync(
            undated.Story,
            new ClaimAsked(Sentence: "They were allies.", ValidFrom: "2016", ValidTo: "2018"),
            By("B. Quast", SourceKind.Person)
        );
        var id = await MakeAsync(staff, "Tarsk", isPublished: true);
        var tarsk = await AddAsync(staff, id, new { kind = "actor", name = "Tarsk" });
        var lantern = await AddAsync(staff, id, new { kind = "actor", name = "Lantern" });
        await AddAsync(staff, id, Tie(tarsk, lantern, "support", null, null, undated.Claim, dated));
        await staff.PutAsync(
            $"{Api}/{id}",
            new
            {
                title = "Tarsk",
                slug = "tarsk",
                isPublished = true,
            }
        );

        var held = await ReadAsync(visitor, $"{Site}/dossiers/tarsk?on=2017-03-25");
        var past = await ReadAsync(visitor, $"{Site}/dossiers/tarsk?on=2027-03-25");

        Assert.Equal(["support"], KindsOf(held));
        Assert.Empty(KindsOf(past));
        Assert.DoesNotContain("without a date", past.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_said_of_a_tie_counts_those_who_said_it_in_the_end(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        var stories = await SourcedStories.OfAsync(server, staff);
        var one = await ClaimAsync(stories, "one", By("The Meridian"), By("official", SourceKind.Unnamed, Seen.No));
        var again = await ClaimAsync(stories, "again", By("The Meridian"), By("official", SourceKind.Unnamed, Seen.No));
        var itself = await ClaimAsync(stories, "itself", By("The Meridian"));
        var echo = await ClaimAsync(stories, "echo", By("The Gazette"));
        await stories.ArticleAsync(echo.Claim, "The Gazette", "An echo", By("The Wire"));
        await stories.ArticleAsync(echo.Claim, "The Wire", "Its echo", By("The Gazette"));
        var quast = await ClaimAsync(stories, "quast", By("B. Quast", SourceKind.Person));
        var lund = await ClaimAsync(stories, "lund", By("P. Lund", SourceKind.Person));
        var made = await staff.PostAsync(
            Api,
            new
            {
                title = "Tarsk",
                slug = "tarsk",
                isPublished = true,
            }
        );
        var id = (Guid)made.Json["id"]!;
        var tarsk = await AddAsync(staff, id, new { kind = "actor", name = "Tarsk" });
        var lantern = await AddAsync(staff, id, new { kind = "actor", name = "Lantern" });
        // Two claims of one official, and what his relayer wrote; outlets that cite one another; two people.
        await AddAsync(staff, id, Tie(tarsk, lantern, "contact", null, null, one.Claim, again.Claim, itself.Claim));
        await AddAsync(staff, id, Tie(tarsk, lantern, "mediation", null, null, echo.Claim));
        await AddAsync(staff, id, Tie(tarsk, lantern, "rivalry", null, null, quast.Claim, lund.Claim));

        var ties = (await staff.GetAsync($"{Open}/tarsk")).Json["ties"]!.AsArray();
        var named = (await staff.GetAsync($"{Open}/tarsk?unnamed=no")).Json["ties"]!.AsArray();

        Assert.Equal(["one-side", "one-side", "open"], ties.Select(tie => (string?)tie!["status"]));
        // The Meridian has a name; of the second nobody is left.
        Assert.Equal(["contact", "rivalry"], named.Select(tie => (string?)tie!["kind"]));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Readers_see_at_once_what_an_editor_changed_and_editors_see_it_on_every_node(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await using var elsewhere = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var colleague = await elsewhere.StaffAsync();
        using var visitor = server.Visitor();
        using var other = elsewhere.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var quast = await ClaimAsync(stories, "quast", By("B. Quast", SourceKind.Person));
        var articles = await ClaimAsync(stories, "articles", By("P. Lund", SourceKind.Person));
        await stories.ArticleAsync(articles.Claim, "The Wire", "Seen");
        var draft = await staff.PostAsync(
            $"{TestServer.Api}/newsroom/reports",
            new { headline = "A draft", text = $"We heard that {SourcedStories.Words}." }
        );
        var looked = await stories.SourceAsync(
            (Guid)draft.Json["story"]!,
            new ClaimAsked(Sentence: "Only looked into."),
            By("B. Quast", SourceKind.Person)
        );
        var made = await staff.PostAsync(
            Api,
            new
            {
                title = "Tarsk",
                slug = "tarsk",
                isPublished = true,
            }
        );
        var id = (Guid)made.Json["id"]!;
        var tarsk = await AddAsync(staff, id, new { kind = "actor", name = "Tarsk" });
        var lantern = await AddAsync(staff, id, new { kind = "actor", name = "Lantern" });
        await AddAsync(staff, id, Tie(tarsk, lantern, "contact", null, null, quast.Claim));
        await AddAsync(staff, id, Tie(tarsk, lantern, "rivalry", null, null, articles.Claim));
        await AddAsync(staff, id, Tie(tarsk, lantern, "support", null, null, looked));
        await server.CaughtUpAsync();
        await SeenAsync("one-side", "open");

        // What nobody was told of shows who reads from memory, and who never does.
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE claim SET status = @status WHERE site_id = @site AND id = @id",
                    [("@status", ClaimStatus.Retracted), ("@site", server.Site.Id), ("@id", quast.Claim)],
                    default
                ),
            default
        );
        Assert.Equal(["one-side", "open"], await StatusAsync(visitor));
        Assert.Equal(["disputed", "open"], await StatusAsync(colleague));

        await stories.ChangeAsync(quast.Claim, ClaimStatus.Stands, "Both say so.");
        await SeenAsync("stands", "open");
        var attribution = (await staff.GetAsync($"{TestServer.Api}/reports/{articles.Story}")).Json["passages"]![0]!["ways"]![
            0
        ]!["id"];
        await staff.DeleteAsync($"{TestServer.Api}/newsroom/reports/{articles.Story}/attributions/{attribution}");
        await SeenAsync("stands", "one-side");
        // Of a claim that no report carries any more.
        await stories.ArticleAsync(articles.Claim, "The Gazette", "Seen as well");
        await SeenAsync("stands", "open");
        await staff.PostAsync($"{TestServer.Api}/newsroom/reports/{draft.Json["story"]}/publication", new { });
        await SeenAsync("stands", "open", "one-side");
        await AddAsync(staff, id, Tie(lantern, tarsk, "alliance", null, null, quast.Claim));
        await SeenAsync("stands", "open", "one-side", "stands");

        async Task SeenAsync(params string[] ties)
        {
            Assert.Equal(ties, await StatusAsync(visitor));
            Assert.Equal(ties, await StatusAsync(colleague));
            await Eventually.IsSoAsync(async () => ties.SequenceEqual(await StatusAsync(other)));
        }

        static async Task<IEnumerable<string>> StatusAsync(TestVisitor who) =>
            (await who.GetAsync($"{Open}/tarsk")).Json["ties"]!.AsArray().Select(tie => (string)tie!["status"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_line_stands_without_a_claim_and_each_can_be_changed_and_taken_out(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        var stories = await SourcedStories.OfAsync(server, staff);
        var (claim, _) = await ClaimAsync(stories, "named", By("B. Quast", SourceKind.Person));
        var id = await MakeAsync(staff, "Tarsk", isPublished: true);
        var one = await AddAsync(staff, id, new { kind = "actor", name = "Tarsk" });
        var two = await AddAsync(staff, id, new { kind = "actor", name = "Lantern" });
        (object Line, string Code)[] refused =
        [
            (Event("It rained.", "2027"), "line-without-claim"),
            (Tie(one, two, "alliance", null, null), "line-without-claim"),
            (Event("It rained.", "2027", Guid.NewGuid()), "line-claim-unknown"),
            (Event("It rained.", "in May", claim), "line-date-invalid"),
            (Event(" ", "2027", claim), "line-invalid"),
            (Tie(one, one, "alliance", null, null, claim), "line-actor-unknown"),
            (Tie(one, Guid.NewGuid(), "alliance", null, null, claim), "line-actor-unknown"),
            (Tie(one, two, "alliance", "last year", null, claim), "line-date-invalid"),
            (new { kind = "story", story = Guid.NewGuid() }, "line-story-unknown"),
            (new { kind = "actor", name = new string('x', Source.LongestName + 1) }, "line-invalid"),
            (new { kind = "bird", name = "x" }, "body-invalid"),
            (Event("It rained.", "2027", [.. Enumerable.Range(0, 13).Select(_ => Guid.NewGuid())]), "line-claims-too-many"),
        ];
        foreach (var (line, code) in refused)
            Assert.Equal(code, (await staff.PostAsync($"{Api}/{id}/lines", line)).Code);

        Assert.Equal(
            "line-not-found",
            (await staff.PutAsync($"{Api}/{id}/lines/{two}", Tie(one, two, "rupture", null, null, claim))).Code
        );
        Assert.Equal("dossier-title-invalid", (await staff.PostAsync(Api, new { title = " " })).Code);
        Assert.Equal("dossier-slug-invalid", (await staff.PostAsync(Api, new { title = "Tarsk", slug = "Tarsk!" })).Code);
        var tie = await AddAsync(staff, id, Tie(one, two, "alliance", "2016", null, claim));
        await staff.PutAsync($"{Api}/{id}/lines/{tie}", Tie(one, two, "rupture", "2016", "2021", claim));
        var slug = (string)(await staff.PutAsync($"{Api}/{id}", new { title = "Tarsk again" })).Json["slug"]!;
        var read = (await staff.GetAsync($"{Open}/{slug}")).Json;
        Assert.Equal(
            ("Tarsk again", "rupture", "2021"),
            ((string?)read["title"], (string?)read["ties"]![0]!["kind"], (string?)read["ties"]![0]!["to"])
        );

        Assert.Equal("actor-in-use", (await staff.DeleteAsync($"{Api}/{id}/lines/{one}")).Code);
        Assert.Equal(HttpStatusCode.OK, (await staff.DeleteAsync($"{Api}/{id}/lines/{tie}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await staff.DeleteAsync($"{Api}/{id}/lines/{one}")).Status);
        Assert.Equal("line-not-found", (await staff.DeleteAsync($"{Api}/{id}/lines/{one}")).Code);
        Assert.Empty((await staff.GetAsync($"{Open}/{slug}")).Json["ties"]!.AsArray());
        Assert.Equal(HttpStatusCode.Conflict, (await staff.PostAsync(Api, new { title = "Another", slug })).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_newsroom_makes_a_dossier_without_script(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, staff);
        var (claim, story) = await ClaimAsync(stories, "named", By("B. Quast", SourceKind.Person));

        var edit = (
            await staff.SendFormAsync($"{Site}/newsroom/dossiers", ("title", "Tarsk"), ("lead", "Ten years."))
        ).Location;
        foreach (
            var fields in ((string, string)[][])
                [
                    [("do", "add-story"), ("story", $"https://news.example{Site}/s/named")],
                    [("do", "add-actor"), ("name", "Tarsk"), ("what", "government")],
                    [("do", "add-actor"), ("name", "Lantern")],
                    [
                        ("do", "add-event"),
                        ("what", "Contacts begin."),
                        ("when", "2026-21~"),
                        ("claims", $"/x/claims/{claim} {claim}"),
                    ],
                ]
        )
            Assert.Equal(HttpStatusCode.SeeOther, (await staff.SendFormAsync(edit, fields)).Status);
        var form = await ReadAsync(staff, edit);
        Assert.Contains(
            "Claim of named.",
            form.QuerySelectorAll("#add-event-claim option").Select(option => option.TextContent)
        );
        var actors = form.QuerySelectorAll("#add-tie-actor option").Select(option => option.GetAttribute("value")!).ToList();

        // What is refused stands in its form.
        var refused = await staff.SendFormAsync(
            edit,
            ("do", "add-tie"),
            ("actor", actors[0]),
            ("other", actors[1]),
            ("tie", "contact"),
            ("from", "2026?")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var again = new HtmlParser().ParseDocument(refused.Text);
        Assert.Contains("No line without a claim", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026?", again.GetElementById("add-tie-from")!.GetAttribute("value"));
        Assert.Equal("#add-tie-claims", again.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.NotNull(again.GetElementById("add-tie-claims-error"));
        (string Code, (string, string)[] Fields)[] faulty =
        [
            ("line-story-unknown", [("do", "add-story"), ("story", "no-such-report")]),
            ("line-invalid", [("do", "add-actor"), ("name", " ")]),
            ("line-claim-unknown", [("do", "add-event"), ("what", "It rained."), ("when", "2027"), ("claims", "nonsense")]),
            ("dossier-title-invalid", [("do", "save"), ("title", "")]),
            ("line-not-found", [("do", "remove"), ("line", "nonsense")]),
        ];
        foreach (var (code, fields) in faulty)
        {
            var answer = await staff.SendFormAsync(edit, fields);
            Assert.InRange((int)answer.Status, 404, 422);
            Assert.Equal(
                Words.For("en")["problem." + code],
                new HtmlParser().ParseDocument(answer.Text).QuerySelector("[role=alert] a")!.TextContent
            );
        }

        await staff.SendFormAsync(
            edit,
            ("do", "add-tie"),
            ("actor", actors[0]),
            ("other", actors[1]),
            ("tie", "contact"),
            ("claims", $"{claim}")
        );
        await staff.SendFormAsync(edit, ("do", "publish"), ("title", "Tarsk"), ("slug", "tarsk"));
        var page = await ReadAsync(visitor, $"{Site}/dossiers/tarsk");
        Assert.Equal(["Contacts begin."], EventsOf(page));
        Assert.Equal(["contact"], KindsOf(page));
        var happened = (await ReadAsync(staff, edit)).QuerySelector("#events ~ ul input[name=line]")!.GetAttribute("value")!;
        await staff.SendFormAsync(edit, ("do", "remove"), ("line", happened));
        Assert.Empty(EventsOf(await ReadAsync(visitor, $"{Site}/dossiers/tarsk")));
        await staff.SendFormAsync(edit, ("do", "take-back"), ("title", "Tarsk"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Site}/dossiers/tarsk")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Several_who_ask_for_a_dossier_at_once_wait_for_one_gathering(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        var id = await MakeAsync(staff, "Tarsk", isPublished: true);
        var dossier = (await server.Get<DossierStore>().FindAsync(server.Site.Id, id, default))!;
        var memory = server.Get<DossierMemory>();

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FindAsync(isAnew: false)));

        Assert.Single(found.Distinct());
        Assert.Same(found[0], await FindAsync(isAnew: false));
        Assert.NotSame(found[0], await FindAsync(isAnew: true));

        Task<DossierMemory.Gathered> FindAsync(bool isAnew) =>
            memory.FindAsync(server.Site, dossier, areOfTies: true, isAnew, default);
    }

    private static Task<(Guid Claim, Guid Story)> ClaimAsync(SourcedStories stories, string slug, params HopAsked[] hops) =>
        ClaimAsync(stories, slug, isPublished: true, hops);

    private static async Task<(Guid Claim, Guid Story)> ClaimAsync(
        SourcedStories stories,
        string slug,
        bool isPublished,
        params HopAsked[] hops
    )
    {
        var story = await stories.AddAsync(slug, isPublished);
        return (await stories.SourceAsync(story, new ClaimAsked(Sentence: $"Claim of {slug}."), hops), story);
    }

    private static async Task<Guid> MakeAsync(TestReader staff, string title, bool isPublished) =>
        (Guid)(await staff.PostAsync(Api, new { title, isPublished })).Json["id"]!;

    private static async Task<Guid> AddAsync(TestReader staff, Guid dossier, object line)
    {
        var added = await staff.PostAsync($"{Api}/{dossier}/lines", line);
        Assert.Equal((HttpStatusCode.Created, ""), (added.Status, added.Status == HttpStatusCode.Created ? "" : added.Text));
        return (Guid)added.Json["id"]!;
    }

    private static object Event(string what, string when, params Guid[] claims) =>
        new
        {
            kind = "event",
            what,
            when,
            where = "Dovar",
            claims,
        };

    private static object Tie(Guid actor, Guid other, string tie, string? from, string? to, params Guid[] claims) =>
        new
        {
            kind = "tie",
            actor,
            other,
            tie,
            from,
            to,
            claims,
        };

    private static async Task<IHtmlDocument> ReadAsync(TestVisitor who, string url)
    {
        var answer = await who.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return new HtmlParser().ParseDocument(answer.Text);
    }

    private static IEnumerable<string> EventsOf(IHtmlDocument page) =>
        page.QuerySelectorAll(".pl-events > li div > p:first-child").Select(one => one.FirstChild!.TextContent.TrimEnd());

    private static IEnumerable<string> KindsOf(IHtmlDocument page) =>
        page.QuerySelectorAll("tbody td:nth-of-type(2)").Select(one => one.TextContent);
}
