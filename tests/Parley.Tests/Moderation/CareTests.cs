using System.Net;
using System.Text.Json.Nodes;
using Parley.HouseRules;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.SecondLooks;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

/// <summary>What is hard to read is veiled, left to colleagues for a while, and counted for one's own eyes.</summary>
public sealed class CareTests
{
    private const string Api = $"{TestServer.Api}/moderation/care";
    private const string Console = $"/{TestServer.SiteName}/console";

    [Theory]
    [InlineData("threat", null, "threats")]
    [InlineData("identity-attack", null, "hate")]
    [InlineData("severe-toxicity", null, "hate")]
    [InlineData("toxicity", null, null)]
    [InlineData("suspect-words", null, null)]
    [InlineData(null, "hate", "hate")]
    [InlineData(null, "abuse", "threats")]
    [InlineData(null, "spam", null)]
    public void As_a_house_begins_hate_and_threats_are_known_by_models_and_by_reports(
        string? check,
        string? report,
        string? rule
    )
    {
        var words = Words.For("en");
        var book = RuleBook.OfEveryHouse(words);
        var found = check is null ? [] : new[] { new Reason(check, Verdict.Hold, $"reason.{check}", 1) };

        var hard = HardClasses.Of(book, found, report is null ? [] : [report]);

        Assert.Equal(
            rule is null ? [] : [words[$"rule.{rule}"]],
            hard.Select(number => book.Rules.Single(one => one.Number == number).Name)
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Batches_and_second_looks_are_veiled_too_and_no_veil_of_a_second_look_says_what_was_reported(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { SecondLookPercent = 100 });
        using var moss = await server.StaffAsync(ReaderRole.Moderator, "Moss Reed");
        using var una = await server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await server.ReaderAsync("Ann Sorrel");
        using var bo = await server.ReaderAsync("Bo Tarn");
        var thread = await server.OpenThreadAsync();
        var hated = await ann.PublishAsync(thread, "Those people again.");
        await bo.PostAsync($"{TestServer.Api}/comments/{hated}/reports", new { reason = "hate" });

        var batch = $"{Console}/batch?c={hated}&of=writer";
        Assert.Contains("May break", Veil((await moss.GetAsync(batch)).Text), StringComparison.Ordinal);
        await moss.PutAsync(Api, new { veils = false });
        Assert.Empty(Veil((await moss.GetAsync(batch)).Text));

        await moss.PostAsync($"{TestServer.Api}/moderation/comments/{hated}/decision", new { decision = "keep" });
        server.Clock.Turn(TimeSpan.FromMinutes(11));
        await server.Get<DrawSecondLooks>().GoAsync(default);
        var veil = Veil((await una.GetAsync(Console + "/second-look")).Text);
        Assert.NotEmpty(veil);
        Assert.DoesNotContain("May break", veil, StringComparison.Ordinal);
        await una.PutAsync(Api, new { veils = false });
        Assert.Empty(Veil((await una.GetAsync(Console + "/second-look")).Text));

        // What stands on the veil, behind which the words are; empty where there is none.
        static string Veil(string page)
        {
            var from = page.IndexOf("dk-veil", StringComparison.Ordinal);
            var to = page.IndexOf("</summary>", Math.Max(from, 0), StringComparison.Ordinal);
            Assert.Contains("Those people again.", from < 0 ? page : page[to..], StringComparison.Ordinal);
            return from < 0 ? "" : page[from..to];
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Hard_words_are_veiled_left_to_colleagues_for_a_while_and_come_last_after_enough_of_them(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var moss = await server.StaffAsync(ReaderRole.Moderator, "Moss Reed");
        using var una = await server.StaffAsync(ReaderRole.Administrator, "Una Bright");
        using var ann = await server.ReaderAsync("Ann Sorrel");
        using var bo = await server.ReaderAsync("Bo Tarn");
        var thread = await server.OpenThreadAsync();
        await server.SetWordsAsync(WordListKind.Suspect, "kraken");
        // Threats are known by the word lists as well; hate, as every house has it, by reports alone.
        var saved = await una.SendFormAsync(
            Console + "/rules",
            ("version", "0"),
            ("number-0", "2"),
            ("name-0", "No hatred"),
            ("number-1", "3"),
            ("name-1", "No threats"),
            ("hard-1", "words"),
            ("number-2", "5"),
            ("name-2", "No adverts")
        );
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Guid[] threats = [await HoldAsync("First kraken comes for you."), await HoldAsync("Second kraken comes too.")];
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        var mild = await ann.PublishAsync(thread, "Buy my quinces.");
        await ReportAsync(mild, "spam");

        // Veiled for whoever has not said otherwise, in the list too, and open to one key.
        var page = (await moss.GetAsync(Console)).Text;
        Assert.Contains("data-key=\"v\"", page, StringComparison.Ordinal);
        Assert.Contains("No threats", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Second kraken", page, StringComparison.Ordinal);
        Assert.Equal(1, (int)(await CareAsync(moss))["inHour"]!);
        await moss.GetAsync(Console);
        Assert.Equal(1, (int)(await CareAsync(moss))["inHour"]!);
        await moss.PutAsync(Api, new { veils = false });
        page = (await moss.GetAsync(Console)).Text;
        Assert.DoesNotContain("data-key=\"v\"", page, StringComparison.Ordinal);
        Assert.Contains("Second kraken", page, StringComparison.Ordinal);

        // Left to colleagues for an hour: what is brought up is the mild one, and a colleague is given the others.
        await ReleaseAsync(moss, threats[0]);
        var left = await moss.SendFormAsync(Console + "/care", ("veils", "yes"), ("leave-3", "60"));
        Assert.Contains("Left to colleagues until", left.Text, StringComparison.Ordinal);
        Assert.Equal(mild, await BroughtUpAsync(moss));
        Assert.Equal(threats[0], await BroughtUpAsync(una));
        await ReleaseAsync(moss, mild);
        await ReleaseAsync(una, threats[0]);
        // It may still be opened, and after the hour it comes by itself.
        Assert.Contains("dk-judged", (await moss.GetAsync($"{Console}?c={threats[1]}")).Text, StringComparison.Ordinal);
        await ReleaseAsync(moss, threats[1]);
        server.Clock.Turn(TimeSpan.FromMinutes(61));
        Assert.Equal(threats[0], await BroughtUpAsync(moss));
        await ReleaseAsync(moss, threats[0]);

        // Enough for an hour: others come first, and a pause is offered, not forced.
        await moss.PutAsync(Api, new { perHour = 1 });
        var third = await HoldAsync("Third kraken.");
        await moss.GetAsync($"{Console}?c={third}");
        await ReleaseAsync(moss, third);
        Assert.True((bool)(await CareAsync(moss))["isFull"]!);
        Assert.Equal(mild, await BroughtUpAsync(moss));
        Assert.Contains("/console/care/pause", (await moss.GetAsync(Console)).Text, StringComparison.Ordinal);
        // What is left for a week stays so, whatever half an hour does with the rest.
        await moss.SendFormAsync(Console + "/care", ("leave-2", "10080"));
        Assert.Equal(HttpStatusCode.SeeOther, (await moss.SendFormAsync(Console + "/care/pause")).Status);
        var paused = (await CareAsync(moss))["left"]!.AsArray();
        Assert.Equal([2, 3], paused.Select(one => (int)one!["rule"]!));
        Assert.InRange(
            (DateTimeOffset)paused[0]!["until"]! - server.Clock.GetUtcNow(),
            TimeSpan.FromDays(6),
            TimeSpan.FromDays(8)
        );
        Assert.DoesNotContain("/console/care/pause", (await moss.GetAsync(Console)).Text, StringComparison.Ordinal);

        // It is theirs alone: an administrator has their own, and no sum of so few.
        Assert.Equal((20, 0), ((int)(await CareAsync(una))["perHour"]!, (await CareAsync(una))["left"]!.AsArray().Count));
        Assert.DoesNotContain("hard to read", (await una.GetAsync(Console + "/desk")).Text, StringComparison.Ordinal);
        // What readers report for what a rule is about is of its class.
        var hated = await bo.PublishAsync(thread, "Those people again.");
        await ReportAsync(hated, "hate", ann);
        Assert.Contains(
            "No hatred",
            (await una.GetAsync($"{Console}?c={hated}")).Text.Split("dk-queue")[0],
            StringComparison.Ordinal
        );
        // Forgotten after four weeks.
        server.Clock.Turn(TimeSpan.FromDays(29));
        await server.Get<CareStore>().SweepAsync(default);
        Assert.Empty(
            await server.ListAsync(
                "SELECT at FROM exposure WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Time(0)
            )
        );

        async Task<Guid> HoldAsync(string words)
        {
            var id = Guid.CreateVersion7();
            var answer = await ann.PostAsync($"{TestServer.Api}/threads/{thread}/comments", new { id, body = words });
            Assert.True((string?)answer.Json["comment"]?["state"] == "held", answer.Text);
            return id;
        }

        async Task ReportAsync(Guid comment, string reason, TestVisitor? by = null) =>
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await (by ?? bo).PostAsync($"{TestServer.Api}/comments/{comment}/reports", new { reason })).Status
            );
    }

    [Fact]
    public async Task What_is_out_of_range_or_not_hard_to_read_is_refused_and_a_sum_is_told_of_three_people()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var moss = await server.StaffAsync(ReaderRole.Moderator, "Moss Reed");
        foreach (
            var body in new object[]
            {
                new { perHour = -1 },
                new { perShift = Care.Most + 1 },
                new { left = new[] { new { rule = 5, minutes = 60 } } },
                new { left = new[] { new { rule = 2, minutes = Care.LongestLeft + 1 } } },
            }
        )
            Assert.Equal("care-invalid", (await moss.PutAsync(Api, body)).Code);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await moss.SendFormAsync(Console + "/care", ("per-hour", "many"))).Status
        );

        var care = server.Get<CareStore>();
        for (var person = 0; person < CareStore.LeastPeople; person++)
        {
            Assert.Null(await care.SumAsync(server.Site.Id, default));
            await care.NoteAsync(server.Site.Id, Guid.CreateVersion7(), Guid.CreateVersion7(), default);
        }

        Assert.Contains(
            "hard to read came before moderators 3 times",
            (await moss.GetAsync(Console + "/desk")).Text,
            StringComparison.Ordinal
        );
    }

    private static async Task<JsonNode> CareAsync(TestVisitor moderator) => (await moderator.GetAsync(Api)).Json;

    private static async Task<Guid> BroughtUpAsync(TestVisitor moderator)
    {
        var page = (await moderator.GetAsync(Console)).Text;
        const string before = "class=\"dk-act\" action=\"";
        var url = page[(page.IndexOf(before, StringComparison.Ordinal) + before.Length)..];
        return Guid.Parse(url.Split("/comments/")[1].Split('/')[0]);
    }

    private static Task ReleaseAsync(TestVisitor moderator, Guid comment) =>
        moderator.SendFormAsync($"{Console}/comments/{comment}/release");
}
