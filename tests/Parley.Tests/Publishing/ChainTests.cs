using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Tests.Setup;
using Parley.Tests.Sourcing;
using Xunit;

namespace Parley.Tests.Publishing;

/// <summary>From whom something came, and through whom, is corrected step by step; what it was before stays on record.</summary>
public sealed class ChainTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_facts_of_a_step_are_corrected_and_stay_on_record_and_the_later_of_two_undoes_nothing(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var story = await SourcedAsync(
            server,
            editor,
            SourcedStories.By("The Meridian"),
            SourcedStories.By("official in the ministry", SourceKind.Unnamed, Seen.No)
        );
        var url = await UrlAsync(visitor, story);
        var kept = await editor.GetAsync(Api + url);
        Assert.Equal((0, 2), ((int)kept.Json["number"]!, kept.Json["chain"]!.AsArray().Count));
        var ids = kept.Json["chain"]!.AsArray().Select(one => (string)one!["source"]!["id"]!).ToList();
        object Chain(string when) =>
            new
            {
                chain = new object[]
                {
                    new
                    {
                        source = new { id = ids[0] },
                        act = "reported",
                        seen = "original",
                    },
                    new
                    {
                        source = new { id = ids[1] },
                        act = "wrote",
                        when,
                        place = "At the dam",
                        url = "https://ministry.example/1",
                        archivedUrl = "https://archive.example/1",
                        seen = "copy",
                    },
                },
                number = 0,
            };

        var done = await editor.PutAsync(Api + url, Chain("2027-05"));
        Assert.Equal((HttpStatusCode.OK, 1), (done.Status, (int)done.Json["number"]!));
        var was = done.Json["before"]!.AsArray().Single()!;
        Assert.Equal(
            ("Ines Marrow", "said", "no", null),
            (
                (string?)was["by"],
                (string?)was["chain"]![1]!["act"],
                (string?)was["chain"]![1]!["seen"],
                (string?)was["chain"]![1]!["when"]
            )
        );
        await server.CaughtUpAsync();
        var shown = Parse(await visitor.GetAsync($"{Site}/s/dam?anew")).QuerySelector("#note-1")!;
        foreach (var fact in (string[])["wrote", "May 2027", "At the dam", "We saw a copy."])
            Assert.Contains(fact, shown.TextContent, StringComparison.Ordinal);
        Assert.NotNull(shown.QuerySelector("a[href='https://archive.example/1']"));

        // The same again is no correction; whoever has read less is refused.
        Assert.Equal(1, (int)(await editor.PutAsync(Api + url, Chain("2027-05"))).Json["number"]!);
        var late = await editor.PutAsync(Api + url, Chain("2027-06"));
        Assert.Equal((HttpStatusCode.Conflict, "record-changed"), (late.Status, late.Code));
        Assert.Equal("2027-05", (string?)(await editor.GetAsync(Api + url)).Json["chain"]![1]!["when"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_form_corrects_a_chain_and_keeps_what_was_typed_where_it_cannot(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var story = await SourcedAsync(server, editor, SourcedStories.By("official in the ministry", SourceKind.Unnamed));
        var url = await UrlAsync(visitor, story);
        var page = Parse(await editor.GetAsync(Site + url));
        var id = page.QuerySelector("[name=id-1]")!.GetAttribute("value")!;
        Assert.Equal("official in the ministry", page.QuerySelector("#source-1")!.GetAttribute("value"));
        Assert.NotNull(
            Parse(await editor.GetAsync($"{Site}/newsroom/reports/{story}/sources")).QuerySelector($"a[href='{Site + url}']")
        );

        // Somebody stood between: two more steps, one of them another who is not named.
        (string, string)[] fields =
        [
            ("source-1", "The Meridian"),
            ("kind-1", "outlet"),
            ("seen-1", "original"),
            ("source-2", "clerk of the court"),
            ("kind-2", "unnamed"),
            ("why-unnamed-2", "Fears for the post."),
            ("when-2", "soon"),
            ("id-3", id),
            ("source-3", "official in the ministry"),
            ("kind-3", "unnamed"),
            ("number", "0"),
        ];
        var wrong = Parse(await editor.SendFormAsync(Site + url, fields));
        Assert.Equal("#when-2", wrong.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Equal("soon", wrong.QuerySelector("#when-2")!.GetAttribute("value"));
        var done = await editor.SendFormAsync(Site + url, [.. fields.Where(one => one.Item1 != "when-2")]);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);

        var kept = await editor.GetAsync(Api + url);
        Assert.Equal(
            [
                ("The Meridian", "reported", null),
                ("clerk of the court", "said", "Fears for the post."),
                ("official in the ministry", "said", "the contacts are not public"),
            ],
            kept.Json["chain"]!
                .AsArray()
                .Select(one => ((string)one!["source"]!["name"]!, (string)one["act"]!, (string?)one["source"]!["whyUnnamed"]))
        );
        Assert.Equal(id, (string?)kept.Json["chain"]![2]!["source"]!["id"]);

        // Whoever opened it before reads what is kept now, and what it was.
        var late = await editor.SendFormAsync(Site + url, ("source-1", "Nan Quast"), ("kind-1", "person"), ("number", "0"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var again = Parse(late);
        Assert.Equal("Nan Quast", again.QuerySelector("#source-1")!.GetAttribute("value"));
        Assert.Equal(3, again.QuerySelectorAll("section[aria-labelledby=kept-now] li").Length);
        Assert.Single(again.QuerySelectorAll("section[aria-labelledby=before] ul li"));
        Assert.Equal("1", again.QuerySelector("#number")!.GetAttribute("value"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_a_chain_that_named_somebody_the_record_keeps_no_name_that_is_to_be_protected(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var story = await SourcedAsync(
            server,
            editor,
            SourcedStories.By("Zzname Quast", SourceKind.Person) with
            {
                Url = "https://zzname.example/",
                Place = "In the house of zzname",
            }
        );
        var url = await UrlAsync(visitor, story);
        await CorrectAsync(0, new { name = "Mira Zzother", kind = "person" }, "https://zzother.example/");
        Assert.Contains("Zzname", (await editor.GetAsync(Site + url)).Text, StringComparison.Ordinal);

        // They must not be named: neither the one who stands there now, nor by the address under which they spoke.
        await CorrectAsync(1, new { name = "somebody in the house", kind = "unnamed" }, null);
        var other = (string)
            (await editor.GetAsync($"{Api}/newsroom/sources?q=zzname")).Json["sources"]!.AsArray().Single()!["id"]!;
        await editor.PutAsync(
            $"{Api}/newsroom/sources/{other}",
            new
            {
                kind = "unnamed",
                name = "neighbour",
                number = 0,
            }
        );
        await server.CaughtUpAsync();
        foreach (var path in (string[])[Site + url, Api + url, $"{Site}/s/dam?anew", $"{Api}/reports/{story}"])
        {
            var text = (await editor.GetAsync(path)).Text;
            foreach (var mark in (string[])["Zzname", "zzname", "zzother", "Zzother"])
                Assert.DoesNotContain(mark, text, StringComparison.Ordinal);
        }

        Assert.Equal(2, (int)(await editor.GetAsync(Api + url)).Json["number"]!);

        async Task CorrectAsync(int number, object source, string? address)
        {
            var done = await editor.PutAsync(Api + url, new { chain = new[] { new { source, url = address } }, number });
            Assert.Equal(HttpStatusCode.OK, done.Status);
        }
    }

    private static async Task<Guid> SourcedAsync(TestServer server, TestReader editor, params HopAsked[] hops)
    {
        var stories = await SourcedStories.OfAsync(server, editor);
        var story = await stories.AddAsync("dam");
        await stories.SourceAsync(story, new(Sentence: "The dam closes."), hops);
        return story;
    }

    private static async Task<string> UrlAsync(TestVisitor visitor, Guid story)
    {
        var read = await visitor.GetAsync($"{Api}/reports/{story}");
        return $"/newsroom/attributions/{(string)read.Json["passages"]![0]!["ways"]![0]!["id"]!}";
    }

    private static IHtmlDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
