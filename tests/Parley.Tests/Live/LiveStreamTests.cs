using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Events;
using Parley.Live;
using Parley.Screening;
using Parley.Sqlite;
using Parley.Storage;
using Parley.Tests.Reading;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Live;

/// <summary>An open page hears each change of its thread once, in order, whatever happens to nodes and connections meanwhile.</summary>
public sealed class LiveStreamTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_change_is_heard_once_in_order(string engine)
    {
        await using var room = await Room.OpenAsync(engine);
        var (server, ada, ben, thread) = room;
        await using var listener = await LiveListener.ToAsync(server, thread);

        var top = await ada.PublishAsync(thread, "The ferry is late.");
        var reply = await ben.PublishAsync(thread, "By how much?", top);
        await ben.PutAsync($"{TestServer.Api}/comments/{top}/appreciation");
        await ada.PatchAsync($"{TestServer.Api}/comments/{top}", new { body = "The ferry is very late." });
        await ben.DeleteAsync($"{TestServer.Api}/comments/{top}/appreciation");
        await ben.DeleteAsync($"{TestServer.Api}/comments/{reply}");
        await server.DecideAsync(top, CommentState.Removed);
        await server.DecideAsync(top, CommentState.Published);
        await listener.HearsAsync(8);

        Assert.Equal(Enumerable.Range(1, 8).Select(number => (long?)number), listener.Changes.Select(one => one.Id));
        Assert.All(listener.Changes, one => Assert.Equal(one.Id, (long?)one.Data["number"]));
        Assert.Equal("hello", listener.All[0].Name);
        Assert.Equal([top, reply, top, top, top, reply, top, top], listener.Changes.Select(one => one.Comment));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_change_says_what_it_is_and_the_counts_that_it_moves(string engine)
    {
        await using var room = await Room.OpenAsync(engine);
        var (server, ada, ben, thread) = room;
        await using var listener = await LiveListener.ToAsync(server, thread);

        // One after the other: what comes together is told as it stands in the end.
        var top = await ada.PublishAsync(thread, "The ferry is late.");
        await listener.HearsAsync(1);
        await ben.PutAsync($"{TestServer.Api}/comments/{top}/appreciation");
        await listener.HearsAsync(2);
        await ada.PatchAsync($"{TestServer.Api}/comments/{top}", new { body = "The ferry is very late." });
        await listener.HearsAsync(3);
        await ben.PublishAsync(thread, "By how much?", top);
        await listener.HearsAsync(4);
        await server.DecideAsync(top, CommentState.Held);
        await listener.HearsAsync(5);

        Assert.Equal(["published", "reacted", "edited", "published", "gone"], listener.Changes.Select(one => one.Kind));
        Assert.Equal([1, null, null, 2, 1], listener.Changes.Select(one => (int?)one.Data["count"]));
        Assert.Equal(top, (Guid?)listener.Changes[3].Data["parent"]);
        Assert.Equal(1, (int?)listener.Changes[1].Data["appreciations"]);
        Assert.DoesNotContain("ferry", listener.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain(ada.Name, listener.Raw, StringComparison.Ordinal);
    }

    /// <summary>The count of a thread and what changed in it are of one moment, however fast others write.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_counted_is_what_was_told(string engine)
    {
        await using var room = await Room.OpenAsync(engine);
        var (server, ada, _, thread) = room;
        var reader = server.Get<LiveReader>();
        var writing = WriteAsync();
        var reads = 0;
        while (!writing.IsCompleted)
        {
            var news = await reader.ReadAsync(server.Site.Id, thread, 0, TestContext.Current.CancellationToken);
            Assert.Equal((news!.Changes.Count, news.Changes.Count), ((int)news.Version, news.Count));
            Assert.All(news.Changes, change => Assert.Equal(news.Count, change.Count));
            reads++;
        }

        await writing;
        Assert.InRange(reads, 20, int.MaxValue);

        async Task WriteAsync()
        {
            for (var i = 0; i < 60; i++)
                await ada.PublishAsync(thread, $"The ferry is {i} minutes late.");
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_comes_back_hears_what_was_missed_on_whichever_node_and_after_a_restart(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        Guid thread;
        long? last;
        await using (var first = await TestServer.StartAsync(database))
        {
            using var ada = await first.ReaderAsync();
            thread = await first.OpenThreadAsync();
            await first.CaughtUpAsync();
            await using var listener = await LiveListener.ToAsync(first, thread);
            await ada.PublishAsync(thread, "One.");
            await listener.HearsAsync(1);
            last = listener.LastId;
            // Nobody listens to these.
            await listener.LeaveAsync();
            await ada.PublishAsync(thread, "Two.");
        }

        await using var second = await TestServer.StartAsync(database);
        await using var other = await TestServer.StartAsync(database);
        using var ben = await second.ReaderAsync();
        await second.CaughtUpAsync();
        await other.CaughtUpAsync();
        await using var here = await LiveListener.ToAsync(second, thread, last);
        await using var there = await LiveListener.ToAsync(other, thread, last);
        await ben.PublishAsync(thread, "Three.");
        await here.HearsAsync(3);
        await there.HearsAsync(3);

        Assert.Equal([2, 3], here.Changes.Select(one => one.Id));
        Assert.Equal([2, 3], there.Changes.Select(one => one.Id));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Many_who_come_and_go_while_many_write_miss_nothing_and_hear_nothing_twice(string engine)
    {
        const int Posts = 120;
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var one = await TestServer.StartAsync(database);
        await using var two = await TestServer.StartAsync(database);
        var thread = await one.OpenThreadAsync();
        var writers = new List<TestReader>();
        for (var i = 0; i < 8; i++)
            writers.Add(await (i % 2 == 0 ? one : two).ReaderAsync());
        await one.CaughtUpAsync();
        await two.CaughtUpAsync();

        var posting = Task.WhenAll(
            writers.Select(
                async (writer, of) =>
                {
                    for (var i = 0; i < Posts / writers.Count; i++)
                        await writer.PublishAsync(thread, $"Post {i} of {of}.");
                }
            )
        );
        var heard = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async i =>
                {
                    var numbers = new List<long>();
                    var visits = 0;
                    while (numbers.Count == 0 || numbers[^1] < Posts)
                    {
                        var node = (i + visits++) % 2 == 0 ? one : two;
                        await using var listener = await LiveListener.ToAsync(
                            node,
                            thread,
                            numbers is [.., var last] ? last : 0
                        );
                        var most = Math.Min(Posts, (numbers is [.., var to] ? to : 0) + 7 + i);
                        await listener.HearsAsync(most);
                        await listener.LeaveAsync();
                        numbers.AddRange(listener.Changes.Select(change => change.Id!.Value));
                    }

                    return numbers;
                })
        );
        await posting;
        writers.ForEach(writer => writer.Dispose());

        Assert.All(heard, numbers => Assert.Equal(Enumerable.Range(1, Posts).Select(number => (long)number), numbers));
    }

    [Fact]
    public async Task Two_who_come_at_once_to_a_thread_that_nobody_heard_miss_nothing_of_what_one_of_them_read_later()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        var hub = server.Get<LiveHub>();
        var thread = hub.Join(server.Site.Id, await server.OpenThreadAsync());
        var reads = new Queue<LiveNews>([new(33, 33, []), new(35, 35, [])]);

        var first = await hub.BeginAsync(
            thread,
            async () =>
            {
                // The other reads after the first and is done before.
                if (reads.Count == 2)
                    await hub.BeginAsync(thread, () => Task.FromResult<LiveNews?>(new LiveNews(35, 35, [])));
                return reads.Dequeue();
            }
        );

        Assert.Equal(35, first!.Version);
        Assert.Empty(reads);
        hub.Leave(thread);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_comment_that_was_held_meanwhile_never_shows(string engine)
    {
        await using var room = await Room.OpenAsync(engine);
        var (server, ada, _, thread) = room;
        var held = await ada.PublishAsync(thread, "The ferry is late.");
        await server.DecideAsync(held, CommentState.Held);
        var deleted = await ada.PublishAsync(thread, "The ferry has sunk.");
        await ada.DeleteAsync($"{TestServer.Api}/comments/{deleted}");

        await using var listener = await LiveListener.ToAsync(server, thread, 0);
        await listener.HearsAsync(4);

        Assert.Equal(["gone", "gone", "gone", "gone"], listener.Changes.Select(one => one.Kind));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_waits_for_a_moderator_is_heard_of_only_once_it_is_out(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "ferry");
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await server.CaughtUpAsync();
        await using var listener = await LiveListener.ToAsync(server, thread);

        var held = (Guid)(await ada.SayAsync(thread, "The ferry is late.")).Json["comment"]!["id"]!;
        var open = await ada.PublishAsync(thread, "The train is late.");
        await listener.HearsAsync(1);
        Assert.Equal([open], listener.Changes.Select(one => one.Comment));

        await server.DecideAsync(held, CommentState.Published);
        await listener.HearsAsync(2);
        Assert.Equal([open, held], listener.Changes.Select(one => one.Comment));
    }

    [Fact]
    public async Task Another_nodes_words_are_heard_within_two_seconds_where_no_bell_rings()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var deaf = await TestServer.StartAsync(
            database,
            services: services =>
                services.AddSingleton<IEngine>(provider => new DeafEngine(provider.GetRequiredService<SqliteEngine>()))
        );
        await using var other = await TestServer.StartAsync(database);
        using var ada = await other.ReaderAsync();
        var thread = await other.OpenThreadAsync();
        await deaf.CaughtUpAsync();
        await using var listener = await LiveListener.ToAsync(deaf, thread);

        await ada.PublishAsync(thread, "The ferry is late.");

        Assert.InRange(await listener.HearsAsync(1), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Whoever_missed_too_much_or_comes_with_a_number_of_another_time_is_told_to_read_anew()
    {
        await using var room = await Room.OpenAsync();
        var (server, ada, _, thread) = room;
        await ada.PublishAsync(thread, "The ferry is late.");
        await room.HappenAsync(EventKind.CommentReacted, 2, 1_002);

        await using var late = await LiveListener.ToAsync(server, thread, 1);
        await using var lost = await LiveListener.ToAsync(server, thread, 5_000);
        await using var fair = await LiveListener.ToAsync(server, thread, 2);
        await fair.HearsAsync(1_002);

        Assert.Equal(("reset", 1_002L), (late.All[0].Name, late.All[0].Id!.Value));
        Assert.Equal(("reset", 1_002L), (lost.All[0].Name, lost.All[0].Id!.Value));
        Assert.Equal(1_000, fair.Changes.Count);
        await ada.PublishAsync(thread, "It has come.");
        await late.HearsAsync(1_003);
        Assert.Equal([1_003], late.Changes.Select(one => one.Id));
    }

    [Fact]
    public async Task An_import_is_one_quiet_step()
    {
        await using var room = await Room.OpenAsync();
        var (server, _, _, thread) = room;
        await using var listener = await LiveListener.ToAsync(server, thread);

        await room.HappenAsync(EventKind.CommentPublished, 1, 50, isQuiet: true);
        await listener.HearsAsync(50);

        Assert.Equal(("quiet", 50), (listener.Changes[^1].Kind, listener.Changes[^1].Id));
        Assert.Single(listener.Changes);
    }

    [Fact]
    public async Task A_sign_of_life_goes_to_all_who_hear_nothing_else()
    {
        await using var room = await Room.OpenAsync();
        var (server, _, _, thread) = room;
        await using var listener = await LiveListener.ToAsync(server, thread);

        server.Get<LiveHub>().Beat();

        await Eventually.IsSoAsync(() => Task.FromResult(listener.Raw.EndsWith(":\n\n", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_node_that_stops_lets_its_listeners_go_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        var server = await TestServer.StartAsync(database);
        var thread = await server.OpenThreadAsync();
        await server.CaughtUpAsync();
        await using var listener = await LiveListener.ToAsync(server, thread);

        var stopped = server.DisposeAsync().AsTask();
        Assert.Same(stopped, await Task.WhenAny(stopped, Task.Delay(TimeSpan.FromSeconds(5))));

        await listener.EndsAsync();
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_listener_who_left()
    {
        await using var room = await Room.OpenAsync();
        var (server, _, _, thread) = room;
        var hub = server.Get<LiveHub>();
        await using (var first = await LiveListener.ToAsync(server, thread))
        await using (var second = await LiveListener.ToAsync(server, thread))
            Assert.Equal((1, 2), (hub.Threads, server.Get<Listeners>().Count));

        await Eventually.IsSoAsync(() => Task.FromResult((hub.Threads, server.Get<Listeners>().Count) == (0, 0)));
    }
}
