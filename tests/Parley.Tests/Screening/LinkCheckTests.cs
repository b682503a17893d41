using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class LinkCheckTests
{
    [Theory]
    [InlineData("see https://news.example/a?b=1.", "https://news.example/a?b=1")]
    [InlineData("😀 hxxps://pills.example", "hxxps://pills.example")]
    [InlineData("at www.pills.example today", "www.pills.example")]
    [InlineData("cheap-pills.com", "cheap-pills.com")]
    [InlineData("Visit Pills.COM/buy!", "Pills.COM/buy")]
    [InlineData("mail ann+x@paper.org.", "ann+x@paper.org")]
    [InlineData("pills . com", "pills . com")]
    [InlineData("pills[.]com and more", "pills[.]com")]
    [InlineData("pills (dot) com", "pills (dot) com")]
    [InlineData("pills{dot}co{dot}uk", "pills{dot}co{dot}uk")]
    [InlineData("pills．com", "pills．com")]
    [InlineData("pills。com", "pills。com")]
    [InlineData("pi\u200blls.c\u200bom", "pi\u200blls.c\u200bom")]
    [InlineData("ріllѕ.соm", "ріllѕ.соm")]
    [InlineData("пример.com", "пример.com")]
    [InlineData("join t.me/pills", "t.me/pills")]
    [InlineData("(pills.com/a)", "pills.com/a")]
    public void A_newcomers_address_waits_however_it_is_dressed(string source, string address)
    {
        var reason = Assert.Single(Review(source, Drafts.Newcomer));

        Assert.Equal(Verdict.Hold, reason.Verdict);
        Assert.Equal(address, reason.Place?.In(source));
    }

    [Theory]
    [InlineData("I said so.It rained, no.")]
    [InlineData("i said so.it rained")]
    [InlineData("The dot com bubble, the .com boom, a .com name.")]
    [InlineData("At 10.30 a.m. in the U.S., e.g. for 3.5 million")]
    [InlineData("either/or ... and so on…com")]
    [InlineData("He left. Com'è bello")]
    [InlineData("@ann: see #politics: it is 2:1")]
    [InlineData("好的。谢谢")]
    public void A_newcomers_plain_words_pass(string source) => Assert.Empty(Review(source, Drafts.Newcomer));

    [Fact]
    public void A_link_behind_words_waits_too()
    {
        var reason = Assert.Single(Review("[here](//x)", Drafts.Newcomer, ["https://x/"]));

        Assert.Equal((null, 1), (reason.Place, reason.Arguments["links"]));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_reader_is_known_after_as_many_comments_as_the_site_says(int published, bool waits) =>
        Assert.Equal(waits, Review("pills.com", new(published), settings: new() { KnownAfter = 3 }).Count > 0);

    [Fact]
    public void A_site_may_trust_newcomers() =>
        Assert.Empty(Review("pills.com", Drafts.Newcomer, settings: new() { KnownAfter = 0 }));

    [Fact]
    public void A_moderator_is_no_newcomer() => Assert.Empty(Review("pills.com", new(PublishedCount: 0, IsStaff: true)));

    [Fact]
    public void A_chain_of_dots_takes_no_longer_than_it_is_long()
    {
        var source = string.Concat(Enumerable.Repeat("a.", 100_000));

        Assert.Empty(Review(source, Drafts.Newcomer));
        Assert.Single(Review(source + "com", Drafts.Newcomer));
    }

    private static List<Reason> Review(
        string source,
        AuthorStanding author,
        IReadOnlyList<string>? links = null,
        SiteSettings? settings = null
    ) => [.. new LinkCheck().Review(Drafts.Of(source, author, links: links, settings: settings))];
}
