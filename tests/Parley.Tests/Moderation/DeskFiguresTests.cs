using System.Text.Json.Nodes;
using Parley.Moderation;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class DeskFiguresTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Figures_say_what_waits_what_was_decided_how_soon_and_what_was_taken_back(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        // In the morning, so that no day of the site ends while its figures are made.
        var now = desk.Clock.GetUtcNow();
        desk.Clock.Turn(now.Date.AddDays(1).AddHours(9) - now.DateTime);
        await desk.ListWordsAsync("suspect", "kraken");
        using var ann = await desk.WriterAsync("Ann Sorrel");
        using var bo = await desk.WriterAsync("Bo Tarn");
        // Yesterday one that was reported is left up after ten minutes, and one is rejected after thirty.
        var reported = await desk.PublishAsync(ann, "The ministry lies.");
        var held = await desk.HoldAsync(ann, "A kraken.");
        desk.Clock.Turn(TimeSpan.FromMinutes(20));
        await desk.ReportAsync(bo, reported);
        desk.Clock.Turn(TimeSpan.FromMinutes(10));
        await desk.DecideAsync(reported, "keep");
        await desk.DecideAsync(held, "reject");
        // Today one waits for a quarter of an hour and more, one is published at once, and one decision is taken back.
        desk.Clock.Turn(TimeSpan.FromDays(1));
        var second = await desk.HoldAsync(ann, "A second kraken.");
        await desk.DecideAsync(second, "publish");
        var third = await desk.HoldAsync(ann, "Another kraken altogether.");
        await desk.DecideAsync(third, "reject");
        await desk.TakeBackAsync();
        desk.Clock.Turn(TimeSpan.FromMinutes(15));
        await desk.PublishAsync(bo, "Nobody looks at this.");
        await desk.ListedAsync(5);

        var figures = await desk.GetAsync(desk.Moderator, "/moderation/figures");

        Assert.Equal("[0,1,0,0,0]", figures["waiting"]!.ToJsonString());
        var days = figures["days"]!.AsArray();
        Assert.Equal(DeskFiguresStore.Days, days.Count);
        Assert.Equal("1 1 0 10 30", Line(days[^2]!, "published", "rejected", "takenBack", "medianMinutes", "p95Minutes"));
        Assert.Equal("1 1 1 0 0", Line(days[^1]!, "published", "rejected", "takenBack", "medianMinutes", "p95Minutes"));
        Assert.Equal("0 0 0  ", Line(days[^3]!, "published", "rejected", "takenBack", "medianMinutes", "p95Minutes"));
        var hours = figures["hours"]!.AsArray();
        Assert.Equal((24, 2), (hours.Count, hours.Sum(hour => (int)hour!["published"]! + (int)hour["rejected"]!)));
        // Of five comments two were decided as they are, one waits again, and one was reported.
        Assert.Equal("5 4", Line(figures["machine"]!, "written", "byPeople"));
        Assert.Equal("0 0", Line(figures["objections"]!, "decided", "reversed"));
        var page = (await Desk.PageAsync(desk.Moderator, Desk.Console + "/desk")).Text;
        Assert.Contains("Of the last 5 comments of the week, 20 % needed no person.", page, StringComparison.Ordinal);
        Assert.Contains("Decisions of the last 28 days: 4; of these 1 were taken back", page, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_desk_that_has_decided_nothing_has_figures_too(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var page = (await Desk.PageAsync(desk.Moderator, Desk.Console + "/desk")).Text;

        Assert.DoesNotContain("needed no person", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<rect", page, StringComparison.Ordinal);
        Assert.Contains("<table", page, StringComparison.Ordinal);
    }

    private static string Line(JsonNode of, params string[] names) =>
        string.Join(' ', names.Select(name => of[name]?.ToString() ?? ""));
}
