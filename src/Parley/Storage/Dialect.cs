using System.Data.Common;

namespace Parley.Storage;

/// <summary>The few places where the two engines differ. Everything else is one SQL text for both.</summary>
internal abstract class Dialect
{
    /// <summary>Ends a select that locks the rows it reads until the transaction ends; nothing where one writer suffices.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>
    /// The condition on <c>event</c> that a follower reads by: everything after its bookmark (<c>@tx</c>, <c>@id</c>) that no
    /// open transaction can still add to.
    /// </summary>
    public abstract string EventsAfterBookmark { get; }

    /// <summary>
    /// The condition on <c>event</c> for all that is committed after the bookmark, though something may still come before it; null
    /// where nothing can.
    /// </summary>
    public abstract string? EventsOutOfOrder { get; }

    /// <summary>The writing transaction of an event, as a number; 0 where ids suffice.</summary>
    public abstract string EventTransaction { get; }

    /// <summary>The order of events.</summary>
    public abstract string EventOrder { get; }

    /// <summary>The order of events, the latest first.</summary>
    public abstract string LatestEventsFirst { get; }

    /// <summary>The bookmark that has seen everything that is committed now, as (tx, id).</summary>
    public abstract string LastEvent { get; }

    /// <summary>The table of words with its index, as <c>t</c>, for a search.</summary>
    public abstract string SearchFrom { get; }

    /// <summary>The condition that the words meet <c>@query</c>, which <see cref="SearchText"/> made.</summary>
    public abstract string SearchMatch { get; }

    /// <summary>What a search is ordered by: the column that the index keeps in order.</summary>
    public abstract string SearchPlace { get; }

    /// <summary>A query as the engine reads it. Each word is plain letters and digits, and each list of them stands together.</summary>
    public abstract string SearchText(IEnumerable<IReadOnlyList<string>> wanted, IEnumerable<IReadOnlyList<string>> unwanted);

    /// <summary>A value as the driver takes it: ids are 16 bytes in time order on SQLite, and uuid on PostgreSQL.</summary>
    public abstract object Value(object value);

    public abstract Guid ReadGuid(DbDataReader reader, int column);

    /// <summary>True where the error says that the same work may well succeed when it is tried again.</summary>
    public abstract bool IsPassing(DbException error);

    /// <summary>True where the error says that a unique index already holds the value.</summary>
    public abstract bool IsDuplicate(DbException error);
}
