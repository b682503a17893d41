using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Parley.Storage;

/// <summary>
/// Compares the migrations a database has with those of an engine, by hand: building EF's model only to find that nothing is to
/// be done would double the time to the first answer.
/// </summary>
internal static class SchemaVersion
{
    /// <summary>The migrations an engine's assembly brings, oldest first.</summary>
    public static IReadOnlyList<string> Known(Assembly engine) =>
        [
            .. engine
                .GetTypes()
                .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
                .OfType<string>()
                .Order(StringComparer.Ordinal),
        ];

    public static async Task<SchemaState> CompareAsync(DbConnection connection, Assembly engine, CancellationToken cancel)
    {
        var known = Known(engine);
        var applied = new List<string>();
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" """;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                applied.Add(reader.GetString(0));
        }
        catch (DbException error) when (IsMissingTable(error))
        {
            return SchemaState.Missing;
        }

        if (applied.Except(known).Any())
            return SchemaState.Newer;
        if (applied.Count == 0)
            return SchemaState.Missing;
        return known.Except(applied).Any() ? SchemaState.Older : SchemaState.Current;
    }

    private static bool IsMissingTable(DbException error) =>
        error.SqlState == "42P01" || error.Message.Contains("no such table", StringComparison.Ordinal);
}
