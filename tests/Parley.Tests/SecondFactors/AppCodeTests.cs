using System.Text;
using OtpNet;
using Parley.SecondFactors;
using Xunit;

namespace Parley.Tests.SecondFactors;

/// <summary>The codes of apps, by the test vectors of RFC 6238, appendix B: the last six of their eight digits.</summary>
public sealed class AppCodeTests
{
    private static readonly string Key = Base32Encoding.ToString(Encoding.ASCII.GetBytes("12345678901234567890"));

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void A_code_is_known_in_its_half_minute_and_in_the_one_around_it(long seconds, string code)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(seconds / 30, AppCode.FindStep(Key, code, time));
        Assert.Equal(seconds / 30, AppCode.FindStep(Key, $"{code[..3]} {code[3..]}", time.AddSeconds(30)));
        Assert.Null(AppCode.FindStep(Key, code, time.AddSeconds(61)));
    }

    [Fact]
    public void A_code_that_is_a_minute_ahead_is_not_taken() =>
        Assert.Null(AppCode.FindStep(Key, "050471", DateTimeOffset.FromUnixTimeSeconds(1_111_111_111 - 60)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870821")]
    [InlineData("94287082")]
    [InlineData("٢٨٧٠٨٢")]
    [InlineData("-87082")]
    public void What_is_no_six_digits_is_no_code(string? typed) =>
        Assert.Null(AppCode.FindStep(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void Keys_are_as_long_as_the_RFC_asks_and_no_two_are_one()
    {
        Assert.Equal(20, Base32Encoding.ToBytes(AppCode.NewKey()).Length);
        Assert.NotEqual(AppCode.NewKey(), AppCode.NewKey());
    }
}
