using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Parley.Http;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Doors;

/// <summary>
/// The lists of <c>shared/data/security/http</c>, sent over sockets to a whole program. The engine has no part in the answers.
/// </summary>
public sealed class HttpTests
{
    private const string Reading =
        $"POST /{TestServer.SiteName}/sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private const string Page = "/" + TestServer.SiteName + "/";

    [Fact]
    public async Task A_request_that_two_programs_would_read_differently_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database, options => options.PublicUrl = "https://comments.example");

        foreach (var row in Corpus.Items("security/http/own-raw.json"))
        {
            var name = row.GetProperty("name").GetString();
            var raw = row.GetProperty("raw").GetString()!;
            string[] requests =
            [
                raw,
                // A page that is there, and a door that reads what comes with it.
                raw.Replace(" / HTTP", $" {Page} HTTP", StringComparison.Ordinal),
                raw.Replace("POST /x HTTP/1.1\r\n", Reading, StringComparison.Ordinal),
            ];
            foreach (var request in requests.Distinct())
            {
                var answer = await RawRequest.SendAsync(server.Address, request, Cancel);
                var isRight = name switch
                {
                    // Refused, or read in the one way that is left with nothing believed after it.
                    "cl-te" => answer.Status is 400 or null || answer.Headers.Contains("Connection: close\r"),
                    // Where nobody reads the body, nothing is done with it either, and nothing is read after it.
                    "chunk-ext-lf" => answer.Status == 400 || (request == raw && answer.Status is 404 or null),
                    "host-foreign" => answer.Status is 400 or 404 or 200,
                    "absolute-form" => answer.Status is 400 or 404 or 200,
                    "fold" => answer.Status is 400 or 404 or 200,
                    "long-line" => answer.Status == 414,
                    _ => answer.Status == 400,
                };
                Assert.True(isRight && answer.Answers <= 1, $"{name}: {answer.Text}");
                Assert.DoesNotContain("evil.test", answer.Text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task No_header_is_made_by_what_stands_in_an_address()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        string[] payloads =
        [
            .. Corpus.Inputs("security/http", "-").Where(text => !text.StartsWith('#')),
            "%0d%0aSet-Cookie:crlf=injection",
            "\r\nSet-Cookie:crlf=injection",
            "é\u0001",
        ];
        string[] places =
        [
            "/{0}",
            Page + "{0}",
            Page + "sign-in?return=" + Page + "{0}",
            Page + "me?{0}",
            Page + "?lang={0}",
            $"/{TestServer.SiteName}/t/{house.Thread}?order={{0}}",
            $"/{TestServer.SiteName}/t/{house.Thread}?after={{0}}",
            $"/{TestServer.SiteName}/t/{house.Thread}{{0}}",
            "/t?url=https://news.example/vote{0}",
            "/t?url=https://news.example/vote&id={0}",
            TestServer.Api + "/threads?url=https://news.example/vote{0}",
            TestServer.Api + "/threads?url=https://news.example/vote&id={0}",
            "/api/v1/session?site={0}",
            "/sign-in-link?code={0}",
            "/assets/{0}/parley.css",
        ];

        foreach (var place in places)
        {
            foreach (var payload in payloads)
            {
                var target = string.Format(System.Globalization.CultureInfo.InvariantCulture, place, payload);
                var answer = await RawRequest.SendAsync(
                    server.Address,
                    $"GET {target} HTTP/1.1\r\nHost: talk.example\r\n\r\n",
                    Cancel
                );
                AssertHarmless(target, answer);
            }
        }

        // And where an answer leads on: to what was asked for before signing in.
        foreach (var payload in payloads)
        {
            var answer = await house.Visitor.SendFormAsync(
                Page + "sign-up",
                ("name", House.FreshName()),
                ("email", House.FreshMail()),
                ("password", House.Password),
                ("return", Uri.UnescapeDataString(Page + payload))
            );
            Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
            Assert.StartsWith(Page, answer.Location, StringComparison.Ordinal);
            Assert.DoesNotContain(answer.Headers.Keys, key => key is "x-injection-header" or "content-md5");
            Assert.DoesNotContain("crlf=injection", answer.Headers["set-cookie"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_method_that_nobody_knows_changes_nothing_and_breaks_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        var comment = await house.CommentAsync();
        string[] places =
        [
            "/",
            "*",
            Page,
            $"/{TestServer.SiteName}/t/{house.Thread}",
            $"/{TestServer.SiteName}/c/{comment}/delete",
            $"{TestServer.Api}/comments/{comment}",
            $"{TestServer.Api}/threads/{house.Thread}/comments",
            "/api/v1/counts",
            "/assets/0/parley.css",
        ];

        foreach (var place in places)
        {
            foreach (var method in Methods())
            {
                var request =
                    $"{method} {(method == "CONNECT" ? "talk.example:80" : place)} HTTP/1.1\r\nHost: talk.example\r\nContent-Length: 0\r\n\r\n";
                var answer = await RawRequest.SendAsync(server.Address, request, Cancel);
                AssertHarmless($"{method} {place}", answer);
                if (method is not ("HEAD" or "OPTIONS"))
                    Assert.True(answer.Status is null or >= 400, $"{method} {place}: {answer.Text}");
            }
        }

        Assert.NotNull(await house.MineAsync(comment));
    }

    [Fact]
    public async Task What_a_stranger_says_of_the_host_is_in_no_answer_and_in_no_cache()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        var comment = await house.CommentAsync();
        (string, string)[] headers =
        [
            ("X-Forwarded-Host", "evil.test"),
            ("X-Forwarded-Proto", "gopher"),
            ("X-Forwarded-For", "evil.test"),
            ("X-Forwarded-Server", "evil.test"),
            ("X-Forwarded-Prefix", "/evil.test"),
            ("X-Original-Url", "/evil.test"),
            ("X-Rewrite-Url", "/evil.test"),
            ("X-Host", "evil.test"),
            ("X-HTTP-Method-Override", "DELETE"),
            ("Forwarded", "host=evil.test;proto=gopher"),
            ("Origin", "https://evil.test"),
            ("Referer", "https://evil.test/"),
            ("User-Agent", "evil.test"),
            ("Accept-Language", "evil.test"),
            ("Cookie", "lang=evil.test; theme=evil.test"),
        ];
        string[] places =
        [
            "/",
            Page,
            Page + "rules",
            Page + "sitemap.xml",
            Page + "sign-in",
            "/robots.txt",
            $"/{TestServer.SiteName}/t/{house.Thread}",
            $"/{TestServer.SiteName}/c/{comment}",
            "/t?url=https://news.example/house-0",
            $"{TestServer.Api}/threads/{house.Thread}",
            $"{TestServer.Api}/threads/{house.Thread}/comments",
            "/openapi/v1.json",
            "/embed.js",
            "/no/such/page",
        ];

        foreach (var place in places)
        {
            var before = await house.Visitor.GetAsync(place);
            foreach (var header in headers)
            {
                var answer = await house.Visitor.GetAsync(place, header);
                Assert.True((int)answer.Status < 500, $"{place} {header}: {answer.Text}");
                AssertSilent(place, header, answer);
                AssertSilent(place, header, await house.Visitor.GetAsync(place));
            }

            Assert.Equal(before.Status, (await house.Visitor.GetAsync(place)).Status);
        }
    }

    [Fact]
    public async Task Only_who_comes_from_one_of_our_origins_may_write_and_only_a_page_of_the_site_gets_a_session_for_its_frame()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database, options => options.PublicUrl = "https://news.example");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();

        foreach (var row in Corpus.Items("security/http/own-origins.json"))
        {
            var origin = row.GetProperty("origin").GetString()!;
            var isAllowed = row.GetProperty("expect").GetString() == "allow";
            var request = $"POST {Page}sign-out HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\nContent-Length: 0\r\n\r\n";
            var written = await RawRequest.SendAsync(server.Address, request, Cancel);
            Assert.Equal((origin, isAllowed ? 200 : 403), (origin, written.Status ?? 0));

            var asked = await visitor.GetAsync($"{Page}sign-in?for=frame&origin={Uri.EscapeDataString(origin)}");
            Assert.Equal((origin, isAllowed), (origin, asked.Status == HttpStatusCode.OK));

            // Numbers are for everybody, and are sent without anybody's cookie; nothing else is for other origins.
            var counted = await visitor.SendAsync(
                HttpMethod.Post,
                "/api/v1/counts",
                new StringContent("{}", null, "application/json"),
                ("Origin", origin)
            );
            Assert.Equal("*", counted.Headers["access-control-allow-origin"]);
            Assert.DoesNotContain("access-control-allow-credentials", counted.Headers.Keys);
            foreach (var place in new[] { Page, $"{TestServer.Api}/threads/{thread}", "/api/v1/session" })
            {
                var read = await visitor.GetAsync(place, ("Origin", origin));
                Assert.DoesNotContain(read.Headers.Keys, key => key.StartsWith("access-control-", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task The_pace_of_a_client_is_counted_where_it_is_and_not_where_it_says()
    {
        foreach (var row in Corpus.Items("security/http/own-client-ip.json"))
        {
            await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
            await using var server = await TestServer.StartAsync(
                database,
                services: services =>
                {
                    services.AddSingleton<IStartupFilter, PeerOfHeader>();
                    services.AddSingleton(provider => new Parley.Http.Pace(
                        [new PaceLimit("sign-up", PacePer.Address, TimeSpan.FromHours(1), 1)],
                        provider.GetRequiredService<TimeProvider>()
                    ));
                    services.Configure<ParleyOptions>(options =>
                    {
                        foreach (var network in row.GetProperty("trusted").EnumerateArray())
                            options.TrustedProxies.Add(network.GetString()!);
                    });
                }
            );
            server.Get<Parley.Http.Pace>().IsKept = true;
            using var visitor = server.Visitor();
            var headers = row.GetProperty("headers")
                .EnumerateObject()
                .Select(header => (header.Name, header.Value.GetString()!));

            var first = await AskAsync(visitor, row.GetProperty("remote").GetString()!, [.. headers]);
            var another = await AskAsync(visitor, "192.0.2.77", []);
            var same = await AskAsync(visitor, row.GetProperty("expect").GetString()!, []);

            Assert.Equal<string?>(
                ["email-invalid", "email-invalid", "too-many-requests", row.GetRawText()],
                [first, another, same, row.GetRawText()]
            );
        }

        static async Task<string?> AskAsync(TestVisitor visitor, string peer, (string, string)[] headers)
        {
            using var body = new StringContent(
                $$"""{"site":"{{TestServer.SiteName}}","email":"x","password":"{{House.Password}}","name":"Ann Sorrel"}""",
                null,
                "application/json"
            );
            return (
                await visitor.SendAsync(HttpMethod.Post, "/api/v1/accounts", body, [(PeerOfHeader.Name, peer), .. headers])
            ).Code;
        }
    }

    private static IEnumerable<string> Methods() =>
        Corpus
            .Items("security/http/fuzzdb-http-protocol-methods.json")
            .Select(item => item.GetString()!)
            .Where(method => method != "POST");

    private static void AssertHarmless(string what, RawAnswer answer)
    {
        Assert.True(answer.Status is null or < 500, $"{what}: {answer.Text}");
        Assert.True(
            answer.Answers <= 1 || answer.Text.Contains("Connection: close", StringComparison.Ordinal),
            $"{what}: {answer.Text}"
        );
        Assert.DoesNotContain(
            answer.Headers,
            header =>
                header.StartsWith("Set-Cookie:crlf", StringComparison.OrdinalIgnoreCase)
                || header.StartsWith("X-Injection-Header", StringComparison.OrdinalIgnoreCase)
                || header.StartsWith("Content-Type:html", StringComparison.OrdinalIgnoreCase)
        );
    }

    private static void AssertSilent(string place, (string, string) header, TestAnswer answer)
    {
        var said = answer.Text + string.Join('\n', answer.Headers.Select(one => $"{one.Key}: {one.Value}"));
        Assert.False(
            said.Contains("evil.test", StringComparison.OrdinalIgnoreCase) || said.Contains("gopher", StringComparison.Ordinal),
            $"{place} {header}: {said}"
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Lets a test say from where it comes: all of its connections come from this machine.</summary>
    private sealed class PeerOfHeader : IStartupFilter
    {
        public const string Name = "X-Test-Peer";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, then) =>
                    {
                        if (http.Request.Headers[Name] is [{ } peer])
                            http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
                        return then(http);
                    }
                );
                next(app);
            };
    }
}
