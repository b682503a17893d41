using System.Net;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

public sealed class EditCommentTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_slip_is_mended_within_the_window_and_readers_see_that_it_was(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "The fery is late.");

        var edited = await ada.PatchAsync($"{TestServer.Api}/comments/{id}", new { body = "The ferry is late." });

        Assert.Equal(HttpStatusCode.OK, edited.Status);
        var page = await ada.GetAsync($"/{TestServer.SiteName}/t/{thread}");
        Assert.Contains("The ferry is late.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fery", page.Text, StringComparison.Ordinal);
        Assert.Contains("pl-edited", page.Text, StringComparison.Ordinal);
        Assert.Equal(["The fery is late."], await RevisionsAsync(server, id));

        server.Clock.Turn(TimeSpan.FromMinutes(5));
        var late = await ada.PatchAsync($"{TestServer.Api}/comments/{id}", new { body = "I never said that." });
        Assert.Equal((HttpStatusCode.Forbidden, "edit-too-late"), (late.Status, late.Code));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Without_script_one_is_led_back_to_the_mended_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "The fery is late.");
        await ada.GetAsync($"/{TestServer.SiteName}/t/{thread}");

        var form = await ada.GetAsync($"/{TestServer.SiteName}/c/{id}/edit");
        Assert.Contains("The fery is late.", form.Text, StringComparison.Ordinal);
        var sent = await ada.SendFormAsync($"/{TestServer.SiteName}/c/{id}/edit", ("body", "The ferry is late."));

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        var page = await ada.GetAsync(sent.Location.Split('#')[0]);
        Assert.Contains("The ferry is late.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fery", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_edit_that_would_be_held_takes_the_comment_out_of_sight_at_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "A friend told me so.");
        Assert.True((await ada.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Shows(id));

        var edited = await ada.PatchAsync($"{TestServer.Api}/comments/{id}", new { body = "A smuggler told me so." });

        Assert.Equal("held", (string?)edited.Json["comment"]!["state"]);
        Assert.NotEmpty(edited.Json["reasons"]!.AsArray());
        Assert.False((await ada.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Shows(id));
        Assert.Equal(0, (int)(await ada.GetAsync($"{TestServer.Api}/threads/{thread}")).Json["count"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"/{TestServer.SiteName}/c/{id}")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_else_mends_a_comment(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "The ferry is late.");

        Assert.Equal("not-allowed", (await bo.PatchAsync($"{TestServer.Api}/comments/{id}", new { body = "It is not." })).Code);
        Assert.Equal("not-allowed", (await bo.DeleteAsync($"{TestServer.Api}/comments/{id}")).Code);
        Assert.Equal(
            "sign-in-needed",
            (await visitor.PatchAsync($"{TestServer.Api}/comments/{id}", new { body = "It is not." })).Code
        );
        Assert.Contains(
            "The ferry is late.",
            (await bo.GetAsync($"/{TestServer.SiteName}/c/{id}")).Text,
            StringComparison.Ordinal
        );
    }

    private static Task<List<string>> RevisionsAsync(TestServer server, Guid id) =>
        server.ListAsync(
            "SELECT source FROM revision WHERE site_id = @site AND comment_id = @id ORDER BY number",
            [("@site", server.Site.Id), ("@id", id)],
            row => row.Text(0)
        );
}
