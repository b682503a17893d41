using System.Net;
using System.Text.Json;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>What the program writes where many may read it, and keep it for long.</summary>
public sealed class LogTests
{
    private const string Words = "wordmark of a reader";
    private const string Email = "mailmark@harbour.example";
    private const string Password = "passmark of three herons";
    private const string Address = "203.0.113.77";

    [Theory]
    [InlineData(EveryDatabase.Sqlite, "")]
    [InlineData(EveryDatabase.Sqlite, "Debug")]
    [InlineData(EveryDatabase.Sqlite, "Trace")]
    [InlineData(EveryDatabase.Postgres, "")]
    [InlineData(EveryDatabase.Postgres, "Trace")]
    public async Task Nobody_s_words_addresses_or_secrets_are_logged(string engine, string level)
    {
        Assert.SkipWhen(engine == EveryDatabase.Postgres && TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var place = await Place.MakeAsync(engine);
        (string, string)[] variables =
        [
            ("PARLEY__TRUSTEDPROXIES__0", "127.0.0.1"),
            .. level.Length == 0 ? [] : new[] { ("Logging__LogLevel__Default", level) },
        ];
        await using var server = await RunningServer.StartAsync(place, place.Where, variables);
        using var ada = await server.SignUpAsync("Namemark Ada", Email, Password);
        var reset = (await place.DoAsync("reader", "reset", Email)).Split("code=")[1].Trim();
        var link = (await place.DoAsync("admin", "link")).Split("code=")[1].Trim();
        var session = await server.OpenAsync($"/sign-in-link?code={link}");
        Assert.NotNull(session);

        using var visitor = server.Visitor(session);
        var thread = await ThreadAsync(visitor);
        await visitor.SendFormAsync("/harbour-courant/sign-in", ("email", Email), ("password", Password + " not"));
        await visitor.PostAsync("/api/v1/session", new { email = Email, password = 7 });
        await visitor.GetAsync($"/harbour-courant/reset?code={reset}");
        await visitor.GetAsync($"/harbour-courant/?q={Uri.EscapeDataString(Words)}");
        await visitor.GetAsync("/harbour-courant/", ("X-Forwarded-For", Address));
        await visitor.GetAsync("/" + Uri.EscapeDataString(Words));
        var said = await visitor.PostAsync($"{TestServer.Api}/threads/{thread}/comments", Comment());
        Assert.Equal(HttpStatusCode.Created, said.Status);

        // What fails for a reason that nobody foresaw is what logs tell most about.
        await place.Rows.ExecuteAsync("DROP TABLE comment");
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            (await visitor.PostAsync($"{TestServer.Api}/threads/{thread}/comments", Comment())).Status
        );
        // Whoever reads is told on a page that looks like the others.
        var page = await visitor.GetAsync($"/harbour-courant/t/{thread}?v=99");
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("Something broke on our side", page.Text, StringComparison.Ordinal);
        Assert.Contains("/parley.css", page.Text, StringComparison.Ordinal);
        var ended = await server.StopAsync();

        var log = ended.Output + ended.Errors;
        Assert.Contains("\"LogLevel\":\"Error\"", log, StringComparison.Ordinal);
        string[] marks = [Words, "wordmark", "mailmark", "passmark", "Namemark", Address, reset, link, session];
        // At the console's own writing too, which escapes.
        foreach (
            var mark in marks.SelectMany(mark =>
                new[] { mark, JsonSerializer.Serialize(mark)[1..^1], Uri.EscapeDataString(mark) }
            )
        )
            Assert.DoesNotContain(mark, log, StringComparison.OrdinalIgnoreCase);
        // The operator's first link is meant to be read there.
        Assert.Contains("  Sign in  ", log, StringComparison.Ordinal);
    }

    private static object Comment() => new { id = Guid.CreateVersion7(), body = $"{Words} {Guid.NewGuid()}" };

    private static async Task<Guid> ThreadAsync(TestVisitor visitor)
    {
        var comment = (await visitor.GetAsync("/harbour-courant/s/barges-in-the-narrows")).CommentIds[0];
        return (Guid)(await visitor.GetAsync($"{TestServer.Api}/comments/{comment}")).Json["threadId"]!;
    }
}
