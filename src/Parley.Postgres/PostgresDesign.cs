using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Parley.Storage;

namespace Parley.Postgres;

/// <summary>Lets <c>dotnet ef</c> see the model as this engine keeps it.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<ParleyDb>
{
    public ParleyDb CreateDbContext(string[] args) =>
        PostgresEngine.CreateContext(new DbContextOptionsBuilder<ParleyDb>().UseNpgsql("Host=design", PostgresEngine.Options));
}
