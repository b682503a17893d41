using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Parley.Storage;

/// <summary>What a migration does next.</summary>
/// <param name="Number">Which change of the schema it makes, from 1.</param>
internal readonly record struct MigrationStep(int Number, int All)
{
    /// <summary>The copy on which SQLite's are made.</summary>
    public static MigrationStep Copy => default;

    /// <summary>Makes all changes, and tells of each one before it is made.</summary>
    public static async Task MakeAllAsync(
        DbContextOptionsBuilder<ParleyDb> options,
        Func<DbContextOptionsBuilder<ParleyDb>, ParleyDb> open,
        IProgress<MigrationStep>? progress,
        CancellationToken cancel
    )
    {
        var (number, all) = (0, 0);
        // EF makes them in one go, which must stay one: it says in its log which it has come to.
        options.LogTo(
            (happened, _) => happened == RelationalEventId.MigrationApplying,
            _ => progress?.Report(new(++number, all))
        );
        await using var db = open(options);
        all = (await db.Database.GetPendingMigrationsAsync(cancel)).Count();
        await db.Database.MigrateAsync(cancel);
    }
}
