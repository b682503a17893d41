using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Record;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Tests.Comments;
using Parley.Tests.Setup;
using Parley.Tests.Sourcing;
using Xunit;
using static Parley.Tests.Sourcing.SourcedStories;

namespace Parley.Tests.Publishing;

/// <summary>Somebody who was named and must not be any longer: nothing that is public names them or leads to them.</summary>
public sealed class ProtectedSourceTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Where_and_at_which_addresses_they_spoke_is_taken_out_of_all_that_is_public(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, editor);
        var (dam, weir) = (await stories.AddAsync("dam"), await stories.AddAsync("weir"));
        var spoke = By("Zzname Quast", SourceKind.Person) with
        {
            Place = "Zzplace 7",
            Url = "https://zzurl.example/1",
            ArchivedUrl = "https://archive.example/zzarchived",
        };
        var claim = await stories.SourceAsync(dam, new ClaimAsked(Sentence: "The dam closes."), By("The Meridian"), spoke);
        await stories.SourceAsync(weir, new ClaimAsked(claim), spoke);
        await stories.ArticleAsync(claim, "The Herald", "The dam", spoke);
        // Whose page it is was entered as an outlet.
        await stories.ArticleAsync(claim, "Zzname Quast", "Zztitle of a page", By("The minister", SourceKind.Person));
        var passage = (await server.Get<SourcingStore>().ListPassagesAsync(server.Site.Id, dam, default)).Single().Id;
        await editor.PostAsync(
            $"{Api}/threads/{dam}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = "When?",
                words = SourcedStories.Words,
            }
        );
        var dossier = (await editor.PostAsync($"{Api}/newsroom/dossiers", new { title = "Dams", isPublished = true })).Json;
        await editor.PostAsync($"{Api}/newsroom/dossiers/{dossier["id"]}/lines", new { kind = "story", story = dam });
        await editor.PostAsync(
            $"{Api}/newsroom/dossiers/{dossier["id"]}/lines",
            new
            {
                kind = "event",
                what = "It closed.",
                when = "2027",
                claims = new[] { claim },
            }
        );
        string[] paths =
        [
            $"{Site}/s/dam",
            $"{Site}/s/weir",
            $"{Site}/t/{dam}",
            $"{Site}/passages/{passage}",
            $"{Site}/claims/{claim}",
            $"{Site}/dossiers/{dossier["slug"]}",
            $"{Api}/reports/{dam}",
            $"{Api}/reports/{weir}",
            $"{Api}/reports/{dam}/annotations",
            $"{Api}/threads/{dam}/comments",
            $"{Api}/claims/{claim}",
            $"{Api}/dossiers/{dossier["slug"]}",
        ];
        await server.CaughtUpAsync();
        var before = await ReadAsync();
        foreach (var mark in (string[])["zzname", "zzplace", "zzurl", "zzarchived", "zztitle"])
            Assert.Contains(mark, before, StringComparison.OrdinalIgnoreCase);

        var sources = (await editor.GetAsync($"{Api}/newsroom/sources?q=zzname")).Json["sources"]!.AsArray();
        Assert.Equal(2, sources.Count);
        var answers = new List<(int Chains, TestAnswer Page)>();
        foreach (var source in sources)
        {
            var form = $"{Site}/newsroom/sources/{source!["id"]}";
            var done = await editor.SendFormAsync(form, ("source", "clerk"), ("kind", "unnamed"), ("number", "0"));
            Assert.Equal(HttpStatusCode.SeeOther, done.Status);
            answers.Add(
                (done.Location.EndsWith("?emptied=3", StringComparison.Ordinal) ? 3 : 1, await editor.GetAsync(done.Location))
            );
        }

        await server.CaughtUpAsync();
        Assert.DoesNotContain("zz", await ReadAsync(), StringComparison.OrdinalIgnoreCase);
        // Whoever did it reads how far it went.
        foreach (var (chains, page) in answers)
            Assert.Contains(
                chains == 3 ? "out of 3 chains" : "out of 1 chain.",
                new HtmlParser().ParseDocument(page.Text).QuerySelector("[role=status]")!.TextContent,
                StringComparison.Ordinal
            );
        Assert.Equal([1, 3], answers.Select(one => one.Chains).Order());

        // Nor does it come back by the id, from whoever read them before.
        foreach (var source in sources)
        {
            var id = (Guid)source!["id"]!;
            var again = await editor.PostAsync(
                $"{Api}/newsroom/reports/{dam}/attributions",
                new
                {
                    words = SourcedStories.Words,
                    chain = new[] { new { source = new { id, url = "https://zzurl.example/1" } } },
                }
            );
            Assert.Equal("source-differs", again.Code);
        }

        await server.CaughtUpAsync();
        var now = await ReadAsync();
        Assert.DoesNotContain("zz", now, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Title removed to protect somebody", now, StringComparison.Ordinal);
        Assert.DoesNotContain("\"headline\":\"\"", now, StringComparison.Ordinal);

        async Task<string> ReadAsync()
        {
            var texts = new List<string>();
            foreach (var path in paths)
            {
                var answer = await visitor.GetAsync(path);
                Assert.Equal((path, HttpStatusCode.OK), (path, answer.Status));
                texts.Add(answer.Text);
            }

            return string.Join('\n', texts);
        }
    }

    // SQLite lets nobody write meanwhile.
    [Fact]
    public async Task Whoever_names_a_source_at_the_moment_at_which_it_is_named_no_longer_is_told()
    {
        Assert.SkipWhen(TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Postgres);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        var stories = await SourcedStories.OfAsync(server, editor);
        var (story, other) = (await stories.AddAsync("dam"), await stories.AddAsync("weir"));
        await stories.SourceAsync(story, new ClaimAsked(Sentence: "The dam closes."), By("Nan Quast", SourceKind.Person));
        var sourcing = server.Get<SourcingStore>();
        var source = (await sourcing.ListSourcesAsync(server.Site.Id, "", null, default)).Single();
        var saying = new List<Task<TestAnswer>>();

        await server.Database.WriteAsync(
            async scope =>
            {
                await SourcingStore.LockSourceAsync(scope, server.Site.Id, source.Id, default);
                await FormerStore.AddAsync(scope, server.Site.Id, source, editor.Id, server.Clock.GetUtcNow(), default);
                await SourcingStore.ChangeSourceAsync(
                    scope,
                    server.Site.Id,
                    source with
                    {
                        Kind = SourceKind.Unnamed,
                        Name = "clerk",
                    },
                    default
                );
                await SourcingStore.EmptyHopsAsync(scope, server.Site.Id, source.Id, default);
                foreach (
                    var (where, named) in ((Guid, object)[])
                        [(story, new { id = source.Id }), (other, new { name = source.Name })]
                )
                    saying.Add(
                        editor.PostAsync(
                            $"{Api}/newsroom/reports/{where}/attributions",
                            new
                            {
                                words = "paper says that",
                                chain = new[] { new { source = named, url = "https://zzurl.example/1" } },
                            }
                        )
                    );
                await Eventually.IsSoAsync(async () =>
                    saying.TrueForAll(one => one.IsCompleted)
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

        var answers = await Task.WhenAll(saying);
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Conflict, "source-differs"), (answer.Status, answer.Code)));
        Assert.Single(await sourcing.ListOfStoryAsync(server.Site.Id, story, default));
        // Whoever knows that they are not named may say where they spoke.
        var known = await editor.PostAsync(
            $"{Api}/newsroom/reports/{story}/attributions",
            new
            {
                words = "paper says that",
                chain = new[] { new { source = new { id = source.Id, kind = "unnamed" }, place = "Dovar" } },
            }
        );
        Assert.Equal(HttpStatusCode.Created, known.Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_is_taken_out_of_all_that_a_report_and_its_claims_said_before_once_somebody_is_sure(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        const string Named = "Nobody said what Bo ZZname-Quast said.";
        await report.ChangeAsync($"{ReportScene.Text}\n\n{Named} So it was.", "Bo Zzname-Quast was not named.");
        var said = await report.NameAsync("Bo ZZname-Quast said", new(new(Name: "The port")), "Zzname-Quast signed it.");
        var (api, form) = (
            $"{Api}/newsroom/reports/{report.Story}/protected-words",
            $"{Site}/newsroom/reports/{report.Story}/protected-words"
        );
        // What everybody reads now is changed before.
        var early = await editor.PostAsync(api, new { words = "zzname-quast", sure = true });
        Assert.Equal((HttpStatusCode.Conflict, "protected-words-stand"), (early.Status, early.Code));
        await report.ChangeAsync(ReportScene.Text);
        var claim = $"{Api}/newsroom/claims/{said.ClaimId}";
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PostAsync(api, new { words = "zzname-quast" })).Status);
        await editor.PutAsync(
            claim,
            new
            {
                sentence = "Somebody signed it.",
                reason = "Zzname-Quast denies it.",
                number = 0,
            }
        );
        await editor.PostAsync($"{claim}/status", new { status = "disputed", reason = "Asked of Zzname-Quast." });
        string[] paths =
        [
            report.Url,
            $"{report.Url}/changes",
            $"{report.Url}/changes/2",
            $"{Site}/claims/{said.ClaimId}",
            $"{Api}/claims/{said.ClaimId}",
            $"{Api}/reports/{report.Story}",
            $"{Api}/reports/{report.Story}/annotations",
        ];
        var shown = 0;
        await server.CaughtUpAsync();
        foreach (var path in paths)
            shown += (await visitor.GetAsync(path)).Text.Contains("zzname", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        Assert.InRange(shown, 5, paths.Length);

        // Asked for once, it only says how often.
        var looked = await editor.PostAsync(api, new { words = "zzname-quast" });
        Assert.Equal((HttpStatusCode.OK, false), (looked.Status, (bool)looked.Json["done"]!));
        var places = (int)looked.Json["places"]!;
        Assert.InRange(places, 5, 9);
        var asked = await editor.SendFormAsync(form, ("words", "zzname-quast"), ("sure", "zzname"));
        var page = new HtmlParser().ParseDocument(asked.Text);
        Assert.Contains(
            $"{places} times",
            page.QuerySelector("#protect ~ form [role=status]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Zzname", (await visitor.GetAsync($"{report.Url}/changes")).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Null(
            new HtmlParser().ParseDocument((await visitor.GetAsync($"{report.Url}/changes")).Text).QuerySelector("#protect")
        );
        foreach (var (words, code) in ((string, string)[])[("z", "invalid"), ("zz", "not-found"), ("nowhere", "not-found")])
            Assert.Equal($"protected-words-{code}", (await editor.PostAsync(api, new { words })).Code);

        server.Clock.Turn(TimeSpan.FromDays(1));
        var done = await editor.SendFormAsync(
            form,
            ("words", page.QuerySelector("#words")!.GetAttribute("value")!),
            ("sure", page.QuerySelector("[name=sure]")!.GetAttribute("value")!)
        );
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        await server.CaughtUpAsync();
        foreach (var path in paths)
            Assert.DoesNotContain("zzname", (await visitor.GetAsync(path)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("zzname", (await editor.GetAsync(claim)).Text, StringComparison.OrdinalIgnoreCase);
        // It says that it was done and when; who did stands in the record.
        var changes = new HtmlParser().ParseDocument((await visitor.GetAsync($"{report.Url}/changes")).Text);
        var remark = changes.QuerySelector("main ul li")!;
        Assert.StartsWith("Words were removed", remark.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            server.Clock.GetUtcNow().UtcDateTime.Date,
            DateTimeOffset
                .Parse(remark.QuerySelector("time")!.GetAttribute("datetime")!, CultureInfo.InvariantCulture)
                .UtcDateTime.Date
        );
        Assert.Contains("So it was.", changes.Body!.TextContent, StringComparison.Ordinal);
        var record = Assert.Single(
            await server.ListAsync(
                "SELECT content, subject_id FROM recorded WHERE site_id = @site AND kind = @kind",
                [("@site", server.Site.Id), ("@kind", RecordKind.WordsRemoved)],
                row => (Content: row.Text(0), Subject: row.Guid(1))
            )
        );
        Assert.Equal(report.Story, record.Subject);
        Assert.Contains($"{editor.Id}", record.Content, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Readers_are_told_with_the_day_that_who_says_so_was_corrected_and_not_who_it_was(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        var way = await report.NameAsync("harbour master", new(new(Name: "Nan Zzquast")));
        var draft = await ReportScene.WriteAsync(server, "The draft", isPublic: false);
        var ofDraft = await draft.NameAsync("harbour master", new(new(Name: "Nan Zzquast")));
        await server.CaughtUpAsync();
        Assert.Equal((0, true), await ReadAsync());

        // A chain is corrected, then what is known of a source; at last it is taken back. A note is nobody's concern.
        foreach (var id in (Guid[])[ofDraft.Id, way.Id])
            await ChangeAsync(() =>
                editor.PutAsync(
                    $"{Api}/newsroom/attributions/{id}",
                    new { chain = new[] { new { source = new { name = "Bo Lind" } } }, number = 0 }
                )
            );
        Assert.Equal((1, false), await ReadAsync());
        var lind = (string)
            (await editor.GetAsync($"{Api}/newsroom/sources?q=lind")).Json["sources"]!.AsArray().Single()!["id"]!;
        await ChangeAsync(() =>
            editor.PutAsync(
                $"{Api}/newsroom/sources/{lind}",
                new
                {
                    name = "Bo Lind",
                    note = "Met.",
                    number = 0,
                }
            )
        );
        Assert.Equal((1, false), await ReadAsync());
        await ChangeAsync(() => editor.PutAsync($"{Api}/newsroom/sources/{lind}", new { name = "B. Lind", number = 1 }));
        Assert.Equal((2, false), await ReadAsync());
        await ChangeAsync(() => editor.DeleteAsync($"{Api}/newsroom/reports/{report.Story}/attributions/{way.Id}"));
        Assert.Equal((3, false), await ReadAsync());
        Assert.Single(await server.Get<ReportTextStore>().ListPublicAsync(server.Site.Id, report.Story, null, false, default));

        async Task ChangeAsync(Func<Task<TestAnswer>> change)
        {
            server.Clock.Turn(TimeSpan.FromDays(1));
            Assert.Equal(HttpStatusCode.OK, (await change()).Status);
            await server.CaughtUpAsync();
        }

        // How many lines there are, and whether the report is as it was published.
        async Task<(int Remarks, bool IsAsPublished)> ReadAsync()
        {
            var changes = new HtmlParser().ParseDocument((await visitor.GetAsync($"{report.Url}/changes")).Text);
            var remarks = changes.QuerySelectorAll("main ul li").Select(one => one.TextContent).ToList();
            Assert.All(
                remarks,
                one => Assert.StartsWith("Who says “harbour master” was corrected.", one, StringComparison.Ordinal)
            );
            Assert.DoesNotContain("Zzquast", string.Concat(remarks), StringComparison.Ordinal);
            var page = new HtmlParser().ParseDocument((await visitor.GetAsync(report.Url)).Text);
            var machine = page.QuerySelectorAll("script[type='application/ld+json']")
                .Select(one => one.TextContent)
                .First(one => one.Contains("dateModified", StringComparison.Ordinal));
            var article = JsonNode.Parse(machine)!;
            var modified = Find(article, "dateModified");
            return (remarks.Count, modified == Find(article, "datePublished"));
        }

        static string Find(JsonNode node, string name) =>
            System.Text.RegularExpressions.Regex.Match(node.ToJsonString(), $"\"{name}\":\"([^\"]+)\"").Groups[1].Value;
    }
}
