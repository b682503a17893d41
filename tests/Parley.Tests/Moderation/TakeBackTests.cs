using System.Net;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class TakeBackTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_rejection_that_is_taken_back_waits_again_for_its_old_reasons(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (_, comment) = await HeldAsync(desk);
        await desk.DecideAsync(comment, "reject");
        Assert.Empty(await desk.QueueAsync());

        var back = await desk.TakeBackAsync();

        Assert.Equal("held", (string?)back.Json!["state"]);
        var waiting = await desk.WaitingAsync(comment);
        Assert.Equal("suspect-words", (string?)waiting["reasons"]![0]!["check"]);
        Assert.Equal(
            ["held"],
            (await desk.CaseAsync(comment))["restrictions"]!.AsArray().Select(one => (string)one!["restriction"]!)
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_publication_that_is_taken_back_is_gone_for_everyone_and_from_the_count(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (_, comment) = await HeldAsync(desk);
        await desk.DecideAsync(comment, "publish");

        await desk.TakeBackAsync();

        Assert.Equal(0, (int)(await desk.ThreadAsync())["count"]!);
        await Desk.UntilAsync(async () =>
            (await desk.EverywhereAsync(desk.Visitor, comment)).Values.All(text =>
                !text.Contains("kraken", StringComparison.Ordinal)
            )
        );
        Assert.Equal([comment], await desk.QueueAsync());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_removal_that_is_taken_back_opens_its_reports_again(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var comment = await desk.PublishAsync(writer, "The ministry lies.");
        await desk.ReportAsync(reader, comment);
        await desk.DecideAsync(comment, "remove");
        Assert.Empty(await desk.QueueAsync());
        Assert.Equal(0, (int)(await desk.ThreadAsync())["count"]!);

        await desk.TakeBackAsync();

        Assert.Equal([comment], await desk.QueueAsync());
        Assert.Equal(1, (int)(await desk.ThreadAsync())["count"]!);
        Assert.Equal("published", await desk.StateAsync(comment));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_removed_before_stays_removed(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var comment = await desk.PublishAsync(writer, "The ministry lies.");
        await desk.DecideAsync(comment, "remove");
        await desk.DecideAsync(comment, "publish");

        await desk.TakeBackAsync();
        Assert.Equal("removed", await desk.StateAsync(comment));
        Assert.Equal(
            ["removed"],
            (await desk.CaseAsync(comment))["restrictions"]!.AsArray().Select(one => (string)one!["restriction"]!)
        );

        await desk.TakeBackAsync();
        Assert.Equal("published", await desk.StateAsync(comment));
        Assert.Equal("nothing-to-take-back", (await desk.TakeBackAsync()).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_takes_back_another_s_decision(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var (_, comment) = await HeldAsync(desk);
        await desk.DecideAsync(comment, "publish");

        Assert.Equal("nothing-to-take-back", (await desk.TakeBackAsync(second)).Code);

        await desk.DecideAsync(comment, "remove", second);
        Assert.Equal("decision-overtaken", (await desk.TakeBackAsync()).Code);
        Assert.Equal("removed", await desk.StateAsync(comment));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_its_author_deleted_meanwhile_does_not_come_back(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (writer, comment) = await HeldAsync(desk);
        await desk.DecideAsync(comment, "publish");
        await desk.SendAsync(writer, HttpMethod.Delete, $"/comments/{comment}");

        var back = await desk.TakeBackAsync();

        Assert.Equal(HttpStatusCode.Conflict, back.Status);
        Assert.Equal("deleted", await desk.StateAsync(comment));
        Assert.Equal("decision-overtaken", (await desk.TryDecideAsync(comment, "publish")).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_decision_of_an_hour_ago_is_not_taken_back_by_a_slip(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (_, comment) = await HeldAsync(desk);
        await desk.DecideAsync(comment, "reject");
        var anHour = Micros.Of(TimeSpan.FromHours(1));
        await desk
            .Host.Get<Database>()
            .WriteAsync(
                scope =>
                    scope.ExecuteAsync(
                        "UPDATE decision SET at = at - @hour WHERE site_id = @site",
                        [("@hour", anHour), ("@site", desk.Site.Id)],
                        default
                    ),
                default
            );

        Assert.Equal("nothing-to-take-back", (await desk.TakeBackAsync()).Code);
        Assert.Equal("rejected", await desk.StateAsync(comment));
    }

    private static async Task<(HttpClient Writer, Guid Comment)> HeldAsync(Desk desk)
    {
        await desk.ListWordsAsync("suspect", "kraken");
        var writer = await desk.WriterAsync("Ann Sorrel");
        return (writer, await desk.HoldAsync(writer, "A kraken, I say."));
    }
}
