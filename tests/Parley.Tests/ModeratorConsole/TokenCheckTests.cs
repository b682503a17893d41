using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Setup;
using Parley.Tests.Tokens;
using Xunit;

namespace Parley.Tests.ModeratorConsole;

/// <summary>The page on which a site's developer sees what is right and wrong with a token.</summary>
public sealed class TokenCheckTests
{
    private const string Page = $"/{TestServer.SiteName}/console/token";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_good_token_is_told_to_be_one_and_signs_nobody_in(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database);
        using var developer = await server.StaffAsync(ReaderRole.Administrator);
        var token = server.Sign(claims =>
        {
            claims["role"] = "EDITOR";
            claims["entitlements"] = new JsonArray("subscriber");
        });

        var check = await CheckAsync(developer, token, "https://news.example/vote");

        Assert.Equal("This would sign in a new reader, Ana Reader", Verdict(check));
        Assert.DoesNotContain("Wrong:", check.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("https://news.example / reader-1001", Told(check, "Who it is: issuer / subject"));
        Assert.Equal("EDITOR means nothing here.", Told(check, "Role", last: true));
        Assert.Equal("open (to entitlement:subscriber)", Told(check, "Writing"));
        Assert.Equal("not open to this reader (but to entitlement:plus)", Told(check, "Reacting"));
        // It was looked at, and nothing else: it still signs in, and then it is told that it did.
        Assert.Equal(0, await CountAsync(server, "token_identity"));
        using var visitor = server.Visitor();
        Assert.Equal(HttpStatusCode.Created, (await visitor.PostAsync(SignedReaders.Door, new { token })).Status);
        check = await CheckAsync(developer, token, "");
        Assert.Equal("This would not sign anybody in", Verdict(check));
        Assert.Contains("token-spent", Signer.Codes(check.Body!.TextContent));
        check = await CheckAsync(developer, server.Sign(), "");
        Assert.Equal("This would sign in a reader who has been here, as Ana Reader", Verdict(check));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database);
        using var developer = await server.StaffAsync(ReaderRole.Administrator);
        var token = server.Sign(claims =>
        {
            claims["aud"] = "site:elsewhere";
            claims["exp"] = 1;
            claims["entitlements"] = "subscriber";
            claims.Remove("sub");
        });

        var check = await CheckAsync(developer, token[..^4] + "AAAA", "http://news.example.evil.example/vote");

        Assert.Equal("This would not sign anybody in", Verdict(check));
        Assert.Equal(
            [
                "origin-not-of-site",
                "page-not-ours",
                "token-audience-other",
                "token-entitlements-invalid",
                "token-expired",
                "token-signature-wrong",
                "token-text-invalid",
            ],
            Signer.Codes(check.Body!.TextContent).Order()
        );
        Assert.StartsWith("Right.", Told(check, "Key"), StringComparison.Ordinal);
        // It is there to be mended and sent again.
        Assert.Equal(token[..^4] + "AAAA", check.QuerySelector("textarea")!.TextContent);
    }

    [Theory]
    [InlineData("", "token-malformed")]
    [InlineData("<img src=x onerror=alert(1)>", "token-malformed")]
    [InlineData("  eyJ.eyJ.eyJ  ", "token-malformed")]
    public async Task What_is_no_token_is_told_to_be_none(string text, string code)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database);
        using var developer = await server.StaffAsync(ReaderRole.Administrator);

        Assert.Equal([code], Signer.Codes((await CheckAsync(developer, text, "")).Body!.TextContent));
    }

    [Fact]
    public async Task Only_administrators_are_led_there()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database);
        using var moderator = await server.StaffAsync(ReaderRole.Moderator);
        using var developer = await server.StaffAsync(ReaderRole.Administrator);

        Assert.DoesNotContain(
            Page,
            (await moderator.GetAsync($"/{TestServer.SiteName}/console")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(Page, (await developer.GetAsync($"/{TestServer.SiteName}/console")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await moderator.GetAsync(Page)).Status);
        Assert.Equal("no-store, private", (await developer.GetAsync(Page)).Headers["cache-control"]);
    }

    private static async Task<TestServer> StartAsync(TestDatabase database)
    {
        var settings = new SiteSettings { Write = new("entitlement:subscriber"), React = new("entitlement:plus") };
        var server = await TestServer.StartAsync(database, settings);
        await server.TakeKeyAsync();
        return server;
    }

    private static async Task<IDocument> CheckAsync(TestReader developer, string token, string address)
    {
        var answer = await developer.SendFormAsync(Page, ("token", token), ("address", address));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return new HtmlParser().ParseDocument(answer.Text);
    }

    private static string Verdict(IDocument page) => page.QuerySelector(".pl-say strong")!.TextContent;

    private static string Told(IDocument page, string question, bool last = false)
    {
        var all = page.QuerySelectorAll("dt").Where(term => term.TextContent == question);
        return (last ? all.Last() : all.First()).NextElementSibling!.TextContent.Trim();
    }

    private static async Task<int> CountAsync(TestServer server, string table) =>
        (
            await server.ListAsync(
                $"SELECT count(*) FROM {table} WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Int(0)
            )
        )[0];
}
