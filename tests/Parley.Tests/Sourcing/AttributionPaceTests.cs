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
    [InlineData("he said and said ")]
    [InlineData("he called on ")]
    [InlineData("his letter said. ")]
    [InlineData("Ann Bell, who told her. ")]
    [InlineData("according to Al, but Bo said ")]
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

        TimeOf(3_000);
        // Sixteen times as long; 256 times where it goes by the square.
        Assert.InRange(TimeOf(48_000) / TimeOf(3_000), 1, 128);
    }
}
