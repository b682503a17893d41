using System.Net;
using Parley.Comments;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

public sealed class HeldCommentTests
{
    private const string Words = "A smuggler told me so.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_held_comment_is_seen_by_its_author_and_leaves_no_trace_for_anyone_else(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        var thread = await server.OpenThreadAsync();
        var parent = await bo.PublishAsync(thread, "Who says so?");
        string[] urls =
        [
            $"/{TestServer.SiteName}/t/{thread}",
            $"/{TestServer.SiteName}/t/{thread}?order=oldest",
            $"/{TestServer.SiteName}/t/{thread}?order=appreciated",
            $"/{TestServer.SiteName}/t/{thread}?frame=1",
            $"/{TestServer.SiteName}/t/{thread}/b/{parent}",
            $"/{TestServer.SiteName}/c/{parent}",
            $"/t?url=https://news.example/vote",
            $"{TestServer.Api}/threads/{thread}",
            $"{TestServer.Api}/threads?url=https://news.example/vote",
            $"{TestServer.Api}/threads/{thread}/comments",
            $"{TestServer.Api}/threads/{thread}/comments?order=oldest",
            $"{TestServer.Api}/threads/{thread}/comments?order=appreciated",
            $"{TestServer.Api}/comments/{parent}",
            $"{TestServer.Api}/comments/{parent}/replies",
        ];
        var before = await AllAsync(bo, urls);

        var top = await ada.SayAsync(thread, Words);
        var reply = await ada.SayAsync(thread, Words + " Twice.", parent);

        Assert.Equal("held", (string?)top.Json["comment"]!["state"]);
        Assert.NotEmpty(top.Json["reasons"]!.AsArray());
        var (held, heldReply) = ((Guid)top.Json["comment"]!["id"]!, (Guid)reply.Json["comment"]!["id"]!);
        var mine = await ada.GetAsync($"{TestServer.Api}/threads/{thread}/mine");
        Assert.Equal([held, heldReply], mine.Json["held"]!.AsArray().Select(one => (Guid)one!["id"]!).Order());
        Assert.Contains("smuggler", (string?)mine.Json["held"]![0]!["fragment"], StringComparison.Ordinal);

        // The follower has seen both, so whatever they change would have changed.
        await Eventually.IsSoAsync(async () =>
            (
                await server.ListAsync(
                    "SELECT comment_id FROM authored WHERE site_id = @site",
                    [("@site", server.Site.Id)],
                    row => row.Guid(0)
                )
            ).Count == 3
        );
        Assert.Equal(before, await AllAsync(bo, urls));
        Assert.Equal(before, await AllAsync(ada, urls));
        Assert.Empty((await bo.GetAsync($"{TestServer.Api}/threads/{thread}/mine")).Json["held"]!.AsArray());
        foreach (var visitor in (TestVisitor[])[bo, ada])
        {
            await SameAsUnknownAsync(held, id => visitor.GetAsync($"/{TestServer.SiteName}/c/{id}"));
            await SameAsUnknownAsync(held, id => visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}/b/{id}"));
            await SameAsUnknownAsync(held, id => visitor.GetAsync($"/{TestServer.SiteName}/c/{id}/report"));
            await SameAsUnknownAsync(held, id => visitor.GetAsync($"{TestServer.Api}/comments/{id}"));
            await SameAsUnknownAsync(held, id => visitor.GetAsync($"{TestServer.Api}/comments/{id}/replies"));
        }

        await SameAsUnknownAsync(held, id => bo.GetAsync($"{TestServer.Api}/comments/{id}/mine"));
        await SameAsUnknownAsync(held, id => bo.GetAsync($"/{TestServer.SiteName}/c/{id}/reply"));
        await SameAsUnknownAsync(held, id => bo.GetAsync($"/{TestServer.SiteName}/c/{id}/edit"));
        await SameAsUnknownAsync(held, id => bo.GetAsync($"/{TestServer.SiteName}/c/{id}/delete"));
        await SameAsUnknownAsync(held, id => bo.PutAsync($"{TestServer.Api}/comments/{id}/appreciation"));
        await SameAsUnknownAsync(held, id => bo.PostAsync($"{TestServer.Api}/comments/{id}/reports", new { reason = "abuse" }));
        await SameAsUnknownAsync(held, id => bo.PatchAsync($"{TestServer.Api}/comments/{id}", new { body = "Mine now." }));
        await SameAsUnknownAsync(held, id => bo.DeleteAsync($"{TestServer.Api}/comments/{id}"));
        await SameAsUnknownAsync(held, id => bo.SayAsync(thread, "To you.", id));
        await SameAsUnknownAsync(held, id => bo.SendFormAsync($"/{TestServer.SiteName}/c/{id}/reply", ("body", "To you.")));
        await SameAsUnknownAsync(held, id => bo.SendFormAsync($"/{TestServer.SiteName}/c/{id}/appreciate"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_held_comment_that_is_published_stands_where_it_was_written(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var first = await bo.PublishAsync(thread, "Who says so?");
        var held = (Guid)(await ada.SayAsync(thread, Words)).Json["comment"]!["id"]!;
        var last = await bo.PublishAsync(thread, "Nobody, then.");

        await server.DecideAsync(held, CommentState.Published);

        Assert.Equal([last, held, first], (await bo.GetAsync($"/{TestServer.SiteName}/t/{thread}?v=3")).CommentIds);
        Assert.Equal(3, (int)(await bo.GetAsync($"{TestServer.Api}/threads/{thread}")).Json["count"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Without_script_a_held_comment_is_shown_to_its_writer_on_a_page_that_nobody_keeps(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();

        var page = await ada.SendFormAsync($"/{TestServer.SiteName}/t/{thread}/comments", ("body", Words));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(Words, page.Text, StringComparison.Ordinal);
        Assert.Contains("no-store", page.Headers["cache-control"], StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_word_that_held_a_comment_is_named_only_where_the_site_allows_it(string engine)
    {
        foreach (var isShown in (bool[])[false, true])
        {
            await using var database = await TestDatabase.CreateAsync(engine);
            await using var server = await TestServer.StartAsync(database, new() { ShowMatchedWords = isShown });
            await server.SetWordsAsync(WordListKind.Suspect, "smuggl*");
            using var ada = await server.ReaderAsync();
            var thread = await server.OpenThreadAsync();

            var reasons = (await ada.SayAsync(thread, Words)).Json["reasons"]!.ToJsonString();

            Assert.Equal(isShown, reasons.Contains("smuggl", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task<List<(HttpStatusCode, string?, string)>> AllAsync(TestVisitor visitor, string[] urls)
    {
        var all = new List<(HttpStatusCode, string?, string)>();
        foreach (var url in urls)
        {
            var answer = await visitor.GetAsync(url);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            all.Add((answer.Status, answer.ETag, answer.Text));
        }

        return all;
    }

    private static async Task SameAsUnknownAsync(Guid id, Func<Guid, Task<TestAnswer>> ask)
    {
        var unknown = Guid.CreateVersion7();
        var (known, none) = (await ask(id), await ask(unknown));
        Assert.Equal(none.Status, known.Status);
        Assert.Equal(none.TextWithout(unknown), known.TextWithout(id));
    }
}
