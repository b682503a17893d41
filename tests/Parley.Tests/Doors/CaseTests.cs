using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Parley.Sites;
using Parley.Tests.Importers;
using Parley.Tests.Setup;
using Parley.Tests.Transfer;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Doors;

/// <summary>Cases that people met elsewhere (<c>docs/cases.md</c>), from the door that a text comes in by to where it is read.</summary>
public sealed class CaseTests
{
    private const string Rainbow = "\U0001F3F3\uFE0F\u200D\U0001F308";
    private const string Family = "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "emoji-stay-whole")]
    public async Task Emoji_and_heaped_marks_come_back_whole_from_both_engines(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        const string Words =
            Family
            + " ok \U0001F44D\U0001F3FD \U0001F3F3\uFE0F\u200D\U0001F308 \u26A1\uFE0F \U0001D4B3 \u0E17\u0E35\u0E48\u0E19\u0E35\u0E48 Vi\u1EC7t";
        var families = string.Concat(Enumerable.Repeat(Family, 40));

        foreach (var words in new[] { Words, families })
        {
            var id = await house.Writer.PublishAsync(house.Thread, words);
            await house.Other.PostAsync($"{House.Api}/comments/{id}/reports", new { reason = "other", words });

            Assert.Equal(words, await house.MineAsync(id));
            var known = await house.CaseAsync(id);
            Assert.Equal(words, (string?)known["comment"]!["body"]);
            Assert.Equal(words, (string?)known["reports"]![0]!["words"]);
            Assert.Equal(words, Door.BoxOf(await house.Writer.GetAsync($"{House.Site}/c/{id}/edit"), "compose-body"));
            Assert.Contains(words, ShownBy(await house.Visitor.GetAsync($"{House.Site}/c/{id}")), StringComparison.Ordinal);
            // And where it is shortened, no piece of a family is left.
            foreach (var page in new[] { $"{House.Site}/console", $"{House.Site}/console?c={id}", $"{House.Site}/c/{id}" })
            {
                var shown = ShownBy(await house.Moderator.GetAsync(page));
                Assert.DoesNotContain('\uFFFD', shown);
                Assert.Equal(
                    0,
                    shown
                        .Replace(words, "", StringComparison.Ordinal)
                        .Replace(Family, "", StringComparison.Ordinal)
                        .Replace(Rainbow, "", StringComparison.Ordinal)
                        .Count(c => c == '\u200D')
                );
            }
        }
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "name-with-nothing-to-see")]
    public async Task A_name_that_shows_nothing_is_refused_and_one_that_hides_something_is_what_it_shows(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        string[] nothing = ["", "   ", "\u00A0", "\u3164", "\u2800", "\u200B\u200D\u200B", "\u202E", "\uFE0F", "\u200F\u200E"];
        (string Typed, string Shown)[] names =
        [
            ("\u200F\u05E9\u05E8\u05D4", "\u05E9\u05E8\u05D4"),
            ("  Ann   B  ", "Ann B"),
            ("Anna\u200B \u200B \u200BBaker", "Anna Baker"),
        ];

        foreach (var name in nothing)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignUpAsync(house, name)).Status);
            Assert.True((int)(await EnterAsync(house, name)).Status is >= 400 and < 500);
        }

        foreach (var (typed, shown) in names)
        {
            Assert.Equal(shown, await house.NameAsync(await EnterAsync(house, typed)));
            Assert.Equal(shown, await house.NameAsync(await SignUpAsync(house, typed)));
        }

        var taken = await SignUpAsync(house, "Anna Baker");
        Assert.Contains("#name", taken.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, taken.Status);
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "name-with-nothing-to-see")]
    public async Task An_imported_writer_without_a_name_has_the_site_s_word_for_one_and_can_be_opened_and_banned(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        // The last one has a name: the word is not what all imported writers get.
        string[] names = ["", "   ", "\u3164", "\u200B\u200D\u200B", "\u202E", "Ima"];
        var posts = names.Select(
            (name, at) =>
                $"""
                    <post dsq:id="{at + 1}"><message>Words {at}</message><createdAt>2020-01-01T00:00:0{at}Z</createdAt>
                    <author><name>{name}</name><isAnonymous>true</isAnonymous></author><thread dsq:id="7"/></post>
                    """
        );
        await ImportAsync(server, Export.With(Export.Thread + string.Concat(posts)));
        var ids = names.Select((_, at) => ImportedId.Comment(server.Site.Id, "disqus", $"{at + 1}")).ToArray();
        await server.ListedAsync(names.Length);

        var shown = (await house.Visitor.GetAsync("/t?url=https://news.example/a&v=1")).Text;
        var authors = new HtmlParser()
            .ParseDocument(shown)
            .QuerySelectorAll(".pl-comment .pl-by")
            .Select(one => one.TextContent.Trim());
        Assert.Equal(["Ima", .. Enumerable.Repeat("Unnamed", 5)], authors.Order(StringComparer.Ordinal));
        foreach (var id in ids[..5])
        {
            // The moderator's view: the writer by that word, behind a link, with the form of a sanction.
            var seen = new HtmlParser().ParseDocument((await house.Moderator.GetAsync($"{House.Site}/console?c={id}")).Text);
            Assert.Contains("Unnamed", seen.QuerySelector("#writer")!.TextContent, StringComparison.Ordinal);
            var all = seen.QuerySelector("section[aria-labelledby='writer'] a")!.GetAttribute("href")!;
            Assert.Contains("Unnamed", (await house.Moderator.GetAsync(all)).Text, StringComparison.Ordinal);
            var kinds = seen.QuerySelectorAll("#sanction select[name='kind'] option").Select(one => one.GetAttribute("value"));
            Assert.Contains("ban", kinds);
        }

        var form = new HtmlParser()
            .ParseDocument((await house.Moderator.GetAsync($"{House.Site}/console?c={ids[0]}")).Text)
            .GetElementById("sanction")!
            .GetAttribute("action")!;
        var rule = ("rule", "1");
        var banned = await house.Moderator.SendFormAsync(
            form,
            ("kind", "ban"),
            rule,
            ("words", "Nobody to talk to."),
            ("days", "")
        );
        Assert.Equal(HttpStatusCode.SeeOther, banned.Status);
        var reader = form.Split("/writers/")[1].Split('/')[0];
        var given = (await house.Moderator.GetAsync($"{House.Api}/moderation/readers/{reader}/sanctions")).Json["sanctions"]!;
        Assert.Equal(["ban"], given.AsArray().Select(one => (string?)one!["kind"]));
    }

    private static async Task ImportAsync(TestServer server, string file)
    {
        var target = new ImportTarget(server.Database, server.Site, await server.Get<SiteDirectory>().OriginsAsync());
        var made = await Imports.TryDisqusAsync(target, new MemoryStream(Encoding.UTF8.GetBytes(file)));
        using var plan = made.Value!;
        await server.Get<ApplyImport>().HandleAsync(server.Site.Id, plan, Words.For("en"), null, default);
    }

    private static Task<TestAnswer> SignUpAsync(House house, string name) =>
        house.Visitor.SendFormAsync(
            $"{House.Site}/sign-up",
            ("name", name),
            ("email", House.FreshMail()),
            ("password", House.Password)
        );

    private static Task<TestAnswer> EnterAsync(House house, string name) =>
        house.Visitor.SendFormAsync(
            $"{House.Site}/t/{house.Thread}/comments",
            ("body", $"Words {Guid.NewGuid():N}"),
            ("guestName", name),
            ("guestEmail", House.FreshMail())
        );

    private static string ShownBy(TestAnswer page) => new HtmlParser().ParseDocument(page.Text).Body!.TextContent;
}
