using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Publishing;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Tests.Comments;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Publishing;

/// <summary>A report from its draft to its corrections, with who says so, by the pages that a newsroom has.</summary>
public sealed class ReportTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;
    private const string Newsroom = Site + "/newsroom";

    private const string First =
        "An official in the ministry told The Meridian that the dam would be closed in May. The official asked not to be named.";

    private const string Second =
        "“We were not asked,” Ada Korr, the mayor of Sull, said on 3 March. Sources say that the money is gone.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_the_words_of_a_passage_were_in_a_draft_nobody_reads_once_it_is_published(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order", isPublic: false);
        await report.NameAsync("harbour master", new(new(Kind: SourceKind.Person, Name: "Nan Quast")));
        await report.ChangeAsync(ReportScene.Text.Replace("harbour master", "harbor master", StringComparison.Ordinal));
        var passages = await server.Get<SourcingStore>().ListPassagesAsync(server.Site.Id, report.Story, default);
        Assert.Contains(passages, one => one.OldQuote == "harbour master");

        await server.Get<SaveReport>().PublishAsync(server.Site, report.Story, report.Editor, default);
        await server.CaughtUpAsync();
        var api = await visitor.GetAsync($"{Api}/reports/{report.Story}");
        Assert.All(
            api.Json["passages"]!.AsArray(),
            one => Assert.Equal(("anchored", null), ((string?)one!["state"], one["oldWords"]))
        );
        var ids = api.Json["passages"]!.AsArray().Select(one => (string)one!["id"]!).ToList();
        Assert.Equal(2, ids.Count);
        string[] pages =
        [
            report.Url,
            .. ids.Select(id => $"{Site}/passages/{id}"),
            .. ids.Select(id => $"{Site}/t/{report.Story}?on={id}"),
        ];
        foreach (var text in pages.Select(one => visitor.GetAsync(one)).Append(Task.FromResult(api)))
            Assert.DoesNotContain("harbour master", (await text).Text, StringComparison.Ordinal);

        // What the public has read is said to have been so.
        await report.ChangeAsync(ReportScene.Text.Replace("harbour master", "port master", StringComparison.Ordinal));
        var changed = await visitor.GetAsync($"{Api}/reports/{report.Story}");
        Assert.Contains(changed.Json["passages"]!.AsArray(), one => (string?)one!["oldWords"] == "harbor master");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_is_written_sourced_published_and_corrected_in_the_open(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();

        // A draft is nobody else's: neither its page nor any list, feed or interface has heard of it.
        var draft = await editor.SendFormAsync(
            $"{Newsroom}/reports/new",
            ("headline", "Zzdraft: the dam closes"),
            ("text", $"{First}\n\n{Second}"),
            ("slug", "dam-closes"),
            ("authors", "Ines Marrow"),
            ("caption", "The dam in April"),
            ("credit", "Pia Lund"),
            ("digital-source-type", "compositeWithTrainedAlgorithmicMedia"),
            ("picture-kind", "file picture")
        );
        Assert.Equal(HttpStatusCode.SeeOther, draft.Status);
        var report = draft.Location;
        var story = report.Split('/')[^1];
        foreach (
            var url in (string[])
                [
                    $"{Site}/",
                    $"{Site}/s/dam-closes",
                    $"{Site}/s/dam-closes/changes",
                    $"{Site}/feed.atom",
                    $"{Site}/sitemap.xml",
                    $"{Api}/reports/{story}",
                    $"{Site}/t/{story}",
                ]
        )
            Assert.DoesNotContain("Zzdraft", (await visitor.GetAsync(url)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Site}/s/dam-closes")).Status);
        var taken = await editor.SendFormAsync(
            $"{Newsroom}/reports/new",
            ("headline", "Other"),
            ("text", "X."),
            ("slug", "dam-closes")
        );
        Assert.Equal(HttpStatusCode.Conflict, taken.Status);
        Assert.Equal("Other", Parse(taken).QuerySelector("#headline")!.GetAttribute("value"));

        // What looks like somebody's words is proposed, and kept only when somebody takes it.
        var sources = Parse(await editor.GetAsync($"{report}/sources"));
        var proposal = sources
            .QuerySelectorAll("#proposed ~ ul li")
            .First(one => one.TextContent.Contains("dam would be closed"));
        var form = Parse(await editor.GetAsync(proposal.QuerySelector("a")!.GetAttribute("href")!.Split('#')[0]));
        Assert.Contains("dam would be closed", form.QuerySelector("#words")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Meridian", form.QuerySelector("#source-1")!.GetAttribute("value")!, StringComparison.Ordinal);
        Assert.Equal("unnamed", form.QuerySelector("#kind option[selected]")!.GetAttribute("value"));
        Assert.Empty(form.QuerySelectorAll("#sourced ~ ol li"));

        // The words and one name are enough.
        var least = await editor.SendFormAsync($"{report}/sources", ("words", "We were not asked"), ("source", "Ada Korr"));
        Assert.Equal(HttpStatusCode.SeeOther, least.Status);
        var whole = await editor.SendFormAsync(
            $"{report}/sources",
            ("words", "the dam would be closed in May"),
            ("source", "official in the ministry"),
            ("kind", "unnamed"),
            ("source-1", "The Meridian"),
            ("kind-1", "outlet"),
            ("seen-1", "original"),
            ("claim", "The dam closes in May."),
            ("when", "2027-03?")
        );
        Assert.Equal(HttpStatusCode.SeeOther, whole.Status);
        foreach (
            var (words, source, when, field) in new[]
            {
                ("the damn", "Ada", "", "words"),
                ("the", "Ada", "", "words"),
                ("May", "", "", "source"),
                ("May", "Ada", "March", "when"),
            }
        )
        {
            var refused = await editor.SendFormAsync($"{report}/sources", ("words", words), ("source", source), ("when", when));
            Assert.Equal((words, HttpStatusCode.UnprocessableEntity), (words, refused.Status));
            Assert.NotNull(Parse(refused).QuerySelector($"[role=alert] a[href='#{field}']"));
            Assert.Equal(words, Parse(refused).QuerySelector("#words")!.TextContent);
        }

        // The check list names what is open, and forbids nothing.
        var checks = Parse(await editor.GetAsync(report)).QuerySelector("section ul")!.TextContent;
        Assert.Contains("Sources say", checks, StringComparison.Ordinal);
        Assert.Contains("no reason is given", checks, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await editor.SendFormAsync(report, ("do", "publish"))).Status);
        var page = Parse(await visitor.GetAsync($"{Site}/s/dam-closes"));
        Assert.Equal("the dam would be closed in May", page.QuerySelector("#passage-1")!.TextContent);
        var note = page.QuerySelector("#note-1")!;
        Assert.Contains("official in the ministry, unnamed, via The Meridian", note.TextContent, StringComparison.Ordinal);
        Assert.Equal(["yes", "no"], note.QuerySelectorAll(".pl-chain li").Select(step => step.GetAttribute("data-seen")));
        Assert.Contains("about March 2027", note.TextContent, StringComparison.Ordinal);
        Assert.Equal("1 article, 1 outlet, 1 root: unnamed, via The Meridian", note.QuerySelector(".pl-root")!.TextContent);
        Assert.Contains("file picture", page.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            Words.For("en")["reports.type-compositeWithTrainedAlgorithmicMedia"],
            page.QuerySelector("figcaption")!.TextContent,
            StringComparison.Ordinal
        );

        // What the public has read is never changed in silence.
        var changed = new[]
        {
            ("headline", "Zzdraft: the dam closes"),
            ("text", $"{First.Replace("in May", "in June", StringComparison.Ordinal)}\n\nThe mayor was away."),
            ("number", "2"),
        };
        var silent = await editor.SendFormAsync(report, changed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Contains("The mayor was away.", Parse(silent).QuerySelector("#text")!.TextContent, StringComparison.Ordinal);
        var open = await editor.SendFormAsync(
            report,
            [.. changed, ("reason", "The ministry wrote to us."), ("correction", "The dam closes in June, not in May.")]
        );
        Assert.Equal(HttpStatusCode.SeeOther, open.Status);
        var late = await editor.SendFormAsync(report, [.. changed, ("reason", "Again")]);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);

        page = Parse(await visitor.GetAsync($"{Site}/s/dam-closes"));
        Assert.Contains(
            "The dam closes in June, not in May.",
            page.QuerySelector(".pl-changed")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("closed in May", page.QuerySelector("#note-1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "We were not asked",
            page.QuerySelector("#orphans ~ blockquote")!.TextContent,
            StringComparison.Ordinal
        );
        var changes = Parse(await visitor.GetAsync($"{Site}/s/dam-closes/changes"));
        Assert.Contains("June", changes.QuerySelectorAll("ins").Select(one => one.TextContent.Trim()));
        Assert.Contains("May", changes.QuerySelectorAll("del").Select(one => one.TextContent.Trim()));
        Assert.Contains("The ministry wrote to us.", changes.Body!.TextContent, StringComparison.Ordinal);

        // What is known of a claim is said once, with its reason, and stands above every report that makes it.
        var claims = Parse(await editor.GetAsync($"{Newsroom}/claims"));
        var claim = claims.QuerySelector("tbody a")!.GetAttribute("href")!;
        var mute = await editor.SendFormAsync($"{claim}/status", ("status", "disputed"), ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mute.Status);
        await editor.SendFormAsync($"{claim}/status", ("status", "disputed"), ("reason", "The ministry denies a date."));
        await editor.SendFormAsync(
            $"{claim}/articles",
            ("outlet", "Coastline Daily"),
            ("title", "Dam to close"),
            ("from-outlet", "The Meridian")
        );
        page = Parse(await visitor.GetAsync($"{Site}/s/dam-closes"));
        Assert.Contains("Passage 1: Disputed", page.QuerySelector(".pl-changed")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith(
            "2 articles, 2 outlets",
            page.QuerySelector("#note-1 .pl-root")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_text_of_a_page_elsewhere_is_kept_by_the_interface_and_its_sources_are_read_by_anybody(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var body = new
        {
            identifier = "dam-1",
            headline = "The dam closes",
            text = $"{First}\n\n{Second}",
        };

        var kept = await editor.PutAsync($"{Api}/newsroom/pages", body);
        var story = (string)kept.Json["story"]!;
        Assert.Equal(story, (string?)(await editor.PutAsync($"{Api}/newsroom/pages", body)).Json["story"]);
        var said = await editor.PostAsync(
            $"{Api}/newsroom/reports/{story}/attributions",
            new
            {
                words = "the dam would be closed in May",
                chain = new object[]
                {
                    new
                    {
                        source = new { kind = "outlet", name = "The Meridian" },
                        act = "reported",
                        seen = "original",
                    },
                    new
                    {
                        source = new
                        {
                            kind = "unnamed",
                            name = "official in the ministry",
                            whyUnnamed = "the date is not public",
                            note = "Zznote: call only after eight",
                        },
                        act = "said",
                    },
                },
                claim = new { sentence = "The dam closes in May.", kind = "event" },
            }
        );
        Assert.Equal(HttpStatusCode.Created, said.Status);

        // The site's own system sends the text again when it changes; nobody can ask it for a reason.
        var later = await editor.PutAsync(
            $"{Api}/newsroom/pages",
            new
            {
                identifier = "dam-1",
                headline = "The dam closes",
                text = $"This was written on Monday.\n\n{First}\n\n{Second}",
            }
        );
        Assert.Equal(2, (int)later.Json["number"]!);
        var read = (await visitor.GetAsync($"{Api}/reports/{story}")).Json;
        var passage = read["passages"]![0]!;
        Assert.Equal("anchored", (string?)passage["state"]);
        Assert.Equal("the dam would be closed in May", (string?)passage["words"]);
        Assert.Equal("unnamed", (string?)passage["ways"]![0]!["chain"]![1]!["kind"]);
        Assert.DoesNotContain("Zznote", read.ToJsonString(), StringComparison.Ordinal);

        var gone = await editor.DeleteAsync($"{Api}/newsroom/reports/{story}/attributions/{(string)said.Json["id"]!}");
        Assert.Equal(HttpStatusCode.OK, gone.Status);
        Assert.Empty((await visitor.GetAsync($"{Api}/reports/{story}")).Json["passages"]!.AsArray());
    }

    private static IDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
