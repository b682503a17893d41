using Parley.SecondLooks;
using Xunit;

namespace Parley.Tests.SecondLooks;

public sealed class AgreementTests
{
    // K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: a row for each who looked, a dot where a value is missing.
    [Theory]
    [InlineData(0.095, "0100000010", "1110010000")]
    [InlineData(0.692, "aabbdcccedda", "babbbccceddd")]
    [InlineData(0.743, "123321412...", "1233224125.3", ".3332342251.", "12332441251.")]
    public void The_published_examples_have_the_published_figure(double published, params string[] rows) =>
        Assert.Equal(published, Agreement.Alpha(UnitsOf(rows))!.Value, 3);

    [Fact]
    public void Full_agreement_is_one_and_where_all_say_the_same_there_is_no_figure()
    {
        Assert.Equal(1, Agreement.Alpha(UnitsOf("0101", "0101")));
        Assert.Null(Agreement.Alpha(UnitsOf("0000", "0000")));
        Assert.Null(Agreement.Alpha([]));
        Assert.Null(Agreement.Interval(UnitsOf("0000", "0000")));
    }

    [Fact]
    public void The_interval_holds_the_figure_grows_narrower_with_more_pairs_and_is_the_same_each_time()
    {
        var few = UnitsOf(string.Concat(Enumerable.Repeat("0101100000", 6)), string.Concat(Enumerable.Repeat("0101000001", 6)));
        var many = Enumerable.Repeat(few, 10).SelectMany(units => units).ToList();

        var (low, high) = Agreement.Interval(few)!.Value;

        Assert.InRange(Agreement.Alpha(few)!.Value, low, high);
        Assert.Equal((low, high), Agreement.Interval(few));
        var narrow = Agreement.Interval(many)!.Value;
        // The width goes with the root of the number: a third, with ten times as many.
        Assert.InRange((narrow.High - narrow.Low) / (high - low), 0.25, 0.4);
    }

    private static List<IReadOnlyList<int>> UnitsOf(params string[] rows) =>
        [
            .. Enumerable
                .Range(0, rows[0].Length)
                .Select(IReadOnlyList<int> (unit) => [.. rows.Select(row => (int)row[unit]).Where(value => value != '.')]),
        ];
}
