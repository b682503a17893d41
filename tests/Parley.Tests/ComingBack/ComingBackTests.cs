using System.Net;
using System.Text.Json.Nodes;
using Parley.ComingBack;
using Parley.Comments;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.ComingBack;

/// <summary>Where a reader was in a discussion, and what they find when they come back.</summary>
public sealed class ComingBackTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_published_since_the_last_visit_is_new_and_stays_so_while_one_is_there(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var early = await bo.PublishAsync(thread, "Early.");

        var first = await ComeAsync(ada, thread, 1);
        Assert.Null(first["since"]);
        Assert.Null(first["sinceAt"]);
        var left = server.Clock.GetUtcNow();
        server.Clock.Turn(ThreadVisits.Gap + TimeSpan.FromMinutes(1));
        var late = await bo.PublishAsync(thread, "Late.");
        var reply = await bo.PublishAsync(thread, "Later.", early);

        var second = await ComeAsync(ada, thread, 3);
        Assert.Equal(1, (long)second["since"]!);
        Assert.Equal(left, (DateTimeOffset)second["sinceAt"]!, TimeSpan.FromSeconds(5));
        Assert.Equal([(late, null), (reply, early)], await NewAsync(server, thread, 1));

        // Looking again, on another device or after a reload, does not make it old.
        server.Clock.Turn(ThreadVisits.Gap - TimeSpan.FromMinutes(1));
        Assert.Equal(1, (long)(await ComeAsync(ada, thread, 3))["since"]!);
        server.Clock.Turn(ThreadVisits.Gap + TimeSpan.FromMinutes(1));
        Assert.Equal(3, (long)(await ComeAsync(ada, thread, 3))["since"]!);
        Assert.Empty(await NewAsync(server, thread, 3));
        // Another reader has visits of their own.
        Assert.Null((await ComeAsync(bo, thread, 3))["since"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_has_seen_more_than_there_is_and_a_page_that_shows_less_takes_nothing_back(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await ada.PublishAsync(thread, "One.");
        await ada.PublishAsync(thread, "Two.");

        await ComeAsync(ada, thread, long.MaxValue);
        await ComeAsync(ada, thread, 0);
        server.Clock.Turn(TimeSpan.FromHours(1));

        Assert.Equal(2, (long)(await ComeAsync(ada, thread, 0))["since"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Only_what_is_public_now_is_new_and_what_was_held_is_when_it_is_published(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(Parley.Screening.WordListKind.Suspect, "gannet");
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var elsewhere = await server.OpenThreadAsync("https://news.example/else");
        var held = (Guid)(await bo.SayAsync(thread, "A gannet.")).Json["comment"]!["id"]!;
        var kept = await bo.PublishAsync(thread, "Stays.");
        var removed = await bo.PublishAsync(thread, "Goes.");
        await bo.PublishAsync(elsewhere, "Elsewhere.");
        await bo.PutAsync($"{TestServer.Api}/comments/{kept}/appreciation");
        await server.DecideAsync(removed, CommentState.Removed);
        Assert.Equal([(kept, null)], await NewAsync(server, thread, 0));

        var version = (long)(await bo.GetAsync($"{TestServer.Api}/threads/{thread}")).Json["version"]!;
        await server.DecideAsync(held, CommentState.Published);

        Assert.Equal([(held, null)], await NewAsync(server, thread, version));
    }

    [Fact]
    public async Task Of_very_many_the_latest_are_found_and_it_is_said_that_there_are_more()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var count = NewComments.Most + 1;
        for (var i = 0; i < count; i++)
            await bo.PublishAsync(thread, $"Number {i}.");
        using var visitor = server.Visitor();

        var some = (await visitor.GetAsync($"{TestServer.Api}/threads/{thread}/new?since=1")).Json;
        var many = (await visitor.GetAsync($"{TestServer.Api}/threads/{thread}/new?since=0")).Json;

        Assert.False((bool)some["isPartial"]!);
        Assert.True((bool)many["isPartial"]!);
        Assert.Equal(some["comments"]!.ToJsonString(), many["comments"]!.ToJsonString());
        foreach (var since in (string[])["", "-1", "x", "1.5", "99999999999999999999"])
            Assert.Equal(
                "query-invalid",
                (await visitor.GetAsync($"{TestServer.Api}/threads/{thread}/new?since={since}")).Code
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Order_folds_and_drafts_are_kept_for_their_reader_alone(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var top = await bo.PublishAsync(thread, "Top.");
        var (id, reply) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await ComeAsync(ada, thread, 1);

        await ada.PutAsync($"{TestServer.Api}/order", new { order = "discussed" });
        await ada.PutAsync($"{TestServer.Api}/threads/{thread}/folds", new { comments = new[] { top } });
        await ada.PutAsync($"{TestServer.Api}/threads/{thread}/drafts/{id}", new { body = "I think th" });
        await ada.PutAsync($"{TestServer.Api}/threads/{thread}/drafts/{id}", new { body = "I think that\nit held." });
        server.Clock.Turn(TimeSpan.FromSeconds(1));
        await ada.PutAsync($"{TestServer.Api}/threads/{thread}/drafts/{reply}", new { body = "No.", parentId = top });

        var kept = await ComeAsync(ada, thread, 1);
        Assert.Equal("discussed", (string?)kept["order"]);
        Assert.Equal([top], kept["folded"]!.AsArray().Select(one => (Guid)one!));
        Assert.Equal([(reply, top, "No."), (id, null, "I think that\nit held.")], DraftsOf(kept));
        var others = await ComeAsync(bo, thread, 1);
        Assert.Null(others["order"]);
        Assert.Empty(others["folded"]!.AsArray());
        Assert.Empty(others["drafts"]!.AsArray());

        // What was sent, or thrown away, is no draft any more; what is begun at the same place takes its place.
        await ada.PublishAsync(thread, "I think that it held.", id: id);
        Assert.Equal([(reply, top, "No.")], DraftsOf(await ComeAsync(ada, thread, 1)));
        var other = Guid.CreateVersion7();
        await ada.PutAsync($"{TestServer.Api}/threads/{thread}/drafts/{other}", new { body = "Yes.", parentId = top });
        await ada.DeleteAsync($"{TestServer.Api}/threads/{thread}/drafts/{reply}");
        Assert.Equal([(other, top, "Yes.")], DraftsOf(await ComeAsync(ada, thread, 1)));
        await bo.DeleteAsync($"{TestServer.Api}/threads/{thread}/drafts/{other}");
        Assert.Single(DraftsOf(await ComeAsync(ada, thread, 1)));
        await ada.DeleteAsync($"{TestServer.Api}/threads/{thread}/drafts/{other}");
        await ada.PutAsync($"{TestServer.Api}/threads/{thread}/folds", new { comments = Array.Empty<Guid>() });
        kept = await ComeAsync(ada, thread, 1);
        Assert.Empty(DraftsOf(kept));
        Assert.Empty(kept["folded"]!.AsArray());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Drafts_go_after_their_time_and_where_there_are_too_many_the_oldest_goes(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var parents = new List<Guid>();
        for (var i = 0; i <= DraftStore.Most; i++)
        {
            parents.Add(await ada.PublishAsync(thread, $"Number {i}."));
            await ada.PutAsync(
                $"{TestServer.Api}/threads/{thread}/drafts/{Guid.CreateVersion7()}",
                new { body = "No.", parentId = parents[i] }
            );
            server.Clock.Turn(TimeSpan.FromSeconds(1));
        }

        var kept = DraftsOf(await ComeAsync(ada, thread, 1));
        Assert.Equal(parents.Skip(1).Reverse(), kept.Select(draft => draft.Parent!.Value));

        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE draft SET kept_at = @then WHERE site_id = @site",
                    [("@then", server.Clock.GetUtcNow() - DraftStore.Kept), ("@site", server.Site.Id)],
                    default
                ),
            default
        );
        Assert.Empty(DraftsOf(await ComeAsync(ada, thread, 1)));
        await ada.PutAsync($"{TestServer.Api}/threads/{thread}/drafts/{Guid.CreateVersion7()}", new { body = "Again." });
        await server.Get<Sweeper>().SweepAsync(default);
        Assert.Single(
            await server.ListAsync(
                "SELECT body FROM draft WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Text(0)
            )
        );
    }

    [Fact]
    public async Task What_is_no_place_in_a_discussion_is_refused_with_a_code()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var door = $"{TestServer.Api}/threads/{thread}";
        var long1 = new string('x', (2 * server.Site.Settings.MaxCharacters) + 1);
        var many = Enumerable.Range(0, ThreadVisits.MostFolded + 1).Select(_ => Guid.NewGuid());

        Assert.Equal("body-invalid", (await ada.PutAsync($"{door}/visit", new { version = -1 })).Code);
        Assert.Equal("body-invalid", (await ada.PutAsync($"{door}/folds", new { comments = many })).Code);
        Assert.Equal("body-invalid", (await ada.PutAsync($"{TestServer.Api}/order", new { order = "hottest" })).Code);
        Assert.Equal("body-invalid", (await ada.PutAsync($"{TestServer.Api}/order", new { order = "" })).Code);
        Assert.Equal(
            "text-too-long",
            (await ada.PutAsync($"{door}/drafts/{Guid.CreateVersion7()}", new { body = long1 })).Code
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await ada.PutAsync($"{door}/drafts/{Guid.CreateVersion7()}", new { body = long1[1..] })).Status
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Most_discussed_first_counts_all_that_stands_in_a_branch(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var alone = await ada.PublishAsync(thread, "Alone.");
        var wide = await ada.PublishAsync(thread, "Wide.");
        var deep = await ada.PublishAsync(thread, "Deep.");
        var other = await ada.PublishAsync(thread, "Alone as well.");
        var gone = await ada.PublishAsync(thread, "One.", wide);
        await ada.PublishAsync(thread, "Two.", wide);
        var below = await ada.PublishAsync(thread, "Down.", deep);
        Assert.Equal([wide, deep, alone, other], await OrderAsync());

        await ada.PublishAsync(thread, "And down.", await ada.PublishAsync(thread, "Down again.", below));
        Assert.Equal([deep, wide, alone, other], await OrderAsync());
        await server.DecideAsync(gone, CommentState.Removed);
        await ada.PublishAsync(thread, "Not alone.", alone);
        Assert.Equal([deep, alone, wide, other], await OrderAsync());

        async Task<IEnumerable<Guid>> OrderAsync() =>
            (await ada.GetAsync($"{TestServer.Api}/threads/{thread}/comments?order=discussed")).Json["comments"]!
                .AsArray()
                .Select(one => (Guid)one!["id"]!);
    }

    private static async Task<JsonNode> ComeAsync(TestReader reader, Guid thread, long version) =>
        (await reader.PutAsync($"{TestServer.Api}/threads/{thread}/visit", new { version })).Json;

    private static async Task<List<(Guid Id, Guid? Parent)>> NewAsync(TestServer server, Guid thread, long since)
    {
        using var visitor = server.Visitor();
        var answer = await visitor.GetAsync($"{TestServer.Api}/threads/{thread}/new?since={since}");
        return [.. answer.Json["comments"]!.AsArray().Select(one => ((Guid)one!["id"]!, (Guid?)one["parentId"]))];
    }

    private static List<(Guid Id, Guid? Parent, string Body)> DraftsOf(JsonNode answer) =>
        [.. answer["drafts"]!.AsArray().Select(one => ((Guid)one!["id"]!, (Guid?)one["parentId"], (string)one["body"]!))];
}
