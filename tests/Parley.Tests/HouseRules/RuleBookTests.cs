using System.Net;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.HouseRules;

/// <summary>The rules of a house: each has its number for good, each version stays to be read, and decisions cite both.</summary>
public sealed class RuleBookTests
{
    private const string Api = $"{TestServer.Api}/rules";
    private const string Page = $"/{TestServer.SiteName}/rules";
    private const string Console = $"/{TestServer.SiteName}/console/rules";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_house_begins_with_rules_and_what_it_writes_is_a_version_more_in_which_numbers_stay(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator, "Liv Harrow");
        using var visitor = server.Visitor();

        Assert.Equal((0, "1 2 3 4 5 6"), NumbersIn(await visitor.GetAsync(Api)));
        var first = await SaveAsync(
            editor,
            0,
            (1, "No insults", "Argue with the words."),
            (3, "No threats", ""),
            (null, "No adverts", "")
        );
        Assert.Equal((1, "1 3 7"), NumbersIn(first));
        // A number that has gone is not given again.
        var second = await SaveAsync(editor, 1, (3, "No threats", ""), (1, "No insults", "Argue."), (null, "No spoilers", ""));
        Assert.Equal((2, "3 1 8"), NumbersIn(second));
        Assert.Equal((2, "3 1 8"), NumbersIn(await visitor.GetAsync(Api)));
        Assert.Equal((1, "1 3 7"), NumbersIn(await visitor.GetAsync(Api + "?version=1")));
        Assert.Equal((0, "1 2 3 4 5 6"), NumbersIn(await visitor.GetAsync(Api + "?version=0")));

