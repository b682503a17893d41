using System.Text.Json;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sites;

public sealed class SiteOriginTests
{
    private static readonly SiteId Courant = new(1);
    private static readonly SiteId English = new(2);

    [Theory]
    [InlineData("https://news.example", "https://news.example")]
    [InlineData("HTTPS://NEWS.example:443/", "https://news.example")]
    [InlineData("https://news.example/en/", "https://news.example/en")]
    [InlineData("https://новости.example/ру", "https://xn--b1amnebsh.example/%D1%80%D1%83")]
    [InlineData("http://localhost:5000", "http://localhost:5000")]
    public void An_owner_writes_an_origin_as_it_stands_in_the_address_bar(string text, string printed)
    {
        Assert.True(SiteOrigin.TryParse(text, out var origin));
        Assert.Equal(printed, origin.ToString());
        Assert.True(SiteOrigin.TryParse(origin.ToString(), out var again));
        Assert.Equal(origin, again);
    }

    [Theory]
    [InlineData("news.example")]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("https://*.news.example")]
    [InlineData("https://news.example/?section=en")]
    [InlineData("https://news.example/#en")]
    [InlineData("https://editor@news.example")]
    [InlineData("ftp://news.example")]
    public void What_is_no_origin_is_refused(string text) => Assert.False(SiteOrigin.TryParse(text, out _));

    [Theory]
    [InlineData("https://news.example/vote", 1)]
    [InlineData("http://news.example/vote", 1)]
    [InlineData("https://news.example/english-lessons", 1)]
    [InlineData("https://news.example/EN/vote", 1)]
    [InlineData("https://news.example/en", 2)]
    [InlineData("https://news.example/en/", 2)]
    [InlineData("https://news.example/en?page=2", 2)]
    [InlineData("https://news.example/%65n/vote", 2)]
    [InlineData("https://news.example/a/../en/vote", 2)]
    [InlineData("https://www.news.example/vote", null)]
    [InlineData("https://news.example:8443/vote", null)]
    [InlineData("https://news.example.evil.test/vote", null)]
    [InlineData("https://evilnews.example/vote", null)]
    public void A_page_belongs_to_the_site_with_the_longest_prefix(string page, int? site)
    {
        var origins = Origins((Courant, "https://news.example"), (English, "https://news.example/en")).Value!;
        Assert.True(WebAddress.TryParse(page, out var address));
        Assert.Equal(site, origins.SiteOf(address)?.Value);
        Assert.Equal(site is not null, origins.OriginsOf(Courant)[0].Covers(address));
    }

    [Fact]
    public void A_site_below_another_path_has_no_pages_above_it()
    {
        var origins = Origins((English, "https://news.example/en")).Value!;
        Assert.True(WebAddress.TryParse("https://news.example/vote", out var above));
        Assert.Null(origins.SiteOf(above));
    }

    [Theory]
    [InlineData("https://news.example/en", "https://NEWS.example/en/")]
    [InlineData("https://news.example", "http://news.example")]
    public void Two_sites_cannot_share_a_place(string one, string other)
    {
        Assert.Equal("origin-taken", Origins((Courant, one), (English, other)).Problem?.Code);
        Assert.Null(Origins((Courant, one), (Courant, other)).Problem);
    }

    [Fact]
    public void Only_the_exact_origin_of_the_site_may_embed_it()
    {
        var origins = Origins((Courant, "https://news.example/en"), (English, "https://other.example")).Value!;
        using var rows = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("security/http/own-origins.json")));
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            var expected = row.GetProperty("expect").GetString() == "allow";
            Assert.True(expected == origins.Allows(Courant, row.GetProperty("origin").GetString()), row.GetRawText());
        }
        Assert.False(origins.Allows(Courant, null));
        Assert.False(origins.Allows(Courant, "https://other.example"));
        Assert.False(origins.Allows(new SiteId(3), "https://news.example"));
    }

    private static Result<SiteOrigins> Origins(params (SiteId Site, string Origin)[] origins) =>
        SiteOrigins.Of(
            origins.Select(of => new SiteOrigins.Claim(
                of.Site,
                SiteOrigin.TryParse(of.Origin, out var origin) ? origin : throw new ArgumentException(of.Origin)
            ))
        );
}
