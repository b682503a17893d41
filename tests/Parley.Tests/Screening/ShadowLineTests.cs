using Parley.Screening;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class ShadowLineTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("a\n[shadow]\nb", "", "a\n[shadow 2026-03-08T12:00Z]\nb")]
    [InlineData("\uFEFF [Shadow ] \r\nb\r\n", "", "\uFEFF [shadow 2026-03-08T12:00Z] \r\nb\r\n")]
    [InlineData("a\n \uFEFF[shadow]\nb", "", "a\n \uFEFF[shadow 2026-03-08T12:00Z]\nb")]
    // A week that runs goes on, one that has ended stays so, and none is longer.
    [InlineData("[shadow 2026-03-04T09:00Z]\nb", "", "[shadow 2026-03-04T09:00Z]\nb")]
    [InlineData("[shadow 2026-02-04T09:00Z]\nb", "[shadow 2026-02-04T09:00Z]\nb", "[shadow 2026-02-04T09:00Z]\nb")]
    [InlineData("[shadow 2027-03-04T09:00Z]\nb", "", "[shadow 2026-03-08T12:00Z]\nb")]
    // What is sent again begins nothing anew, what is different does, and so does a week that has ended.
    [InlineData("[shadow]\nb", "[shadow 2026-03-04T09:00Z]\nb", "[shadow 2026-03-04T09:00Z]\nb")]
    [InlineData("[shadow]\nb\nc", "[shadow 2026-03-04T09:00Z]\nb", "[shadow 2026-03-08T12:00Z]\nb\nc")]
    [InlineData("[shadow]\nb", "[shadow 2026-02-04T09:00Z]\nb", "[shadow 2026-03-08T12:00Z]\nb")]
    [InlineData(
        "[shadow 2026-03-02T09:00Z]\na\n[shadow]\nb",
        "[shadow 2026-03-02T09:00Z]\na\n[shadow 2026-03-04T09:00Z]\nb",
        "[shadow 2026-03-02T09:00Z]\na\n[shadow 2026-03-04T09:00Z]\nb"
    )]
    [InlineData("no line\n[shadows]\n[shadow soon]", "", "no line\n[shadows]\n[shadow soon]")]
    public void A_week_begins_when_a_list_is_kept_and_is_no_longer_than_that(string text, string kept, string stamped) =>
        Assert.Equal(stamped, ShadowLine.Stamp(text, kept, Now));
}
