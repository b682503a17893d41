using System.Text.Json.Nodes;
using Parley.Tests.Setup;
using Parley.Tokens;
using Xunit;

namespace Parley.Tests.Tokens;

/// <summary>The first site of a server, with a key, and readers whom its own system signs in.</summary>
internal static class SignedReaders
{
    public const string Door = TestServer.Api + "/session/token";
    private static int tokens;

    public static async Task TakeKeyAsync(this TestServer server) =>
        Assert.Null(await server.Get<TokenKeyStore>().AddAsync(server.Site.Id, Signer.OwnKey, default));

    /// <summary>A token that is made now, as the newspaper's own system makes it.</summary>
    public static string Sign(this TestServer server, Action<JsonObject>? change = null)
    {
        var claims = Signer.Own();
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        (claims["iat"], claims["exp"]) = (now, now + 300);
        (claims["aud"], claims["jti"]) = ("site:" + TestServer.SiteName, $"d-{Interlocked.Increment(ref tokens)}");
        change?.Invoke(claims);
        return Signer.Sign(claims);
    }

    /// <summary>Somebody who came by a token, with what they have a right to.</summary>
    public static async Task<TestVisitor> SignedReaderAsync(
        this TestServer server,
        string subject,
        params string[] entitlements
    )
    {
        using var visitor = server.Visitor();
        var token = server.Sign(claims =>
        {
            claims["sub"] = subject;
            claims["entitlements"] = new JsonArray([.. entitlements.Select(name => (JsonNode)name)]);
        });
        var entered = await visitor.PostAsync(Door, new { token });
        return new TestVisitor(server.Address, entered.Headers["set-cookie"].Split(';')[0].Split('=')[1]);
    }
}