        var now = (await visitor.GetAsync(Page)).Text;
        Assert.Contains("<li value=\"8\" id=\"rule-8\"><h2 dir=\"auto\">No spoilers</h2>", now, StringComparison.Ordinal);
        Assert.Contains("Version 2, since", now, StringComparison.Ordinal);
        Assert.DoesNotContain("written anew", now, StringComparison.Ordinal);
        var earlier = (await visitor.GetAsync(Page + "?version=1")).Text;
        Assert.Contains("No adverts", earlier, StringComparison.Ordinal);
        Assert.Contains("These rules were written anew since", earlier, StringComparison.Ordinal);
        Assert.Contains("Liv Harrow", (await editor.GetAsync(Console)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Liv Harrow", now + earlier, StringComparison.Ordinal);
        foreach (var version in new[] { "3", "x", "-1", "99999999999" })
            Assert.Equal("rules-version-unknown", (string?)(await visitor.GetAsync($"{Api}?version={version}")).Json["code"]);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Page + "?version=3")).Status);
    }

    [Fact]
    public async Task A_house_says_which_of_its_rules_is_about_advertising_and_it_stays_so_until_it_says_otherwise()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        Assert.Equal([5], await OfSpamAsync());

        await SaveAsync(editor, 0, (5, "No adverts", ""), (1, "No insults", ""));
        Assert.Equal([5], await OfSpamAsync());

        var page = (await editor.GetAsync(Console)).Text;
        Assert.Contains("<option value=\"yes\" selected>Yes: advertising and spam</option>", page, StringComparison.Ordinal);
        await editor.SendFormAsync(
            Console,
            ("version", "1"),
            ("number-0", "5"),
            ("name-0", "No adverts"),
            ("spam-0", "no"),
            ("number-1", "1"),
            ("name-1", "No scams"),
            ("spam-1", "yes")
        );
        Assert.Equal([1], await OfSpamAsync());

        async Task<IEnumerable<int>> OfSpamAsync() =>
            (await editor.GetAsync(Api)).Json["rules"]!
                .AsArray()
                .Where(rule => (bool?)rule!["isSpam"] == true)
                .Select(rule => (int)rule!["number"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_law_stands_among_the_laws_with_its_address_and_is_cited_like_a_rule(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ann = await server.ReaderAsync();
        using var visitor = server.Visitor();
        (string, string)[] typed =
        [
            ("version", "0"),
            ("number-0", "1"),
            ("name-0", "No insults"),
            ("name-1", "§ 185 StGB"),
            ("meaning-1", "Insult."),
        ];

        foreach (var wrong in new[] { "stgb 185", "javascript:alert(1)", "https://law.example/" + new string('x', 500) })
        {
            var refused = await editor.SendFormAsync(Console, [.. typed, ("law-1", wrong)]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains($"value=\"{wrong}\"", refused.Text, StringComparison.Ordinal);
        }

        await editor.SendFormAsync(Console, [.. typed, ("law-1", " https://law.example/185 ")]);
        var laws = (await visitor.GetAsync(Page)).Text.Split("What the law forbids")[1];
        Assert.Contains("<li value=\"7\" id=\"rule-7\">", laws, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://law.example/185\">", laws, StringComparison.Ordinal);
        Assert.DoesNotContain("No insults", laws, StringComparison.Ordinal);
        var comment = await ann.PublishAsync(await server.OpenThreadAsync(), "You goat.");
        var desk = (await editor.GetAsync($"/{TestServer.SiteName}/console?c={comment}")).Text;
        Assert.Contains("data-key=\"l\"", desk, StringComparison.Ordinal);
        var decision = $"{TestServer.Api}/moderation/comments/{comment}/decision";
        Assert.Equal("law-words-missing", (await editor.PostAsync(decision, new { decision = "remove", rule = 7 })).Code);
        await editor.PostAsync(
            decision,
            new
            {
                decision = "remove",
                rule = 7,
                words = "A goat is no mayor.",
            }
        );
        System.Text.Json.Nodes.JsonArray all = [];
        await Eventually.IsSoAsync(async () =>
            (all = (await ann.GetAsync($"{TestServer.Api}/comments/mine")).Json["comments"]!.AsArray()).Count == 1
        );
        var mine = all[0]!["decision"]!;
        Assert.Equal(("§ 185 StGB", "https://law.example/185"), ((string?)mine["rule"], (string?)mine["law"]));

        // Emptied, it is a rule of the house again; the version before keeps its law.
        await editor.SendFormAsync(Console, [.. typed.Skip(1), ("version", "1"), ("number-1", "7"), ("law-1", "")]);
        Assert.DoesNotContain("What the law forbids", (await visitor.GetAsync(Page)).Text, StringComparison.Ordinal);
        Assert.Contains("What the law forbids", (await visitor.GetAsync(Page + "?version=1")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nothing_is_saved_over_what_another_wrote_meanwhile_and_the_same_send_again_is_no_version(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);

        Assert.Equal((1, "1"), NumbersIn(await SaveAsync(editor, 0, (1, "Be fair", "To all."))));
        Assert.Equal((1, "1"), NumbersIn(await SaveAsync(editor, 0, (1, "Be fair", "To all."))));
        await AssertRefusedAsync(editor, "rules-changed", 0, (1, "Be kind", ""));
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SaveAsync(editor, 1, (1, $"Be fair {n}", ""))));
        Assert.Single(atOnce, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(
            atOnce.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => Assert.Equal("rules-changed", (string?)answer.Json["code"])
        );
        Assert.Equal((2, "1"), NumbersIn(await editor.GetAsync(Api)));
    }

    [Fact]
    public async Task What_is_no_rule_is_refused_with_a_code_and_typed_words_stay_in_the_form()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);

        await AssertRefusedAsync(editor, "rules-too-few-or-many", 0);
        await AssertRefusedAsync(
            editor,
            "rules-too-few-or-many",
            0,
            [.. Enumerable.Range(0, 31).Select(n => ((int?)null, $"Rule {n}", ""))]
        );
        await AssertRefusedAsync(editor, "rule-name-invalid", 0, (1, "\u200b", "It means something."));
        await AssertRefusedAsync(editor, "rule-name-invalid", 0, (1, new string('x', 81), ""));
        await AssertRefusedAsync(editor, "rule-name-invalid", 0, (1, "Two\nlines", ""));
        await AssertRefusedAsync(editor, "rule-meaning-invalid", 0, (1, "Be fair", new string('x', 1_001)));
        await AssertRefusedAsync(editor, "rule-twice", 0, (1, "Be fair", ""), (2, "Be fair", ""));
        await AssertRefusedAsync(editor, "rule-twice", 0, (1, "Be fair", ""), (1, "Be kind", ""));
        await AssertRefusedAsync(editor, "rule-unknown", 0, (7, "Be fair", ""));
        Assert.Equal((0, "1 2 3 4 5 6"), NumbersIn(await editor.GetAsync(Api)));

        var form = await editor.SendFormAsync(
            Console,
            ("version", "0"),
            ("number-0", "1"),
            ("name-0", "Be fair"),
            ("name-1", "Be fair"),
            ("meaning-1", "To <all> of us.")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, form.Status);
        Assert.Contains("To &lt;all&gt; of us.", form.Text, StringComparison.Ordinal);
        Assert.Contains("Two rules have the same name or number.", form.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_decision_cites_the_rule_as_it_was_whatever_is_written_afterwards(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync("Ada Fen");
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "You fool.");
        await SaveAsync(editor, 0, (1, "No insults", "Argue with the words."));

        var decided = await editor.PostAsync(
            $"{TestServer.Api}/moderation/comments/{comment}/decision",
            new
            {
                decision = "remove",
                rule = 1,
                rulesVersion = 1,
            }
        );
        Assert.Equal(HttpStatusCode.OK, decided.Status);
        await SaveAsync(editor, 1, (null, "Something else", ""));
        await Eventually.IsSoAsync(async () => (await MineAsync(ada)).Count == 1);

        var mine = (await MineAsync(ada))[0]!["decision"]!;
        Assert.Equal(("No insults", 1, 1), ((string?)mine["rule"], (int)mine["ruleNumber"]!, (int)mine["rulesVersion"]!));
        var page = (await ada.GetAsync($"/{TestServer.SiteName}/me")).Text;
        Assert.Contains($"{Page}?version=1#rule-1", page, StringComparison.Ordinal);
        Assert.Contains("Argue with the words.", (await ada.GetAsync(Page + "?version=1")).Text, StringComparison.Ordinal);
        // Taking back and deciding again names what holds now.
        Assert.Equal(HttpStatusCode.OK, (await editor.DeleteAsync($"{TestServer.Api}/moderation/decisions/last")).Status);
        Assert.Equal(
            "rule-missing",
            (string?)
                (
                    await editor.PostAsync(
                        $"{TestServer.Api}/moderation/comments/{comment}/decision",
                        new { decision = "remove", rule = 1 }
                    )
                ).Json["code"]
        );
    }

    private static async Task<JsonArray> MineAsync(TestVisitor reader) =>
        (await reader.GetAsync($"{TestServer.Api}/comments/mine")).Json["comments"]!.AsArray();

    private static async Task AssertRefusedAsync(
        TestVisitor editor,
        string code,
        int version,
        params (int? Number, string Name, string Meaning)[] rules
    ) => Assert.Equal(code, (string?)(await SaveAsync(editor, version, rules)).Json["code"]);

    private static Task<TestAnswer> SaveAsync(
        TestVisitor editor,
        int version,
        params (int? Number, string Name, string Meaning)[] rules
    ) =>
        editor.PutAsync(
            Api,
            new
            {
                version,
                rules = rules.Select(rule => new
                {
                    number = rule.Number,
                    name = rule.Name,
                    meaning = rule.Meaning,
                }),
            }
        );

    private static (int Version, string Numbers) NumbersIn(TestAnswer answer) =>
        answer.Status == HttpStatusCode.OK
            ? (
                (int)answer.Json["version"]!,
                string.Join(' ', answer.Json["rules"]!.AsArray().Select(rule => (int)rule!["number"]!))
            )
            : throw new InvalidOperationException(answer.Text);
}
