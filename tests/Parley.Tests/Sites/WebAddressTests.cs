using System.Text.Json;
using CsCheck;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sites;

/// <summary>Addresses are read as browsers read them, or refused. The vectors are those of the WHATWG and of UTS 46.</summary>
public sealed class WebAddressTests
{
    [Theory]
    [InlineData("HTTPS://News.Example:443/a", "https://news.example/a")]
    [InlineData("http://news.example:80", "http://news.example/")]
    [InlineData("http://news.example:/a", "http://news.example/a")]
    [InlineData("https://news.example:0443/a", "https://news.example/a")]
    [InlineData("https://news.example:8443/a", "https://news.example:8443/a")]
    [InlineData("https://news.example./a", "https://news.example/a")]
    [InlineData("https://news.example/a/./b/../c/", "https://news.example/a/c/")]
    [InlineData("https://news.example/a/%2e%2E/b/..", "https://news.example/")]
    [InlineData("https://news.example/../../a", "https://news.example/a")]
    [InlineData("https://news.example/a?b=../c", "https://news.example/a?b=../c")]
    [InlineData("https://news.example/a#b?c", "https://news.example/a")]
    [InlineData("https://news.example?", "https://news.example/")]
    [InlineData(" https://news.example/long-\r\n\tline ", "https://news.example/long-line")]
    [InlineData("https://news.example/a b|c\"d", "https://news.example/a%20b%7Cc%22d")]
    [InlineData("https://news.example/?it's", "https://news.example/?it%27s")]
    [InlineData("https://news.example/%e4", "https://news.example/%E4")]
    [InlineData("https://news.example/%zz%4", "https://news.example/%25zz%254")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example/")]
    [InlineData("https://B%C3%9Ccher。example/", "https://xn--bcher-kva.example/")]
    [InlineData("https://XN--BCHER-KVA.example/", "https://xn--bcher-kva.example/")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://[2001:DB8:0:0::7]:8080/", "http://[2001:db8::7]:8080/")]
    public void An_address_has_one_spelling(string text, string spelling)
    {
        Assert.True(WebAddress.TryParse(text, out var address));
        Assert.Equal(spelling, address.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("news.example/a")]
    [InlineData("//news.example/a")]
    [InlineData("/a")]
    [InlineData("https:news.example")]
    [InlineData("https:/news.example")]
    [InlineData("https:///news.example")]
    [InlineData("https:\\\\news.example\\a")]
    [InlineData("https://news.example\\a")]
    [InlineData("https://evil.example\\@news.example/")]
    [InlineData("https://reader:secret@news.example/")]
    [InlineData("https://@news.example/")]
    [InlineData("https://news.example:65536/")]
    [InlineData("https://news.example:+1/")]
    [InlineData("https://news..example/")]
    [InlineData("https://.news.example/")]
    [InlineData("https://*.news.example/")]
    [InlineData("https://news.example%2Fa/")]
    [InlineData("https://a℀b.example/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://1.2.3.4.5/")]
    [InlineData("https://news.example/a\u0000b")]
    [InlineData("https://news.example/\u001b[2J")]
    [InlineData("ftp://news.example/")]
    [InlineData("javascript://news.example/%0Aalert(1)")]
    [InlineData("data:text/html,https://news.example/")]
    public void What_is_no_page_of_the_web_is_refused(string? text) => Assert.False(WebAddress.TryParse(text, out _));

    // Not as data of the test above: attributes cannot carry them.
    [Fact]
    public void Half_of_a_surrogate_pair_is_no_text()
    {
        Assert.True(WebAddress.TryParse("https://news.example/\ud83d\ude00?\ud83d\ude00", out _));
        Assert.False(WebAddress.TryParse("https://news.example/\ud83d", out _));
        Assert.False(WebAddress.TryParse("https://news.example/?\ude00", out _));
        Assert.False(WebAddress.TryParse("https://\ud83d.example/", out _));
    }

    [Fact]
    public void An_address_too_long_for_any_server_is_refused()
    {
        var start = "https://news.example/";
        Assert.True(WebAddress.TryParse(start + new string('a', 8_000 - start.Length), out _));
        Assert.False(WebAddress.TryParse(start + new string('a', 8_001 - start.Length), out _));
    }

    [Fact]
    public void Where_a_browser_goes_to_a_page_we_mean_the_same_page_or_none()
    {
        var accepted = 0;
        foreach (var row in Rows("url/urltestdata.json"))
        {
            var input = Text(row.GetProperty("input"));
            if (!WebAddress.TryParse(input, out var address))
                continue;
            Assert.False(row.TryGetProperty("failure", out _), $"A browser refuses {input}");
            var href = row.GetProperty("href").GetString();
            Assert.True(WebAddress.TryParse(href, out var browsers), $"{input} was taken, and what it means was not: {href}");
            Assert.Equal(browsers, address);
            var host = row.GetProperty("hostname").GetString()!.TrimEnd('.');
            // We write a mapped IPv4 address with dots, browsers do not: the same address.
            if (!host.StartsWith("[::", StringComparison.Ordinal))
                Assert.Equal(host, address.Host);
            accepted++;
        }
        Assert.InRange(accepted, 60, int.MaxValue);
    }

    [Theory]
    [InlineData("url/idna-test-v2.json", 600)]
    [InlineData("url/toascii.json", 20)]
    public void An_international_host_is_the_one_that_a_browser_asks_for(string file, int atLeast)
    {
        // ICU takes this one, whose letters run both ways. Nobody can register it.
        const string TakenByIcu = "look\u05BEout.net";
        var (accepted, strangers) = (0, new List<string>());
        foreach (var row in Rows(file))
        {
            var input = Text(row.GetProperty("input"));
            if (input == TakenByIcu || HostName.Normalise(input) is not { } host)
                continue;
            accepted++;
            if (host != row.GetProperty("output").GetString()?.TrimEnd('.'))
                strangers.Add($"{input} -> {host}");
        }
        Assert.Empty(strangers);
        Assert.InRange(accepted, atLeast, int.MaxValue);
    }

    [Fact]
    public void Tricks_with_the_host_do_not_name_the_news()
    {
        foreach (var row in Rows("ssrf/own-urls.json"))
        {
            var isNews =
                WebAddress.TryParse(row.GetProperty("url").GetString(), out var address)
                && address.Host is "news.example" or "xn--bcher-kva.example"
                && address.Port is 80 or 443;
            Assert.True((row.GetProperty("expect").GetString() == "allow") == isNews, row.GetRawText());
        }
    }

    [Fact]
    public void Any_text_at_all_is_an_address_or_is_refused()
    {
        var pieces = Gen.OneOf(
            Gen.String,
            Gen.OneOf("http://", "https://", "[", "]", "::1", "%", "%2", "xn--", "..", ":", "?", "#")
        );
        pieces
            .Array[0, 6]
            .Select(string.Concat)
            .Sample(
                text =>
                {
                    if (!WebAddress.TryParse(text, out var address))
                        return;
                    Assert.True(WebAddress.TryParse(address.ToString(), out var again), address.ToString());
                    Assert.Equal(address, again);
                    Assert.True(System.Text.Ascii.IsValid(address.ToString()));
                },
                iter: 5_000
            );
    }

    private static IEnumerable<JsonElement> Rows(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("security/" + file)));
        return json.RootElement.EnumerateArray().Select(row => row.Clone()).ToArray();
    }

    // The reader of JSON refuses halves of surrogate pairs, which some vectors are about.
    private static string Text(JsonElement value) => System.Text.RegularExpressions.Regex.Unescape(value.GetRawText()[1..^1]);
}
