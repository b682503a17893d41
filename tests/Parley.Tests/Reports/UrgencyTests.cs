using Parley.Reports;
using Xunit;

namespace Parley.Tests.Reports;

public sealed class UrgencyTests
{
    private static readonly DateTimeOffset Noon = new(2027, 5, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_graver_the_likelier_and_the_more_read_the_sooner_somebody_should_have_looked()
    {
        var quiet = Urgency.ReadersAnHour(2);

        Assert.True(After("hate", 1, quiet) < After("abuse", 1, quiet));
        Assert.True(After("illegal", 1, quiet) < After("hate", 1, quiet));
        Assert.True(After("abuse", 3, quiet) < After("abuse", 1, quiet));
        Assert.True(After("abuse", 1, Urgency.ReadersAnHour(5)) < After("abuse", 1, quiet));
        // Three times as grave is three times as soon.
        Assert.Equal(After("off-topic", 2, 200).TotalSeconds, 3 * After("abuse", 2, 200).TotalSeconds, 3);
    }

    [Fact]
    public void Nothing_is_due_before_anybody_can_look_and_nothing_is_left_for_a_night()
    {
        Assert.Equal(Urgency.Shortest, After("illegal", 1_000, Urgency.ReadersAnHour(100_000)));
        Assert.Equal(Urgency.Longest, After("off-topic", 1, Urgency.ReadersAnHour(0)));
    }

    [Fact]
    public void Who_is_hardly_ever_right_counts_less_once_enough_is_decided_and_never_for_nothing()
    {
        var usual = new ReporterFigures(0, 0).Likelihood;

        Assert.Equal(usual, new ReporterFigures(9, 0).Likelihood);
        Assert.Equal(usual, new ReporterFigures(10, 2).Likelihood);
        Assert.Equal(0.1, new ReporterFigures(20, 2).Likelihood);
        Assert.Equal(0.05, new ReporterFigures(1_000, 0).Likelihood);
        Assert.True(After("hate", 1, 40, 0.05) > After("hate", 1, 40));
        // What others say as well counts as ever.
        Assert.True(After("hate", 2, 40, 0.05) < After("hate", 1, 40));
    }

    private static TimeSpan After(string reason, int reports, int readersAnHour, double likelihood = 0.5) =>
        Urgency.DueAt(Noon, reason, reports - 1, likelihood, readersAnHour) - Noon;
}
