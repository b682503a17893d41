using Microsoft.AspNetCore.Http;
using Parley.Readers;
using Xunit;

namespace Parley.Tests.Readers;

public sealed class SessionCookieTests
{
    private static readonly NewSession Begun = new(
        "token",
        new Session("hash", Guid.Empty, null, null, false, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)
    );

    [Fact]
    public void Over_TLS_no_neighbour_can_plant_the_cookie_and_no_script_reads_it() =>
        Assert.Equal(
            ["__Host-parley=token", "httponly", "max-age=15552000", "path=/", "samesite=lax", "secure"],
            Parts(response => SessionCookie.Give(response, new Home("https://talk.example", ""), Begun))
        );

    [Fact]
    public void On_plain_http_the_cookie_has_a_plain_name() =>
        Assert.Equal(
            ["httponly", "max-age=15552000", "parley=token", "path=/", "samesite=lax"],
            Parts(response => SessionCookie.Give(response, new Home("http://localhost:5000", ""), Begun))
        );

    [Fact]
    public void Below_a_hosts_prefix_the_rest_of_the_host_does_not_see_it() =>
        Assert.Equal(
            ["httponly", "max-age=15552000", "parley=token", "path=/talk", "samesite=lax", "secure"],
            Parts(response => SessionCookie.Give(response, new Home("https://news.example", "/talk"), Begun))
        );

    [Fact]
    public void In_a_frame_it_lies_in_the_jar_of_the_page_around() =>
        Assert.Equal(
            ["Partitioned", "__Host-parley-frame=token", "httponly", "max-age=15552000", "path=/", "samesite=none", "secure"],
            Parts(response => SessionCookie.GiveToFrame(response, Begun))
        );

    [Theory]
    [InlineData("https://talk.example", "__Host-parley=mine; parley=planted", "mine")]
    [InlineData("https://talk.example", "parley=planted", null)]
    [InlineData("https://talk.example", "parley=planted; __Host-parley-frame=framed", "framed")]
    [InlineData("http://localhost:5000", "parley=mine", "mine")]
    [InlineData("https://talk.example", "", null)]
    public void A_cookie_that_a_neighbour_could_have_planted_is_not_read(string origin, string cookies, string? token)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = cookies;

        Assert.Equal(token, SessionCookie.Read(http.Request, new Home(origin, "")));
    }

    private static IEnumerable<string> Parts(Action<HttpResponse> give)
    {
        var http = new DefaultHttpContext();
        give(http.Response);
        return Assert.Single(http.Response.Headers.SetCookie)!.Split("; ").Order(StringComparer.Ordinal);
    }
}
