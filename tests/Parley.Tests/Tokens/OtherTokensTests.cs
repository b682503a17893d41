using System.Text;
using System.Text.Json.Nodes;
using Parley.Tokens;
using Xunit;
using static Parley.Tests.Tokens.Signer;

namespace Parley.Tests.Tokens;

/// <summary>What sites made for Coral and for Disqus, taken over as it is.</summary>
public sealed class OtherTokensTests
{
    private const string Ana = """{"id":"1001","username":"Ana Reader","email":"ana@news.example"}""";

    [Fact]
    public void A_token_made_for_Coral_signs_its_reader_in()
    {
        var claims = Coral();
        claims["user"]!["badges"] = new JsonArray("Patron");
        claims["user"]!["role"] = "ADMIN";
        claims["user"]!["url"] = "https://news.example/ana";
        claims["user"]!["avatar"] = "javascript:alert(1)";
        claims["extra"] = 1;
        claims["user"]!["extra"] = 1;

        var read = Read(Sign(claims), CoralKey).Claims!;

        Assert.Equal(("coral", "1001", "Ana Reader"), (read.Issuer, read.Subject, read.Name));
        Assert.Equal("ana@news.example", read.Email);
        Assert.Equal(Now.AddSeconds(-5).AddHours(24), read.EndsAt);
        Assert.False(read.IsForOnce);
    }

    [Theory]
    [InlineData("id", "1001", "token-text-invalid")]
    [InlineData("id", null, "token-text-invalid")]
    [InlineData("id", "\"\"", "token-text-invalid")]
    [InlineData("email", null, "token-text-invalid")]
    [InlineData("username", null, "token-text-invalid")]
    [InlineData("username", "[]", "token-text-invalid")]
    [InlineData("badges", "\"Patron\"", "token-text-invalid")]
    [InlineData("badges", "[1]", "token-text-invalid")]
    [InlineData("role", "1", "token-text-invalid")]
    [InlineData("url", "1", "token-text-invalid")]
    public void A_user_of_Coral_has_to_be_whole(string member, string? value, string code)
    {
        var claims = Coral();
        var user = claims["user"]!.AsObject();
        user.Remove(member);
        if (value is not null)
            user[member] = JsonNode.Parse(value);

        Assert.Equal(code, Refusal(Sign(claims), CoralKey));
    }

    [Theory]
    [InlineData("""{}""", "token-time-missing")]
    [InlineData("""{"iat":1768478395}""", "")]
    [InlineData("""{"exp":1768478700}""", "")]
    [InlineData("""{"exp":1768564801}""", "token-lasts-too-long")]
    [InlineData("""{"iat":1768391940}""", "token-expired")]
    [InlineData("""{"iat":1768391941}""", "")]
    [InlineData("""{"iat":1768478395,"exp":2083838400}""", "token-lasts-too-long")]
    [InlineData("""{"iat":1768478395,"jti":""}""", "token-text-invalid")]
    public void A_token_made_for_Coral_holds_for_a_day(string times, string code)
    {
        var claims = JsonNode.Parse(times)!.AsObject();
        claims["user"] = Coral()["user"]!.DeepClone();

        Assert.Equal(code, Refusal(Sign(claims), CoralKey));
    }

    [Fact]
    public void A_key_for_Coral_is_none_for_our_own_token_and_the_other_way_about()
    {
        Assert.Equal("token-text-invalid", Refusal(Sign(Own()), CoralKey));
        Assert.Equal("token-issuer-other", Refusal(Sign(Coral()), OwnKey));
    }

    [Fact]
    public void A_payload_made_for_Disqus_signs_its_reader_in()
    {
        var payload = SignForDisqus(Ana);
        var parts = payload.Split(' ');

        foreach (var hmac in (string[])[parts[1], parts[1].ToUpperInvariant()])
        {
            var read = Read($"{parts[0]} {hmac} {parts[2]}", DisqusKey).Claims!;
            Assert.Equal(("disqus", "1001", "Ana Reader"), (read.Issuer, read.Subject, read.Name));
            Assert.False(read.IsForOnce);
        }
    }

    [Fact]
    public void The_number_of_a_user_of_WordPress_is_an_id()
    {
        var read = Read(SignForDisqus("""{"id":7,"username":"Ana","email":"a@b.example","avatar":"","url":""}"""), DisqusKey);

        Assert.Equal("7", read.Claims?.Subject);
    }

