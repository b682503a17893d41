using System.Net;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.SecondLooks;
using Parley.Sites;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.SecondLooks;

/// <summary>A share of what people decide is looked at again by somebody who does not know what was decided.</summary>
public sealed class SecondLookTests
{
    private const string Looks = $"{TestServer.Api}/moderation/second-looks";
    private const string Console = $"/{TestServer.SiteName}/console";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Half_of_each_moderators_decisions_come_before_somebody_else_and_a_senior_settles_where_they_differ(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { SecondLookPercent = 50 });
        // In the middle of a week and of a month, so that neither ends meanwhile.
        server.Clock.Turn(new DateTimeOffset(2031, 1, 14, 12, 0, 0, TimeSpan.Zero) - server.Clock.GetUtcNow());
        using var moss = await server.StaffAsync(ReaderRole.Moderator, "Moss Reed");
        using var una = await server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var liv = await server.StaffAsync(ReaderRole.SeniorModerator, "Liv Harrow");
        using var ann = await server.ReaderAsync("Ann Sorrel");
        var thread = await server.OpenThreadAsync();
        var comments = new Dictionary<string, Guid>();
        foreach (var what in new[] { "remove", "keep" })
            for (var n = 0; n < 4; n++)
            {
                var words = $"To {what} number {n}.";
                comments[words] = await ann.PublishAsync(thread, words);
                await DecideAsync(moss, comments[words], what);
            }

        await DecideAsync(liv, await ann.PublishAsync(thread, "To take back."), "remove");
        await liv.DeleteAsync($"{TestServer.Api}/moderation/decisions/last");
        var draw = server.Get<DrawSecondLooks>();
        await draw.GoAsync(default);
        Assert.Empty(await OpenAsync(una));
        server.Clock.Turn(TimeSpan.FromMinutes(11));
        await draw.GoAsync(default);
        await draw.GoAsync(default);

