using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Sqlite;

/// <summary>
/// Brings a file to this program's schema. It works on a copy that is then put in the old file's place: EF's way of rebuilding a
/// table suspends its transaction, so a kill half-way would leave a broken file.
/// </summary>
internal sealed class SqliteMigration(SqliteEngine engine)
{
    public async Task RunAsync(IProgress<MigrationStep>? progress, CancellationToken cancel)
    {
        var next = engine.Path + ".next";
        Directory.CreateDirectory(Path.GetDirectoryName(engine.Path)!);
        // What a killed run left is worth nothing: the old file is still whole.
        Delete(next);
        if (File.Exists(engine.Path))
        {
            progress?.Report(MigrationStep.Copy);
            await CopyAsync(next, cancel);
        }

        await MigrateAsync(next, progress, cancel);

        // Everything in the old log went into the old file with the copy's checkpoint. Left behind, it would be taken for the new
        // file's.
        SqliteConnection.ClearAllPools();
        File.Delete(engine.Path + "-wal");
        File.Delete(engine.Path + "-shm");
        File.Move(next, engine.Path, overwrite: true);
    }

    private async Task CopyAsync(string next, CancellationToken cancel)
    {
        await using var old = engine.OpenForWriting();
        await using var command = old.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(cancel);
        command.CommandText = "VACUUM INTO @next";
        command.Parameters.AddWithValue("@next", next);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task MigrateAsync(string path, IProgress<MigrationStep>? progress, CancellationToken cancel)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        await using var connection = new SqliteConnection(address);
        await connection.OpenAsync(cancel);
        var options = new DbContextOptionsBuilder<ParleyDb>().UseSqlite(connection, SqliteEngine.Options);
        await MigrationStep.MakeAllAsync(options, SqliteEngine.CreateContext, progress, cancel);
        await AddSearchAsync(connection, cancel);
        // EF leaves the file in WAL mode; closing must leave one file, since only that one is moved.
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE";
        await command.ExecuteNonQueryAsync(cancel);
    }

    // An index over the words of search_text, which EF knows nothing of: https://sqlite.org/fts5.html#external_content_tables. Its
    // words are plain letters and digits, so the plainest tokenizer does.
    private static async Task AddSearchAsync(SqliteConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE VIRTUAL TABLE IF NOT EXISTS search_index
                USING fts5(words, content = 'search_text', content_rowid = 'id', tokenize = 'ascii', columnsize = 0);
            CREATE TRIGGER IF NOT EXISTS search_text_added AFTER INSERT ON search_text BEGIN
                INSERT INTO search_index (rowid, words) VALUES (new.id, new.words);
            END;
            CREATE TRIGGER IF NOT EXISTS search_text_gone AFTER DELETE ON search_text BEGIN
                INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.id, old.words);
            END;
            """;
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static void Delete(string path)
    {
        foreach (var ending in (string[])["", "-wal", "-shm", "-journal"])
            File.Delete(path + ending);
    }
}
