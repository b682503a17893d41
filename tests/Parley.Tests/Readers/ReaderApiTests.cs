using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class ReaderApiTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_program_signs_up_in_and_out(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var program = host.Browser();

        var made = await SendAsync(
            program,
            "accounts",
            new
            {
                site = "harbour-courant",
                email = "ada@harbour.example",
                password = ReaderNode.Password,
                name = "Ada Korr",
            }
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("Ada Korr", (await ReaderHost.WhoAsync(program)).Name);

        Assert.Equal(HttpStatusCode.NoContent, (await program.DeleteAsync(At("session"), Cancel)).StatusCode);
        Assert.False((await ReaderHost.WhoAsync(program)).IsSignedIn);
        var signedIn = await SendAsync(
            program,
            "session",
            new { email = "ada@harbour.example", password = ReaderNode.Password }
        );
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await program.DeleteAsync(At("sessions"), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.DeleteAsync(At("session"), Cancel)).StatusCode);
    }

    [Theory]
    [InlineData(
        "accounts",
        """{"site":"harbour-courant","email":"x","password":"three herons at dusk","name":"Ada"}""",
        422,
        "email-invalid"
    )]
    [InlineData(
        "accounts",
        """{"site":"harbour-courant","email":"a@b.example","password":"short","name":"Ada"}""",
        422,
        "password-too-short"
    )]
    [InlineData(
        "accounts",
        """{"site":"harbour-courant","email":"a@b.example","password":"three herons at dusk"}""",
        422,
        "name-empty"
    )]
    [InlineData(
        "accounts",
        """{"site":"nowhere","email":"a@b.example","password":"three herons at dusk","name":"Ada"}""",
        404,
        "not-found"
    )]
    [InlineData("accounts", """{"email":null}""", 404, "not-found")]
    [InlineData("accounts", """{"site":"harbour-courant","isOperator":true}""", 400, "body-invalid")]
    [InlineData("session", """{"email":"a\u0000@b.example","password":"\u0000"}""", 401, "sign-in-failed")]
    [InlineData("session", """{"email":["a"]}""", 400, "body-invalid")]
    [InlineData("session", "{", 400, "body-invalid")]
    [InlineData("session", "null", 400, "body-invalid")]
    [InlineData("session/frame", """{"code":"' OR 1=1"}""", 403, "code-not-valid")]
    [InlineData("session/frame", """{}""", 403, "code-not-valid")]
    public async Task What_cannot_be_done_is_refused_with_its_code(string path, string body, int status, string code)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var program = host.Browser();

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await program.PostAsync(At(path), content, Cancel);

        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(code, document.RootElement.GetProperty("code").GetString());
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_session_says_nothing_of_a_site_that_is_not_there()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(At("session?site=nowhere"), Cancel)).StatusCode);
        Assert.Equal("""{"isSignedIn":true}""", await ada.GetStringAsync(At("session"), Cancel));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient program, string path, object body) =>
        program.PostAsJsonAsync(At(path), body, Cancel);

    private static Uri At(string path) => new("/api/v1/" + path, UriKind.Relative);
}
