using System.Net;
using System.Net.Http.Json;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Tokens.SignedReaders;

namespace Parley.Tests.Tokens;

/// <summary>The door at which the frame hands over the site's token.</summary>
public sealed class TokenDoorTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_frame_gets_a_session_of_its_own_and_writes_with_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database);
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();

        var entered = await visitor.PostAsync(Door + "?frame=1", new { token = server.Sign() });

        Assert.Equal((HttpStatusCode.Created, "Ana Reader"), (entered.Status, (string?)entered.Json["name"]));
        Assert.Matches(
            "^__Host-parley-frame=[0-9a-f]{64};.*; partitioned$",
            entered.Headers["set-cookie"].ToLowerInvariant().Replace("__host", "__Host", StringComparison.Ordinal)
        );
        var said = await visitor.SendAsync(
            HttpMethod.Post,
            $"{TestServer.Api}/threads/{thread}/comments",
            JsonContent.Create(new { id = Guid.CreateVersion7(), body = "Herons nest late this year." }),
            ("Cookie", entered.Headers["set-cookie"].Split(';')[0])
        );
        Assert.Equal(HttpStatusCode.Created, said.Status);
        Assert.Equal("signed", (string?)said.Json["comment"]!["author"]!["kind"]);
        // Everybody sees that the site vouches for the name, and not the house.
        Assert.Contains(
            "signed in by the site",
            (await visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_app_gets_a_session_of_our_own_pages()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database);
        using var visitor = server.Visitor();

        var entered = await visitor.PostAsync(Door, new { token = server.Sign() });

        Assert.StartsWith("parley=", entered.Headers["set-cookie"], StringComparison.Ordinal);
        Assert.Contains("samesite=lax", entered.Headers["set-cookie"], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_token_is_refused_with_its_code_and_gives_no_cookie()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database);
        using var visitor = server.Visitor();
        var token = server.Sign();
        (object Sent, int Status, string Code)[] all =
        [
            (new { token = token[..^3] + "AAA" }, 401, "token-signature-wrong"),
            (new { token = "made-up" }, 401, "token-malformed"),
            (new { token = (string?)null }, 401, "token-malformed"),
            (
                new { token = server.Sign(claims => claims["aud"] = "site:" + TestServer.OtherSiteName) },
                401,
                "token-audience-other"
            ),
            (new { token, isOperator = true }, 400, "body-invalid"),
            (new { token = new[] { token } }, 400, "body-invalid"),
        ];
        foreach (var (sent, status, code) in all)
        {
            var answer = await visitor.PostAsync(Door, sent);
            Assert.Equal((status, code), ((int)answer.Status, answer.Code));
            Assert.False(answer.Headers.ContainsKey("set-cookie"));
        }

        // The other site has no keys, and takes nobody's.
        var elsewhere = await visitor.PostAsync($"/api/v1/sites/{TestServer.OtherSiteName}/session/token", new { token });
        Assert.Equal("token-key-unnamed", elsewhere.Code);
        Assert.Equal(HttpStatusCode.Created, (await visitor.PostAsync(Door, new { token })).Status);
        Assert.Equal("token-spent", (await visitor.PostAsync(Door, new { token })).Code);
    }

    [Fact]
    public async Task Nobody_is_taken_out_of_an_account_by_a_link_and_staff_stay_what_they_are()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database);
        using var reader = await server.ReaderAsync();

        var byLink = await reader.PostAsync(Door, new { token = server.Sign() });
        var inFrame = await reader.PostAsync(Door + "?frame=1", new { token = server.Sign() });

        Assert.Equal(reader.Name, (string?)byLink.Json["name"]);
        Assert.False(byLink.Headers.ContainsKey("set-cookie"));
        Assert.Equal("Ana Reader", (string?)inFrame.Json["name"]);
        using var moderator = await server.StaffAsync(ReaderRole.Moderator);
        var asStaff = await moderator.PostAsync(Door + "?frame=1", new { token = server.Sign() });
        Assert.Equal(moderator.Name, (string?)asStaff.Json["name"]);
        Assert.False(asStaff.Headers.ContainsKey("set-cookie"));
        // The other cookie would be read before the frame's.
        Assert.Contains("parley=; max-age=0", inFrame.Headers["set-cookie"], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_that_another_site_wrote_signs_nobody_in()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database);
        using var visitor = server.Visitor();

        // A second Sec-Fetch-Site is as bad as a foreign one: the visitor's own says same-origin.
        var answer = await visitor.SendAsync(
            HttpMethod.Post,
            Door,
            JsonContent.Create(new { token = server.Sign() }),
            ("Sec-Fetch-Site", "cross-site")
        );

        Assert.Equal((HttpStatusCode.Forbidden, "written-from-elsewhere"), (answer.Status, answer.Code));
    }

    private static async Task<TestServer> StartAsync(TestDatabase database)
    {
        var server = await TestServer.StartAsync(database);
        await server.TakeKeyAsync();
        return server;
    }
}
