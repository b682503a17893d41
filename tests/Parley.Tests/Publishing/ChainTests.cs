using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Publishing;
using Parley.Readers;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Tests.Comments;
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
            ("drawn-source-3", "official in the ministry"),
            ("drawn-kind-3", "unnamed"),
            ("drawn-why-3", "the contacts are not public"),
            ("why-unnamed-3", "the contacts are not public"),
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

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_whoever_left_a_chain_in_which_somebody_is_not_named_no_earlier_past_keeps_the_name(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var named = new { source = new { name = "Zzname Quast", kind = "person" }, url = (string?)"https://zzname.example/" };
        var dated = new
        {
            named.source,
            named.url,
            when = "2027-05",
        };
        var unnamed = new { source = new { name = "neighbour", kind = "unnamed" } };
        // What the chain is first corrected to; then one who is not named stands there alone: a new one, or who stood there.
        foreach (
            var (slug, first) in (
                ((string, object[])[])
                    [
                        ("dated", [dated]),
                        ("beside", [named, unnamed]),
                        ("between", [new { source = new { name = "The Meridian", kind = "outlet" } }]),
                    ]
            )
        )
        {
            var story = await SourcedAsync(
                slug,
                server,
                editor,
                [SourcedStories.By("Zzname Quast", SourceKind.Person) with { Url = "https://zzname.example/" }]
            );
            var url = await UrlAsync(visitor, story);
            Assert.Equal(HttpStatusCode.OK, (await editor.PutAsync(Api + url, new { chain = first, number = 0 })).Status);
            var kept = await editor.GetAsync(Api + url);
            Assert.Contains("zzname.example", kept.Text, StringComparison.Ordinal);
            object last =
                first.Length == 1 ? unnamed : new { source = new { id = (string)kept.Json["chain"]![1]!["source"]!["id"]! } };
            Assert.Equal(
                HttpStatusCode.OK,
                (await editor.PutAsync(Api + url, new { chain = new[] { last }, number = 1 })).Status
            );
            foreach (var path in (string[])[Site + url, Api + url])
                Assert.DoesNotContain("zzname", (await editor.GetAsync(path)).Text, StringComparison.OrdinalIgnoreCase);
            // Who that was is absent: it is nobody by the name of nothing.
            var past = (await editor.GetAsync(Api + url)).Json["before"]!.AsArray();
            Assert.Equal(2, past.Count);
            Assert.Null(past[1]!["chain"]![0]!["source"]);
            Assert.Equal("said", (string?)past[1]!["chain"]![0]!["act"]);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_left_a_chain_two_corrections_ago_is_not_led_to_by_what_stood_there_then(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var quast = SourcedStories.By("Nan Zzquast", SourceKind.Person) with
        {
            Place = "Quay 7",
            Url = "https://quast.example/",
            ArchivedUrl = "https://archive.example/q",
        };
        var url = await UrlAsync(visitor, await SourcedAsync(server, editor, quast));
        var source = (string)(await editor.GetAsync(Api + url)).Json["chain"]![0]!["source"]!["id"]!;
        var renamed = await editor.PutAsync(
            $"{Api}/newsroom/sources/{source}",
            new
            {
                kind = "person",
                name = "Nan Quill",
                number = 0,
            }
        );
        Assert.Equal(HttpStatusCode.OK, renamed.Status);
        // First they spoke elsewhere, then somebody else stood there; at last somebody who is not named.
        await CorrectAsync(0, new { source = new { id = source }, place = "Pier 2" });
        await CorrectAsync(1, new { source = new { name = "The Meridian", kind = "outlet" } });
        var fields = Drawn(await editor.GetAsync(Site + url));
        var unnamed = new Dictionary<string, string>
        {
            ["id-1"] = "",
            ["kind-1"] = "unnamed",
            ["source-1"] = "friend of nan zzquast",
            ["why-unnamed-1"] = "Nan Quill fears.",
            ["place-1"] = "Quay 7",
            ["url-1"] = "https://quast.example/",
            ["archived-1"] = "https://archive.example/q",
        };
        foreach (var (field, typed) in unnamed)
            fields[field] = typed;
        Assert.Equal(
            ["#archived-1", "#place-1", "#source-1", "#url-1", "#why-unnamed-1"],
            Faults(await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]))
        );
        fields["place-1"] = "Pier 2";
        Assert.Contains(
            "#place-1",
            Faults(await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]))
        );

        await CorrectAsync(2, new { source = new { name = "neighbour", kind = "unnamed" }, place = "Market" });
        var past = await editor.GetAsync(Api + url);
        Assert.Equal(3, (int)past.Json["number"]!);
        foreach (var path in (string[])[Site + url, Api + url])
        foreach (var mark in (string[])["quast", "Quill", "Quay 7", "Pier 2"])
            Assert.DoesNotContain(mark, (await editor.GetAsync(path)).Text, StringComparison.OrdinalIgnoreCase);

        async Task CorrectAsync(int number, object step)
        {
            var done = await editor.PutAsync(Api + url, new { chain = new[] { step }, number });
            Assert.Equal(HttpStatusCode.OK, done.Status);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_chain_was_more_than_fifty_corrections_ago_is_read_part_by_part(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var url = await UrlAsync(visitor, await SourcedAsync(server, editor, SourcedStories.By("The Meridian")));
        const int times = 52;
        for (var number = 0; number < times; number++)
        {
            var done = await editor.PutAsync(
                Api + url,
                new { chain = new[] { new { source = new { name = "The Meridian" }, place = $"Room {number + 1}" } }, number }
            );
            Assert.Equal(HttpStatusCode.OK, done.Status);
        }

        var newest = (await editor.GetAsync(Api + url)).Json;
        var oldest = (await editor.GetAsync($"{Api}{url}?before={newest["next"]}")).Json;
        Assert.Equal((times, times, null), ((int)newest["number"]!, (int)oldest["number"]!, (int?)oldest["next"]));
        Assert.Equal(
            Enumerable.Range(1, times).Reverse(),
            newest["before"]!.AsArray().Concat(oldest["before"]!.AsArray()).Select(one => (int)one!["number"]!)
        );
        var first = Parse(await editor.GetAsync(Site + url));
        Assert.Equal(50, first.QuerySelectorAll("[aria-labelledby=before] ol > li").Length);
        Assert.Null(first.QuerySelector("[aria-labelledby=before] nav a:not([rel])"));
        var older = await editor.GetAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!.Split('#')[0]);
        var last = Parse(older);
        Assert.Equal(2, last.QuerySelectorAll("[aria-labelledby=before] ol > li").Length);
        Assert.Contains("Room 1", older.Text, StringComparison.Ordinal);
        Assert.Null(last.QuerySelector("a[rel=next]"));
        Assert.Equal($"{Site}{url}#before", last.QuerySelector("[aria-labelledby=before] nav a")!.GetAttribute("href"));
        // Beside an old part, too, the form knows how often the chain was corrected.
        Assert.Equal($"{times}", last.QuerySelector("#number")!.GetAttribute("value"));
        foreach (var path in (string[])[Site + url, Api + url])
            Assert.Equal(HttpStatusCode.BadRequest, (await editor.GetAsync($"{path}?before=-1")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_form_drawn_before_a_source_was_no_longer_named_does_not_name_it_again(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var story = await SourcedAsync(server, editor, SourcedStories.By("Zzname Quast", SourceKind.Person));
        var url = await UrlAsync(visitor, story);
        var fields = Drawn(await editor.GetAsync(Site + url));
        await editor.PutAsync(
            $"{Api}/newsroom/sources/{fields["id-1"]}",
            new
            {
                kind = "unnamed",
                name = "neighbour",
                whyUnnamed = "They fear for their post.",
                number = 0,
            }
        );
        fields["when-1"] = "2027-05";
        var late = await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var again = Drawn(late);
        Assert.Equal(
            ("neighbour", "unnamed", "2027-05", fields["id-1"]),
            (again["source-1"], again["kind-1"], again["when-1"], again["id-1"])
        );
        var done = await editor.SendFormAsync(Site + url, [.. again.Select(one => (one.Key, one.Value))]);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        await server.CaughtUpAsync();
        foreach (var path in (string[])[Site + url, Api + url, $"{Api}/newsroom/sources", $"{Api}/reports/{story}"])
            Assert.DoesNotContain("Zzname", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal("2027-05", (string?)(await editor.GetAsync(Api + url)).Json["chain"]![0]!["when"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_takes_the_place_of_one_who_was_named_leads_to_them_by_nothing(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        var way = await report.NameAsync(
            "harbour master",
            new(
                new(Kind: SourceKind.Person, Name: "Nan Zzquast"),
                Place: "Quay 7",
                Url: "https://quast.example/",
                ArchivedUrl: "https://archive.example/q"
            )
        );
        var (answered, unused) = (await OfferAsync(), await OfferAsync());
        await visitor.SendFormAsync(answered, ("words", "I signed nothing."));
        var reply = (await server.Get<SourceReplyStore>().ListWaitingAsync(server.Site.Id, default)).Single().Id;
        await server
            .Get<DecideReply>()
            .HandleAsync(server.Site.Id, reply, report.Editor, new(ReplyDecision.Publish, null), default);
        await server.CaughtUpAsync();
        var url = $"/newsroom/attributions/{way.Id}";
        var fields = Drawn(await editor.GetAsync(Site + url));
        (fields["kind-1"], fields["source-1"], fields["why-unnamed-1"]) = (
            "unnamed",
            "friend of nan zzquast",
            "Nan Zzquast fears."
        );
        Assert.Equal(
            ["#archived-1", "#place-1", "#source-1", "#url-1", "#why-unnamed-1"],
            Faults(await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]))
        );
        fields["source-1"] = "neighbour";
        fields["why-unnamed-1"] = "See http://Archive.example/q for more.";
        (fields["archived-1"], fields["place-1"], fields["url-1"]) = ("", "QUAY 7", "http://quast.example");
        Assert.Equal(
            ["#place-1", "#url-1", "#why-unnamed-1"],
            Faults(await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]))
        );
        foreach (var field in (string[])["archived-1", "place-1", "url-1", "why-unnamed-1"])
            fields[field] = "";
        var done = await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);

        await server.CaughtUpAsync();
        foreach (
            var path in (string[])
                [
                    Site + url,
                    Api + url,
                    report.Url,
                    $"{Api}/reports/{report.Story}",
                    $"{Site}/newsroom/replies",
                    answered,
                    unused,
                ]
        )
            Assert.DoesNotContain("quast", (await editor.GetAsync(path)).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("I signed nothing.", (await visitor.GetAsync(report.Url)).Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.SeeOther, (await visitor.SendFormAsync(unused, ("words", "It was me."))).Status);

        async Task<string> OfferAsync()
        {
            var offered = await server
                .Get<OfferReply>()
                .HandleAsync(server.Site.Id, report.Story, way.Id, way.Root.Source.Id, report.Editor, default);
            return $"{Site}/replies/{offered.Value!.Code}";
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Steps_move_by_the_form_and_whoever_is_not_named_stays_the_same_one(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var story = await SourcedAsync(
            server,
            editor,
            SourcedStories.By("clerk of the court", SourceKind.Unnamed),
            new HopAsked(new(Kind: SourceKind.Unnamed, Name: "official in the ministry", WhyUnnamed: "Fears for the post."))
        );
        var url = await UrlAsync(visitor, story);
        var fields = Drawn(await editor.GetAsync(Site + url));
        var (clerk, official) = (fields["id-1"], fields["id-2"]);

        // One comes to stand before them, and each of them a step further in.
        (fields["source-1"], fields["kind-1"], fields["why-unnamed-1"]) = ("The Meridian", "outlet", "");
        (fields["source-2"], fields["kind-2"]) = ("clerk of the court", "unnamed");
        (fields["source-3"], fields["kind-3"]) = ("official in the ministry", "unnamed");
        var done = await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        var chain = (await editor.GetAsync(Api + url)).Json["chain"]!.AsArray();
        Assert.Equal("The Meridian", (string?)chain[0]!["source"]!["name"]);
        Assert.Equal(
            [(clerk, "the contacts are not public"), (official, "Fears for the post.")],
            chain.Skip(1).Select(one => ((string)one!["source"]!["id"]!, (string?)one["source"]!["whyUnnamed"]))
        );

        // Each keeps its own reason: another one, or none, is said on the page of the source.
        foreach (var reason in (string[])["Another one.", ""])
        {
            fields = Drawn(await editor.GetAsync(Site + url));
            fields["why-unnamed-2"] = reason;
            Assert.Equal(
                ["#why-unnamed-2"],
                Faults(await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]))
            );
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_step_without_a_name_keeps_what_was_typed_in_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var story = await SourcedAsync(
            server,
            editor,
            SourcedStories.By("The Meridian"),
            SourcedStories.By("Nan Quast", SourceKind.Person)
        );
        var url = await UrlAsync(visitor, story);
        var fields = Drawn(await editor.GetAsync(Site + url));
        fields["url-3"] = "https://harbour.example/";
        var wrong = await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]);
        Assert.Equal(["#source-3"], Faults(wrong));
        var field = Parse(wrong).QuerySelector("#url-3")!;
        Assert.Equal("https://harbour.example/", field.GetAttribute("value"));
        Assert.NotNull(field.Closest("fieldset"));

        // The name of one who stood there taken out of its field takes the step out.
        (fields["url-3"], fields["source-1"]) = ("", "");
        var done = await editor.SendFormAsync(Site + url, [.. fields.Select(one => (one.Key, one.Value))]);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        var left = (await editor.GetAsync(Api + url)).Json["chain"]!.AsArray().Single()!;
        Assert.Equal("Nan Quast", (string?)left["source"]!["name"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_corrects_a_chain_or_takes_it_back_waits_for_the_others(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        var report = await ReportScene.WriteAsync(server, "The order");
        var site = server.Site.Id;
        Task<Result<Attribution>>? later = null;
        await WaitsAsync(
            scope => SourcingStore.LockSourceAsync(scope, site, report.Said.Root.Source.Id, default),
            () =>
                server
                    .Get<CorrectChain>()
                    .HandleAsync(site, report.Said.Id, report.Editor, [SourcedStories.By("The Meridian")], 0, default)
        );
        await WaitsAsync(
            scope => SourcingStore.LockAttributionAsync(scope, site, report.Said.Id, default),
            () => server.Get<SourcePassage>().RemoveAsync(site, report.Story, report.Said.Id, report.Editor, default)
        );

        async Task WaitsAsync<T>(Func<DbScope, Task<T>> hold, Func<Task<Result<Attribution>>> act)
        {
            await server.Database.WriteAsync(
                async scope =>
                {
                    await hold(scope);
                    // Whoever does not wait is done long before.
                    using (ExecutionContext.SuppressFlow())
                        later = Task.Run(act);
                    await Task.WhenAny(later, Task.Delay(TimeSpan.FromSeconds(1)));
                    Assert.False(later.IsCompleted);
                },
                default
            );
            Assert.True((await later!).IsSuccess);
        }
    }

    // The fields of the form as a browser sends them when nothing is typed.
    private static Dictionary<string, string> Drawn(TestAnswer page) =>
        Parse(page)
            .QuerySelectorAll("form.pl-narrow :is(input:not([type=checkbox]), input:checked, select)")
            .ToDictionary(
                one => one.GetAttribute("name")!,
                one => one is IHtmlSelectElement select ? select.Value ?? "" : one.GetAttribute("value") ?? ""
            );

    private static IEnumerable<string> Faults(TestAnswer page) =>
        Parse(page).QuerySelectorAll("[role=alert] a").Select(one => one.GetAttribute("href")!).Order(StringComparer.Ordinal);

    private static Task<Guid> SourcedAsync(TestServer server, TestReader editor, params HopAsked[] hops) =>
        SourcedAsync("dam", server, editor, hops);

    private static async Task<Guid> SourcedAsync(string slug, TestServer server, TestReader editor, HopAsked[] hops)
    {
        var stories = await SourcedStories.OfAsync(server, editor);
        var story = await stories.AddAsync(slug);
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
