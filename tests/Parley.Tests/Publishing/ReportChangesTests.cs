using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Tests.Pictures;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Publishing;

/// <summary>How a report changed, and how it stood before: nothing that the public has read is changed without its seeing what.</summary>
public sealed class ReportChangesTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;
    private const string Mill = "The mill on the river was shut down in spring.";
    private const string Owner = "The owner of it has lived abroad for eleven years.";
    private const string Roof = "Its roof was mended by a builder from the valley.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Everything_that_changed_is_named_in_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var story = await AddAsync(
            editor,
            new
            {
                headline = "The mill",
                slug = "mill",
                kicker = "River",
                standfirst = "It stands still.",
                text = $"{Mill}\n\n{Owner}\n\n{Roof}\n\nNobody was there to see any of that happen.",
                authors = new[] { "Ines Marrow" },
                section = "Valley",
                pictureDescription = "A wheel",
                caption = "The mill in May",
                credit = "Ada Korr",
                pictureKind = "file picture",
                digitalSourceType = "print",
            }
        );
        var changed = await editor.PutAsync(
            $"{Api}/newsroom/reports/{story}",
            new
            {
                headline = "The old mill",
                kicker = "Valley",
                standfirst = "It stood still.",
                text = $"{Roof}\n\n{Mill}\n\n{Owner.Replace("eleven", "twelve", StringComparison.Ordinal)}\n\nA new wheel was ordered last week in the town.",
                authors = new[] { "Ines Marrow", "Ada Korr" },
                section = "Region",
                pictureDescription = "An old wheel",
                caption = "The mill in June",
                credit = "Ines Korr",
                pictureKind = "drawing",
                digitalSourceType = "digitalCreation",
                number = 2,
                reason = "Everything.",
            }
        );
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        using var picture = new ByteArrayContent(PictureSamples.WebP(800, 450));
        var given = await editor.SendAsync(
            HttpMethod.Put,
            $"{Api}/newsroom/reports/{story}/picture?number=3&description=A+wheel&reason=A+picture",
            picture
        );
        Assert.Equal(HttpStatusCode.OK, given.Status);

        var sections = Parse(await visitor.GetAsync($"{Site}/s/mill/changes")).QuerySelectorAll("section");
        Assert.Equal(
            ["A picture was added", "What one sees"],
            sections[0].QuerySelectorAll("h3").Select(one => one.TextContent)
        );
        Assert.Equal(
            [
                ("Headline", "", "old"),
                ("Kicker", "River", "Valley"),
                ("Standfirst", "stands", "stood"),
                ("Written by", "", ", Ada Korr"),
                ("Section", "Valley", "Region"),
                ("What one sees", "A", "An old"),
                ("Caption", "May", "June"),
                ("Credit", "Ada", "Ines"),
                ("Kind", "file picture", "drawing"),
                ("How it came about", "Scanned from a print", "Drawn"),
                ("Paragraph 1, moved: it was paragraph 3", "", ""),
                ("Paragraph 3", "eleven", "twelve"),
                ("Paragraph 4, new", "", "A new wheel was ordered last week in the town."),
                ("Taken out: what was paragraph 4", "Nobody was there to see any of that happen.", ""),
            ],
            sections[1]
                .QuerySelectorAll("h3")
                .Select(one =>
                    (
                        one.TextContent,
                        Of(one.NextElementSibling!, "del", "Taken out: "),
                        Of(one.NextElementSibling!, "ins", "Added: ")
                    )
                )
        );

        // What it said is still there to be read.
        var text = Parse(await visitor.GetAsync(sections[^1].QuerySelector("a[href*='/changes/']")!.GetAttribute("href")!));
        Assert.Equal("The mill", text.QuerySelector("h1")!.TextContent);
        Assert.Contains(Owner, text.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Site}/s/mill/changes/9")).Status);

        // Each run says in words, too, what became of it.
        static string Of(IElement paragraph, string name, string said)
        {
            if (paragraph.QuerySelector(name) is not { } run)
                return "";
            Assert.Equal(said, run.PreviousElementSibling!.TextContent);
            return run.TextContent.Trim();
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_comment_on_words_that_are_gone_leads_to_the_text_that_held_them(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var ada = await server.ReaderAsync("Ada Korr");
        using var visitor = server.Visitor();
        var story = await AddAsync(
            editor,
            new
            {
                headline = "The mill",
                slug = "mill",
                text = $"{Mill}\n\n{Roof}",
            }
        );
        var said = await ada.PostAsync(
            $"{Api}/threads/{story}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = "Which builder?",
                words = "builder from the valley",
            }
        );
        Assert.Equal(HttpStatusCode.Created, said.Status);
        await ChangeAsync(2, $"{Mill}\n\nNothing more is known.");
        await ChangeAsync(3, $"{Mill}\n\nNothing more is known of anything.");

        var page = Parse(await visitor.GetAsync($"{Site}/s/mill?v=9"));
        var links = page.QuerySelectorAll("a[href*='/changes/']").Select(one => one.GetAttribute("href")).ToList();
        Assert.Equal([$"{Site}/s/mill/changes/2", $"{Site}/t/{story}/changes/2"], links.Order());
        foreach (var link in links)
        {
            var answer = await visitor.GetAsync(link!);
            if (answer.Status == HttpStatusCode.SeeOther)
                answer = await visitor.GetAsync(answer.Headers["location"]);
            Assert.Contains(Roof, Parse(answer).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }

        async Task ChangeAsync(int number, string text)
        {
            var changed = await editor.PutAsync(
                $"{Api}/newsroom/reports/{story}",
                new
                {
                    headline = "The mill",
                    text,
                    number,
                    reason = "More is known.",
                }
            );
            Assert.Equal(HttpStatusCode.OK, changed.Status);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Words_that_a_draft_lost_before_it_was_published_are_the_newsrooms(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var draft = await editor.PostAsync(
            $"{Api}/newsroom/reports",
            new
            {
                headline = "The mill",
                slug = "mill",
                text = $"{Mill}\n\nThe zzlost builder mended the roof of it.",
            }
        );
        var story = (string)draft.Json["story"]!;
        foreach (var words in (string[])["zzlost builder", "shut down in spring"])
            Assert.Equal(
                HttpStatusCode.Created,
                (
                    await editor.PostAsync(
                        $"{Api}/newsroom/reports/{story}/attributions",
                        new { words, chain = new[] { new { source = new { name = "Nan Quast" } } } }
                    )
                ).Status
            );
        await editor.PutAsync(
            $"{Api}/newsroom/reports/{story}",
            new
            {
                headline = "The mill",
                text = Mill,
                number = 1,
            }
        );
        await editor.PostAsync($"{Api}/newsroom/reports/{story}/publication", new { });

        var read = await visitor.GetAsync($"{Api}/reports/{story}");
        Assert.Equal("shut down in spring", (string?)read.Json["passages"]!.AsArray().Single()!["words"]);
        foreach (var path in (string[])[$"{Site}/s/mill", $"{Site}/s/mill/changes", $"{Site}/s/mill/changes/1"])
        {
            var answer = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.DoesNotContain("zzlost", answer.Text, StringComparison.Ordinal);
        }

        // The newsroom sees them, and takes them back.
        Assert.Contains(
            "zzlost",
            (await editor.GetAsync($"{Site}/newsroom/reports/{story}/sources")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_many_changes_each_is_shown_in_one_part_with_what_it_changed(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var story = await AddAsync(editor, TextOf(0));
        const int times = 52;
        for (var at = 1; at <= times; at++)
        {
            var changed = await editor.PutAsync($"{Api}/newsroom/reports/{story}", TextOf(at));
            Assert.Equal(HttpStatusCode.OK, changed.Status);
        }

        var first = Parse(await visitor.GetAsync($"{Site}/s/mill/changes"));
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var last = Parse(await visitor.GetAsync(next));
        Assert.Equal(50, first.QuerySelectorAll("section").Length);
        Assert.Equal($"{Site}/s/mill/changes", last.QuerySelector("main nav a:not([rel])")!.GetAttribute("href"));
        Assert.Null(last.QuerySelector("a[rel=next]"));
        // Each is corrected, and says what it put in place of what; only the first of all was published and changed nothing.
        Assert.Equal(
            Enumerable.Range(1, times).Reverse().Select(at => $"{at} instead of {at - 1}, corrected {at}"),
            first.QuerySelectorAll("section").Concat(last.QuerySelectorAll("section")).SkipLast(1).Select(Read)
        );
        const string published = "First published";
        Assert.Contains(published, last.QuerySelector("section:last-of-type")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(published, first.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"{Site}/s/mill/changes?before=x")).Status);

        // However many come that readers have nothing to read of, they are led past none of them.
        for (var at = 1; at <= times; at++)
        {
            var changed = await editor.PutAsync($"{Api}/newsroom/reports/{story}", TextOf(times, at));
            Assert.Equal(HttpStatusCode.OK, changed.Status);
        }

        var again = Parse(await visitor.GetAsync($"{Site}/s/mill/changes"));
        Assert.Equal(first.QuerySelectorAll("section").Select(Read), again.QuerySelectorAll("section").Select(Read));
        Assert.Equal(next, again.QuerySelector("a[rel=next]")!.GetAttribute("href"));

        static object TextOf(int at, int tag = 0) =>
            new
            {
                headline = "The mill",
                slug = "mill",
                text = $"The wheel turned {at} times.",
                number = at + tag + 1,
                tags = new[] { $"tag {tag}" },
                correction = at == 0 || tag > 0 ? null : $"It turned {at} times.",
                reason = tag > 0 ? "Other tags." : null,
            };

        static string Read(IElement section) =>
            $"{section.QuerySelector("ins")!.TextContent.Trim()} instead of {section.QuerySelector("del")!.TextContent.Trim()}, corrected {section.QuerySelector("[data-kind=wait] bdi")!.TextContent.Split(' ')[2]}";
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Other_tags_are_told_to_the_newsroom_and_are_no_change_to_readers(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var story = await AddAsync(editor, TextOf(Mill, ["zzmills"], 0, ""));
        await ChangeAsync(TextOf(Mill, ["zzcourts"], 2, "Other tags."));
        Assert.Equal(["First published"], await ReasonsAsync(visitor));
        Assert.Equal(["Other tags.", "First published"], await ReasonsAsync(editor));
        Assert.Null(Parse(await visitor.GetAsync($"{Site}/s/mill?v=9")).QuerySelector(".pl-byline a[href$='/changes']"));

        server.Clock.Turn(TimeSpan.FromHours(2));
        var changed = server.Clock.GetUtcNow();
        await ChangeAsync(TextOf(Roof, ["zzmills"], 3, "The roof."));
        server.Clock.Turn(TimeSpan.FromHours(2));
        await ChangeAsync(TextOf(Roof, ["zzroofs"], 4, "Other tags again."));
        Assert.InRange(await ModifiedAsync(), changed, changed.AddHours(1));
        Assert.Equal(["The roof.", "First published"], await ReasonsAsync(visitor));
        Assert.Equal(["Other tags again.", "The roof.", "Other tags.", "First published"], await ReasonsAsync(editor));
        Assert.DoesNotContain("zz", (await visitor.GetAsync($"{Site}/s/mill/changes")).Text, StringComparison.Ordinal);
        Assert.Contains("zzroofs", (await editor.GetAsync($"{Site}/s/mill/changes")).Text, StringComparison.Ordinal);
        Assert.NotNull(Parse(await visitor.GetAsync($"{Site}/s/mill?v=99")).QuerySelector(".pl-byline a[href$='/changes']"));

        async Task ChangeAsync(object text) =>
            Assert.Equal(HttpStatusCode.OK, (await editor.PutAsync($"{Api}/newsroom/reports/{story}", text)).Status);

        async Task<DateTimeOffset> ModifiedAsync()
        {
            var page = Parse(await visitor.GetAsync($"{Site}/s/mill?v=98"));
            var machines = page.QuerySelector("script[type='application/ld+json']")!.TextContent;
            return DateTimeOffset.Parse(
                Regex
                    .Match(machines, "\"dateModified\":\"([^\"]+)\"")
                    .Groups[1]
                    .Value.Replace("\\u002B", "+", StringComparison.Ordinal),
                CultureInfo.InvariantCulture
            );
        }

        static async Task<List<string>> ReasonsAsync(TestVisitor reader) =>
            [
                .. Parse(await reader.GetAsync($"{Site}/s/mill/changes"))
                    .QuerySelectorAll("section > h2 + p")
                    .Select(one => one.TextContent.TrimEnd('.') == "First published" ? "First published" : one.TextContent),
            ];

        static object TextOf(string text, string[] tags, int number, string reason) =>
            new
            {
                headline = "The mill",
                slug = "mill",
                text,
                tags,
                number,
                reason,
            };
    }

    private static async Task<string> AddAsync(TestReader editor, object report)
    {
        var added = await editor.PostAsync($"{Api}/newsroom/reports", report);
        Assert.Equal(HttpStatusCode.Created, added.Status);
        var story = (string)added.Json["story"]!;
        await editor.PostAsync($"{Api}/newsroom/reports/{story}/publication", new { });
        return story;
    }

    private static IHtmlDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
