using Parley.Spam;
using Parley.Tests.Markup;
using Xunit;

namespace Parley.Tests.Spam;

[Collection(nameof(Pace))]
public sealed class SpamPaceTests
{
    [Fact]
    public void The_longest_text_is_looked_at_in_the_time_of_its_length()
    {
        var model = SpamTeacher.Teach(Texts.Examples(60), false, default)!.Model;
        var words = string.Join(' ', Enumerable.Range(0, 9_000).Select(number => $"wörd{number:x}"));

        TimeSpan TimeOf(int length)
        {
            var text = Texts.Scored(words[..length]);
            return Pace.Of(() => model.Score(text)[0].Drivers());
        }

        TimeOf(6_000);
        // Ten times as long; a hundred times where it is not linear.
        Assert.InRange(TimeOf(60_000) / TimeOf(6_000), 1, 40);
    }
}
