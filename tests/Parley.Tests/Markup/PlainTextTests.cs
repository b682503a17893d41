using System.Globalization;
using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class PlainTextTests
{
    [Fact]
    public void A_quote_keeps_a_sign_for_each_level() =>
        Assert.Equal(
            ">> deep one\n>\n> middle\n\nmine\n",
            PlainText.Of(CommentMarkup.Render(">> deep one\n>\n> middle\n\nmine"))
        );

    [Theory]
    [InlineData("1986. What a year.", "1986. What a year.\n")]
    [InlineData("3) third\n4) fourth", "3. third\n4. fourth\n")]
    [InlineData("- a\n- b\n  - c\n\n  d\n-", "- a\n- b\n\n  - c\n\n  d\n-\n")]
    [InlineData("> - a\n>   b", "> - a\n>   b\n")]
    [InlineData("*a* **b** ~~c~~ `d` [e](https://news.example/) <f> & \"g\"", "a b c d e <f> & \"g\"\n")]
    [InlineData("a\nb\n\n```\nx\n\n  y\n```\n\n***", "a\nb\n\nx\n\n  y\n\n___\n")]
    [InlineData("> a\n\n> b", "> a\n\n> b\n")]
    public void What_is_read_in_a_mail_is_what_was_written(string typed, string plain) =>
        Assert.Equal(plain, PlainText.Of(CommentMarkup.Render(typed)));

    [Fact]
    public void A_shortened_text_ends_with_a_whole_character()
    {
        const string family = "\U0001F469\u200d\U0001F469\u200d\U0001F467\u200d\U0001F466";

        var excerpt = PlainText.Excerpt(string.Concat(Enumerable.Repeat(family, 40)), 25);

        Assert.Equal(string.Concat(Enumerable.Repeat(family, 25)) + "…", excerpt);
        Assert.Equal(26, new StringInfo(excerpt).LengthInTextElements);
    }

    [Theory]
    [InlineData(" one\n\n two\tthree ", 20, "one two three")]
    [InlineData("one two three", 4, "one…")]
    [InlineData("one two three", 5, "one t…")]
    [InlineData("🇩🇪🇫🇷", 1, "🇩🇪…")]
    [InlineData("a\u202eb\u2067cdef", 3, "a\u202eb\u2067c\u2069\u202c…")]
    [InlineData("exactly", 7, "exactly")]
    [InlineData("", 7, "")]
    public void An_excerpt_is_one_line_with_no_direction_left_open(string text, int length, string excerpt) =>
        Assert.Equal(excerpt, PlainText.Excerpt(text, length));
}
