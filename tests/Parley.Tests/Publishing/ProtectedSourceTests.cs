using System.Net;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Sourcing;
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
}
