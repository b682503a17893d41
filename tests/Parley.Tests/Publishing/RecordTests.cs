using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Parley.Publishing;
using Parley.Readers;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Tests.Comments;
using Parley.Tests.Setup;
using Parley.Tests.Sourcing;
using Xunit;
using static Parley.Tests.Sourcing.SourcedStories;

namespace Parley.Tests.Publishing;

/// <summary>How the newsroom finds and corrects claims and sources, and what stays on record of what they were.</summary>
public sealed class RecordTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_claim_is_corrected_in_the_open_and_what_it_said_stays_on_record(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, editor);
        var draft = await stories.AddAsync("dam", isPublished: false);
        var claim = await stories.SourceAsync(draft, new ClaimAsked(Sentence: "The dam zzclosed."), By("The Meridian"));
        var (kept, form) = ($"{Api}/newsroom/claims/{claim}", $"{Site}/newsroom/claims/{claim}");

        // Nobody outside has read it: no reason is needed, and what it said stays inside.
        var first = await editor.PutAsync(
            kept,
            new
            {
                sentence = "The dam closes.",
                saidOn = "2027-05",
                number = 0,
            }
        );
        Assert.Equal((HttpStatusCode.OK, "event"), (first.Status, (string?)first.Json["claim"]!["kind"]));
        await server.Get<SaveReport>().PublishAsync(server.Site, draft, await ReaderAsync(server, editor), default);
        await server.CaughtUpAsync();
        Assert.DoesNotContain("zzclosed", (await visitor.GetAsync($"{Site}/claims/{claim}")).Text, StringComparison.Ordinal);

        // The public has read it: the form asks why, and keeps what was typed.
        var page = new HtmlParser().ParseDocument((await editor.GetAsync(form)).Text);
        Assert.Equal("2027-05", page.QuerySelector("#said-on")!.GetAttribute("value"));
        (string, string)[] fields =
        [
            ("claim", "The dam closed in June."),
            ("claim-kind", "number"),
            ("said-on", "2027-05-11"),
            ("valid-from", "2027-06"),
            ("valid-to", "2027-07~"),
            ("number", "1"),
        ];
        var silent = await editor.SendFormAsync(form, fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        var again = new HtmlParser().ParseDocument(silent.Text);
        Assert.Equal("#why", again.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Equal("2027-07~", again.QuerySelector("#valid-to")!.GetAttribute("value"));
        Assert.True(again.QuerySelector("#why")!.Closest("details")!.HasAttribute("open"));
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        var done = await editor.SendFormAsync(form, [.. fields, ("why", "It was June, not May.")]);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);

        var now = await editor.GetAsync(kept);
        Assert.Equal(
            ("The dam closed in June.", "number", "2027-06", "2027-07~", "open"),
            (
                (string)now.Json["claim"]!["sentence"]!,
                (string)now.Json["claim"]!["kind"]!,
                (string)now.Json["claim"]!["validFrom"]!,
                (string)now.Json["claim"]!["validTo"]!,
                (string)now.Json["claim"]!["status"]!
            )
        );
        Assert.Equal(
            [
                ("The dam closes.", true, "It was June, not May.", "Ines Marrow"),
                ("The dam zzclosed.", false, null, "Ines Marrow"),
            ],
            now.Json["before"]!
                .AsArray()
                .Select(one => ((string)one!["sentence"]!, (bool)one["wasPublic"]!, (string?)one["reason"], (string)one["by"]!))
        );
        var shown = await visitor.GetAsync($"{Site}/claims/{claim}");
        var read = new HtmlParser().ParseDocument(shown.Text);
        Assert.Equal("The dam closed in June.", read.QuerySelector("h1")!.TextContent);
        Assert.Equal("The dam closes.", read.QuerySelector("section[aria-labelledby=before] del")!.TextContent);
        Assert.Contains("It was June, not May.", shown.Text, StringComparison.Ordinal);
        var json = await visitor.GetAsync($"{Api}/claims/{claim}");
        Assert.Equal("The dam closes.", (string?)json.Json["before"]!.AsArray().Single()!["sentence"]);
        foreach (var text in (string[])[shown.Text, json.Text])
            Assert.DoesNotContain("zzclosed", text, StringComparison.Ordinal);

        // The same again is no correction, and what is wrong changes nothing.
        Assert.Equal(HttpStatusCode.SeeOther, (await editor.SendFormAsync(form, [.. fields, ("why", "Once more.")])).Status);
        foreach (
            var (field, value) in ((string, string)[])
                [("claim", ""), ("said-on", "soon"), ("valid-from", "x"), ("valid-to", "y")]
        )
        {
            var refused = await editor.SendFormAsync(
                form,
                [.. fields.Select(one => one.Item1 == field ? (field, value) : one), ("why", "Because.")]
            );
            Assert.Equal(
                $"#{field}",
                new HtmlParser().ParseDocument(refused.Text).QuerySelector("[role=alert] a")!.GetAttribute("href")
            );
        }

        Assert.Equal(2, (await editor.GetAsync(kept)).Json["before"]!.AsArray().Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_known_of_a_source_is_corrected_for_every_report_and_a_protected_name_is_forgotten(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, editor);
        var story = await stories.AddAsync("dam");
        await stories.SourceAsync(story, new ClaimAsked(Sentence: "The dam closes."), By("Zzname Quast", SourceKind.Person));
        await stories.SourceAsync(story, new ClaimAsked(Sentence: "The dam leaks."), By("Ada Korr", SourceKind.Person));
        var source = (string)
            (await editor.GetAsync($"{Api}/newsroom/sources?q=quast")).Json["sources"]!.AsArray().Single()!["id"]!;
        var (kept, form) = ($"{Api}/newsroom/sources/{source}", $"{Site}/newsroom/sources/{source}");
        Assert.Contains("Zzname Quast", (await visitor.GetAsync($"{Site}/s/dam")).Text, StringComparison.Ordinal);

        var taken = await editor.PutAsync(kept, new { name = "ada korr", number = 0 });
        Assert.Equal((HttpStatusCode.Conflict, "source-taken"), (taken.Status, taken.Code));
        var wrong = await editor.SendFormAsync(
            form,
            ("source", "B. Zzname Quast"),
            ("kind", "person"),
            ("url", "no address"),
            ("number", "0")
        );
        Assert.Equal("no address", new HtmlParser().ParseDocument(wrong.Text).QuerySelector("#url")!.GetAttribute("value"));
        await editor.PutAsync(
            kept,
            new
            {
                name = "B. Zzname Quast",
                interest = "Zzinterest in the dam.",
                number = 0,
            }
        );
        await server.CaughtUpAsync();
        Assert.Contains("B. Zzname Quast", (await visitor.GetAsync($"{Site}/s/dam?again")).Text, StringComparison.Ordinal);
        Assert.Equal(
            "Zzname Quast",
            (string?)(await editor.GetAsync(kept)).Json["before"]!.AsArray().Single()!["was"]!["name"]
        );

        // They must not be named any longer: nothing that names them stays, not even in the newsroom's record.
        var done = await editor.SendFormAsync(
            form,
            ("source", "engineer at the dam"),
            ("kind", "unnamed"),
            ("why-unnamed", "They would lose their post."),
            ("name-known", "yes"),
            ("interest", "Wants it repaired."),
            ("note", "Met twice."),
            ("number", "1")
        );
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        await server.CaughtUpAsync();
        var now = await editor.GetAsync(kept);
        Assert.Equal(
            ("unnamed", "engineer at the dam", true, 2),
            (
                (string)now.Json["source"]!["kind"]!,
                (string)now.Json["source"]!["name"]!,
                (bool)now.Json["source"]!["isNameKnown"]!,
                now.Json["before"]!.AsArray().Count
            )
        );
        foreach (
            var text in (string[])
                [now.Text, (await editor.GetAsync(form)).Text, (await visitor.GetAsync($"{Site}/s/dam?anew")).Text]
        )
        foreach (var mark in (string[])["Zzname", "Zzinterest", "zznote"])
            Assert.DoesNotContain(mark, text, StringComparison.Ordinal);
        Assert.Contains(
            "They would lose their post.",
            (await visitor.GetAsync($"{Site}/s/dam?anew")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_who_correct_at_once_the_later_reads_what_is_kept_and_undoes_nothing(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        var stories = await SourcedStories.OfAsync(server, editor);
        var draft = await stories.AddAsync("dam", isPublished: false);
        var claim = await stories.SourceAsync(
            draft,
            new ClaimAsked(Sentence: "The dam closes."),
            By("B. Quast", SourceKind.Person)
        );
        var source = (string)(await editor.GetAsync($"{Api}/newsroom/sources")).Json["sources"]![0]!["id"]!;

        foreach (
            var (record, name, first, later) in ((string, string, (string, string)[], (string, string)[])[])
                [
                    (
                        $"sources/{source}",
                        "source",
                        [("source", "engineer at the dam"), ("kind", "unnamed")],
                        [("source", "Bo Zzquast"), ("kind", "person")]
                    ),
                    (
                        $"claims/{claim}",
                        "claim",
                        [("claim", "The dam closed in June."), ("claim-kind", "event")],
                        [("claim", "The dam is zzopen."), ("claim-kind", "event")]
                    ),
                ]
        )
        {
            var form = $"{Site}/newsroom/{record}";
            var number = Number(await editor.GetAsync(form));
            Assert.Equal(HttpStatusCode.SeeOther, (await editor.SendFormAsync(form, [.. first, number])).Status);

            var refused = await editor.SendFormAsync(form, [.. later, number]);
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            var page = new HtmlParser().ParseDocument(refused.Text);
            Assert.Equal(later[0].Item2, page.QuerySelector($"#{name}")!.GetAttribute("value"));
            Assert.Contains(
                first[0].Item2,
                page.QuerySelector("[aria-labelledby=kept-now]")!.TextContent,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(
                "zz",
                (await editor.GetAsync($"{Api}/newsroom/{record}")).Text,
                StringComparison.OrdinalIgnoreCase
            );

            foreach (var sent in (string[])["", ",\"number\":0"])
            {
                var unread = await editor.PutAsync(
                    $"{Api}/newsroom/{record}",
                    JsonNode.Parse(
                        name == "source"
                            ? $"{{\"name\":\"Bo Zzquast\",\"kind\":\"person\"{sent}}}"
                            : $"{{\"sentence\":\"The dam is zzopen.\"{sent}}}"
                    )
                );
                Assert.Equal((HttpStatusCode.Conflict, "record-changed"), (unread.Status, unread.Code));
            }

            // Whoever has read it may correct it again.
            Assert.Equal(HttpStatusCode.SeeOther, (await editor.SendFormAsync(form, [.. later, Number(refused)])).Status);
            Assert.Equal(2, (int)(await editor.GetAsync($"{Api}/newsroom/{record}")).Json["number"]!);
        }

        static (string, string) Number(TestAnswer page) =>
            ("number", new HtmlParser().ParseDocument(page.Text).QuerySelector("#number")?.GetAttribute("value") ?? "");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_is_named_no_longer_is_led_to_by_nothing_of_before(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        var way = await report.NameAsync("harbour master", new(new(Kind: SourceKind.Person, Name: "Nan Zzquast")));
        var (source, by) = (way.Root.Source.Id, await ReaderAsync(server, editor));
        var (answered, unused) = (await OfferAsync(), await OfferAsync());
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.SendFormAsync(answered, ("words", "I signed nothing."))).Status);
        var reply = (await server.Get<SourceReplyStore>().ListWaitingAsync(server.Site.Id, default)).Single().Id;
        await server.Get<DecideReply>().HandleAsync(server.Site.Id, reply, by, new(ReplyDecision.Publish, null), default);
        await server.CaughtUpAsync();
        Assert.Contains("Zzquast", (await visitor.GetAsync(report.Url)).Text, StringComparison.Ordinal);
        var (kept, form) = ($"{Api}/newsroom/sources/{source}", $"{Site}/newsroom/sources/{source}");
        var known = new
        {
            name = "Nan Zzquast",
            url = "https://quast.example/",
            number = 0,
        };
        Assert.Equal(HttpStatusCode.OK, (await editor.PutAsync(kept, known)).Status);
        var renamed = new
        {
            name = "Nan Quill",
            known.url,
            number = 1,
        };
        Assert.Equal(HttpStatusCode.OK, (await editor.PutAsync(kept, renamed)).Status);

        // What the form brings along of before leads to them still: it says so where it stands.
        var refused = await editor.SendFormAsync(
            form,
            ("source", "the harbour master, Nan Zzquast"),
            ("kind", "unnamed"),
            ("url", "https://quast.example/"),
            ("note", "NAN QUILL called"),
            ("number", "2")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["#note", "#source", "#url"],
            new HtmlParser()
                .ParseDocument(refused.Text)
                .QuerySelectorAll("[role=alert] a")
                .Select(one => one.GetAttribute("href")!)
                .Order(StringComparer.Ordinal)
        );

        // What describes them may lead to them, too: nothing that was said before stays.
        foreach (var (described, number) in ((string, string)[])[("Zzquast of the harbour", "2"), ("a clerk", "3")])
        {
            var done = await editor.SendFormAsync(form, ("source", described), ("kind", "unnamed"), ("number", number));
            Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        }

        await server.CaughtUpAsync();
        foreach (
            var text in (string[])
                [
                    (await editor.GetAsync(kept)).Text,
                    (await editor.GetAsync(form)).Text,
                    (await editor.GetAsync($"{Site}/newsroom/replies")).Text,
                    (await visitor.GetAsync(report.Url)).Text,
                    (await visitor.GetAsync($"{Api}/reports/{report.Story}")).Text,
                    (await visitor.GetAsync(answered)).Text,
                    (await visitor.GetAsync(unused)).Text,
                ]
        )
            Assert.DoesNotContain("Zzquast", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("I signed nothing.", (await visitor.GetAsync(report.Url)).Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.SeeOther, (await visitor.SendFormAsync(unused, ("words", "It was me."))).Status);

        async Task<string> OfferAsync() =>
            $"{Site}/replies/{(await server.Get<OfferReply>().HandleAsync(server.Site.Id, report.Story, way.Id, source, by, default)).Value!.Code}";
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_claim_or_a_source_was_more_than_fifty_corrections_ago_is_read_part_by_part(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        var stories = await SourcedStories.OfAsync(server, editor);
        var draft = await stories.AddAsync("dam", isPublished: false);
        var claim = await stories.SourceAsync(draft, new ClaimAsked(Sentence: "The dam closes."), By("The Meridian"));
        var source = (string)(await editor.GetAsync($"{Api}/newsroom/sources")).Json["sources"]![0]!["id"]!;
        const int times = 52;
        foreach (
            var (path, correct) in ((string, Func<int, object>)[])
                [
                    ($"/newsroom/claims/{claim}", number => new { sentence = $"The dam closes in {number} days.", number }),
                    ($"/newsroom/sources/{source}", number => new { name = $"The Meridian {number}", number }),
                ]
        )
        {
            for (var number = 0; number < times; number++)
                Assert.Equal(HttpStatusCode.OK, (await editor.PutAsync(Api + path, correct(number))).Status);

            var first = (await editor.GetAsync(Api + path)).Json;
            var last = (await editor.GetAsync($"{Api}{path}?before={first["next"]}")).Json;
            Assert.Equal((times, times, null), ((int)first["number"]!, (int)last["number"]!, (int?)last["next"]));
            Assert.Equal(
                Enumerable.Range(1, times).Reverse(),
                first["before"]!.AsArray().Concat(last["before"]!.AsArray()).Select(one => (int)one!["number"]!)
            );
            var page = new HtmlParser().ParseDocument((await editor.GetAsync($"{Site}{path}?before={first["next"]}")).Text);
            Assert.Equal(times - FormerStore.OnPage, page.QuerySelectorAll("[aria-labelledby=before] ol > li").Length);
            Assert.Equal($"{times}", page.QuerySelector("#number")!.GetAttribute("value"));
            foreach (var root in (string[])[Api, Site])
                Assert.Equal(HttpStatusCode.BadRequest, (await editor.GetAsync($"{root}{path}?before=x")).Status);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Claims_and_sources_are_found_by_their_words_part_by_part(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        var stories = await SourcedStories.OfAsync(server, editor);
        var story = await stories.AddAsync("dam", isPublished: false);
        for (var i = 0; i < 51; i++)
            await stories.SourceAsync(story, new ClaimAsked(Sentence: $"ÄRGER at dam {i}."), By($"Éva {i}", SourceKind.Person));
        await stories.SourceAsync(story, new ClaimAsked(Sentence: "100% of it_is gone."), By("A_b %", SourceKind.Person));

        foreach (
            var (list, items, words, sign) in ((string, string, string, string)[])
                [("claims", "claims", "dam ärger", "100% it_"), ("sources", "sources", "éva", "a_b %")]
        )
        {
            var first = await editor.GetAsync($"{Api}/newsroom/{list}?q={Uri.EscapeDataString(words)}");
            Assert.Equal(50, first.Json[items]!.AsArray().Count);
            var rest = await editor.GetAsync(
                $"{Api}/newsroom/{list}?q={Uri.EscapeDataString(words)}&after={first.Json["next"]}"
            );
            Assert.Single(rest.Json[items]!.AsArray());
            Assert.Null(rest.Json["next"]);
            // What LIKE takes for a sign is a sign of the words.
            Assert.Single(
                (await editor.GetAsync($"{Api}/newsroom/{list}?q={Uri.EscapeDataString(sign)}")).Json[items]!.AsArray()
            );
            Assert.Single((await editor.GetAsync($"{Api}/newsroom/{list}?q=_")).Json[items]!.AsArray());
            Assert.Empty((await editor.GetAsync($"{Api}/newsroom/{list}?q=1%25%25%25")).Json[items]!.AsArray());
            Assert.Equal(HttpStatusCode.BadRequest, (await editor.GetAsync($"{Api}/newsroom/{list}?after=x")).Status);
            // What no text holds is not looked for, and of a text without end only the beginning.
            foreach (var way in (string[])[Api, Site])
            foreach (var odd in (string[])["%00", "dam%00", new string('x', 300)])
                Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync($"{way}/newsroom/{list}?q={odd}")).Status);
            Assert.Equal(
                50,
                (await editor.GetAsync($"{Api}/newsroom/{list}?q={new string(' ', 200)}nowhere")).Json[items]!.AsArray().Count
            );

            var page = new HtmlParser().ParseDocument(
                (await editor.GetAsync($"{Site}/newsroom/{list}?q={Uri.EscapeDataString(words)}")).Text
            );
            Assert.Equal(50, page.QuerySelectorAll("tbody tr").Length);
            Assert.Equal(words, page.QuerySelector("#q")!.GetAttribute("value"));
            var next = new HtmlParser().ParseDocument(
                (await editor.GetAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Text
            );
            Assert.Single(next.QuerySelectorAll("tbody tr"));
            Assert.Contains(
                "Nothing holds all of these words.",
                (await editor.GetAsync($"{Site}/newsroom/{list}?q=nowhere")).Text,
                StringComparison.Ordinal
            );
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_form_says_all_that_is_known_of_a_source_and_a_claim_and_what_is_right_in_place_of_one(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var stories = await SourcedStories.OfAsync(server, editor);
        var story = await stories.AddAsync("dam");
        var form = $"{Site}/newsroom/reports/{story}/sources";
        (string, string)[] fields =
        [
            ("words", SourcedStories.Words),
            ("source", "engineer at the dam"),
            ("kind", "unnamed"),
            ("archived", "https://archive.example/1"),
            ("why-unnamed", "They would lose their post."),
            ("name-known", "yes"),
            ("interest", "Wants it repaired."),
            ("source-1", "Ada Korr"),
            ("kind-1", "person"),
            ("claim", "The dam leaks."),
            ("said-on", "2027-05-11"),
            ("valid-from", "2027-04"),
        ];
        var wrong = new HtmlParser().ParseDocument((await editor.SendFormAsync(form, [.. fields, ("valid-to", "soon")])).Text);
        Assert.Equal("#valid-to", wrong.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Equal("Wants it repaired.", wrong.QuerySelector("#interest")!.GetAttribute("value"));
        Assert.Equal("person", wrong.QuerySelector("#kind-1 option[selected]")!.GetAttribute("value"));
        Assert.Equal("yes", wrong.QuerySelector("#name-known option[selected]")!.GetAttribute("value"));

        foreach (var (field, value) in ((string, string)[])[("archived", "no address"), ("interest", new string('i', 501))])
        {
            var refused = await editor.SendFormAsync(
                form,
                [.. fields.Select(one => one.Item1 == field ? (field, value) : one)]
            );
            Assert.Equal(
                $"#{field}",
                new HtmlParser().ParseDocument(refused.Text).QuerySelector("[role=alert] a")!.GetAttribute("href")
            );
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await editor.SendFormAsync(form, [.. fields, ("valid-to", "2027-06")])).Status);

        var claims = (await editor.GetAsync($"{Api}/newsroom/claims?q=leaks")).Json["claims"]!.AsArray();
        var claim = (string)claims.Single()!["id"]!;
        var read = (await visitor.GetAsync($"{Api}/claims/{claim}")).Json;
        Assert.Equal(
            ("2027-05-11", "2027-04", "2027-06"),
            ((string?)read["saidOn"], (string?)read["validFrom"], (string?)read["validTo"])
        );
        var chain = read["articles"]![0]!["chain"]!;
        Assert.Equal(("person", "said"), ((string?)chain[0]!["kind"], (string?)chain[0]!["act"]));
        Assert.Equal(
            ("https://archive.example/1", true, "Wants it repaired."),
            ((string?)chain[1]!["archivedUrl"], (bool?)chain[1]!["isNameKnown"], (string?)chain[1]!["interest"])
        );

        var right = await stories.SourceAsync(story, new ClaimAsked(Sentence: "The weir leaks."), By("The Meridian"));
        var status = $"{Site}/newsroom/claims/{claim}/status";
        foreach (var nothing in (string[])["nowhere", claim])
        {
            var refused = await editor.SendFormAsync(
                status,
                ("status", "corrected"),
                ("reason", "It is the weir."),
                ("corrected-by", nothing)
            );
            Assert.Equal(
                "#corrected-by",
                new HtmlParser().ParseDocument(refused.Text).QuerySelector("[role=alert] a")!.GetAttribute("href")
            );
        }

        var done = await editor.SendFormAsync(
            status,
            ("status", "corrected"),
            ("reason", "It is the weir."),
            ("corrected-by", $"https://news.example{Site}/claims/{right}?from={story}")
        );
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        var after = new HtmlParser().ParseDocument((await editor.GetAsync($"{Site}/newsroom/claims/{claim}")).Text);
        Assert.Equal("corrected", after.QuerySelector("#status option[selected]")!.GetAttribute("value"));
        Assert.Equal(
            $"{right}",
            (string?)(await visitor.GetAsync($"{Api}/claims/{claim}")).Json["changes"]![0]!["correctedBy"]
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_program_takes_a_proposal_by_sending_it_back(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var ada = await server.ReaderAsync();
        var kept = await editor.PostAsync(
            $"{Api}/newsroom/reports",
            new { headline = "The dam", text = "The Daily Courier reported that the dam would be closed in May." }
        );
        var report = $"{Api}/newsroom/reports/{(string)kept.Json["story"]!}";
        await editor.PostAsync($"{report}/publication", new { });
        // What readers choose for their comments is nobody's source yet.
        var said = await ada.PostAsync(
            $"{Api}/threads/{(string)kept.Json["story"]!}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = "In May?",
                words = "the dam would be closed",
            }
        );
        Assert.Equal(HttpStatusCode.Created, said.Status);

        var proposed = (await editor.GetAsync($"{report}/proposals")).Json["proposals"]!.AsArray().Single()!;
        Assert.Equal("Daily Courier", (string?)proposed["chain"]![0]!["source"]!["name"]);
        Assert.Equal("outlet", (string?)proposed["chain"]![0]!["source"]!["kind"]);
        Assert.Equal("reported", (string?)proposed["chain"]![0]!["act"]);
        var taken = await editor.PostAsync($"{report}/attributions", proposed);

        Assert.Equal(HttpStatusCode.Created, taken.Status);
        Assert.Empty((await editor.GetAsync($"{report}/proposals")).Json["proposals"]!.AsArray());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_wrong_with_who_wrote_a_report_and_with_its_picture_is_said_where_it_stands(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);

        var refused = await editor.SendFormAsync(
            $"{Site}/newsroom/reports/new",
            ("headline", "The dam"),
            ("text", "It is closed."),
            ("authors", new string('a', 600)),
            ("digital-source-type", new string('d', 600))
        );

        var page = new HtmlParser().ParseDocument(refused.Text);
        foreach (var field in (string[])["authors", "digital-source-type"])
        {
            Assert.Equal("true", page.GetElementById(field)!.GetAttribute("aria-invalid"));
            Assert.NotNull(page.GetElementById($"{field}-error"));
        }
    }

    private static async Task<Reader> ReaderAsync(TestServer server, TestReader staff) =>
        (await server.Get<ReaderStore>().FindAsync(server.Site.Id, staff.Id, default))!;
}
