using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Parley.Storage;

namespace Parley.Sqlite;

/// <summary>Lets <c>dotnet ef</c> see the model as this engine keeps it.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<ParleyDb>
{
    public ParleyDb CreateDbContext(string[] args) =>
        SqliteEngine.CreateContext(
            new DbContextOptionsBuilder<ParleyDb>().UseSqlite("Data Source=design.db", SqliteEngine.Options)
        );
}
