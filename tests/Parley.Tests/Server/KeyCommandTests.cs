using System.Security.Cryptography;
using System.Text;
using Parley.Server;
using Parley.Tests.Setup;
using Parley.Tests.Tokens;
using Xunit;

namespace Parley.Tests.Server;

public sealed class KeyCommandTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_key_is_taken_listed_without_its_secret_and_retired(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await using var server = await place.ServeAsync();
        using var visitor = server.Visitor();
        await place.DoAsync("site", "add", "courant", "--origin", "https://courant.example");
        var secret = place.Write("secret", Encoding.UTF8.GetBytes(Signer.Secret + "\n"));

        var added = await place.DoAsync("key", "add", "courant", "k1", "--issuer", Signer.Issuer, "--file", secret);
        await place.DoAsync("key", "add", "courant", "old", "--for", "coral", "--file", secret);
        await place.DoAsync("key", "add", "courant", "older", "--for", "disqus", "--file", secret);

        Assert.StartsWith("Added k1 (HS256, issuer https://news.example).", added, StringComparison.Ordinal);
        await Eventually.IsSoAsync(async () => await TryAsync(visitor) == "");
        var list = await place.DoAsync("key", "list", "courant");
        Assert.Contains("k1\town\tHS256\thttps://news.example\tsince ", list, StringComparison.Ordinal);
        Assert.Contains("old\tcoral\tHS256\told\tsince ", list, StringComparison.Ordinal);
        Assert.Contains("older\tdisqus\tHMAC-SHA1\tolder\tsince ", list, StringComparison.Ordinal);
        Assert.DoesNotContain(Signer.Secret[..12], list, StringComparison.Ordinal);

        await place.DoAsync("key", "retire", "courant", "k1");
        await Eventually.IsSoAsync(async () => await TryAsync(visitor) == "token-key-unknown");
        Assert.Contains("\tretired ", await place.DoAsync("key", "list", "courant"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_key_for_scoring_is_printed_once_listed_beside_the_others_and_revoked(string engine)
    {
        await using var place = await Place.MakeAsync(engine);
        await place.DoAsync("site", "add", "courant", "--origin", "https://courant.example");
        var secret = place.Write("secret", Encoding.UTF8.GetBytes(Signer.Secret + "\n"));
        await place.DoAsync("key", "add", "courant", "k1", "--issuer", Signer.Issuer, "--file", secret);

        var key = (await place.DoAsync("key", "add", "courant", "coral", "--for", "scoring", "--calls", "5")).Trim();
        var list = await place.DoAsync("key", "list", "courant");

        Assert.Matches("^courant\\.[0-9a-f]{64}$", key);
        Assert.Contains("k1\town\tHS256", list, StringComparison.Ordinal);
        Assert.Contains("coral\tscoring\t5 a minute\tsince ", list, StringComparison.Ordinal);
        Assert.Contains("\tnever used", list, StringComparison.Ordinal);
        Assert.DoesNotContain(key[8..], list, StringComparison.Ordinal);
        (string Words, string[] Command)[] wrong =
        [
            ("scoring-key-name-taken", ["add", "courant", "coral", "--for", "scoring"]),
            ("scoring-key-name-invalid", ["add", "courant", "a b", "--for", "scoring"]),
            ("scoring-key-calls-invalid", ["add", "courant", "x", "--for", "scoring", "--calls", "0"]),
            ("--issuer", ["add", "courant", "x", "--for", "scoring", "--issuer", "a"]),
            ("--calls", ["add", "courant", "x", "--issuer", "a", "--calls", "5", "--file", secret]),
            ("\"k1\"", ["revoke", "courant", "k1"]),
            ("\"coral\"", ["retire", "courant", "coral"]),
        ];
        foreach (var (words, command) in wrong)
            (await place.RunAsync(["key", .. command])).IsOneSentence(Exits.Refused, words);

        await place.DoAsync("key", "revoke", "courant", "coral");
        Assert.Contains("\trevoked ", await place.DoAsync("key", "list", "courant"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_cannot_be_taken_is_told_in_a_sentence()
    {
        await using var place = await Place.MakeAsync();
        await place.DoAsync("site", "add", "courant", "--origin", "https://courant.example");
        using var rsa = RSA.Create(2048);
        var secret = place.Write("secret", Encoding.UTF8.GetBytes(Signer.Secret));
        var tooShort = place.Write("short", "too short"u8.ToArray());
        var privateKey = place.Write("private", Encoding.UTF8.GetBytes(rsa.ExportPkcs8PrivateKeyPem()));
        var publicKey = place.Write("public", Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()));
        await place.DoAsync("key", "add", "courant", "k1", "--issuer", "a", "--file", secret);
        (string Words, string[] Command)[] all =
        [
            ("\"nowhere\"", ["nowhere", "k2", "--issuer", "a", "--file", secret]),
            ("token-key-name-taken", ["courant", "k1", "--issuer", "a", "--file", secret]),
            ("token-key-name-invalid", ["courant", "k 2", "--issuer", "a", "--file", secret]),
            ("token-key-issuer-missing", ["courant", "k2", "--file", secret]),
            ("token-key-weak", ["courant", "k2", "--issuer", "a", "--file", tooShort]),
            ("token-key-private", ["courant", "k2", "--issuer", "a", "--file", privateKey]),
            ("token-keys-mixed", ["courant", "k2", "--issuer", "a", "--file", publicKey]),
            ("token-key-algorithm-other", ["courant", "k2", "--for", "coral", "--file", publicKey]),
            ("token-key-algorithm-other", ["courant", "k2", "--for", "coral", "--algorithm", "HS512", "--file", secret]),
            ("\"none\"", ["courant", "k2", "--issuer", "a", "--algorithm", "none", "--file", secret]),
            ("\"gigya\"", ["courant", "k2", "--for", "gigya", "--file", secret]),
            ("not-there", ["courant", "k2", "--issuer", "a", "--file", "not-there"]),
            // Nothing came on standard input.
            ("token-key-invalid", ["courant", "k2", "--issuer", "a"]),
        ];
        foreach (var (words, command) in all)
            (await place.RunAsync(["key", "add", .. command])).IsOneSentence(Exits.Refused, words);
        (await place.RunAsync("key", "retire", "courant", "k9")).IsOneSentence(Exits.Refused, "\"k9\"");
        foreach (
            var wrong in (string[])
                ["write=some", "read=entitlement:", "react=entitlement:a b", "writeLink=javascript:alert(1)", "readLink=/x"]
        )
            (await place.RunAsync("site", "set", "courant", wrong)).IsOneSentence(Exits.Refused, "is ");
        await place.DoAsync(
            "site",
            "set",
            "courant",
            "write=entitlement:plus",
            "writeSentence=For friends.",
            "writeLink=https://c.example"
        );
        (await place.RunAsync("site", "set", "courant", "tokenRoles=EDITOR=king")).IsOneSentence(Exits.Refused, "EDITOR=king");

        Assert.Equal(1, await place.Rows.CountAsync("token_key"));
    }

    private static async Task<string> TryAsync(TestVisitor visitor)
    {
        var claims = Signer.Own();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        (claims["iat"], claims["exp"], claims["jti"], claims["aud"]) = (
            now,
            now + 60,
            Guid.NewGuid().ToString(),
            "site:courant"
        );
        var answer = await visitor.PostAsync(
            "/api/v1/sites/courant/session/token",
            new { token = Signer.Sign(claims, new System.Text.Json.Nodes.JsonObject { ["alg"] = "HS256", ["kid"] = "k1" }) }
        );
        return (int)answer.Status == 200 ? "" : answer.Code ?? "";
    }
}
