namespace Parley.Server;

/// <summary>
/// Says that a server runs on a SQLite folder. Commands work beside it; another server, or a migration that would swap the file
/// under it, does not. The operating system takes the lock away with the process, however that ends.
/// </summary>
internal sealed class ServerLock : IDisposable
{
    private readonly FileStream? stream;

    private ServerLock(FileStream? stream) => this.stream = stream;

    public static ServerLock Take(Place place, string forWhat)
    {
        // PostgreSQL serves any number of nodes; its migrations wait for each other inside it.
        if (place.Database is not null)
            return new ServerLock(null);
        try
        {
            return new ServerLock(
                new FileStream(
                    Path.Combine(place.Folder, "server.lock"),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                )
            );
        }
        catch (IOException)
        {
            throw new ExpectedException(
                Exits.DatabaseLocked,
                $"A server runs on the data in {place.Folder}, so {forWhat}. Stop it first, or name another folder: --data DIR"
            );
        }
    }

    public void Dispose() => stream?.Dispose();
}
