using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class QuotationTests
{
    [Fact]
    public void A_quote_of_quotes_has_one_sign_more_on_each_line() =>
        Assert.Equal("> >> deep one\n> >\n> > middle\n>\n> mine\n", Quotation.Of(">> deep one\n>\n> middle\n\nmine"));

    [Theory]
    [InlineData(">> deep one\n>\n> middle\n\nmine")]
    [InlineData("a\nb\n\n- c\n- d\n\n    code\n\n```\n> x\n\ny\n```")]
    [InlineData("```\nnever closed")]
    [InlineData("3. a\n5. b\n\n***\n\n1. c")]
    public void What_is_quoted_means_what_it_meant_one_level_deeper(string source)
    {
        var quoted = CommentMarkup.Render(Quotation.Of(source)).Value;

        Assert.Equal($"<blockquote>{CommentMarkup.Render(source)}</blockquote>", quoted);
    }

    [Theory]
    [InlineData("<p>1. not a list</p><p>&gt; no quote, - none *at* _all_ `x` [y](z) ~~q~~ &lt;b&gt; \\</p>")]
    [InlineData("<ol start=1986><li>What a year<li>And then<ul><li>some</ul></ol><ul><li>x</ul><ul><li>y</ul>")]
    [InlineData("<blockquote>a<blockquote>b</blockquote></blockquote><blockquote>c</blockquote>d<hr>e")]
    [InlineData("<pre>  if ``` a &lt; b\n\n  }</pre><p>use <code>a`b</code> and <code>`</code></p>")]
    [InlineData(
        "<p>see <a href='https://news.example/a_b?c=1&amp;d=*2'>the *page*</a>, <b>now <i>or</i></b> <s>never</s><br>- yes<br>+ no</p>"
    )]
    [InlineData("<p>not linked: https://news.example/a</p>")]
    public void An_imported_comment_is_quoted_as_the_Markdown_that_means_the_same(string imported)
    {
        var html = ImportedHtml.Clean(imported);

        Assert.Equal($"<blockquote>{html}</blockquote>", CommentMarkup.Render(Quotation.Of(html)).Value);
    }
}
