using Microsoft.Data.Sqlite;
using Parley.Tests.Setup;

namespace Parley.Tests.Server;

/// <summary>A folder of its own in which the program is started, and an empty database of either engine.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly string? database;

    private Place(string engine, string folder)
    {
        (Engine, Folder) = (engine, folder);
        database = engine == EveryDatabase.Postgres ? $"parley_place_{Guid.NewGuid():N}" : null;
    }

    public string Engine { get; }
    public string Folder { get; }

    /// <summary>The option that says where the data are; nothing for SQLite, whose default is a folder here.</summary>
    public string[] Where => database is null ? [] : ["--database", Connection];

    /// <summary>PostgreSQL's connection string.</summary>
    public string Connection => TestPostgres.ConnectionStringTo(database!);

    public string SqliteFile => At("data/parley.db");

    /// <summary>Where nothing was ever started.</summary>
    public static async Task<Place> MakeBareAsync(string engine = EveryDatabase.Sqlite)
    {
        var place = new Place(engine, Directory.CreateTempSubdirectory("parley-place-").FullName);
        if (place.database is not null)
            await TestPostgres.ExecuteAsync($"CREATE DATABASE {place.database}");
        return place;
    }

    /// <summary>Where the schema is up to date, and nothing in it: a process that brings it there takes a second.</summary>
    public static async Task<Place> MakeAsync(string engine = EveryDatabase.Sqlite)
    {
        var place = new Place(engine, Directory.CreateTempSubdirectory("parley-place-").FullName);
        if (place.database is not null)
            await DatabaseTemplate.CopyPostgresAsync(place.database);
        else
            place.Write("data/parley.db", await File.ReadAllBytesAsync(await DatabaseTemplate.SqliteAsync()));
        return place;
    }

    /// <summary>A file or folder of the place.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file, and says where.</summary>
    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    /// <summary>Starts the program without waiting for anything.</summary>
    public ParleyProcess Start(params string[] arguments) => ParleyProcess.Start(Folder, [.. arguments, .. Where]);

    /// <summary>Runs the program to its end, as a process in this folder.</summary>
    public async Task<Ended> RunProgramAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs a command to its end, here. Files are named by their whole paths.</summary>
    public Task<Ended> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(["--data", At("data"), .. Where, .. arguments]);

    /// <summary>Runs a command here that must succeed, and gives what it printed.</summary>
    public async Task<string> DoAsync(params string[] arguments)
    {
        var ended = await RunAsync(arguments);
        return ended.Code == 0 ? ended.Output : throw new InvalidOperationException($"{ended}");
    }

    /// <summary>Starts a server and waits until it serves.</summary>
    public Task<RunningServer> ServeAsync(params string[] arguments) =>
        RunningServer.StartAsync(this, [.. arguments, .. Where]);

    /// <summary>The database, to be looked at beside the program.</summary>
    public Rows Rows => new(Database);

    /// <summary>The same, for another program of ours on it.</summary>
    public TestDatabase Database => database is null ? TestDatabase.OfFile(SqliteFile) : TestDatabase.OfServer(Connection);

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        if (database is not null)
            await TestPostgres.ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    }
}
