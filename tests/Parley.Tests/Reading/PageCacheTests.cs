using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Parley.Comments;
using Parley.Postgres;
using Parley.Reading;
using Parley.Sqlite;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reading;

public sealed class PageCacheTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_taken_down_is_gone_from_the_very_next_answer(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        string[] urls =
        [
            $"/{TestServer.SiteName}/t/{thread}",
            $"/{TestServer.SiteName}/t/{thread}?order=oldest",
            "/t?url=https://news.example/vote",
        ];

        for (var round = 0; round < 10; round++)
        {
            var id = await ada.PublishAsync(thread, $"A remark for round {round}.");
            foreach (var url in urls)
                await Eventually.IsSoAsync(async () => (await ada.GetAsync(url)).Shows(id));

            await server.DecideAsync(id, CommentState.Removed);

            foreach (var url in urls)
                Assert.False((await ada.GetAsync(url)).Shows(id), $"{url} in round {round}");
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_taken_down_elsewhere_is_gone_within_two_seconds_with_the_bell_or_without(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var there = await TestServer.StartAsync(database);
        await using var here = await TestServer.StartAsync(database);
        await using var deaf = await TestServer.StartAsync(database, services: services => Deafen(services, engine));
        using var ada = await there.ReaderAsync();
        using var visitorHere = here.Visitor();
        using var visitorOfDeaf = deaf.Visitor();
        var thread = await there.OpenThreadAsync();
        var url = $"/{TestServer.SiteName}/t/{thread}";
        var id = await ada.PublishAsync(thread, "I shall regret this.");
        foreach (var visitor in (TestVisitor[])[visitorHere, visitorOfDeaf])
            await Eventually.IsSoAsync(async () => (await visitor.GetAsync(url)).Shows(id));

        await there.DecideAsync(id, CommentState.Removed);

        foreach (var visitor in (TestVisitor[])[visitorHere, visitorOfDeaf])
        {
            var took = await Eventually.IsSoAsync(async () => !(await visitor.GetAsync(url)).Shows(id));
            Assert.True(took < TimeSpan.FromSeconds(2), $"It took {took}");
        }
    }

    [Fact]
    public async Task Somebody_elses_long_transaction_keeps_no_removal_from_the_other_nodes()
    {
        Assert.SkipWhen(TestPostgres.Absence is not null, TestPostgres.Absence ?? "");
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Postgres);
        await using var there = await TestServer.StartAsync(database);
        await using var here = await TestServer.StartAsync(database);
        using var ada = await there.ReaderAsync();
        using var visitor = here.Visitor();
        var thread = await there.OpenThreadAsync();
        var url = $"/{TestServer.SiteName}/t/{thread}";
        var id = await ada.PublishAsync(thread, "I shall regret this.");
        await Eventually.IsSoAsync(async () => (await visitor.GetAsync(url)).Shows(id));

        var end = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        var import = there.Database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync("SELECT pg_current_xact_id()", [], default);
                began.SetResult();
                await end.Task;
            },
            default
        );
        await began.Task;
        await there.DecideAsync(id, CommentState.Removed);

        var took = await Eventually.IsSoAsync(async () => !(await visitor.GetAsync(url)).Shows(id));
        Assert.True(took < TimeSpan.FromSeconds(2), $"It took {took}");
        end.SetResult();
        await import;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_new_comment_reaches_other_readers_in_a_moment_and_its_writer_at_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var url = $"/{TestServer.SiteName}/t/{thread}";
        await ada.PublishAsync(thread, "The first remark of all.");
        await visitor.GetAsync(url);

        List<TimeSpan> took = [];
        for (var round = 0; round < 5; round++)
        {
            var sent = await ada.SendFormAsync($"{url}/comments", ("body", $"A remark for round {round}."));
            Assert.Contains(
                $"A remark for round {round}.",
                (await ada.GetAsync(sent.Location.Split('#')[0])).Text,
                StringComparison.Ordinal
            );

            var posted = await ada.PublishAsync(thread, $"Another remark for round {round}.");
            took.Add(await Eventually.IsSoAsync(async () => (await visitor.GetAsync(url)).Shows(posted)));
        }

        // A busy machine may be late once or twice; without a bell nothing is heard for five seconds, or at all.
        Assert.InRange(took.Order().ElementAt(2), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Where_little_is_said_a_page_read_half_a_second_ago_is_drawn_anew_before_it_is_sent()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var url = $"/{TestServer.SiteName}/t/{thread}";

        for (var round = 0; round < 5; round++)
        {
            await ada.GetAsync(url);
            server.Clock.Turn(TimeSpan.FromSeconds(0.6));
            var id = await ada.PublishAsync(thread, $"A remark for round {round}.");
            await server.CaughtUpAsync();
            Assert.True((await ada.GetAsync(url)).Shows(id), $"round {round}");
        }
    }

    /// <summary>While the next is being drawn.</summary>
    [Theory]
    [InlineData(true, 1.5, true)]
    [InlineData(true, 2.5, false)]
    [InlineData(false, 0.3, true)]
    [InlineData(false, 0.6, false)]
    public async Task A_page_that_lacks_reactions_alone_is_sent_meanwhile_longer_than_one_that_lacks_words(
        bool isReaction,
        double seconds,
        bool isSent
    )
    {
        var (clock, news, drawn) = (new TestClock(), new ThreadNews(), 0);
        var next = new TaskCompletionSource<DrawnPage?>();
        var entry = new PageEntry(
            new PageKey(new SiteId(1), Guid.NewGuid(), PageView.Thread, null, ReadingOrder.Newest, null, "", new Home("", "")),
            () => news,
            _ =>
                drawn++ == 0
                    ? Task.FromResult<DrawnPage?>(new(new PageBytes([]), 0, clock.GetUtcNow().UtcTicks, long.MaxValue))
                    : next.Task,
            clock
        );
        await entry.FindAsync(0);

        news.Add(1, isReaction, isRemoval: false);
        clock.Turn(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isSent, entry.FindReady() is not null);
        next.SetResult(null);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_has_the_page_is_told_so_until_it_changes(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var url = $"/{TestServer.SiteName}/t/{thread}";
        var id = await ada.PublishAsync(thread, "The ferry is late.");
        var page = await ada.GetAsync($"{url}?v=1");

        foreach (var encoding in (string[])["identity", "gzip", "br"])
        {
            var encoded = await ada.GetAsync(url, ("Accept-Encoding", encoding));
            var again = await ada.GetAsync(url, ("Accept-Encoding", encoding), ("If-None-Match", encoded.ETag!));
            Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Bytes.Length));
            Assert.Equal(encoded.ETag, again.ETag);
        }

        await server.DecideAsync(id, CommentState.Removed);
        var after = await ada.GetAsync(url, ("If-None-Match", page.ETag!));
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.NotEqual(page.ETag, after.ETag);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_is_asked_to_write_from_the_moment_a_thread_is_too_old(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { CloseAfterDays = 3 });
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "The ferry is late.");
        // A parameter that we do not know is answered by the endpoint, all others by the lane from the second time on.
        string[] urls =
        [
            $"/{TestServer.SiteName}/t/{thread}",
            $"/{TestServer.SiteName}/t/{thread}?frame=1",
            $"/{TestServer.SiteName}/t/{thread}?order=oldest&x=1",
            $"/{TestServer.SiteName}/t/{thread}/b/{id}",
            $"/{TestServer.SiteName}/c/{id}",
            "/t?url=https://news.example/vote",
        ];
        async Task<bool> AsksAsync(string url) =>
            (await visitor.GetAsync(url)).Text is var page
            && (
                page.Contains("name=\"body\"", StringComparison.Ordinal)
                || page.Contains($"/c/{id}/reply", StringComparison.Ordinal)
            );

        server.Clock.Turn(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(10));
        foreach (var url in (string[])[.. urls, .. urls])
            Assert.True(await AsksAsync(url), url);
        server.Clock.Turn(TimeSpan.FromMinutes(10));
        foreach (var url in urls)
            Assert.False(await AsksAsync(url), url);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Everyone_gets_the_same_bytes_and_nothing_of_the_visitor_is_in_them(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "The ferry is late.");

        foreach (var path in (string[])["t/" + thread, "t/" + thread + "?frame=1", "c/" + id, "t/" + thread + "/b/" + id])
        {
            var url = $"/{TestServer.SiteName}/{path}";
            var first = await bo.GetAsync(url);
            Assert.Equal(HttpStatusCode.OK, first.Status);
            Assert.DoesNotContain("Bo Lind", first.Text, StringComparison.Ordinal);
            Assert.False(first.Headers.ContainsKey("set-cookie"));
            foreach (var person in (TestVisitor[])[ada, bo, visitor])
                Assert.Equal(first.Bytes, (await person.GetAsync(url)).Bytes);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_page_that_is_left_alone_is_packed_tighter_and_is_the_same_page(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        var thread = await server.OpenThreadAsync();
        await ada.PublishAsync(thread, string.Join(' ', Enumerable.Range(0, 90).Select(i => $"ferry {i * 7919} harbour")));
        var url = $"/{TestServer.SiteName}/t/{thread}";
        var quick = await ada.GetAsync(url, ("Accept-Encoding", "gzip"));

        server.Get<PageCache>().Improve(TimeSpan.FromSeconds(10), default);
        Assert.Equal(quick.ETag, (await ada.GetAsync(url, ("Accept-Encoding", "gzip"))).ETag);
        server.Clock.Turn(TimeSpan.FromSeconds(11));
        await ada.GetAsync(url, ("Accept-Encoding", "gzip"));
        server.Get<PageCache>().Improve(TimeSpan.FromSeconds(10), default);

        var tight = await ada.GetAsync(url, ("Accept-Encoding", "gzip"));
        Assert.True(tight.Bytes.Length < quick.Bytes.Length, $"{tight.Bytes.Length} of {quick.Bytes.Length} bytes");
        Assert.NotEqual(quick.ETag, tight.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await ada.GetAsync(url, ("If-None-Match", quick.ETag!))).Status);
    }

    [Fact]
    public async Task The_program_itself_packs_tighter_what_is_left_alone()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.AddSingleton<TimeProvider>(clock)
        );
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await ada.PublishAsync(thread, string.Join(' ', Enumerable.Range(0, 90).Select(i => $"ferry {i * 7919} harbour")));
        Task<TestAnswer> ReadAsync() => ada.GetAsync($"/{TestServer.SiteName}/t/{thread}", ("Accept-Encoding", "gzip"));
        var quick = await ReadAsync();

        await Eventually.IsSoAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(6));
            return (await ReadAsync()).Bytes.Length < quick.Bytes.Length;
        });
    }

    // A node that hears no bell, as behind a pooler that knows no LISTEN.
    private static void Deafen(IServiceCollection services, string engine) =>
        services.AddSingleton<IEngine>(provider => new DeafEngine(
            engine == EveryDatabase.Sqlite
                ? provider.GetRequiredService<SqliteEngine>()
                : provider.GetRequiredService<PostgresEngine>()
        ));
}
