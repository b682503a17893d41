using System.Net;
using System.Text.Json.Nodes;
using Parley.HouseRules;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.HouseRules;

/// <summary>What a house keeps ready under its rules, and what a writer reads of it.</summary>
public sealed class ReadyTextTests
{
    private const string Api = $"{TestServer.Api}/rules";
    private const string Console = $"/{TestServer.SiteName}/console";
    private const string Mine = $"{TestServer.Api}/comments/mine";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_decision_says_what_is_kept_ready_in_the_writers_language_and_keeps_it_whatever_is_written_later(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var moderator = await server.StaffAsync(ReaderRole.Moderator, "Moss Reed");
        using var ann = await server.ReaderAsync("Ann Sorrel");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var saved = await editor.SendFormAsync(
            Console + "/rules",
            ("version", "0"),
            ("number-0", "1"),
            ("name-0", "No insults"),
            ("text-0-0-en", "Your comment calls somebody names.\nIt says: {facts}"),
            ("text-0-0-ar", "تعليقك يشتم شخصًا.\nفيه: {facts}"),
            ("text-0-1-en", "Your comment wishes somebody ill."),
            ("number-1", "5"),
            ("name-1", "No adverts"),
            ("text-1-0-en", "It leads to {facts}.")
        );
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains("Your comment wishes somebody ill.</textarea>", saved.Text, StringComparison.Ordinal);
        // Readers have no part in what is kept ready.
        Assert.DoesNotContain("names", (await visitor.GetAsync(Api)).Text, StringComparison.Ordinal);
        Assert.Contains("names", (await moderator.GetAsync(Api)).Text, StringComparison.Ordinal);

        // A plain decision: R and a number, nothing else. The line that speaks of facts is left out.
        var first = await ann.PublishAsync(thread, "You goat.");
        await DecideByFormAsync(first, "1");
        Assert.Equal("Your comment calls somebody names.", await WordsAsync(first, "en"));
        Assert.Equal("تعليقك يشتم شخصًا.", await WordsAsync(first, "ar"));
        // Another text, and facts for which it has no place; the Arabic reader reads the site's, since that is all there is.
        var second = await ann.PublishAsync(thread, "Drown, mayor.");
        await DecideByFormAsync(second, "1.2", "The last line.");
        Assert.Equal("Your comment wishes somebody ill.\nThe last line.", await WordsAsync(second, "ar"));
        // In its place, by the interface.
        var third = await ann.PublishAsync(thread, "Goat again.");
        await DecideAsync(
            third,
            new
            {
                decision = "remove",
                rule = 1,
                words = "goat",
            }
        );
        Assert.Equal("Your comment calls somebody names.\nIt says: goat", await WordsAsync(third, "en"));
        Assert.Equal("تعليقك يشتم شخصًا.\nفيه: goat", await WordsAsync(third, "ar"));

        var fourth = await ann.PublishAsync(thread, "Buy berths.");
        foreach (
            var (body, code) in new (object, string)[]
            {
                (new { decision = "remove", rule = 5 }, "ready-text-needs-facts"),
                (
                    new
                    {
                        decision = "remove",
                        rule = 1,
                        text = 3,
                    },
                    "ready-text-unknown"
                ),
                (
                    new
                    {
                        decision = "remove",
                        rule = 1,
                        text = 0,
                    },
                    "ready-text-unknown"
                ),
            }
        )
            Assert.Equal(code, (await moderator.PostAsync(Decision(fourth), body)).Code);
        Assert.Contains("goat", await PageOf(ann), StringComparison.Ordinal);

        // A site that speaks another language since still has them at its desk.
        var site = server.Site with
        {
            Language = "ar",
        };
        await server.Get<SiteStore>().ChangeAsync(site, site.Origins, default);
        await server.CaughtUpAsync();
        var desk = await moderator.GetAsync($"{Console}?view=everything&c={fourth}");
        Assert.True(desk.Status == HttpStatusCode.OK, desk.Text);
        await server.Get<SiteStore>().ChangeAsync(server.Site, server.Site.Origins, default);
        await server.CaughtUpAsync();

        // What is written later changes nothing of what was said.
        var changed = await editor.PutAsync(
            Api,
            new
            {
                version = 1,
                rules = new[]
                {
                    new
                    {
                        number = 1,
                        name = "No insults",
                        texts = Array.Empty<object>(),
                    },
                },
            }
        );
        Assert.Equal(2, (int)changed.Json["version"]!);
        Assert.Equal("تعليقك يشتم شخصًا.", await WordsAsync(first, "ar"));
        await DecideAsync(fourth, new { decision = "remove", rule = 1 });
        Assert.Null(await WordsAsync(fourth, "en"));
        Assert.Contains("names", (await moderator.GetAsync(Api + "?version=1")).Text, StringComparison.Ordinal);

        Task DecideByFormAsync(Guid comment, string rule, string words = "") =>
            SentAsync(
                moderator.SendFormAsync(
                    $"{Console}/comments/{comment}/decision?seen=0.&rules=1",
                    ("do", "reject"),
                    ("rule", rule),
                    ("words", words)
                )
            );

        Task DecideAsync(Guid comment, object body) => SentAsync(moderator.PostAsync(Decision(comment), body));

        static async Task SentAsync(Task<TestAnswer> sent)
        {
            var answer = await sent;
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.SeeOther, answer.Text);
        }

