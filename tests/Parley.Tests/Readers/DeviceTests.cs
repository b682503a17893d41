using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Readers;

/// <summary>What a session's browser calls itself.</summary>
public sealed class DeviceTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Windows")]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Edge on Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
        "Safari on macOS"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1",
        "Chrome on iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
        "Samsung Internet on Android"
    )]
    [InlineData("curl/8.14.1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("Firefox/<script>alert(1)</script>\u202e", "Firefox")]
    [InlineData("Windows", "Windows")]
    public void A_browser_is_called_by_a_name_of_ours_or_by_none(string? header, string? name) =>
        Assert.Equal(name, Device.Of(header)?.NameIn(Words.For("en")));

    [Fact]
    public void A_header_that_is_endless_costs_nothing_and_says_nothing() =>
        Assert.Null(Device.Of(new string('x', 100_000) + "Firefox/145.0 Windows"));

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_session_stands_in_the_list_under_the_name_of_its_device(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        using var form = new FormUrlEncodedContent([
            new("email", $"r1-{server.Address.Port}@harbour.example"),
            new("password", "three herons at dusk"),
        ]);

        await visitor.SendAsync(
            HttpMethod.Post,
            $"/{TestServer.SiteName}/sign-in",
            form,
            ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 <b>")
        );

        var sessions = (await ada.GetAsync("/api/v1/sessions")).Json["sessions"]!.AsArray();
        Assert.Equal(["Firefox on Linux", null], sessions.Select(one => (string?)one!["device"]));
        Assert.Contains(
            "<strong>Firefox on Linux</strong>",
            (await ada.GetAsync($"/{TestServer.SiteName}/account")).Text,
            StringComparison.Ordinal
        );
    }
}
