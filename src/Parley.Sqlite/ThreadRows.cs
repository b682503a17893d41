namespace Parley.Sqlite;

/// <summary>The rows of the threads that the open transaction posts in: read once, written once, whatever comes between.</summary>
internal sealed class ThreadRows(SqliteWriterSession session)
{
    private const string Select = """
        SELECT t.closed_at IS NOT NULL, coalesce(s.published_at, t.opened_at), t.last_position, t.version
        FROM comment_thread t LEFT JOIN story s ON s.site_id = t.site_id AND s.id = t.id
        WHERE t.site_id = @site AND t.id = @id
        """;
    private const string Update = """
        UPDATE comment_thread SET last_position = @position, version = version + @added, comment_count = comment_count + @added,
            last_activity = coalesce(@activity, last_activity)
        WHERE site_id = @site AND id = @id
        """;

    private readonly Dictionary<(SiteId, Guid), ThreadRow> rows = [];

    public ThreadRow? Find(SiteId site, Guid id)
    {
        if (rows.TryGetValue((site, id), out var known))
            return known;
        var row = session
            .Prepare(Select)
            .First(found => new ThreadRow(found.Long(0) != 0, found.Long(1), found.Long(2), found.Long(3)), site, id);
        if (row is not null)
            rows.Add((site, id), row);
        return row;
    }

    /// <summary>Writes what has changed, and forgets: other work of the transaction may change the rows next.</summary>
    public void Flush()
    {
        foreach (var ((site, id), row) in rows)
        {
            if (row.IsChanged)
                session.Prepare(Update).Run(row.LastPosition, row.Published, row.LastActivity, site, id);
        }

        rows.Clear();
    }
}

/// <summary>A thread's row while posts are added to it.</summary>
internal sealed class ThreadRow(bool isClosed, long begins, long lastPosition, long version)
{
    public bool IsClosed => isClosed;

    /// <summary>From when its age counts: the story's publication, or its own opening.</summary>
    public long Begins => begins;
    public long LastPosition { get; private set; } = lastPosition;
    public long Version { get; private set; } = version;
    public int Published { get; private set; }
    public long? LastActivity { get; private set; }
    public bool IsChanged { get; private set; }

    /// <summary>Gives the next place, at or after the given time.</summary>
    public long Add(long at, bool isPublished)
    {
        IsChanged = true;
        LastPosition = Math.Max(at, LastPosition + 1);
        if (isPublished)
        {
            Version++;
            Published++;
            LastActivity = at;
        }

        return LastPosition;
    }
}
