using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Sqlite;

/// <summary>How SQLite keeps what both engines keep.</summary>
internal sealed class SqliteModel : IEngineModel
{
    public void Configure(ModelConfigurationBuilder conventions) => conventions.Properties<Guid>().HaveConversion<GuidBytes>();

    public void Configure(ModelBuilder model) { }
}
