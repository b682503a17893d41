using System.Net;
using System.Text.Json.Nodes;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class CheckSettingsTests
{
    private const string Checks = "/moderation/checks";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_check_that_is_set_holds_the_next_comment_and_the_reason_names_the_version(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk.PublishAsync(writer, "Nobody asked the fishermen.");

        await SetAsync(
            desk,
            0,
            new
            {
                check = "first-comments",
                mode = "hold",
                limit = 5,
            }
        );
        var held = await desk.HoldAsync(writer, "They should have been asked.");

        var reason = (await desk.WaitingAsync(held))["reasons"]!.AsArray().Single()!;
        Assert.Equal(("first-comments", 1), ((string?)reason["check"], (int)reason["ruleVersion"]!));
        Assert.Equal("The writer has fewer than 5 published comments.", (string?)reason["sentence"]);
        // What was not sent stayed as it was.
        var rules = (await desk.GetAsync(desk.Moderator, Checks))["rules"]!.AsArray();
        Assert.Equal("hold", (string?)rules.Single(rule => (string?)rule!["check"] == "links")!["mode"]);
    }

    /// <summary>As a site comes, in small numbers: three comments are soon published by whoever came for it.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task In_a_rush_into_a_story_newcomers_wait_also_those_of_whom_much_is_published(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine, new() { KnownAfter = 2 });
        await SetAsync(
            desk,
            0,
            new
            {
                check = "pace-story",
                mode = "hold",
                limit = 4,
            }
        );
        using var old = await desk.WriterAsync("Ann Sorrel");
        foreach (var number in (int[])[1, 2])
            await desk.PublishAsync(old, $"The ferry was late {number} times.");
        // How much of theirs is public is known a moment later.
        await desk.ListedAsync(2);
        desk.Clock.Turn(TimeSpan.FromDays(2));
        using var sudden = await desk.WriterAsync("Bo Teal");
        foreach (var number in (int[])[1, 2, 3, 4])
            await desk.PublishAsync(sudden, $"Wake up for the {number}th time.");

        var held = await desk.HoldAsync(sudden, "Wake up at last.");
        await desk.PublishAsync(old, "It is on time today.");

        Assert.Equal("pace-story", (string?)(await desk.WaitingAsync(held))["reasons"]!.AsArray().Single()!["check"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_check_in_shadow_finds_is_published_and_shown_at_the_desk_and_counted(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var other = await desk.WriterAsync("Bo Teal");
        await SetAsync(desk, 0, new { check = "links", mode = "shadow" });

        var kept = await desk.PublishAsync(writer, "See minutes.example.com for it.");
        var removed = await desk.PublishAsync(writer, "Or pills.example.com.");
        await desk.PublishAsync(writer, "No address here.");
        await desk.DecideAsync(removed, "remove");
        await desk.ReportAsync(other, kept);

        var shadow = (await desk.CaseAsync(kept))["shadow"]!.AsArray().Single()!;
        Assert.Equal("links", (string?)shadow["check"]);
        Assert.Empty((await desk.CaseAsync(kept))["reasons"]!.AsArray());
        var page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={kept}");
        Assert.Contains("In shadow: Links or addresses: 1.", page.Text, StringComparison.Ordinal);
        var count = (await RuleAsync(desk, "links"))["shadow"]!;
        Assert.Equal(
            (2, 0, 1, 1),
            ((int)count["found"]!, (int)count["approved"]!, (int)count["rejected"]!, (int)count["undecided"]!)
        );
        Assert.Contains(
            "Would have held: 2.",
            (await Desk.PageAsync(desk.Moderator, Desk.Console + "/checks")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Settings_are_not_saved_over_what_another_has_saved_and_equal_ones_are_no_version(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        Assert.Equal("checks-changed", (await TryToSetAsync(desk, 3, new { check = "links", mode = "off" })).Code);
        await SetAsync(desk, 0, new { check = "links", mode = "off" });

        Assert.Equal("checks-changed", (await TryToSetAsync(desk, 0, new { check = "links", mode = "hold" })).Code);
        Assert.Equal(1, (int)(await TryToSetAsync(desk, 0, new { check = "links", mode = "off" })).Json!["version"]!);
        Assert.Equal(2, (int)(await TryToSetAsync(desk, 1, new { check = "links", mode = "hold" })).Json!["version"]!);
    }

    [Theory]
    [InlineData("""{"check":"length","mode":"off"}""", "check-unknown")]
    [InlineData("""{"check":"guest","mode":"refuse"}""", "check-unknown")]
    [InlineData("""{"check":"links","hosts":"a.example"}""", "check-unknown")]
    [InlineData("""{"check":"links","limit":3}""", "check-limit-invalid")]
    [InlineData("""{"check":"rejections","limit":100}""", "check-limit-invalid")]
    [InlineData("""{"check":"listed-hosts","hosts":"a.example\nno host"}""", "host-invalid")]
    [InlineData("""{"check":"listed-hosts","hosts":"# \u0000"}""", "host-invalid")]
    [InlineData("""{"check":"links","mode":"maybe"}""", "body-invalid")]
    [InlineData("null", "body-invalid")]
    public async Task What_a_check_cannot_be_set_to_is_refused_with_its_code(string rule, string code)
    {
        await using var desk = await Desk.OpenAsync(EveryDatabase.Sqlite);

        var answer = await TryToSetAsync(desk, 0, JsonNode.Parse(rule));

        Assert.Equal(code, answer.Code);
        Assert.Equal(0, (int)(await desk.GetAsync(desk.Moderator, Checks))["version"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task One_text_from_four_accounts_waits_at_the_fourth(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        const string leaflet = "The ferry was never in the budget, and whoever wants it should ask the fishermen first.";
        foreach (var name in (string[])["Ann Sorrel", "Bo Teal", "Cyd Umber"])
        {
            using var writer = await desk.WriterAsync(name);
            await desk.PublishAsync(writer, leaflet);
        }

        using var fourth = await desk.WriterAsync("Dee Violet");
        var held = await desk.HoldAsync(fourth, leaflet.ToUpperInvariant());

        Assert.Equal("near-repeats", (string?)(await desk.WaitingAsync(held))["reasons"]![0]!["check"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_writer_who_is_often_rejected_and_one_with_a_listed_address_wait(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var other = await desk.WriterAsync("Bo Teal");
        var said = new List<Guid>();
        for (var number = 1; number <= 5; number++)
            said.Add(await desk.PublishAsync(writer, $"Opinion number {number}."));
        foreach (var comment in said.Take(3))
            await desk.DecideAsync(comment, "remove");
        foreach (var comment in said.Skip(3))
        {
            await desk.ReportAsync(other, comment);
            await desk.DecideAsync(comment, "keep");
        }

        // The table of who wrote what follows the events.
        await desk.ListedAsync(5);
        await SetAsync(
            desk,
            0,
            new
            {
                check = "rejections",
                mode = "hold",
                limit = 59,
            }
        );
        var held = await desk.HoldAsync(writer, "Another opinion.");
        Assert.Equal(
            "Of the writer’s last 5 comments that people decided about, 3 were rejected.",
            (string?)(await desk.WaitingAsync(held))["reasons"]![0]!["sentence"]
        );
        await SetAsync(desk, 1, new { check = "rejections", limit = 60 });
        await desk.PublishAsync(writer, "A third opinion.");

        await SetAsync(desk, 2, new { check = "mail-domains", hosts = "other.example\n*.example" });
        await desk.HoldAsync(other, "Good morning.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_writes_from_a_disposable_address_waits_where_the_site_has_switched_that_on(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk
            .Host.Get<Database>()
            .WriteAsync(
                scope =>
                    scope.ExecuteAsync(
                        "UPDATE account SET email = @email WHERE id = (SELECT account_id FROM reader WHERE site_id = @site AND name = @name)",
                        [("@email", "ann@box.yopmail.com"), ("@site", desk.Site.Id), ("@name", "Ann Sorrel")],
                        default
                    ),
                default
            );
        await desk.PublishAsync(writer, "Nobody asked the fishermen.");

        await SetAsync(desk, 0, new { check = "disposable-mail", mode = "hold" });

        var held = await desk.HoldAsync(writer, "They should have been asked.");
        var reason = (await desk.WaitingAsync(held))["reasons"]!.AsArray().Single()!;
        Assert.Equal(
            ("disposable-mail", "The writer’s e-mail address is a disposable one, at yopmail.com."),
            ((string?)reason["check"], (string?)reason["sentence"])
        );
        await SetAsync(desk, 1, new { check = "disposable-mail", mode = "off" });
        await desk.PublishAsync(writer, "And now they were.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_check_is_in_shadow_for_a_week_and_then_off_until_it_is_put_there_again(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var shadow = new
        {
            check = "first-comments",
            mode = "shadow",
            limit = 50,
        };
        await SetAsync(desk, 0, shadow);
        var began = desk.Clock.GetUtcNow();
        Assert.Equal(1, await FoundInAsync("Nobody asked the fishermen."));
        desk.Clock.Turn(TimeSpan.FromDays(6));
        // Sent again it begins nothing anew.
        await SetAsync(desk, 1, shadow);
        Assert.Equal(1, await FoundInAsync("They should have been asked."));
        Assert.Contains("In shadow until", (await Desk.PageAsync(desk.Moderator, $"{Desk.Console}/checks")).Text);
        var until = (DateTimeOffset)(await RuleAsync(desk, "first-comments"))["shadowUntil"]!;
        Assert.InRange(until, began.AddDays(7) - TimeSpan.FromMinutes(1), began.AddDays(7));

        desk.Clock.Turn(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));

        Assert.Equal("off", (string?)(await RuleAsync(desk, "first-comments"))["mode"]);
        Assert.Equal(0, await FoundInAsync("Who asks them now?"));
        Assert.DoesNotContain("In shadow until", (await Desk.PageAsync(desk.Moderator, $"{Desk.Console}/checks")).Text);
        // Another number alone puts it nowhere.
        await SetAsync(desk, 1, new { check = "first-comments", limit = 60 });
        Assert.Equal(0, await FoundInAsync("Nobody does."));
        await SetAsync(desk, 2, shadow);
        Assert.Equal(1, await FoundInAsync("Somebody should."));

        async Task<int> FoundInAsync(string words) =>
            (await desk.CaseAsync(await desk.PublishAsync(writer, words)))["shadow"]!.AsArray().Count;
    }

    private static async Task SetAsync(Desk desk, int version, object rule)
    {
        var answer = await TryToSetAsync(desk, version, rule);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private static Task<Sent> TryToSetAsync(Desk desk, int version, object? rule) =>
        desk.SendAsync(desk.Moderator, HttpMethod.Put, Checks, new { version, rules = new[] { rule } });

    private static async Task<JsonNode> RuleAsync(Desk desk, string check) =>
        (await desk.GetAsync(desk.Moderator, Checks))["rules"]!.AsArray().Single(rule => (string?)rule!["check"] == check)!;
}
