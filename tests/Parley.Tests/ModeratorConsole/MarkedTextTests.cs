using Parley.ModeratorConsole;
using Parley.Reasons;
using Xunit;

namespace Parley.Tests.ModeratorConsole;

public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("an idiot & a <b>", 3, 5, "<p dir=\"auto\">an <mark>idiot</mark> &amp; a &lt;b&gt;</p>")]
    [InlineData("<mark>idiot", 6, 5, "<p dir=\"auto\">&lt;mark&gt;<mark>idiot</mark></p>")]
    [InlineData("one\ntwo\n\nthree", 0, 7, "<p dir=\"auto\"><mark>one</mark><br><mark>two</mark></p><p dir=\"auto\">three</p>")]
    [InlineData("short", 3, 50, "<p dir=\"auto\">short</p>")]
    public void A_moderator_sees_every_sign_that_was_typed_and_the_place_marked(
        string source,
        int start,
        int length,
        string html
    ) => Assert.Equal(html, MarkedText.Of(source, [new Place(start, length)]).Value);

    [Fact]
    public void Two_entries_in_the_same_letters_are_one_mark() =>
        Assert.Equal(
            "<p dir=\"auto\">an <mark>idiotic</mark> idea</p>",
            MarkedText.Of("an idiotic idea", [new Place(5, 5), new Place(3, 5)]).Value
        );
}