        async Task<string?> WordsAsync(Guid comment, string language)
        {
            JsonNode? one = null;
            await Eventually.IsSoAsync(async () =>
                (
                    one = (await ann.GetAsync($"{Mine}?lang={language}")).Json["comments"]!
                        .AsArray()
                        .FirstOrDefault(own => (Guid)own!["comment"]!["id"]! == comment)
                )
                    is { } found
                && found["decision"] is not null
            );
            return (string?)one!["decision"]!["words"];
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_sanction_says_it_in_the_language_of_whom_it_is_about(string engine)
    {
        const string Arabic = "كلماتك تهدّد.";
        await using var court = await Court.OpenWithMailAsync(engine);
        using var editor = await court.Server.StaffAsync(ReaderRole.Administrator);
        using var ann = await court.Server.ReaderAsync("Ann Sorrel");
        await court.ConfirmAsync(ann);
        var saved = await editor.SendFormAsync(
            Console + "/rules",
            ("version", "0"),
            ("number-0", "3"),
            ("name-0", "No threats"),
            ("text-0-0-en", "Your words threaten."),
            ("text-0-0-ar", Arabic),
            ("text-0-1-en", "Facts: {facts}"),
            ("text-0-2-en", "Enough of it.")
        );
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        await court
            .Server.Get<ReaderChoices>()
            .ChangeAsync(court.Server.Site.Id, ann.Id, choice => choice with { Language = "ar" }, default);

        Assert.Equal("ready-text-needs-facts", (await GiveAsync("suspension", 2)).Code);
        Assert.Equal(HttpStatusCode.OK, (await GiveAsync("silence", 1)).Status);
        var statement = Assert.Single(await court.StatementsAsync(ann.Id));
        Assert.Equal(("Your words threaten.", Arabic), (statement.FactsIn("en"), statement.FactsIn("ar")));
        var refused = await ann.SayAsync(court.Thread, "May I?");
        Assert.Equal("silenced", refused.Code);
        foreach (
            var text in (string[])
                [(await ann.GetAsync($"{Court.Site}/me?lang=ar")).Text, (await court.LettersAsync(1)).Single().TextBody!]
        )
        {
            Assert.Contains(Arabic, text, StringComparison.Ordinal);
            Assert.DoesNotContain("threaten", text, StringComparison.Ordinal);
        }

        // Written before the site spoke another language, it is said as it is.
        await court
            .Server.Get<SiteStore>()
            .ChangeAsync(court.Server.Site with { Language = "ar" }, court.Server.Site.Origins, default);
        await court.Server.CaughtUpAsync();
        var given = await GiveAsync("hold", 3);
        Assert.True(given.Status == HttpStatusCode.OK, given.Text);

        Task<TestAnswer> GiveAsync(string kind, int text) =>
            court.Moderator.PostAsync(
                $"{TestServer.Api}/moderation/readers/{ann.Id}/sanctions",
                new
                {
                    kind,
                    rule = 3,
                    text,
                    until = court.Now.AddDays(1),
                }
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_batch_says_it_too_and_the_letter_has_it_in_the_language_of_the_site(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var editor = await court.Server.StaffAsync(ReaderRole.Administrator);
        using var ann = await court.Server.ReaderAsync("Ann Sorrel");
        await court.ConfirmAsync(ann);
        var thread = court.Thread;
        await editor.PutAsync(
            Api,
            new
            {
                version = 0,
                rules = new[]
                {
                    new
                    {
                        number = 5,
                        name = "No adverts",
                        texts = new[] { In("It advertises."), In("It advertises {facts}.") },
                    },
                },
            }
        );
        Guid[] comments =
        [
            await ann.PublishAsync(thread, "Buy my berths today."),
            await ann.PublishAsync(thread, "Buy my other berths today."),
        ];
        var desk = (await editor.GetAsync($"{Console}?c={comments[0]}")).Text;
        Assert.Contains("value=\"5.2\" data-of=\"5\" data-text=\"b\"", desk, StringComparison.Ordinal);

        var sent = await editor.SendFormAsync(
            Console + "/batch?rules=1",
            ("do", "reject"),
            ("rule", "5.2"),
            ("words", "berths"),
            ("comments", string.Join(' ', comments.Select(id => id.ToString("N")))),
            ("seen", DateTimeOffset.MaxValue.ToMicros().ToString("x", System.Globalization.CultureInfo.InvariantCulture))
        );

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        foreach (var comment in comments)
        {
            var known = (await editor.GetAsync($"{TestServer.Api}/moderation/comments/{comment}")).Json;
            Assert.Equal("It advertises berths.", (string?)known["restrictions"]![0]!["words"]);
        }

        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        foreach (var letter in await court.LettersAsync(2))
            Assert.Contains("It advertises berths.", letter.TextBody!, StringComparison.Ordinal);

        static object In(string words) => new { @in = new { en = words, ar = "إعلان." } };
    }

    [Fact]
    public async Task What_is_no_ready_text_is_refused_and_what_was_typed_stays()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);

        foreach (
            var texts in new object[]
            {
                new[] { new { @in = new { ar = "لا إنجليزية." } } },
                new[] { new { @in = new { en = "{facts} and {facts}" } } },
                new[] { new { @in = new { en = new string('x', ReadyText.Longest + 1) } } },
                new[] { new { @in = new { en = "Yes.", tlh = "Qapla'" } } },
                Enumerable.Repeat(new { @in = new { en = "Yes." } }, ReadyText.Most + 1).ToArray(),
            }
        )
            Assert.Equal(
                "rule-text-invalid",
                (
                    await editor.PutAsync(
                        Api,
                        new
                        {
                            version = 0,
                            rules = new[]
                            {
                                new
                                {
                                    number = 1,
                                    name = "No",
                                    texts,
                                },
                            },
                        }
                    )
                ).Code
            );
        var page = await editor.SendFormAsync(
            Console + "/rules",
            ("version", "0"),
            ("number-0", "1"),
            ("name-0", "No insults"),
            ("text-0-0-ar", "لا إنجليزية.")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("لا إنجليزية.</textarea>", page.Text, StringComparison.Ordinal);
        Assert.Null((await editor.GetAsync(Api)).Json["rules"]![0]!["texts"]);
    }

    private static string Decision(Guid comment) => $"{TestServer.Api}/moderation/comments/{comment}/decision";

    private static async Task<string> PageOf(TestVisitor reader) => (await reader.GetAsync($"/{TestServer.SiteName}/me")).Text;
}
