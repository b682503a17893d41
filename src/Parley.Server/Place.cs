using Parley.Storage;

namespace Parley.Server;

/// <summary>Where the data of an installation are: a folder with a SQLite file, or a PostgreSQL database.</summary>
/// <param name="Folder">The data folder, as a full path.</param>
/// <param name="Database">PostgreSQL's connection string; null for SQLite.</param>
internal sealed record Place(string Folder, string? Database)
{
    public string File => Path.Combine(Folder, "parley.db");

    /// <summary>
    /// A program with its configuration, which is read once: watching it means watching every file below the folder where the
    /// command was typed, the database's among them.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder() =>
        WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);

    /// <summary>From the command line, else from configuration (<c>Parley:Data</c>, <c>Parley:Database</c>, or PARLEY__DATABASE).</summary>
    public static Place Find(string? data, string? database, IConfiguration configuration) =>
        new(
            Path.GetFullPath(data ?? configuration["Parley:Data"] ?? "data"),
            NullIfBlank(database ?? configuration["Parley:Database"])
        );

    /// <summary>How an operator reads it. Never the connection string: it may hold a password.</summary>
    public override string ToString() => Database is null ? $"SQLite, {File}" : "PostgreSQL";

    public void Use(ParleyBuilder parley)
    {
        if (Database is not null)
        {
            try
            {
                parley.UsePostgres(Database);
            }
            catch (ArgumentException error)
            {
                throw new ExpectedException(Exits.DatabaseUnreachable, $"--database is no connection string: {error.Message}");
            }

            return;
        }

        parley.UseSqlite(File);
    }

    /// <summary>Makes the folder, and finds out whether it can be written.</summary>
    public void Prepare()
    {
        if (Database is not null)
            return;
        try
        {
            Directory.CreateDirectory(Folder);
            var probe = Path.Combine(Folder, ".write");
            System.IO.File.WriteAllText(probe, "");
            System.IO.File.Delete(probe);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new ExpectedException(
                Exits.FolderNotWritable,
                $"The data folder {Folder} cannot be written ({error.Message.TrimEnd('.')}). Give yourself the right to, or name another: --data DIR"
            );
        }
    }

    /// <summary>Brings the schema up to date where it is behind, and refuses one that is newer than this program.</summary>
    public async Task MigrateAsync(IEngine engine, CancellationToken cancel, IProgress<MigrationStep>? progress = null)
    {
        switch (await engine.FindSchemaAsync(cancel))
        {
            case SchemaState.Newer:
                throw new ExpectedException(
                    Exits.DatabaseNewer,
                    $"The database ({this}) was made by a newer Parley than this one. Nothing was changed. Start the newer program."
                );
            case SchemaState.Missing or SchemaState.Older:
                await engine.MigrateAsync(cancel, progress);
                break;
        }
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
