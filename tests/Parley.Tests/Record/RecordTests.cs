using System.Net;
using System.Text.Json.Nodes;
using Parley.Leaving;
using Parley.OwnModel;
using Parley.Record;
using Parley.Tests.Hooks;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Record;

public sealed class RecordTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whatever_staff_decide_is_a_row_of_the_record_in_its_order_without_anybodys_words(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var chief = await court.Server.StaffAsync(Parley.Readers.ReaderRole.Administrator);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var (kept, removed) = (
            await ann.PublishAsync(court.Thread, "The bread was good."),
            await ann.PublishAsync(court.Thread, "The cheese as well.")
        );
        await court.Moderator.PostAsync($"{Court.Api}/comments/{kept}/reports", new { reason = "abuse" });

        await court.DecideAsync(kept, "keep", by: chief);
        await court.DecideAsync(removed, "remove", "Zebrawords.");
        await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last");
        await court.LiftAsync(await court.GiveAsync(ann.Id, "silence", "Yakwords."));
        await court.DecideAsync(await court.HeldAsync(ann), "reject");
        var rules = await chief.PutAsync(
            $"{Court.Api}/rules",
            new { version = 0, rules = new[] { new { name = "Be kind", number = 1 } } }
        );
        Assert.Equal(HttpStatusCode.OK, rules.Status);
        // What was not done is no row.
        await court.TryGiveAsync(ann.Id, "ban", "", rule: 1);

        Assert.Equal(
            [
                RecordKind.Decision,
                RecordKind.Statement,
                RecordKind.Decision,
                RecordKind.TakenBack,
                RecordKind.Sanction,
                RecordKind.Statement,
                RecordKind.Lifted,
                RecordKind.Statement,
                RecordKind.Decision,
                RecordKind.Rules,
            ],
            await court.Server.ListAsync(
                "SELECT kind FROM recorded WHERE site_id = @site AND kind <> 30 ORDER BY number",
                [("@site", court.Server.Site.Id)],
                row => (RecordKind)row.Int(0)
            )
        );
        // With a row for the role of each of the two who decided.
        Assert.Equal((12, null), Short(await VerifyAsync(court)));
        var contents = string.Concat(await TextsAsync(court, "SELECT content FROM recorded WHERE site_id = @site"));
        var words = string.Concat(await TextsAsync(court, "SELECT words FROM recorded_words WHERE site_id = @site"));
        foreach (var word in (string[])["Zebrawords", "Yakwords"])
        {
            Assert.Contains(word, words, StringComparison.Ordinal);
            Assert.DoesNotContain(word, contents, StringComparison.Ordinal);
        }

        foreach (var name in (string[])["Ann Ode", "Liv Harrow", "bread", "quokka"])
            Assert.DoesNotContain(name, contents, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task How_a_discussion_is_kept_what_checks_do_and_what_stands_on_lists_is_on_record_from_what_to_what(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var chief = await court.Server.StaffAsync(Parley.Readers.ReaderRole.Administrator);
        var policy = $"{Court.Api}/moderation/policies/threads/{court.Thread}";
        Task SetAsync(string path, object body) => SucceedAsync(chief.PutAsync($"{Court.Api}/moderation/{path}", body));

        await SetAsync($"policies/threads/{court.Thread}", new { state = "slowed", seconds = 60 });
        await SetAsync($"policies/threads/{court.Thread}", new { state = "closed", sentence = "Enough." });
        await SucceedAsync(chief.DeleteAsync(policy));
        await SetAsync("policies/section?name=Sport", new { mode = "pre" });
        await SetAsync("checks", new { version = 0, rules = new[] { new { check = "links", mode = "refuse" } } });
        await SetAsync("word-lists/suspect", new { text = "piffle\nhumbug", version = 0 });
        await SetAsync("word-lists/suspect", new { text = "humbug\nbalderdash", version = 1 });
        // What changes nothing is no row.
        await SetAsync("word-lists/suspect", new { text = "humbug\nbalderdash", version = 2 });
        await SetAsync("checks", new { version = 1, rules = new[] { new { check = "links", mode = "refuse" } } });

        var rows = await court.Server.ListAsync(
            "SELECT kind, subject_id, content FROM recorded WHERE site_id = @site AND kind <> 30 ORDER BY number",
            [("@site", court.Server.Site.Id)],
            row => (Kind: (RecordKind)row.Int(0), Subject: row.GuidOrNull(1), Content: JsonNode.Parse(row.Text(2))!)
        );
        Assert.Equal(
            [
                RecordKind.Policy,
                RecordKind.Policy,
                RecordKind.Policy,
                RecordKind.Policy,
                RecordKind.Checks,
                RecordKind.WordList,
                RecordKind.WordList,
            ],
            rows.Select(row => row.Kind)
        );
        Assert.All(rows, row => Assert.Equal(chief.Id, (Guid)row.Content["by"]!));
        Assert.Equal([court.Thread, court.Thread, court.Thread, null], rows.Take(4).Select(row => row.Subject));
        Assert.Equal((null, 60), (rows[0].Content["before"], (int)rows[0].Content["after"]!["seconds"]!));
        Assert.Equal("Enough.", (string?)rows[2].Content["before"]!["sentence"]);
        Assert.Null(rows[2].Content["after"]);
        Assert.Equal(("section", "Sport"), ((string?)rows[3].Content["scope"], (string?)rows[3].Content["name"]));
        var check = Assert.Single(rows[4].Content["checks"]!.AsArray())!;
        Assert.Equal(
            ("links", "hold", "refuse"),
            ((string?)check["check"], (string?)check["before"]!["mode"], (string?)check["after"]!["mode"])
        );
        Assert.Equal(
            ("suspect", 2, "balderdash", "piffle"),
            (
                (string?)rows[6].Content["list"],
                (int)rows[6].Content["version"]!,
                (string?)Assert.Single(rows[6].Content["added"]!.AsArray()),
                (string?)Assert.Single(rows[6].Content["removed"]!.AsArray())
            )
        );
        // With the roles of the two, and found by the same walk.
        Assert.Equal((9, null), Short(await VerifyAsync(court)));
        await court.Server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE recorded SET content = replace(content, 'balderdash', 'hogwash') WHERE site_id = @site",
                    [("@site", court.Server.Site.Id)],
                    default
                ),
            default
        );
        Assert.Equal((9, RecordFault.Changed), Short(await VerifyAsync(court)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Which_services_are_asked_and_which_model_is_gone_by_is_on_record_without_a_secret(string engine)
    {
        await using var scene = await HookScene.OpenAsync(engine);
        var (server, chief) = (scene.Server, scene.Administrator);
        var made = await scene.HookAsync();
        var hook = $"{HookScene.Hooks}/{made["id"]}";
        await SucceedAsync(chief.PutAsync(hook, new { version = 1, mode = "refuse" }));
        await SucceedAsync(chief.PutAsync(hook, new { version = 2, mode = "refuse" }));
        await SucceedAsync(chief.PostAsync($"{hook}/secret", new { }));
        await SucceedAsync(chief.DeleteAsync(hook));
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    INSERT INTO own_model (site_id, version, made_at, decisions, newest_at, learned, labels, auc, auc_before, "before",
                        is_refused, weights, judged)
                    VALUES (@site, 1, 1, 1, 1, 1, 0, 0.9, NULL, '', @no, @bytes, @bytes)
                    """,
                    [("@site", server.Site.Id), ("@no", false), ("@bytes", new byte[] { 1 })],
                    default
                ),
            default
        );
        foreach (var (chosen, isThere) in ((int?, bool)[])[(1, true), (1, true), (2, false), (null, true), (null, true)])
            Assert.Equal(isThere, await server.Get<OwnModelStore>().ChooseAsync(server.Site.Id, chosen, chief.Id, default));

        var rows = await server.ListAsync(
            "SELECT kind, content FROM recorded WHERE site_id = @site AND kind <> 30 ORDER BY number",
            [("@site", server.Site.Id)],
            row => (Kind: row.Int(0), Content: JsonNode.Parse(row.Text(1))!)
        );
        // What changes nothing is no row.
        Assert.Equal([34, 34, 34, 34, 35, 35], rows.Select(row => row.Kind));
        Assert.All(rows, row => Assert.Equal(chief.Id, (Guid)row.Content["by"]!));
        Assert.Equal(
            [(null, "hold"), ("hold", "refuse"), ("refuse", "refuse"), ("refuse", null)],
            rows.Take(4).Select(row => ((string?)row.Content["before"]?["mode"], (string?)row.Content["after"]?["mode"]))
        );
        Assert.Equal(["House filter"], rows.Take(3).Select(row => (string?)row.Content["after"]!["name"]).Distinct());
        Assert.True((bool)rows[2].Content["secret"]!);
        Assert.DoesNotContain(
            (string)made["secret"]!,
            string.Concat(rows.Select(row => row.Content.ToJsonString())),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [(null, 1), (1, null)],
            rows.Skip(4).Select(row => ((int?)row.Content["before"], (int?)row.Content["after"]))
        );
        Assert.Null((await server.Get<VerifyRecord>().HandleAsync(server.Site.Id, null, default)).Fault);
    }

    private static async Task SucceedAsync(Task<TestAnswer> asked)
    {
        var answer = await asked;
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, answer.Text);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Many_who_decide_at_once_on_two_nodes_make_one_chain(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        await using var other = await court.OtherNodeAsync();
        var about = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => court.Server.ReaderAsync()));

        await Task.WhenAll(about.Select(reader => court.GiveAsync(reader.Id, "hold")));
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    (i % 2 == 0 ? court.Server : other).Database.WriteAsync(
                        scope =>
                        {
                            RecordStore.Add(scope, court.Server.Site.Id, Made(i));
                            RecordStore.Add(scope, court.Server.Site.Id, Made(i));
                            return Task.CompletedTask;
                        },
                        default
                    )
                )
        );

        Assert.Equal((12 * 2 + 40 + 1, null), Short(await VerifyAsync(court)));
        foreach (var reader in about)
            reader.Dispose();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_words_go_with_the_account_of_whom_they_are_about_and_the_chain_holds(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync();
        await court.DecideAsync(await ann.PublishAsync(court.Thread, "The bread was good."), "remove", "Zebrawords.");
        await court.DecideAsync(await bo.PublishAsync(court.Thread, "The cheese as well."), "remove", "Yakwords.");

        var asked = await ann.SendFormAsync(
            $"{Court.Site}/account/leave",
            ("password", "three herons at dusk"),
            ("words", "keep")
        );
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        court.Server.Clock.Turn(TimeSpan.FromDays(15));
        Assert.Equal(1, await court.Server.Get<DeleteAccount>().HandleAsync(default));

        var words = Assert.Single(await TextsAsync(court, "SELECT words FROM recorded_words WHERE site_id = @site"));
        Assert.Contains("Yakwords", words, StringComparison.Ordinal);
        var verdict = await VerifyAsync(court);
        Assert.Equal((5, null), Short(verdict));
        Assert.Equal(1, verdict.Forgotten);
    }

    [Fact]
    public async Task A_chain_that_somebody_wrote_anew_does_not_hold_the_row_that_was_noted_down()
    {
        await using var court = await Court.OpenAsync(EveryDatabase.Sqlite);
        var site = court.Server.Site.Id;
        await AddAsync(court, 3);
        var noted = (2L, (await TextsAsync(court, "SELECT hash FROM recorded WHERE site_id = @site AND number = 2"))[0]);
        Assert.Null((await VerifyAsync(court, noted)).Fault);
        Assert.Equal((5, RecordFault.Missing), Short(await VerifyAsync(court, (9, noted.Item2))));

        foreach (var table in (string[])["recorded", "recorded_words", "record_head"])
            await court.Server.Database.WriteAsync(
                scope => scope.ExecuteAsync($"DELETE FROM {table} WHERE site_id = @site", [("@site", site)], default),
                default
            );
        await AddAsync(court, 3);

        Assert.Null((await VerifyAsync(court)).Fault);
        Assert.Equal((2, RecordFault.NotAsNoted), Short(await VerifyAsync(court, noted)));
    }

    internal static RecordEntry Made(int number) =>
        new(
            RecordKind.Decision,
            Guid.CreateVersion7(),
            new DateTimeOffset(2026, 3, 1, 12, 0, number % 60, TimeSpan.Zero),
            new() { ["n"] = number }
        )
        {
            Words = new(Guid.CreateVersion7(), $"Words {number} with a line\nand “marks”."),
        };

    private static Task AddAsync(Court court, int rows) =>
        court.Server.Database.WriteAsync(
            scope =>
            {
                for (var i = 0; i < rows; i++)
                    RecordStore.Add(scope, court.Server.Site.Id, Made(i));
                return Task.CompletedTask;
            },
            default
        );

    private static Task<RecordVerdict> VerifyAsync(Court court, (long, string)? known = null) =>
        court.Server.Get<VerifyRecord>().HandleAsync(court.Server.Site.Id, known, default);

    private static (long, RecordFault?) Short(RecordVerdict verdict) => (verdict.Rows, verdict.Fault);

    private static Task<List<string>> TextsAsync(Court court, string sql) =>
        court.Server.ListAsync(sql, [("@site", court.Server.Site.Id)], row => row.Text(0));
}
