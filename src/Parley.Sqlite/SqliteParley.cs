using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Sqlite;
using Parley.Storage;

namespace Parley;

/// <summary>Parley on SQLite: one file, no server. For one program on one machine.</summary>
public static class SqliteParley
{
    /// <summary>Keeps everything in a SQLite file, which is made where it is missing.</summary>
    /// <param name="parley">What <c>AddParley()</c> gave.</param>
    /// <param name="path">The file, for example <c>data/parley.db</c>. Its folder must be writable.</param>
    public static ParleyBuilder UseSqlite(this ParleyBuilder parley, string path)
    {
        ArgumentNullException.ThrowIfNull(parley);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        parley.Services.AddSingleton<SqliteEngine>(_ => new SqliteEngine(path));
        parley.Services.AddSingleton<IEngine>(services => services.GetRequiredService<SqliteEngine>());
        parley.Services.AddSingleton<ICommentAppender, SqliteCommentAppender>();
        return parley;
    }
}
