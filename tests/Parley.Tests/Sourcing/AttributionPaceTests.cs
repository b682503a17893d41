using Parley.Sourcing;
using Parley.Tests.Markup;
using Xunit;

namespace Parley.Tests.Sourcing;

[Collection(nameof(Pace))]
public sealed class AttributionPaceTests
{
    [Theory]
    [InlineData("“")]
    [InlineData("\"")]
    [InlineData("\"a ")]
    [InlineData("«„“a ‘b \" ")]
    [InlineData("he said, ")]
    [InlineData("according to ")]
    [InlineData("Al reported that ")]
    [InlineData(", ")]
    [InlineData("(")]
    [InlineData("Al Bo said. He left. ")]
    public void Hostile_text_takes_the_time_of_its_length(string part)
    {
        TimeSpan TimeOf(int length)
        {
            var text = string.Concat(Enumerable.Repeat(part, length / part.Length));
            return Pace.Of(() =>
            {
                AttributionProposer.Propose("en", [text, text[..^1]]);
                AttributionProposer.Unattributed("en", [text]);
            });
        }

        TimeOf(6_000);
        // Eight times as long; sixty-four times where it goes by the square.
        Assert.InRange(TimeOf(48_000) / TimeOf(6_000), 1, 32);
    }
}
