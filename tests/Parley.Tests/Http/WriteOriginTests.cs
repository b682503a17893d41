using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Http;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Http;

public sealed class WriteOriginTests
{
    private const string Ours = "https://news.example";

    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("same-origin", "https://news.example", true)]
    [InlineData("same-origin", "null", true)]
    [InlineData("none", null, true)]
    [InlineData("same-site", "https://news.example", false)]
    [InlineData("cross-site", "https://news.example", false)]
    [InlineData("cross-site", null, false)]
    [InlineData("", "https://news.example", false)]
    [InlineData("Same-Origin", "https://news.example", false)]
    [InlineData("same-origin, cross-site", "https://news.example", false)]
    public void The_browser_knows_best_where_a_form_was_sent_from(string site, string? origin, bool allowed) =>
        Assert.Equal(allowed, WriteOrigin.Allows(Request(site, origin, "session=1"), Ours));

    [Fact]
    public void On_plain_http_only_our_own_origin_may_write()
    {
        using var rows = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("security/http/own-origins.json")));
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            var origin = row.GetProperty("origin").GetString();
            var expected = row.GetProperty("expect").GetString() == "allow";
            Assert.True(expected == WriteOrigin.Allows(Request(null, origin, "session=1"), Ours), row.GetRawText());
            Assert.True(expected == WriteOrigin.Allows(Request(null, origin, null), Ours), row.GetRawText());
        }
    }

    [Fact]
    public void Any_of_our_own_origins_may_write_and_an_unknown_one_matches_nobody()
    {
        Assert.True(WriteOrigin.Allows(Request(null, "https://talk.example", null), Ours, "https://talk.example"));
        Assert.False(WriteOrigin.Allows(Request(null, "", null), Ours, null, ""));
    }

    [Fact]
    public void A_header_said_twice_is_not_believed()
    {
        var twice = Request(null, null, null);
        twice.Append("Origin", Ours);
        twice.Append("Origin", Ours);
        Assert.False(WriteOrigin.Allows(twice, Ours));
        twice.Append("Sec-Fetch-Site", "same-origin");
        Assert.True(WriteOrigin.Allows(twice, Ours));
        twice.Append("Sec-Fetch-Site", "same-origin");
        Assert.False(WriteOrigin.Allows(twice, Ours));
    }

    [Fact]
    public void Who_says_nothing_may_write_only_without_a_cookie()
    {
        Assert.True(WriteOrigin.Allows(Request(null, null, null), Ours));
        Assert.False(WriteOrigin.Allows(Request(null, null, "session=1"), Ours));
    }

    private static HeaderDictionary Request(string? site, string? origin, string? cookie)
    {
        var headers = new HeaderDictionary();
        if (site is not null)
            headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            headers["Origin"] = origin;
        if (cookie is not null)
            headers["Cookie"] = cookie;
        return headers;
    }
}
