using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using Parley.Events;
using Parley.Search;
using Parley.Storage;

namespace Parley.Postgres;

/// <summary>
/// What PostgreSQL alone keeps: the transaction of each event, by which followers order them, and the words of a comment as it
/// indexes them.
/// </summary>
internal sealed class PostgresModel : IEngineModel
{
    public void Configure(ModelConfigurationBuilder conventions) { }

    public void Configure(ModelBuilder model)
    {
        var events = model.Entity<EventRow>();
        events.Property<ulong>("Tx").HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()").ValueGeneratedOnAdd();
        events.HasIndex("Tx", nameof(EventRow.Id));

        var texts = model.Entity<SearchTextRow>();
        texts.Property<NpgsqlTsVector>("Vector").HasComputedColumnSql("to_tsvector('simple', words)", stored: true);
        texts.HasIndex("Vector").HasMethod("gin");
    }
}
