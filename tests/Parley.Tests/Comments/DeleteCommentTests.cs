using System.Net;
using Parley.Comments;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

public sealed class DeleteCommentTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_deleted_comment_is_gone_from_the_next_answer(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "I shall regret this.");
        Assert.True((await ada.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Shows(id));

        var sent = await ada.SendFormAsync($"/{TestServer.SiteName}/c/{id}/delete");

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.False((await ada.GetAsync(sent.Location)).Shows(id));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"/{TestServer.SiteName}/c/{id}")).Status);
        // The same wish again, after a lost answer.
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.SendFormAsync($"/{TestServer.SiteName}/c/{id}/delete")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_place_remains_exactly_as_long_as_a_reply_stands_under_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        var thread = await server.OpenThreadAsync();
        var top = await ada.PublishAsync(thread, "I shall regret this.");
        var middle = await bo.PublishAsync(thread, "So shall I.", top);
        var last = await bo.PublishAsync(thread, "And I of my reply.", middle);
        var held = (Guid)(await bo.SayAsync(thread, "A smuggler would not.", middle)).Json["comment"]!["id"]!;

        await ada.DeleteAsync($"{TestServer.Api}/comments/{top}");
        await bo.DeleteAsync($"{TestServer.Api}/comments/{middle}");
        var page = await ada.GetAsync($"/{TestServer.SiteName}/t/{thread}");
        Assert.Equal([top, middle, last], page.CommentIds);
        Assert.DoesNotContain("I shall regret this.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada Korr", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(ada, thread));
        var gone = await ada.GetAsync($"{TestServer.Api}/comments/{top}");
        Assert.Equal("deleted", (string?)gone.Json["state"]);
        Assert.Null(gone.Json["html"]);

        await bo.DeleteAsync($"{TestServer.Api}/comments/{last}");
        Assert.Empty((await ada.GetAsync($"/{TestServer.SiteName}/t/{thread}")).CommentIds);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"/{TestServer.SiteName}/c/{top}")).Status);
        Assert.Equal(0, await CountAsync(ada, thread));

        await server.DecideAsync(held, CommentState.Published);
        await Eventually.IsSoAsync(async () =>
            (await ada.GetAsync($"/{TestServer.SiteName}/t/{thread}")).CommentIds.SequenceEqual([top, middle, held])
        );
        Assert.Equal(1, await CountAsync(ada, thread));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_removed_comment_can_be_restored_with_all_that_it_had(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "The ferry is late.");
        await bo.PutAsync($"{TestServer.Api}/comments/{id}/appreciation");
        var before = await ThreadAsync(bo, thread);

        await server.DecideAsync(id, CommentState.Removed);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.GetAsync($"{TestServer.Api}/comments/{id}")).Status);
        var empty = await ThreadAsync(bo, thread);
        Assert.Equal((0, true), (empty.Count, empty.LastActivity is null));
        await server.DecideAsync(id, CommentState.Published);

        var after = await ThreadAsync(bo, thread);
        Assert.Equal((1, before.LastActivity), (after.Count, after.LastActivity));
        Assert.Equal(1, (int)(await bo.GetAsync($"{TestServer.Api}/comments/{id}")).Json["appreciations"]!);
    }

    private static async Task<int> CountAsync(TestVisitor visitor, Guid thread) => (await ThreadAsync(visitor, thread)).Count;

    private static async Task<(int Count, string? LastActivity)> ThreadAsync(TestVisitor visitor, Guid thread)
    {
        var answer = await visitor.GetAsync($"{TestServer.Api}/threads/{thread}");
        return ((int)answer.Json["count"]!, (string?)answer.Json["lastActivity"]);
    }
}
