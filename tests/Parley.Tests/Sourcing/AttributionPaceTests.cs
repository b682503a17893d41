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
    // A name as long as half of the text, and all the rest about it.
    [InlineData("Al left. ", 'o')]
    [InlineData("He said so. ", 'o')]
    [InlineData("Al left. ", ' ')]
    public void Hostile_text_takes_the_time_of_its_length(string part, char? ofName = null)
    {
        TimeSpan TimeOf(int length)
        {
            var name = ofName is { } sign ? $"Al B{new string(sign, length / 2)}obs said so. " : "";
            var text = name + string.Concat(Enumerable.Repeat(part, (length - name.Length) / part.Length));
            return Pace.Of(() =>
            {
                AttributionProposer.Propose("en", [text, text[..^1]]);
                AttributionProposer.Unattributed("en", [text]);
            });
        }

        TimeOf(3_000);
        // Thirty-two times as long; a thousand times where it goes by the square.
        Assert.InRange(TimeOf(96_000) / TimeOf(3_000), 1, 500);
    }
}
