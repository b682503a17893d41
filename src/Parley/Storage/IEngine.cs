using System.Data.Common;

namespace Parley.Storage;

/// <summary>A database engine: what <c>UseSqlite()</c> or <c>UsePostgres()</c> brings.</summary>
internal interface IEngine : IAsyncDisposable
{
    /// <summary>The engine's name as an operator reads it.</summary>
    string Name { get; }

    Dialect Dialect { get; }

    /// <summary>An open connection for reading. Whoever asks gives it back by disposing it.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancel);

    /// <summary>
    /// Does some work in a transaction and answers when it is safely kept. The work may run again, in a new scope, where the
    /// engine refuses it for a passing reason, so it must hold all its state inside. An exception undoes this work and no other.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel);

    /// <summary>The failure as one of the disk or the server, if it is one; null where it is a mistake of ours.</summary>
    StorageUnavailableException? AsOutage(Exception error);

    /// <summary>What is wrong with the schema.</summary>
    Task<SchemaState> FindSchemaAsync(CancellationToken cancel);

    /// <summary>Brings the schema to this program's version. A run that is cut off leaves the old one, whole.</summary>
    /// <param name="progress">Told what is done next; of what takes how long nobody knows before.</param>
    Task MigrateAsync(CancellationToken cancel, IProgress<MigrationStep>? progress = null);

    /// <summary>Completes when another node may have written; also by itself after a second at the most.</summary>
    Task WaitForBellAsync(CancellationToken cancel);

    /// <summary>Tells the other nodes that something was written. A hint: the event table is the truth.</summary>
    void Ring();
}

/// <summary>How the schema stands to this program.</summary>
internal enum SchemaState
{
    Missing,
    Older,
    Current,
    Newer,
}