        // Two of four that go and two of four that stay; none before whoever decided.
        var open = await OpenAsync(una);
        Assert.Equal(
            ["keep", "keep", "remove", "remove"],
            open.Select(one => ((string)one!["body"]!).Split(' ')[1]).Order(StringComparer.Ordinal)
        );
        Assert.Empty(await OpenAsync(moss));
        Assert.All(open, one => Assert.Null(one!["first"]));
        var page = (await una.GetAsync(Console + "/second-look")).Text;
        Assert.Contains("number", page, StringComparison.Ordinal);
        // Both stand at the desk, where they may.
        var shown = (await una.GetAsync($"{Console}?view=everything&c={comments["To remove number 0."]}")).Text;
        foreach (var hidden in new[] { "Moss Reed", "zebra" })
        {
            Assert.Contains(hidden, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
        }

        Assert.Contains("Nothing waits", (await moss.GetAsync(Console + "/second-look")).Text, StringComparison.Ordinal);

        var (removed, kept) = (Ids("remove"), Ids("keep"));
        await SeesAsync(una, removed[0], new { stays = true });
        await SeesAsync(una, removed[1], new { stays = false, rule = 1 });
        await SeesAsync(una, kept[0], new { stays = false, rule = 2 });
        // The last by the form that the keys press.
        var sent = await una.SendFormAsync($"{Console}/second-look/{kept[1]}?rules=0", ("do", "publish"), ("rule", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        await SeesAsync(una, removed[0], new { stays = true });
        Assert.Equal("second-look-done", (await liv.PostAsync($"{Looks}/{removed[0]}", new { stays = false, rule = 1 })).Code);
        Assert.Equal("second-look-not-found", (await moss.PostAsync($"{Looks}/{removed[0]}", new { stays = true })).Code);
        Assert.Equal("second-look-answer-missing", (await liv.PostAsync($"{Looks}/{removed[0]}", new { })).Code);
        // Nothing follows by itself.
        Assert.Equal("removed", await StateAsync(Comment(removed[0])));
        Assert.Equal("published", await StateAsync(Comment(kept[0])));

        var differences = (await liv.GetAsync(Looks + "/differences")).Json["items"]!.AsArray();
        Assert.Equal([removed[0], kept[0]], differences.Select(one => (Guid)one!["id"]!));
        Assert.Equal((false, true), ((bool)differences[0]!["first"]!["stays"]!, (bool)differences[0]!["second"]!["stays"]!));
        // While an objection waits, nobody reads here what was decided first.
        var mine = (await ann.GetAsync($"{TestServer.Api}/comments/mine")).Json["comments"]!.AsArray();
        var code = (string)mine.Single(one => (Guid)one!["comment"]!["id"]! == Comment(removed[0]))!["code"]!;
        await ann.PostAsync($"{TestServer.Api}/objections", new { code, words = "It was harmless." });
        var left = (await liv.GetAsync(Looks + "/differences")).Json["items"]!.AsArray();
        Assert.Equal(kept[0], (Guid)Assert.Single(left)!["id"]!);
        var objection = Assert.Single(
            (await una.GetAsync($"{TestServer.Api}/moderation/objections")).Json["objections"]!.AsArray()
        )!;
        await una.PostAsync(
            $"{TestServer.Api}/moderation/objections/{objection["id"]}/decision",
            new { reverses = false, words = "It was not." }
        );
        Assert.Equal(2, (await liv.GetAsync(Looks + "/differences")).Json["items"]!.AsArray().Count);
        var both = (await liv.GetAsync(Console + "/differences")).Text;
        foreach (var name in new[] { "Moss Reed", "Una Bright" })
            Assert.DoesNotContain(name, both, StringComparison.Ordinal);
        Assert.Equal("second-look-own", (await SettleAsync(una, removed[0], new { overturns = true })).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await SettleAsync(liv, removed[0], new { overturns = true })).Status);
        // It has gone out as an answer: the key that takes a decision back does not take half of it.
        Assert.Equal("decision-overtaken", (await liv.DeleteAsync($"{TestServer.Api}/moderation/decisions/last")).Code);
        Assert.Equal("rule-missing", (await SettleAsync(liv, kept[0], new { overturns = true })).Code);
        var settled = await liv.SendFormAsync(
            $"{Console}/differences/{kept[0]}?rules=0",
            ("do", "overturn"),
            ("rule", "2"),
            ("words", "Second thoughts.")
        );
        Assert.Equal(HttpStatusCode.SeeOther, settled.Status);
        Assert.Equal("published", await StateAsync(Comment(removed[0])));
        Assert.Equal("removed", await StateAsync(Comment(kept[0])));
        var known = (await liv.GetAsync($"{TestServer.Api}/moderation/comments/{Comment(kept[0])}")).Json;
        Assert.Equal("Second thoughts.", (string?)known["restrictions"]![0]!["words"]);
        // What was settled is not drawn again.
        server.Clock.Turn(TimeSpan.FromMinutes(11));
        await draw.GoAsync(default);
        Assert.Empty(await OpenAsync(una));

        var figures = (await moss.GetAsync($"{TestServer.Api}/moderation/agreement")).Json;
        var month = figures["months"]!.AsArray()[^1]!;
        Assert.Equal((4, 2, 2), ((int)month["looked"]!, (int)month["differed"]!, (int)month["overturned"]!));
        Assert.Equal((4, null), ((int)figures["all"]!["pairs"]!, (double?)figures["all"]!["alpha"]));
        var desk = (await moss.GetAsync(Console + "/desk")).Text;
        Assert.Contains("2 (50 %)", desk, StringComparison.Ordinal);

        Guid[] Ids(string what) =>
            [
                .. open.Where(one => ((string)one!["body"]!).StartsWith("To " + what, StringComparison.Ordinal))
                    .Select(one => (Guid)one!["id"]!),
            ];

        Guid Comment(Guid look) => comments[(string)open.Single(one => (Guid)one!["id"]! == look)!["body"]!];

        async Task<string?> StateAsync(Guid comment) =>
            (string?)(await liv.GetAsync($"{TestServer.Api}/moderation/comments/{comment}")).Json["comment"]!["state"];
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_site_that_begins_again_is_given_a_day_and_whoever_has_decided_about_the_words_does_not_look(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { SecondLookPercent = 100 });
        server.Clock.Turn(new DateTimeOffset(2031, 1, 14, 12, 0, 0, TimeSpan.Zero) - server.Clock.GetUtcNow());
        using var moss = await server.StaffAsync(ReaderRole.Moderator, "Moss Reed");
        using var una = await server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var liv = await server.StaffAsync(ReaderRole.SeniorModerator, "Liv Harrow");
        using var ann = await server.ReaderAsync("Ann Sorrel");
        var thread = await server.OpenThreadAsync();
        var draw = server.Get<DrawSecondLooks>();
        await DecideAsync(moss, await ann.PublishAsync(thread, "The first."), "keep");
        server.Clock.Turn(TimeSpan.FromMinutes(11));
        await draw.GoAsync(default);
        await SetShareAsync(0);
        await DecideAsync(moss, await ann.PublishAsync(thread, "While it was off."), "keep");
        server.Clock.Turn(TimeSpan.FromDays(9));
        await SetShareAsync(100);
        var both = await ann.PublishAsync(thread, "The last.");
        await DecideAsync(moss, both, "remove");
        await DecideAsync(una, both, "publish");
        server.Clock.Turn(TimeSpan.FromMinutes(11));
        await draw.GoAsync(default);

        Assert.Equal(["The first.", "The last.", "The last."], await WordsAsync(liv));
        Assert.Equal(["The first."], await WordsAsync(una));
        Assert.Empty(await WordsAsync(moss));
        var last = (await OpenAsync(liv)).First(one => (string?)one!["body"] == "The last.")!;
        Assert.Equal("second-look-not-found", (await una.PostAsync($"{Looks}/{last["id"]}", new { stays = true })).Code);

        async Task<IEnumerable<string>> WordsAsync(TestVisitor of) =>
            (await OpenAsync(of)).Select(one => (string)one!["body"]!).Order(StringComparer.Ordinal);

        async Task SetShareAsync(int percent)
        {
            var site = server.Site with { Settings = server.Site.Settings with { SecondLookPercent = percent } };
            await server.Get<SiteStore>().ChangeAsync(site, site.Origins, default);
            await server.CaughtUpAsync();
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Agreement_is_told_with_its_interval_from_fifty_pairs_on_for_all_and_for_each_rule(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var moss = await server.StaffAsync(ReaderRole.Moderator, "Moss Reed");
        // 40 stay by both, 12 break rule 1 by both, and 4 each way differ: n(stays) = 88, n(rule) = 32 of n = 120 values.
        await AddAsync(40, null, null);
        await AddAsync(8, 1, 1);
        await AddAsync(1, null, 1);
        Assert.Null((double?)(await FindAsync())["all"]!["alpha"]);
        await AddAsync(4, 1, 1);
        await AddAsync(3, null, 1);
        await AddAsync(4, 1, null);

        var figures = await FindAsync();

        // α = 1 − 119 · 16 / (120² − 88² − 32²) = 1 − 1904 / 5632 = 0.662.
        var (all, rule) = (figures["all"]!, Assert.Single(figures["rules"]!.AsArray())!);
        Assert.Equal((60, 0.66), ((int)all["pairs"]!, (double)all["alpha"]!));
        Assert.Equal((1, 20, 0.66), ((int)rule["rule"]!, (int)rule["pairs"]!, (double)rule["alpha"]!));
        Assert.InRange((double)all["low"]!, 0.35, 0.6);
        Assert.InRange((double)all["high"]!, 0.72, 0.95);
        var page = (await moss.GetAsync(Console + "/desk")).Text;
        Assert.Contains(">0.66</td>", page, StringComparison.Ordinal);
        var agreement = page[page.IndexOf("id=\"agreement\"", StringComparison.Ordinal)..];
        Assert.Contains(">0.66</td>", agreement, StringComparison.Ordinal);
        Assert.DoesNotContain("Moss Reed", agreement, StringComparison.Ordinal);

        async Task<JsonNode> FindAsync() => (await moss.GetAsync($"{TestServer.Api}/moderation/agreement")).Json;

        Task AddAsync(int pairs, int? first, int? second) =>
            server
                .Get<Database>()
                .WriteAsync(
                    async scope =>
                    {
                        for (var n = 0; n < pairs; n++)
                            await scope.ExecuteAsync(
                                """
                                INSERT INTO second_look (site_id, id, comment_id, first_by, first_at, first_stays, first_rule, drawn_at,
                                    second_by, second_stays, second_rule, second_at)
                                VALUES (@site, @id, @comment, @one, @now, @first_stays, @first, @now, @other, @second_stays, @second, @now)
                                """,
                                [
                                    ("@site", server.Site.Id),
                                    ("@id", Guid.CreateVersion7()),
                                    ("@comment", Guid.CreateVersion7()),
                                    ("@one", moss.Id),
                                    ("@other", Guid.CreateVersion7()),
                                    ("@now", server.Clock.GetUtcNow()),
                                    ("@first_stays", first is null),
                                    ("@first", first),
                                    ("@second_stays", second is null),
                                    ("@second", second),
                                ],
                                default
                            );
                    },
                    default
                );
    }

    private static Task<TestAnswer> SettleAsync(TestVisitor senior, Guid look, object body) =>
        senior.PostAsync($"{Looks}/{look}/settlement", body);

    private static async Task SeesAsync(TestVisitor moderator, Guid look, object body)
    {
        var answer = await moderator.PostAsync($"{Looks}/{look}", body);
        Assert.True(answer.Status == HttpStatusCode.NoContent, answer.Text);
    }

    private static async Task<JsonArray> OpenAsync(TestVisitor moderator) =>
        (await moderator.GetAsync(Looks)).Json["items"]!.AsArray();

    private static async Task DecideAsync(TestVisitor moderator, Guid comment, string decision)
    {
        var answer = await moderator.PostAsync(
            $"{TestServer.Api}/moderation/comments/{comment}/decision",
            new
            {
                decision,
                rule = 1,
                words = "zebra",
            }
        );
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }
}
