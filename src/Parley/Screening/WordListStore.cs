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

    /// <summary>Words in which the entries of the other lists mean nothing.</summary>
    Allowed,
}

/// <summary>A list as its keepers typed it. Version 0 is the empty one that every site begins with.</summary>
internal sealed record KeptWordList(string Text, int Version);

/// <summary>The word lists of sites.</summary>
internal sealed class WordListStore(Database database, TimeProvider clock)
{
    public Task<KeptWordList> FindAsync(SiteId site, WordListKind kind, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, kind, cancel), cancel);

    public static async Task<KeptWordList> FindAsync(DbScope scope, SiteId site, WordListKind kind, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT text, version FROM word_list WHERE site_id = @site AND kind = @kind",
            [("@site", site), ("@kind", Name(kind))],
            row => new KeptWordList(row.Text(0), row.Int(1)),
            cancel
        ) ?? new KeptWordList("", 0);

    /// <summary>Keeps a list that has been read without fault. Each change is a version of its own, which reasons name.</summary>
    public Task<int> SaveAsync(SiteId site, WordListKind kind, string text, Guid changedBy, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var kept = await FindAsync(scope, site, kind, cancel);
                return await SaveAsync(scope, site, kind, text, kept.Version, changedBy, cancel) ?? kept.Version;
            },
            cancel
        );

    /// <inheritdoc cref="SaveAsync(SiteId, WordListKind, string, Guid, CancellationToken)"/>
    /// <param name="version">The version that the text was made from.</param>
    /// <returns>The new version; null where somebody has saved another meanwhile, and then nothing is kept.</returns>
    public async Task<int?> SaveAsync(
        DbScope scope,
        SiteId site,
        WordListKind kind,
        string text,
        int version,
        Guid changedBy,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var saved = await scope.FirstAsync(
            """
            INSERT INTO word_list (site_id, kind, text, version, changed_by, changed_at)
            SELECT @site, @kind, @text, 1, @by, @at
            WHERE @version = 0 OR EXISTS (SELECT 1 FROM word_list WHERE site_id = @site AND kind = @kind)
            ON CONFLICT (site_id, kind) DO UPDATE SET text = excluded.text, version = word_list.version + 1,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            WHERE word_list.version = @version
            RETURNING version
            """,
            [("@site", site), ("@kind", Name(kind)), ("@text", text), ("@by", changedBy), ("@at", now), ("@version", version)],
            row => (int?)row.Int(0),
            cancel
        );
        if (saved is not null)
            await EventLog.AppendAsync(scope, site, EventKind.WordListChanged, now, cancel);
        return saved;
    }

    /// <summary>What a list is called where it is kept.</summary>
    public static string Name(WordListKind kind) =>
        kind switch
        {
            WordListKind.Banned => "banned",
            WordListKind.Suspect => "suspect",
            _ => "allowed",
        };
}
