using System.Text.Json;
using CsCheck;
using Parley.Http;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Http;

public sealed class ReturnAddressTests
{
    [Theory]
    [InlineData("/talk/courant/t/7", "/talk")]
    [InlineData("/talk/", "/talk")]
    [InlineData("/talk/t?url=https%3A%2F%2Fnews.example%2Fvote&id=5#c-12", "/talk")]
    [InlineData("/courant/s/%D0%BD%D0%BE%D0%B2", "")]
    [InlineData("/t?url=https://news.example//vote", "")]
    public void One_goes_back_to_the_page_that_asked(string page, string prefix) =>
        Assert.Equal(page, ReturnAddress.Of(page, prefix));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("talk/")]
    [InlineData("/talk")]
    [InlineData("/talking/courant")]
    [InlineData("/other")]
    [InlineData("/talk/../other")]
    [InlineData("/talk/%2e%2e/other")]
    [InlineData("/talk/./courant")]
    [InlineData("//talk/courant")]
    [InlineData("/talk//evil.example")]
    [InlineData("/talk/\\evil.example")]
    [InlineData("/talk/%5cevil.example")]
    [InlineData("/talk/%2Fevil.example")]
    [InlineData("/talk/%")]
    [InlineData("/talk/%+1")]
    [InlineData("/talk/a\r\nSet-Cookie: a=b")]
    [InlineData("/talk/?a\tb")]
    [InlineData("/talk/ü")]
    [InlineData("https://news.example/talk/")]
    public void Anything_else_leads_to_the_first_page(string? page) => Assert.Equal("/talk/", ReturnAddress.Of(page, "/talk"));

    [Fact]
    public void A_page_with_an_endless_address_is_not_gone_back_to()
    {
        var longest = "/talk/" + new string('a', 1_994);
        Assert.Equal(longest, ReturnAddress.Of(longest, "/talk"));
        Assert.Equal("/talk/", ReturnAddress.Of(longest + "a", "/talk"));
    }

    [Theory]
    [InlineData("redirect/patt-open-redirect-payloads.json")]
    [InlineData("redirect/patt-openredirects.json")]
    public void No_known_trick_leads_away(string file)
    {
        using var rows = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("security/" + file)));
        foreach (var trick in rows.RootElement.EnumerateArray().Select(row => row.GetString()!))
        {
            AssertStays(ReturnAddress.Of(trick, ""));
            AssertStays(ReturnAddress.Of("/talk" + trick, "/talk"));
            Assert.Equal("/talk/", ReturnAddress.Of(trick, "/talk"));
        }
    }

    [Fact]
    public void No_made_up_trick_leads_away() =>
        Gen.OneOf("/", "\\", "//", "evil.example", "@", ":", "https:", "%2f", "%5c", "%09", "\t", "..", "?", "#", "talk")
            .Array[0, 7]
            .Select(string.Concat)
            .Sample(
                trick =>
                {
                    AssertStays(ReturnAddress.Of("/" + trick, ""));
                    AssertStays(ReturnAddress.Of("/talk/" + trick, "/talk"));
                },
                iter: 5_000
            );

    // However often somebody on the way decodes it.
    private static void AssertStays(string page)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.True(Uri.TryCreate(new Uri("https://talk.example"), page, out var target), page);
            Assert.Equal("talk.example", target.Host);
            Assert.False(page.Split('?', '#')[0].Contains('\\') || page.StartsWith("//", StringComparison.Ordinal), page);
            page = Uri.UnescapeDataString(page);
        }
    }
}
