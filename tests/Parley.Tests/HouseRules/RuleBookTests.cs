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
