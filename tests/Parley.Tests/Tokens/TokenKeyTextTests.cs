using System.Security.Cryptography;
using Parley.Tokens;
using Xunit;

namespace Parley.Tests.Tokens;

public sealed class TokenKeyTextTests
{
    [Fact]
    public void A_key_is_for_the_commonest_algorithm_of_its_kind()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Equal("HS256", Algorithm("a secret of thirty-two bytes....\n"));
        Assert.Equal("RS256", Algorithm(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal("PS256", Algorithm(rsa.ExportSubjectPublicKeyInfoPem(), "PS256"));
        Assert.Equal("ES384", Algorithm(curve.ExportSubjectPublicKeyInfoPem()));
    }

    [Theory]
    [InlineData("", "token-key-invalid")]
    [InlineData("too short a secret to be one", "token-key-weak")]
    [InlineData("{}", "token-key-invalid")]
    [InlineData("""{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","alg":"HS256"}""", "token-key-invalid")]
    [InlineData(
        """{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","alg":"none"}""",
        "token-key-algorithm-other"
    )]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----", "token-key-invalid")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "token-key-invalid")]
    public void What_is_no_key_is_refused(string text, string code) =>
        Assert.Equal(code, TokenKeyText.Read(text, null).Problem?.Code);

    [Fact]
    public void A_private_key_is_refused_whatever_it_is_written_in()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        foreach (
            var text in (string[])
                [
                    rsa.ExportRSAPrivateKeyPem(),
                    rsa.ExportPkcs8PrivateKeyPem(),
                    curve.ExportECPrivateKeyPem(),
                    """{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}""",
                ]
        )
            Assert.Equal(Problems.TokenKeyPrivate, TokenKeyText.Read(text, null).Problem);
    }

    [Fact]
    public void A_key_that_is_too_weak_or_of_another_kind_is_refused()
    {
        using var weak = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(Problems.TokenKeyWeak, TokenKeyText.Read(weak.ExportSubjectPublicKeyInfoPem(), null).Problem);
        Assert.Equal(
            Problems.TokenKeyAlgorithmOther,
            TokenKeyText.Read(curve.ExportSubjectPublicKeyInfoPem(), TokenAlgorithm.Find("ES384")).Problem
        );
        Assert.Equal(
            Problems.TokenKeyAlgorithmOther,
            TokenKeyText.Read(curve.ExportSubjectPublicKeyInfoPem(), TokenAlgorithm.Find("HS256")).Problem
        );
        Assert.Equal(
            Problems.TokenKeyInvalid,
            TokenKeyText
                .Read(curve.ExportSubjectPublicKeyInfoPem() + "\n" + curve.ExportSubjectPublicKeyInfoPem(), null)
                .Problem
        );
    }

    [Fact]
    public void A_shared_secret_does_not_stand_beside_a_public_key()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var read = TokenKeyText.Read(curve.ExportSubjectPublicKeyInfoPem(), null).Value!;
        var other = new TokenKey("e1", TokenProfile.Own, Signer.Issuer, read.Algorithm, read.Material);

        Assert.Equal(Problems.TokenKeysMixed, TokenKeys.Of([Signer.OwnKey, other]).Problem);
        Assert.True(TokenKeys.Of([Signer.CoralKey, Signer.DisqusKey, other]).IsSuccess);
        Assert.Equal(Problems.TokenKeyNameTaken, TokenKeys.Of([other, other]).Problem);
    }

    [Fact]
    public void A_key_never_shows_its_secret() =>
        Assert.DoesNotContain(Signer.Secret, Signer.OwnKey.ToString(), StringComparison.Ordinal);

    private static string? Algorithm(string text, string? wanted = null) =>
        TokenKeyText.Read(text, TokenAlgorithm.Find(wanted)).Value?.Algorithm.Name;
}
