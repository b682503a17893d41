using Parley.Events;
using Parley.Tests.Setup;

namespace Parley.Tests.Live;

/// <summary>A discussion on a server that has caught up, and two who write in it.</summary>
internal sealed class Room : IAsyncDisposable
{
    private readonly TestDatabase database;

    private Room(TestDatabase database, TestServer server) => (this.database, Server) = (database, server);

    public TestServer Server { get; }
    public TestReader Ada { get; private init; } = null!;
    public TestReader Ben { get; private init; } = null!;
    public Guid Thread { get; private init; }

    public static async Task<Room> OpenAsync(string engine = EveryDatabase.Sqlite)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var server = await TestServer.StartAsync(database);
        var room = new Room(database, server)
        {
            Ada = await server.ReaderAsync(),
            Ben = await server.ReaderAsync(),
            Thread = await server.OpenThreadAsync(),
        };
        await server.CaughtUpAsync();
        return room;
    }

    public void Deconstruct(out TestServer server, out TestReader ada, out TestReader ben, out Guid thread) =>
        (server, ada, ben, thread) = (Server, Ada, Ben, Thread);

    /// <summary>As if much had happened at once: events of one kind, from a number to another.</summary>
    public Task HappenAsync(EventKind kind, int from, int to, bool isQuiet = false) =>
        Server.Database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    "UPDATE comment_thread SET version = @to WHERE site_id = @site AND id = @thread",
                    [("@to", to), ("@site", Server.Site.Id), ("@thread", Thread)],
                    default
                );
                for (var number = from; number <= to; number++)
                    await EventLog.AppendAsync(
                        scope,
                        Server.Site.Id,
                        kind,
                        Server.Clock.GetUtcNow(),
                        default,
                        Thread,
                        number,
                        isQuiet: isQuiet
                    );
                return true;
            },
            default
        );

    public async ValueTask DisposeAsync()
    {
        Ada.Dispose();
        Ben.Dispose();
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }
}
