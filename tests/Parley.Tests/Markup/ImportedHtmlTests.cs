using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class ImportedHtmlTests
{
    [Theory]
    [InlineData("<p>a<br>b</p><p>c</p>", "<p>a<br>b</p><p>c</p>")]
    [InlineData("a<br><br>\n  b", "<p>a</p><p>b</p>")]
    [InlineData("<b>x</b><i>y</i><strike>z</strike>", "<p><strong>x</strong><em>y</em><del>z</del></p>")]
    [InlineData("<b>x<p>y</p>z</b>", "<p><strong>x</strong></p><p><strong>y</strong></p><p><strong>z</strong></p>")]
    [InlineData("<p>\n   a\n   b\n</p>", "<p>a b</p>")]
    [InlineData("<h2>Title</h2>words", "<p><strong>Title</strong></p><p>words</p>")]
    [InlineData(
        "<ul>\n<li>a\n<li>b<ol start=7><li>c</ol></ul>",
        "<ul><li><p>a</p></li><li><p>b</p><ol start=\"7\"><li><p>c</p></li></ol></li></ul>"
    )]
    [InlineData(
        "<blockquote>q</blockquote><pre>a\n  b</pre>",
        "<blockquote><p>q</p></blockquote><pre><code>a\n  b</code></pre>"
    )]
    [InlineData("<table><tr><td>a<td>b</table>", "<p>a</p><p>b</p>")]
    [InlineData("say <q>yes</q> &amp; <tt>x</tt>", "<p>say \"yes\" &amp; <code>x</code></p>")]
    [InlineData("a<script>alert(1)</script><style>b{}</style><!-- c -->d", "<p>ad</p>")]
    [InlineData("<form>words<button>press</button></form>", "<p>wordspress</p>")]
    [InlineData("<img src='x.png' alt=':)'><img src='x.png'>", "<p>:)</p>")]
    [InlineData("<em></em><blockquote> </blockquote><p> </p>", "")]
    public void Words_keep_their_meaning(string imported, string html) => Assert.Equal(html, Clean(imported));

    [Theory]
    [InlineData("<a href='https://news.example/a?b=1&amp;c' onclick=x title=y>l</a>", "https://news.example/a?b=1&amp;c", "l")]
    [InlineData("<img src='https://news.example/cat.png'>", "https://news.example/cat.png", "https://news.example/cat.png")]
    [InlineData("<img src='https://news.example/cat.png' alt='a cat'>", "https://news.example/cat.png", "a cat")]
    public void Links_and_pictures_are_links(string imported, string href, string words) =>
        Assert.Equal($"""<p><a href="{href}" rel="nofollow ugc noopener">{words}</a></p>""", Clean(imported));

    [Theory]
    [InlineData("<a href='javascript:alert(1)'>l</a>")]
    [InlineData("<a href='/relative'>l</a>")]
    [InlineData("<a href=' java&#10;script:alert(1)'>l</a>")]
    [InlineData("<a>l</a>")]
    public void A_link_that_leads_nowhere_is_its_words(string imported) => Assert.Equal("<p>l</p>", Clean(imported));

    [Fact]
    public void Line_ends_count_where_the_other_system_made_breaks_of_them() =>
        Assert.Equal(
            "<p>a<br>b <em>c</em></p><p>d</p>",
            ImportedHtml.Clean("a\nb <em>c</em>\n\nd\n", lineEndsCount: true).Value.Replace(" dir=\"auto\"", "")
        );

    private static string Clean(string html) => ImportedHtml.Clean(html).Value.Replace(" dir=\"auto\"", "");
}
