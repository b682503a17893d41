using System.Data.Common;
using Parley.Storage;

namespace Parley.Readers;

internal static class RacedWrite
{
    /// <summary>
    /// Does work that looks whether a value is free and then takes it. Where another took it in between, the unique index says so,
    /// and the work runs once more, sees it, and can answer for itself.
    /// </summary>
    public static async Task<T> WriteRacedAsync<T>(
        this Database database,
        Func<DbScope, Task<T>> work,
        CancellationToken cancel
    )
    {
        try
        {
            return await database.WriteAsync(work, cancel);
        }
        catch (DbException error) when (database.Engine.Dialect.IsDuplicate(error))
        {
            return await database.WriteAsync(work, cancel);
        }
    }
}
