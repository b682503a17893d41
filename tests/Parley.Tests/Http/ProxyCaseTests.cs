using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Http;

/// <summary>The case <c>tls-ends-at-the-proxy</c>: requests reach us as http, and say that their reader used https.</summary>
public sealed class ProxyCaseTests
{
    private static readonly string[] Pages = ["/", "/sign-in", "/sign-up", "/rules", "/sitemap.xml"];

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "tls-ends-at-the-proxy")]
    public async Task tls_ends_at_the_proxy_that_is_trusted(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database, "127.0.0.0/8");
        using var browser = Browser(server);

        var (entered, cookie) = await SignUpAsync(browser);
        Assert.Equal(HttpStatusCode.SeeOther, entered.Status);
        Assert.StartsWith("__Host-parley=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie.Split("; "), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(browser, HttpMethod.Get, entered.Location)).Status);

        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        var thread = await server.OpenThreadAsync();
        var sent = await SendAsync(
            browser,
            HttpMethod.Post,
            $"/{TestServer.SiteName}/t/{thread}/comments",
            ("body", "It rains.")
        );
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(browser, HttpMethod.Get, sent.Location)).Status);
        var link = sent.Location.Split("#c-")[1];
        var page = await SendAsync(browser, HttpMethod.Get, $"/{TestServer.SiteName}/c/{link}");
        var address = $"https://news.example/{TestServer.SiteName}/c/{link}";
        Assert.Contains($"rel=\"canonical\" href=\"{address}\"", page.Text, StringComparison.Ordinal);
        var json = await SendAsync(browser, HttpMethod.Get, $"{TestServer.Api}/comments/{link}");
        Assert.Equal(address, (string?)json.Json["url"]);
        foreach (var answer in await AllAsync(browser, thread, link))
            Assert.DoesNotContain("http://news.example", answer, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "tls-ends-at-the-proxy")]
    public async Task tls_ends_at_a_proxy_that_nobody_trusts(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var link = (await ada.PublishAsync(thread, "It rains.")).ToString();
        using var browser = Browser(server);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        // Its form comes from https, and for all that we know we are reached by http.
        Assert.Equal(HttpStatusCode.Forbidden, (await SignUpAsync(browser)).Answer.Status);
        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add("Origin", "http://news.example");
        var (entered, cookie) = await SignUpAsync(browser);
        Assert.Equal(HttpStatusCode.SeeOther, entered.Status);
        Assert.StartsWith("parley=", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);

        var page = await SendAsync(browser, HttpMethod.Get, $"/{TestServer.SiteName}/c/{link}");
        Assert.Contains(
            $"rel=\"canonical\" href=\"http://news.example/{TestServer.SiteName}/c/{link}\"",
            page.Text,
            StringComparison.Ordinal
        );
        foreach (var answer in (string[])[.. await AllAsync(browser, thread, link), .. entered.Headers.Values, entered.Text])
            Assert.DoesNotContain("evil.example", answer, StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync(TestDatabase database, params string[] trusted) =>
        TestServer.StartAsync(
            database,
            services: services =>
                services.Configure<ParleyOptions>(options => Array.ForEach(trusted, options.TrustedProxies.Add))
        );

    // A browser on plain http sends no Sec-Fetch-Site, so it is the origin that is asked.
    private static HttpClient Browser(TestServer server)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        var browser = new HttpClient(handler) { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.Host = "news.example";
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("Origin", "https://news.example");
        return browser;
    }

    private static async Task<(TestAnswer Answer, string Cookie)> SignUpAsync(HttpClient browser)
    {
        var answer = await SendAsync(
            browser,
            HttpMethod.Post,
            $"/{TestServer.SiteName}/sign-up",
            ("name", "Ada Korr"),
            ("email", "ada@harbour.example"),
            ("password", "three herons at dusk")
        );
        return (answer, answer.Headers.GetValueOrDefault("set-cookie", ""));
    }

    // Bodies and headers of whatever names an address.
    private static async Task<List<string>> AllAsync(HttpClient browser, Guid thread, string comment)
    {
        var all = new List<string>();
        foreach (
            var url in (string[])
                [
                    .. Pages.Select(page => $"/{TestServer.SiteName}{page}"),
                    $"/{TestServer.SiteName}/t/{thread}",
                    $"/{TestServer.SiteName}/t/{thread}?frame=1",
                    $"/{TestServer.SiteName}/c/{comment}",
                    "/t?url=https://news.example/vote",
                    "/embed.js",
                    "/robots.txt",
                    $"{TestServer.Api}/comments/{comment}",
                    "/openapi/v1.json",
                ]
        )
        {
            var answer = await SendAsync(browser, HttpMethod.Get, url);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            all.AddRange([answer.Text, .. answer.Headers.Values]);
        }

        return all;
    }

    private static async Task<TestAnswer> SendAsync(
        HttpClient browser,
        HttpMethod method,
        string url,
        params (string Name, string Value)[] fields
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(url, UriKind.RelativeOrAbsolute));
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await browser.SendAsync(request);
        return await TestAnswer.ReadAsync(answer);
    }
}
