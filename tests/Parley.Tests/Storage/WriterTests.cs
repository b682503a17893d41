using System.Data.Common;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Storage;

public sealed class WriterTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Work_that_fails_is_undone_alone_and_the_writer_goes_on(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => TryAsync(server.Database, i)));

        // Every fifth throws after it wrote, and every fifth says what the database does not understand.
        Assert.Equal(20, outcomes.Count(isDone => !isDone));
        Assert.Equal(
            Enumerable.Range(0, 50).Where(i => i % 5 is not (3 or 4)).Select(Name).Order(StringComparer.Ordinal),
            (await FollowersAsync(server)).Order(StringComparer.Ordinal)
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_hears_of_a_change_that_was_undone(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        var heard = new List<Change>();
        server.Database.Committed += heard.Add;

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            server.Database.WriteAsync(
                async Task (scope) =>
                {
                    await SayAsync(scope, server);
                    throw new InvalidOperationException("On purpose.");
                },
                default
            )
        );
        Assert.Empty(heard);

        await server.Database.WriteAsync(scope => SayAsync(scope, server), default);
        Assert.Single(heard);
    }

    private static Task SayAsync(DbScope scope, TestServer server) =>
        Parley.Events.EventLog.AppendAsync(
            scope,
            server.Site.Id,
            Parley.Events.EventKind.SiteChanged,
            server.Clock.GetUtcNow(),
            default
        );

    private static async Task<bool> TryAsync(Database database, int number)
    {
        try
        {
            await database.WriteAsync(
                async scope =>
                {
                    await scope.ExecuteAsync(
                        "INSERT INTO bookmark (follower, tx, event_id) VALUES (@name, 0, 0)",
                        [("@name", Name(number))],
                        default
                    );
                    if (number % 5 == 3)
                        throw new InvalidOperationException("On purpose.");
                    if (number % 5 == 4)
                        await scope.ExecuteAsync("INSERT INTO bookmark VALUES (no such column)", [], default);
                },
                default
            );
            return true;
        }
        catch (Exception error) when (error is InvalidOperationException or DbException)
        {
            return false;
        }
    }

    private static string Name(int number) => $"test-{number}";

    private static Task<List<string>> FollowersAsync(TestServer server) =>
        server.ListAsync("SELECT follower FROM bookmark WHERE follower LIKE 'test-%'", [], row => row.Text(0));
}
