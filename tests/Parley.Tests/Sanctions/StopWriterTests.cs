using System.Net;
using Parley.Tests.Moderation;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sanctions;

public sealed class StopWriterTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_stopped_writer_s_new_words_wait_and_say_why_and_what_is_public_stays(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var before = await desk.PublishAsync(writer, "The bread was good.");

        await StopAsync(desk, "Ann Sorrel");
        var (after, state, answer) = await desk.PostAsync(writer, "And the cheese.");

        Assert.Equal("held", state);
        Assert.Equal(
            ["A moderator decided that your new comments wait until a person has looked at them."],
            answer["reasons"]!.AsArray().Select(reason => (string)reason!)
        );
        Assert.Equal("published", await desk.StateAsync(before));
        Assert.Equal([after], await desk.QueueAsync());
        Assert.Equal("Three threats.", (string?)(await desk.CaseAsync(after))["writer"]!["stop"]!["reason"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_stop_that_is_lifted_is_undone_whole(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var id = await desk.IdOfAsync("Ann Sorrel");
        await StopAsync(desk, "Ann Sorrel");
        var meanwhile = await desk.HoldAsync(writer, "The bread was good.");

        var lifted = await desk.SendAsync(desk.Moderator, HttpMethod.Delete, $"/moderation/readers/{id}/stop");

        Assert.Equal(HttpStatusCode.NoContent, lifted.Status);
        await desk.PublishAsync(writer, "And the cheese.");
        // Nobody has read what came meanwhile; one key publishes it.
        Assert.Equal([meanwhile], await desk.QueueAsync());
        Assert.Null((await desk.CaseAsync(meanwhile))["writer"]!["stop"]);
        Assert.DoesNotContain("Ann Sorrel", (await Desk.PageAsync(desk.Moderator, Desk.Console + "/writers")).Text);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_moderators_who_stop_one_writer_make_one_stop(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var id = await desk.IdOfAsync("Ann Sorrel");

        var answers = await Task.WhenAll(
            desk.SendAsync(desk.Moderator, HttpMethod.Put, $"/moderation/readers/{id}/stop", new { reason = "One." }),
            desk.SendAsync(second, HttpMethod.Put, $"/moderation/readers/{id}/stop", new { reason = "Two." })
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal((string?)answers[0].Json!["reason"], (string?)answers[1].Json!["reason"]);
        await desk.SendAsync(desk.Moderator, HttpMethod.Delete, $"/moderation/readers/{id}/stop");
        await desk.PublishAsync(writer, "The bread was good.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_is_stopped_without_a_reason_and_staff_not_at_all(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var ann = await desk.IdOfAsync("Ann Sorrel");
        var liv = await desk.IdOfAsync("Liv Harrow");

        Assert.Equal("stop-reason-missing", await CodeAsync(ann, " "));
        Assert.Equal("stop-reason-invalid", await CodeAsync(ann, "\u0000"));
        Assert.Equal("stop-reason-invalid", await CodeAsync(ann, new string('x', 1_001)));
        Assert.Equal("writer-is-staff", await CodeAsync(liv, "Myself."));
        Assert.Equal("reader-not-found", await CodeAsync(Guid.CreateVersion7(), "Nobody."));
        await desk.PublishAsync(writer, "The bread was good.");

        async Task<string?> CodeAsync(Guid reader, string reason) =>
            (await desk.SendAsync(desk.Moderator, HttpMethod.Put, $"/moderation/readers/{reader}/stop", new { reason })).Code;
    }

    private static async Task StopAsync(Desk desk, string name)
    {
        var id = await desk.IdOfAsync(name);
        var answer = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Put,
            $"/moderation/readers/{id}/stop",
            new { reason = "Three threats." }
        );
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }
}
