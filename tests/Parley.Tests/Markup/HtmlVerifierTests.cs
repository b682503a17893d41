using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class HtmlVerifierTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<p dir=\"auto\">a &amp; &lt;b&gt; \"c\" 'd'<br><em>e<strong>f</strong></em> <del>g</del> <code>h</code></p>")]
    [InlineData("<blockquote><blockquote><p dir=\"auto\">a</p></blockquote><p dir=\"auto\">b</p></blockquote><hr>")]
    [InlineData("<ul><li><p dir=\"auto\">a</p><ol start=\"1986\"><li></li></ol></li></ul>")]
    [InlineData("<pre><code>a\n\tb &lt;</code></pre>")]
    [InlineData(
        "<p dir=\"auto\"><a href=\"https://a.b/c?d&amp;e=%20\" rel=\"nofollow ugc noopener\">f <em>g</em></a>😀\u202e\u202c</p>"
    )]
    public void Our_own_HTML_is_accepted(string html) => Assert.True(HtmlVerifier.Accepts(html));

    [Theory]
    [InlineData("text")]
    [InlineData("<p>a</p>")]
    [InlineData("<P dir=\"auto\">a</P>")]
    [InlineData("<p dir=\"auto\" >a</p>")]
    [InlineData("<p dir=\"auto\">a")]
    [InlineData("<p dir=\"auto\">a</p></p>")]
    [InlineData("</p>")]
    [InlineData("<p dir=\"auto\">a<p dir=\"auto\">b</p></p>")]
    [InlineData("<p dir=\"auto\"><em>a</p></em>")]
    [InlineData("<p dir=\"auto\"><ul></ul></p>")]
    [InlineData("<p dir=\"auto\">a\nb</p>")]
    [InlineData("<p dir=\"auto\">a > b</p>")]
    [InlineData("<p dir=\"auto\">a & b</p>")]
    [InlineData("<p dir=\"auto\">&nbsp;</p>")]
    [InlineData("<p dir=\"auto\">&#x3c;</p>")]
    [InlineData("<p dir=\"auto\">a\0b</p>")]
    [InlineData("<p dir=\"auto\">a\u0085b</p>")]
    [InlineData("<p dir=\"auto\">a\uffff</p>")]
    [InlineData("<p dir=\"auto\"><!-- --></p>")]
    [InlineData("<p dir=\"auto\"><b>a</b></p>")]
    [InlineData("<p dir=\"auto\"><code><em>a</em></code></p>")]
    [InlineData("<ul><p dir=\"auto\">a</p></ul>")]
    [InlineData("<li></li>")]
    [InlineData("<ol start=\"-1\"></ol>")]
    [InlineData("<ol start=\"01\"></ol>")]
    [InlineData("<ol start=\"1234567890\"></ol>")]
    [InlineData("<em>a</em>")]
    [InlineData("<br>")]
    [InlineData("<pre>a</pre>")]
    [InlineData("<pre><code><br></code></pre>")]
    [InlineData("<p dir=\"auto\"></code></p>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<p dir=\"auto\">a</p>\n")]
    [InlineData("<")]
    public void All_else_is_refused(string html) => Assert.False(HtmlVerifier.Accepts(html));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("HTTPS://a.b")]
    [InlineData("https:a.b")]
    [InlineData("https://")]
    [InlineData("https://a b")]
    [InlineData("https://a.b/'")]
    [InlineData("https://a.b/?c&d")]
    [InlineData("https://a.b/?c&quot;d")]
    [InlineData("https://u:p@a.b/")]
    [InlineData("https://a.b:port/")]
    [InlineData("https://a.b:123456/")]
    [InlineData("https://ä.b/")]
    [InlineData("https://a.b\\c")]
    [InlineData("https://-a.b/")]
    [InlineData("//a.b/")]
    [InlineData("")]
    public void A_link_elsewhere_than_to_a_plain_web_address_is_refused(string href)
    {
        Assert.True(HtmlVerifier.Accepts(Linked("https://a.b/")));
        Assert.False(HtmlVerifier.Accepts(Linked(href)));
    }

    [Fact]
    public void A_link_in_a_link_is_refused() =>
        Assert.False(HtmlVerifier.Accepts(Linked("https://a.b/").Replace(">c<", ">" + Linked("https://a.b/")[14..^4] + "<")));

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void Tags_deeper_than_a_page_should_be_are_refused(int depth, bool accepted)
    {
        var html =
            string.Concat(Enumerable.Repeat("<blockquote>", depth - 1))
            + "<p dir=\"auto\">a</p>"
            + string.Concat(Enumerable.Repeat("</blockquote>", depth - 1));

        Assert.Equal(accepted, HtmlVerifier.Accepts(html));
    }

    [Fact]
    public void Nothing_is_safe_that_the_verifier_has_not_seen()
    {
        Assert.False(SafeHtml.TryAccept("<p onclick=x>", out var refused));
        Assert.Null(refused);
        Assert.True(SafeHtml.TryAccept("<hr>", out var safe));
        Assert.Equal("<hr>", safe.Value.Value);
        Assert.True(default(SafeHtml).IsEmpty);
    }

    private static string Linked(string href) => $"""<p dir="auto"><a href="{href}" rel="nofollow ugc noopener">c</a></p>""";
}
