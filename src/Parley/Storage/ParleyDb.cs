using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Parley.Storage;

/// <summary>
/// The model. Each feature brings its tables in a <c>…Map.cs</c> of its own; there are no sets here, so that this file never
/// has to know them.
/// </summary>
internal sealed class ParleyDb(DbContextOptions<ParleyDb> options, IEngineModel engine) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<StoredTime>();
        configurationBuilder.Properties<SiteId>().HaveConversion<StoredSiteId>();
        engine.Configure(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ParleyDb).Assembly);
        engine.Configure(modelBuilder);

        // Both engines read hand-written SQL, so names are lower case with underscores in both.
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(
                Snake(
                    entity.ClrType.Name.EndsWith("Row", StringComparison.Ordinal)
                        ? entity.ClrType.Name[..^3]
                        : entity.ClrType.Name
                )
            );
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Snake(property.Name));
            foreach (var key in entity.GetKeys())
                key.SetName($"pk_{entity.GetTableName()}");
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(
                    $"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(p => Snake(p.Name)))}"
                );
        }
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}

/// <summary>What an engine adds to the model: how it keeps a type, a column that it alone has.</summary>
internal interface IEngineModel
{
    void Configure(ModelConfigurationBuilder conventions);

    void Configure(ModelBuilder model);
}
