using Parley.Events;
using Parley.Storage;

namespace Parley.Screening;

/// <summary>What becomes of words on a list. The names stand in the database.</summary>
internal enum WordListKind
{
    /// <summary>Not taken at all.</summary>
    Banned,

    /// <summary>Held for a person to look at.</summary>
    Suspect,
}

/// <summary>A list as its keepers typed it. Version 0 is the empty one that every site begins with.</summary>
internal sealed record KeptWordList(string Text, int Version);

/// <summary>The word lists of sites.</summary>
internal sealed class WordListStore(Database database, TimeProvider clock)
{
    public Task<KeptWordList> FindAsync(SiteId site, WordListKind kind, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                await scope.FirstAsync(
                    "SELECT text, version FROM word_list WHERE site_id = @site AND kind = @kind",
                    [("@site", site), ("@kind", Name(kind))],
                    row => new KeptWordList(row.Text(0), row.Int(1)),
                    cancel
                ) ?? new KeptWordList("", 0),
            cancel
        );

    /// <summary>Keeps a list that has been read without fault. Each change is a version of its own, which reasons name.</summary>
    public Task<int> SaveAsync(SiteId site, WordListKind kind, string text, Guid changedBy, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var now = clock.GetUtcNow();
                var version = await scope.FirstAsync(
                    """
                    INSERT INTO word_list (site_id, kind, text, version, changed_by, changed_at)
                    VALUES (@site, @kind, @text, 1, @by, @at)
                    ON CONFLICT (site_id, kind) DO UPDATE SET text = excluded.text, version = word_list.version + 1,
                        changed_by = excluded.changed_by, changed_at = excluded.changed_at
                    RETURNING version
                    """,
                    [("@site", site), ("@kind", Name(kind)), ("@text", text), ("@by", changedBy), ("@at", now)],
                    row => row.Int(0),
                    cancel
                );
                await EventLog.AppendAsync(scope, site, EventKind.WordListChanged, now, cancel);
                return version;
            },
            cancel
        );

    private static string Name(WordListKind kind) => kind == WordListKind.Banned ? "banned" : "suspect";
}