    [Theory]
    [InlineData("{}", "e30=")]
    [InlineData("[]", "W10=")]
    public void A_payload_of_nobody_signs_nobody_in(string user, string base64)
    {
        var payload = SignForDisqus(user);
        var reading = Read(payload, DisqusKey);

        Assert.StartsWith(base64, payload, StringComparison.Ordinal);
        Assert.True(reading.IsSignedOut);
        Assert.Null(reading.Claims);
        Assert.False(Read(payload, DisqusKey with { Material = Encoding.UTF8.GetBytes(Secret + "!") }).IsSignedOut);
        Assert.False(Read(SignForDisqus(user, Now.AddHours(-3).ToUnixTimeSeconds()), DisqusKey).IsSignedOut);
    }

    [Theory]
    [InlineData("""{"username":"Ana","email":"a@b.example"}""", "token-text-invalid")]
    [InlineData("""{"id":1.5,"username":"Ana","email":"a@b.example"}""", "token-text-invalid")]
    [InlineData("""{"id":"1","email":"a@b.example"}""", "token-text-invalid")]
    [InlineData("""{"id":"1","username":"Ana"}""", "token-text-invalid")]
    [InlineData("""{"id":"1","id":"2","username":"Ana","email":"a@b.example"}""", "token-malformed")]
    [InlineData("""{"id":"1","username":"Ana","email":"a@b.example","avatar":1}""", "token-text-invalid")]
    [InlineData("""[1]""", "token-text-invalid")]
    [InlineData("""null""", "token-text-invalid")]
    [InlineData("""x""", "token-malformed")]
    public void A_user_of_Disqus_has_to_be_whole(string user, string code) =>
        Assert.Equal(code, Refusal(SignForDisqus(user), DisqusKey));

    [Fact]
    public void A_payload_made_for_Disqus_holds_for_two_hours_and_not_before()
    {
        string At(TimeSpan ago) => Refusal(SignForDisqus(Ana, (Now - ago).ToUnixTimeSeconds()), DisqusKey);

        Assert.Equal("", At(TimeSpan.FromMinutes(120)));
        Assert.Equal("token-expired", At(TimeSpan.FromMinutes(121)));
        Assert.Equal("", At(TimeSpan.FromSeconds(-60)));
        Assert.Equal("token-not-yet", At(TimeSpan.FromSeconds(-61)));
    }

    [Fact]
    public void A_payload_is_refused_that_was_changed_or_is_written_otherwise()
    {
        var payload = SignForDisqus(Ana);
        var (message, hmac, time) = (payload.Split(' ')[0], payload.Split(' ')[1], payload.Split(' ')[2]);
        var other = Convert.ToBase64String(Encoding.UTF8.GetBytes(Ana.Replace("1001", "1002", StringComparison.Ordinal)));

        Assert.Equal("token-signature-wrong", Refusal($"{other} {hmac} {time}", DisqusKey));
        Assert.Equal("token-signature-wrong", Refusal($"{message} {hmac} {Now.ToUnixTimeSeconds() + 1}", DisqusKey));
        Assert.Equal("token-signature-wrong", Refusal($"{message} {new string('0', 40)} {time}", DisqusKey));
        Assert.Equal("token-key-unknown", Refusal(payload, OwnKey, CoralKey));
        foreach (
            var forged in (string[])
                [
                    $"{message}  {hmac} {time}",
                    $"{message} {hmac} {time} ",
                    $" {message} {hmac} {time}",
                    $"{message} {hmac}",
                    $"{message} {hmac[..39]} {time}",
                    $"{message} {hmac} {time}x",
                    $"{message} {hmac} -1",
                    $"{message} {hmac} 99999999999999999999",
                    $"{message}\n {hmac} {time}",
                    $"{message.TrimEnd('=')}= {hmac} {time}",
                ]
        )
            Assert.Equal("token-malformed", Refusal(forged, DisqusKey));
    }

    [Fact]
    public void A_payload_that_is_longer_than_any_is_not_read() =>
        Assert.Equal("token-too-long", Refusal(SignForDisqus(new string('x', CompactToken.MaxLength)), DisqusKey));
}
