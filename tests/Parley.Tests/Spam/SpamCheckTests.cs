using System.Net;
using System.Text.Json.Nodes;
using Parley.Spam;
using Parley.Tests.Moderation;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Spam;

/// <summary>The check for advertising from a person's decision to the next comment.</summary>
public sealed class SpamCheckTests
{
    private const string Fresh = "Hello, earn money from home and visit our shop now!";
    private const int Advertising = 5;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_people_take_down_as_advertising_waits_the_next_time_until_they_take_it_back(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await SetAsync(desk, "hold");
        for (var number = 0; number < SpamTeacher.Fewest; number++)
        {
            await DecideAsync(desk, await desk.PublishAsync(writer, Texts.Other(number)), "keep");
            await DecideAsync(desk, await desk.PublishAsync(writer, Texts.Spam(number)), "remove", Advertising);
        }

        // By another rule, or by nobody: neither says what advertising is.
        await DecideAsync(desk, await desk.PublishAsync(writer, "Such fools."), "remove", 1);
        await desk.PublishAsync(writer, Fresh + " Before it has learned.");
        var learned = await UntilOthersAsync(desk, SpamTeacher.Fewest);
        Assert.Equal(SpamTeacher.Fewest, (int)learned["spam"]!);
        Assert.InRange((int)learned["found"]!, SpamTeacher.Fewest - 5, SpamTeacher.Fewest);

        var (held, state, posted) = await desk.PostAsync(writer, Fresh);
        Assert.Equal("held", state);

        var reason = (await desk.CaseAsync(held))["reasons"]![0]!;
        Assert.Equal("spam", (string?)reason["check"]);
        Assert.Contains((string)learned["model"]!, (string)reason["sentence"]!, StringComparison.Ordinal);
        Assert.InRange((int)reason["place"]!["length"]!, 1, Fresh.Length);
        var page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={held}");
        Assert.Contains("<mark>", page.Text, StringComparison.Ordinal);
        var told = string.Join(' ', posted["reasons"]!.AsArray().Select(one => (string?)one));
        Assert.Contains("looks like the advertising that moderators took down here", told, StringComparison.Ordinal);
        Assert.Contains((string)learned["model"]!, told, StringComparison.Ordinal);
        Assert.DoesNotContain("of a hundred", told, StringComparison.Ordinal);
        await desk.PublishAsync(writer, "The mayor was right about the harbour.");
        var checks = await Desk.PageAsync(desk.Moderator, Desk.Console + "/checks");
        Assert.Contains($"Learned from {SpamTeacher.Fewest} that were taken down", checks.Text, StringComparison.Ordinal);

        // What is taken back, or goes with its writer's wish, is unlearned.
        var last = await desk.PublishAsync(writer, "Our mayor should explain the fog.");
        await DecideAsync(desk, held, "publish");
        await DecideAsync(desk, last, "keep");
        await UntilOthersAsync(desk, SpamTeacher.Fewest + 2);
        Assert.Equal(HttpStatusCode.OK, (await desk.TakeBackAsync()).Status);
        await UntilOthersAsync(desk, SpamTeacher.Fewest + 1);
        // Nobody decides anything lately, so that it is the deletion that says so.
        desk.Clock.Turn(TimeSpan.FromMinutes(20));
        await UntilOthersAsync(desk, SpamTeacher.Fewest + 1);
        var gone = await desk.SendAsync(writer, HttpMethod.Delete, $"/comments/{held}");
        Assert.True(gone.Status is HttpStatusCode.NoContent or HttpStatusCode.OK, gone.Text);
        await UntilOthersAsync(desk, SpamTeacher.Fewest);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task It_is_tried_on_the_past_and_in_shadow_restricts_nobody(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await SetAsync(desk, "shadow");
        for (var number = 0; number < SpamTeacher.Fewest; number++)
        {
            await DecideAsync(desk, await desk.PublishAsync(writer, Texts.Other(number)), "keep");
            await DecideAsync(desk, await desk.PublishAsync(writer, Texts.Spam(number)), "remove", Advertising);
        }

        await UntilOthersAsync(desk, SpamTeacher.Fewest);
        var shown = await desk.PublishAsync(writer, Fresh);
        await desk.ListedAsync((2 * SpamTeacher.Fewest) + 1);

        Assert.Contains((await desk.CaseAsync(shown))["shadow"]!.AsArray(), finding => (string?)finding!["check"] == "spam");
        var trial = await desk.SendAsync(desk.Moderator, HttpMethod.Post, "/moderation/checks/try", new { comments = 200 });
        var tried = trial.Json!["checks"]!.AsArray().Single(check => (string?)check!["check"] == "spam")!["count"]!;
        Assert.InRange((int)tried["rejected"]!, SpamTeacher.Fewest - 10, SpamTeacher.Fewest);
        Assert.InRange((int)tried["approved"]!, 0, 3);

        // Off, nothing is learned, and what was learned is forgotten.
        await SetAsync(desk, "off");
        await Desk.UntilAsync(async () =>
        {
            await desk.Host.Get<SpamModels>().LearnAsync(default);
            return desk.Host.Get<SpamModels>().Find(desk.Site.Id) is null;
        });
    }

    private static async Task DecideAsync(Desk desk, Guid comment, string decision, int? rule = null)
    {
        var sent = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            $"/moderation/comments/{comment}/decision",
            new { decision, rule }
        );
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
    }

    private static async Task SetAsync(Desk desk, string mode)
    {
        var rule = new
        {
            check = "spam",
            mode,
            limit = 80,
        };
        var version = (int)(await desk.GetAsync(desk.Moderator, "/moderation/checks"))["version"]!;
        var set = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Put,
            "/moderation/checks",
            new { version, rules = new[] { rule } }
        );
        Assert.True(set.Status == HttpStatusCode.OK, set.Text);
    }

    // Learning is asked for as often as it takes until the events have come round, as every minute would.
    private static async Task<JsonNode> UntilOthersAsync(Desk desk, int others)
    {
        await Desk.UntilAsync(async () =>
        {
            await desk.Host.Get<SpamModels>().LearnAsync(default);
            return desk.Host.Get<SpamModels>().Find(desk.Site.Id)?.Others == others;
        });
        return (await desk.GetAsync(desk.Moderator, "/moderation/checks"))["rules"]!
            .AsArray()
            .Single(rule => (string?)rule!["check"] == "spam")!["learned"]!;
    }
}
