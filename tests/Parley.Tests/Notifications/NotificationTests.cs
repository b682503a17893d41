using System.Net;
using Parley.Comments;
using Parley.Events;
using Parley.Markup;
using Parley.Notifications;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Notifications;

public sealed class NotificationTests
{
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_is_answered_or_named_is_told_once_and_nobody_is_told_by_themselves(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        using var ming = await server.ReaderAsync("王小明");
        var thread = await server.OpenThreadAsync();
        var top = await ada.PublishAsync(thread, "The dam held.");
        await ming.PublishAsync(thread, "是的。");
        await ada.PublishAsync(thread, "I answer myself, @Ada Korr.", top);

        // An answer that names whom it answers, and somebody else by a name that runs into the sentence.
        var reply = await bo.PublishAsync(thread, "No, @Ada Korr! @王小明你好", top);
        Assert.Equal([("reply", reply)], await ToldAsync(server, ada, 1));
        Assert.Equal([("mention", reply)], await ToldAsync(server, ming, 1));
        Assert.Empty(await ToldAsync(server, bo, 0));

        // One that is named by an edit is told, and whoever was named before is not told again.
        var later = await bo.PublishAsync(thread, "Said @ada  korr?");
        await ToldAsync(server, ada, 2);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.PutAsync($"{TestServer.Api}/notifications/read")).Status);
        await bo.PatchAsync($"{TestServer.Api}/comments/{later}", new { body = "Said @Ada Korr? Or @王小明?" });
        Assert.Equal([("mention", later), ("mention", reply)], await ToldAsync(server, ming, 2));
        Assert.Equal([("mention", later), ("reply", reply)], await ToldAsync(server, ada, 0));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_not_public_is_in_no_list_and_no_count_and_comes_back_with_its_comment(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var top = await ada.PublishAsync(thread, "The dam held.");
        var reply = await bo.PublishAsync(thread, "A marmaladezeppelin.", top);
        await ToldAsync(server, ada, 1);
        Assert.Contains("marmaladezeppelin", (await ada.GetAsync($"{Site}/notifications")).Text, StringComparison.Ordinal);

        foreach (var state in (CommentState[])[CommentState.Removed, CommentState.Held, CommentState.Rejected])
        {
            await server.DecideAsync(reply, state);
            // At once: nothing is waited for.
            Assert.Equal(0, (int)(await ada.GetAsync($"{TestServer.Api}/threads/{thread}/mine")).Json["unread"]!);
            Assert.DoesNotContain(
                "marmaladezeppelin",
                (await ada.GetAsync($"{Site}/notifications")).Text,
                StringComparison.Ordinal
            );
            // What cannot be seen is not read.
            Assert.Equal(HttpStatusCode.SeeOther, (await ada.SendFormAsync($"{Site}/notifications")).Status);
            await server.DecideAsync(reply, CommentState.Published);
            Assert.Equal([("reply", reply)], await ToldAsync(server, ada, 1));
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await ada.SendFormAsync($"{Site}/notifications")).Status);
        Assert.Equal([("reply", reply)], await ToldAsync(server, ada, 0));
        Assert.Empty(await ToldAsync(server, bo, 0));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_read_goes_after_ninety_days_and_what_nobody_has_read_after_a_year(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var cyd = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var (hers, theirs) = (
            await ada.PublishAsync(thread, "The dam held."),
            await cyd.PublishAsync(thread, "The quay did not.")
        );
        foreach (var answered in (Guid[])[hers, theirs])
            await bo.PublishAsync(thread, $"An answer to {answered}.", answered);
        await ToldAsync(server, cyd, 1);
        await ToldAsync(server, ada, 1);
        // The time runs from when it was read, not from when it was told.
        server.Clock.Turn(TimeSpan.FromDays(20));
        await server.Get<NotificationStore>().MarkReadAsync(server.Site.Id, ada.Id, default);

        Assert.Equal([ada.Id, cyd.Id], await KeptAfterAsync(TimeSpan.FromDays(89)));
        Assert.Equal([cyd.Id], await KeptAfterAsync(TimeSpan.FromDays(2)));
        Assert.Equal([cyd.Id], await KeptAfterAsync(TimeSpan.FromDays(253)));
        Assert.Empty(await KeptAfterAsync(TimeSpan.FromDays(2)));

        async Task<List<Guid>> KeptAfterAsync(TimeSpan time)
        {
            server.Clock.Turn(time);
            await server.Get<Sweeper>().SweepAsync(default);
            var kept = await server.ListAsync(
                "SELECT reader_id FROM notification WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Guid(0)
            );
            return [.. kept.OrderBy(one => one != ada.Id)];
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_author_of_a_picked_comment_is_told_once_and_only_while_it_is_a_pick(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync("Ada Korr");
        var thread = await server.OpenThreadAsync();
        var hers = await ada.PublishAsync(thread, "A marmaladezeppelin.");
        var theirs = await staff.PublishAsync(thread, "We answer.");
        var pick = $"{TestServer.Api}/comments/{hers}/pick";
        await ToldAsync(server, ada, 0);

        await staff.PutAsync(pick);
        await staff.PutAsync($"{TestServer.Api}/comments/{theirs}/pick");

        Assert.Equal([("picked", hers)], await ToldAsync(server, ada, 1));
        Assert.Empty(await ToldAsync(server, staff, 0));
        var page = (await ada.GetAsync($"{Site}/notifications")).Text;
        Assert.Contains("The newsroom picked your comment under", page, StringComparison.Ordinal);
        Assert.Contains("marmaladezeppelin", page, StringComparison.Ordinal);

        // Taken back, at once: nothing is waited for. Picked again it is the same news.
        await staff.DeleteAsync(pick);
        Assert.Empty((await ListAsync(ada))["notifications"]!.AsArray());
        Assert.Equal(0, (int)(await ada.GetAsync($"{TestServer.Api}/threads/{thread}/mine")).Json["unread"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.PutAsync($"{TestServer.Api}/notifications/read")).Status);
        await staff.PutAsync(pick);
        Assert.Equal([("picked", hers)], await ToldAsync(server, ada, 1));
        Assert.Equal(HttpStatusCode.NoContent, (await ada.PutAsync($"{TestServer.Api}/notifications/read")).Status);
        await staff.DeleteAsync(pick);
        await staff.PutAsync(pick);
        Assert.Equal([("picked", hers)], await ToldAsync(server, ada, 0));

        await server.DecideAsync(hers, CommentState.Held);
        Assert.DoesNotContain(
            "marmaladezeppelin",
            (await ada.GetAsync($"{Site}/notifications")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_cannot_sign_in_and_who_comes_with_an_import_is_told_of_no_pick()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var old = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var (hers, his) = (await ada.PublishAsync(thread, "The dam held."), await old.PublishAsync(thread, "It did."));
        await server.Database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync("UPDATE reader SET kind = 2 WHERE id = @id", [("@id", old.Id)], default);
                await scope.ExecuteAsync(
                    "UPDATE comment SET picked_at = posted_at, picked_by = @by WHERE site_id = @site AND id = @id",
                    [("@by", staff.Id), ("@site", server.Site.Id), ("@id", hers)],
                    default
                );
                var now = server.Clock.GetUtcNow();
                await EventLog.AppendAsync(
                    scope,
                    server.Site.Id,
                    EventKind.CommentPicked,
                    now,
                    default,
                    thread,
                    9,
                    hers,
                    isQuiet: true
                );
            },
            default
        );
        await staff.PutAsync($"{TestServer.Api}/comments/{his}/pick");

        Assert.Empty(await ToldAsync(server, ada, 0));
        Assert.Equal([0], await server.ListAsync("SELECT count(*) FROM notification", [], row => row.Int(0)));
    }

    [Fact]
    public async Task What_is_imported_tells_nobody()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var top = await ada.PublishAsync(thread, "The dam held.");
        await server.SetWordsAsync(Parley.Screening.WordListKind.Suspect, "quokka");
        await Eventually.IsSoAsync(async () =>
            (string?)(await bo.SayAsync(thread, "A quokka.", top)).Json["comment"]?["state"] == "held"
        );
        var held = (Guid)(await bo.SayAsync(thread, "Another quokka.", top)).Json["comment"]!["id"]!;
        await server.Database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    "UPDATE comment SET state = 0 WHERE site_id = @site AND id = @id",
                    [("@site", server.Site.Id), ("@id", held)],
                    default
                );
                await EventLog.AppendAsync(
                    scope,
                    server.Site.Id,
                    EventKind.CommentPublished,
                    server.Clock.GetUtcNow(),
                    default,
                    thread,
                    9,
                    held,
                    isQuiet: true
                );
            },
            default
        );

        var reply = await bo.PublishAsync(thread, "Said here.", top);
        Assert.Equal([("reply", reply)], await ToldAsync(server, ada, 1));
    }

    [Fact]
    public async Task A_long_list_is_read_part_by_part()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var top = await ada.PublishAsync(thread, "The dam held.");
        for (var i = 0; i < NotificationStore.AtOnce + 5; i++)
            await bo.PublishAsync(thread, $"Reply number {i} of many to {Guid.NewGuid():N}.", top);
        await Eventually.IsSoAsync(async () => (int)(await ListAsync(ada))["unread"]! == NotificationStore.AtOnce + 5);

        var first = await ListAsync(ada);
        var second = await ListAsync(ada, "?before=" + (string)first["next"]!);
        Assert.Equal(NotificationStore.AtOnce, first["notifications"]!.AsArray().Count);
        Assert.Equal(5, second["notifications"]!.AsArray().Count);
        Assert.Null(second["next"]);
        Assert.Contains("rel=\"next\"", (await ada.GetAsync($"{Site}/notifications")).Text, StringComparison.Ordinal);
        Assert.Equal("query-invalid", (await ada.GetAsync($"{TestServer.Api}/notifications?before=x")).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_writes_here_may_be_named_and_nobody_else(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var adam = await server.ReaderAsync("Adam Ost");
        using var bo = await server.ReaderAsync("Bo Lind");
        using var elsewhere = await server.ReaderAsync("Ada Else");
        using var waits = await server.ReaderAsync("Ada Waits");
        var thread = await server.OpenThreadAsync();
        await elsewhere.PublishAsync(await server.OpenThreadAsync("https://news.example/else"), "Somewhere else.");
        await server.SetWordsAsync(Parley.Screening.WordListKind.Suspect, "quokka");
        await Eventually.IsSoAsync(async () =>
            (string?)(await waits.SayAsync(thread, "A quokka.")).Json["comment"]?["state"] == "held"
        );
        await ada.PublishAsync(thread, "One.");
        await adam.PublishAsync(thread, "Two.");
        var gone = await bo.PublishAsync(thread, "Three.");

        await Eventually.IsSoAsync(async () => (await NamesAsync(ada, thread, "b")).SequenceEqual(["Bo Lind"]));
        Assert.Equal(["Adam Ost", "Ada Korr"], await NamesAsync(bo, thread, "ada"));
        Assert.Equal(["Ada Korr"], await NamesAsync(bo, thread, "Ada K"));
        Assert.Equal(["Bo Lind", "Adam Ost"], await NamesAsync(ada, thread, ""));
        await server.DecideAsync(gone, CommentState.Removed);
        Assert.Empty(await NamesAsync(ada, thread, "bo"));
        Assert.Equal(
            "query-invalid",
            (await ada.GetAsync($"{TestServer.Api}/threads/{thread}/names?start={new string('a', 500)}")).Code
        );
    }

    private static async Task<List<string>> NamesAsync(TestReader reader, Guid thread, string start)
    {
        var answer = await reader.GetAsync($"{TestServer.Api}/threads/{thread}/names?start={Uri.EscapeDataString(start)}");
        return [.. answer.Json["names"]!.AsArray().Select(name => (string)name!)];
    }

    [Theory]
    [InlineData("@Ada Korr, look", "Ada Korr")]
    [InlineData("(@Ada)", "Ada")]
    [InlineData("look, @سلمى بنت", "سلمى")]
    [InlineData("@Bart & Sons <3 said", "Bart & Sons <3")]
    [InlineData("你好@王小明在吗", "王小明")]
    [InlineData("@Ada's dam", "Ada")]
    public void A_name_is_among_what_may_follow_the_sign(string words, string name) =>
        Assert.Contains(name, Assert.Single(Mentions.Read(CommentMarkup.Render(words))));

    [Theory]
    [InlineData("ada@korr.example")]
    [InlineData("https://social.example/@ada")]
    [InlineData("> @Ada Korr said so")]
    [InlineData("@ Ada")]
    [InlineData("@")]
    public void What_is_an_address_or_a_quotation_names_nobody(string words) =>
        Assert.Empty(Mentions.Read(CommentMarkup.Render(words)));

    [Fact]
    public void However_many_are_named_ten_are_looked_for() =>
        Assert.Equal(Mentions.Most, Mentions.Read(CommentMarkup.Render(string.Join(' ', Enumerable.Repeat("@a", 500)))).Count);

    /// <summary>What a reader is told, the newest first, as soon as so many of it are unread.</summary>
    internal static async Task<List<(string, Guid)>> ToldAsync(TestServer server, TestReader reader, int unread)
    {
        await Eventually.IsSoAsync(async () =>
            (int)(await ListAsync(reader))["unread"]! == unread && await IsFollowedAsync(server)
        );
        var list = await ListAsync(reader);
        Assert.Equal(unread, (int)list["unread"]!);
        return [.. list["notifications"]!.AsArray().Select(one => ((string)one!["kind"]!, (Guid)one["comment"]!["id"]!))];
    }

    private static async Task<bool> IsFollowedAsync(TestServer server)
    {
        var at = await server.ListAsync(
            "SELECT tx, event_id FROM bookmark WHERE follower = 'notifications'",
            [],
            row => new Bookmark(row.Long(0), row.Long(1))
        );
        return at is [var bookmark] && (await server.Get<EventLog>().ReadAsync(bookmark, 1, default)).Count == 0;
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ListAsync(TestReader reader, string query = "") =>
        (await reader.GetAsync($"{TestServer.Api}/notifications{query}")).Json;
}
