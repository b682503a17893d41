using Parley.Http;
using Xunit;

namespace Parley.Tests.Http;

public sealed class AskedOriginTests
{
    [Theory, Trait("Case", "tls-ends-at-the-proxy")]
    [InlineData(1, "https", null, "https://news.example")]
    [InlineData(0, "https", "evil.example", "http://news.example")]
    [InlineData(1, "https", "talk.example", "https://talk.example")]
    [InlineData(1, "https", "talk.example:443", "https://talk.example")]
    [InlineData(1, null, "TALK.example:8080", "http://talk.example:8080")]
    [InlineData(1, "http, https", null, "https://news.example")]
    [InlineData(2, "https, http", null, "https://news.example")]
    [InlineData(2, "https", null, "https://news.example")]
    [InlineData(1, "evil.example, https", "evil.example, talk.example", "https://talk.example")]
    [InlineData(1, "https", "evil.example/talk", "http://news.example")]
    [InlineData(1, "https", "reader@talk.example", "http://news.example")]
    [InlineData(1, "gopher", "talk.example", "http://news.example")]
    [InlineData(1, "", "", "http://news.example")]
    public void Scheme_and_host_come_from_our_proxies_or_from_the_connection(
        int proxies,
        string? proto,
        string? host,
        string origin
    ) => Assert.Equal(origin, AskedOrigin.Of(("http", "news.example"), proxies, proto, host));

    [Theory]
    [InlineData("")]
    [InlineData("news.example/x")]
    [InlineData("a@b")]
    public void A_request_to_no_host_has_no_origin(string host) =>
        Assert.Null(AskedOrigin.Of(("http", host), 0, default, default));
}
