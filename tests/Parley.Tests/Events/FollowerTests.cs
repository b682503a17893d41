using Microsoft.Extensions.Logging.Abstractions;
using Parley.Comments;
using Parley.Events;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Events;

public sealed class FollowerTests
{
    private const int Writers = 16;
    private const int EventsOfEach = 60;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_follower_of_sixteen_writers_loses_nothing(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        var log = server.Get<EventLog>();
        var place = await log.FindEndAsync(default);

        var seen = await FollowAsync(
            server,
            async () =>
            {
                var events = await log.ReadAsync(place, 100, default);
                place = events.Count > 0 ? events[^1].Place : place;
                return
                [
                    .. events
                        .Where(happened => happened.Kind == EventKind.CommentReported)
                        .Select(happened => happened.SubjectId!.Value),
                ];
            },
            isComplete: seen => seen.Count >= Writers * EventsOfEach
        );

        Assert.Equal(Writers * EventsOfEach, seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    // The control: without it nobody knows whether the test above could have failed.
    [Fact]
    public async Task A_follower_by_id_alone_would_lose_some_on_PostgreSQL()
    {
        Assert.SkipWhen(TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Postgres);
        await using var server = await TestServer.StartAsync(database);
        var last = await server.Database.ReadAsync(
            scope => scope.FirstAsync("SELECT coalesce(max(id), 0) FROM event", [], row => row.Long(0), default),
            default
        );

        var seen = await FollowAsync(
            server,
            async () =>
            {
                var events = await server.ListAsync(
                    "SELECT id, subject_id FROM event WHERE id > @last AND kind = @kind ORDER BY id LIMIT 100",
                    [("@last", last), ("@kind", EventKind.CommentReported)],
                    row => (Id: row.Long(0), Subject: row.Guid(1))
                );
                last = events.Count > 0 ? events[^1].Id : last;
                return events.ConvertAll(happened => happened.Subject);
            },
            isComplete: _ => true
        );

        Assert.InRange(seen.Count, 1, (Writers * EventsOfEach) - 1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_public_events_of_a_thread_are_numbered_without_gaps_up_to_its_version(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(Parley.Screening.WordListKind.Suspect, "smuggler");
        var thread = await server.OpenThreadAsync();
        var readers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.ReaderAsync()));
        var first = await readers[0].PublishAsync(thread, "The ferry is late.");

        await Task.WhenAll(
            readers.Select(
                async (reader, i) =>
                {
                    for (var round = 0; round < 6; round++)
                    {
                        var mine = await reader.PublishAsync(
                            thread,
                            $"Reader {i} says this in round {round}.",
                            round % 2 == 0 ? first : null
                        );
                        await reader.SayAsync(thread, $"A smuggler told reader {i} in round {round}.");
                        await readers[(i + 1) % 8].PutAsync($"{TestServer.Api}/comments/{mine}/appreciation");
                        await reader.PatchAsync(
                            $"{TestServer.Api}/comments/{mine}",
                            new { body = $"Reader {i} said that in round {round}." }
                        );
                        if (round % 3 == 0)
                            await reader.DeleteAsync($"{TestServer.Api}/comments/{mine}");
                    }
                }
            )
        );

        var numbers = await server.ListAsync(
            "SELECT number FROM event WHERE site_id = @site AND thread_id = @thread AND number IS NOT NULL ORDER BY id",
            [("@site", server.Site.Id), ("@thread", thread)],
            row => row.Long(0)
        );
        var answer = (await readers[0].GetAsync($"{TestServer.Api}/threads/{thread}")).Json;
        // 49 published, 48 appreciated, 48 mended, 16 deleted.
        Assert.Equal(161, (long)answer["version"]!);
        Assert.Equal(Enumerable.Range(1, 161).Select(number => (long)number), numbers);
        Assert.Equal(33, (int)answer["count"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_follower_that_is_stopped_at_any_moment_goes_on_without_doing_anything_twice(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var chance = new Random(20_270_511);
        EventPump Pump() =>
            new(server.Database, server.Get<EventLog>(), [], [new AuthoredIndex()], NullLogger<EventPump>.Instance);
        async Task FollowAndStopAsync(int milliseconds)
        {
            using var stop = new CancellationTokenSource();
            stop.CancelAfter(milliseconds);
            try
            {
                using var pump = Pump();
                while (true)
                    await pump.FollowAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        }

        for (var round = 0; round < 12; round++)
        {
            var following = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => FollowAndStopAsync(chance.Next(1, 30))));
            for (var i = 0; i < 10; i++)
                await ada.PublishAsync(thread, $"Sentence number {i} of round {round}.");
            await following;
        }

        using (var last = Pump())
        {
            await Eventually.IsSoAsync(async () =>
            {
                await last.FollowAsync(default);
                return await AuthoredAsync(server) >= 120;
            });
        }

        Assert.Equal(120, await AuthoredAsync(server));
        var published = await server.ListAsync(
            "SELECT published_count FROM reader WHERE site_id = @site AND id = @id",
            [("@site", server.Site.Id), ("@id", ada.Id)],
            row => row.Int(0)
        );
        Assert.Equal([120], published);
    }

    [Fact]
    public async Task One_that_cannot_follow_does_not_keep_the_others()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var counting = new Counting();
        using var pump = new EventPump(
            server.Database,
            server.Get<EventLog>(),
            [],
            [new Stuck(), counting],
            NullLogger<EventPump>.Instance
        );

        await ada.PublishAsync(thread, "The ferry is late.");
        await pump.FollowAsync(default);

        Assert.True(counting.Count > 0);
    }

    // It would be told of as new in its turn: a site that had changed ended all streams of its readers twice.
    [Fact]
    public async Task What_comes_to_its_turn_between_two_looks_is_in_the_second_on_PostgreSQL()
    {
        Assert.SkipWhen(TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Postgres);
        await using var server = await TestServer.StartAsync(database);
        var log = server.Get<EventLog>();
        var thread = await server.OpenThreadAsync();
        var (isOpen, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = server.Database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    "UPDATE site SET title = title WHERE id = @id",
                    [("@id", server.OtherSite.Id)],
                    default
                );
                isOpen.SetResult();
                await mayEnd.Task;
                return true;
            },
            default
        );
        await isOpen.Task;
        var before = await log.FindEndAsync(default);
        using var ada = await server.ReaderAsync();
        var said = await ada.PublishAsync(thread, "The ferry is late.");

        var first = await log.ReadAsync(before, 500, default);
        mayEnd.SetResult();
        await slow;
        var second = await log.ReadOutOfOrderAsync(before, 500, default);

        Assert.DoesNotContain(first, happened => happened.SubjectId == said);
        Assert.Contains(second, happened => happened.SubjectId == said);
    }

    private sealed class Counting : ITableFollower
    {
        public string Name => "counting";
        public int Count { get; private set; }

        public Task ApplyAsync(DbScope scope, IReadOnlyList<Event> events, CancellationToken cancel)
        {
            Count += events.Count;
            return Task.CompletedTask;
        }
    }

    private sealed class Stuck : ITableFollower
    {
        public string Name => "stuck";

        public Task ApplyAsync(DbScope scope, IReadOnlyList<Event> events, CancellationToken cancel) =>
            throw new InvalidOperationException("There is something here that it cannot read.");
    }

    // A follower that is far behind would otherwise sort all that it has yet to read, at each of its steps.
    [Fact]
    public async Task Events_are_read_in_the_order_of_their_index_on_PostgreSQL()
    {
        Assert.SkipWhen(TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Postgres);
        await using var server = await TestServer.StartAsync(database);

        var plan = await server.Database.WriteAsync(
            async scope =>
            {
                // The table is small, and is to be read as a large one would be.
                await scope.ExecuteAsync("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off", [], default);
                return await scope.ListAsync(
                    $"""
                    EXPLAIN SELECT {scope.Dialect.EventTransaction}, id FROM event
                    WHERE {scope.Dialect.EventsAfterBookmark} ORDER BY {scope.Dialect.EventOrder} LIMIT 500
                    """,
                    [("@tx", 0L), ("@id", 0L)],
                    row => row.Text(0),
                    default
                );
            },
            default
        );

        Assert.Contains(plan, line => line.Contains("ix_event_tx_id", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Sort", StringComparison.Ordinal));
    }

    private static async Task<long> AuthoredAsync(TestServer server) =>
        (
            await server.ListAsync(
                "SELECT count(*) FROM authored WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Long(0)
            )
        )[0];

    // Writers that take their time between the event and the commit, as real ones do, and a follower that reads all the while.
    private static async Task<List<Guid>> FollowAsync(
        TestServer server,
        Func<Task<List<Guid>>> read,
        Func<List<Guid>, bool> isComplete
    )
    {
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(server, writer)));
        var seen = new List<Guid>();
        while (!writing.IsCompleted)
            seen.AddRange(await read());
        await writing;
        await Eventually.IsSoAsync(async () =>
        {
            seen.AddRange(await read());
            return isComplete(seen);
        });
        seen.AddRange(await read());
        return seen;
    }

    private static async Task WriteAsync(TestServer server, int writer)
    {
        var chance = new Random(writer);
        for (var i = 0; i < EventsOfEach; i++)
        {
            await server.Database.WriteAsync(
                async scope =>
                {
                    await EventLog.AppendAsync(
                        scope,
                        server.Site.Id,
                        EventKind.CommentReported,
                        server.Clock.GetUtcNow(),
                        default,
                        subjectId: Guid.CreateVersion7()
                    );
                    // SQLite's one writer must not be left waiting by somebody who waits.
                    if (scope.Dialect.ForUpdate.Length > 0)
                        await Task.Delay(chance.Next(0, 4));
                },
                default
            );
        }
    }
}
