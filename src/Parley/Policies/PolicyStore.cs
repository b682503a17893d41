using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Record;
using Parley.Storage;

namespace Parley.Policies;

/// <summary>The policies of sites, and the record of their changes.</summary>
internal sealed class PolicyStore(Database database)
{
    public const int OnPage = 50;

    public Task<PolicyBook> ReadAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(scope => ReadAsync(scope, site, cancel), cancel);

    /// <summary>The same with the last change of a scope, which is no newer than what is set.</summary>
    public Task<(PolicyBook Book, Guid? Last)> ReadAsync(SiteId site, PolicyScope of, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var last = await FindLastChangeAsync(scope, site, of, cancel);
                return (await ReadAsync(scope, site, cancel), last);
            },
            cancel
        );

    private static async Task<PolicyBook> ReadAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        new(
            (
                await scope.ListAsync(
                    "SELECT scope, name, content FROM policy WHERE site_id = @site",
                    [("@site", site)],
                    row => KeyValuePair.Create(ScopeOf(row, 0), Policy.FromJson(row.Text(2))),
                    cancel
                )
            ).ToDictionary()
        );

    public static Task<Policy?> FindAsync(DbScope scope, SiteId site, PolicyScope of, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT content FROM policy WHERE site_id = @site AND scope = @scope AND name = @name",
            [("@site", site), ("@scope", of.Kind), ("@name", of.Name)],
            row => Policy.FromJson(row.Text(0)),
            cancel
        );

    /// <param name="policy">An empty one is taken away.</param>
    public static Task SaveAsync(DbScope scope, SiteId site, PolicyScope of, Policy policy, CancellationToken cancel) =>
        scope.ExecuteAsync(
            policy.IsEmpty
                ? "DELETE FROM policy WHERE site_id = @site AND scope = @scope AND name = @name"
                : """
                INSERT INTO policy (site_id, scope, name, content) VALUES (@site, @scope, @name, @content)
                ON CONFLICT (site_id, scope, name) DO UPDATE SET content = excluded.content
                """,
            [
                ("@site", site),
                ("@scope", of.Kind),
                ("@name", of.Name),
                .. policy.IsEmpty ? Array.Empty<(string, object?)>() : [("@content", policy.ToJson())],
            ],
            cancel
        );

    /// <summary>Puts a change on record: where staff look it up, and in the chain.</summary>
    public static Task AddChangeAsync(DbScope scope, SiteId site, PolicyChange change, Reader by, CancellationToken cancel)
    {
        var before = change.Before.IsEmpty ? null : change.Before.ToJson();
        var after = change.After.IsEmpty ? null : change.After.ToJson();
        RecordStore.Add(
            scope,
            site,
            new(
                RecordKind.Policy,
                change.Scope.ThreadId,
                change.At,
                new()
                {
                    ["id"] = change.Id,
                    ["by"] = by.Id,
                    ["scope"] = change.Scope.ToWord(),
                    ["name"] = change.Scope.Name,
                    ["before"] = before is null ? null : JsonNode.Parse(before),
                    ["after"] = after is null ? null : JsonNode.Parse(after),
                }
            )
        );
        return scope.ExecuteAsync(
            """
            INSERT INTO policy_change (site_id, id, scope, name, before, after, changed_by, changed_at)
            VALUES (@site, @id, @scope, @name, @before, @after, @by, @at)
            """,
            [
                ("@site", site),
                ("@id", change.Id),
                ("@scope", change.Scope.Kind),
                ("@name", change.Scope.Name),
                ("@before", before),
                ("@after", after),
                ("@by", by.Id),
                ("@at", change.At),
            ],
            cancel
        );
    }

    /// <summary>The last change of a scope; null where it was never set.</summary>
    public static Task<Guid?> FindLastChangeAsync(DbScope scope, SiteId site, PolicyScope of, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT id FROM policy_change WHERE site_id = @site AND scope = @scope AND name = @name
            ORDER BY changed_at DESC, id DESC LIMIT 1
            """,
            [("@site", site), ("@scope", of.Kind), ("@name", of.Name)],
            row => (Guid?)row.Guid(0),
            cancel
        );

    /// <summary>What was changed, the latest first.</summary>
    /// <param name="of">One scope; null for all of the site.</param>
    public Task<(List<PolicyChange> Changes, TimeCursor? Next)> ListChangesAsync(
        SiteId site,
        PolicyScope? of,
        TimeCursor after,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                var found = await scope.ListAsync(
                    $"""
                    SELECT c.id, c.scope, c.name, c.before, c.after, r.name, c.changed_at FROM policy_change c
                    JOIN reader r ON r.site_id = c.site_id AND r.id = c.changed_by
                    WHERE c.site_id = @site AND (c.changed_at, c.id) < (@at, @id) {(
                        of is null ? "" : "AND c.scope = @scope AND c.name = @name"
                    )}
                    ORDER BY c.changed_at DESC, c.id DESC LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@at", after.At),
                        ("@id", after.Id),
                        ("@most", OnPage + 1),
                        .. of is { } one ? [("@scope", one.Kind), ("@name", one.Name)] : Array.Empty<(string, object?)>(),
                    ],
                    row => new PolicyChange(
                        row.Guid(0),
                        ScopeOf(row, 1),
                        row.TextOrNull(3) is { } before ? Policy.FromJson(before) : Policy.Nothing,
                        row.TextOrNull(4) is { } since ? Policy.FromJson(since) : Policy.Nothing,
                        row.Text(5),
                        row.Time(6)
                    ),
                    cancel
                );
                TimeCursor? next = found.Count > OnPage ? new TimeCursor(found[OnPage - 1].At, found[OnPage - 1].Id) : null;
                return (found.Take(OnPage).ToList(), next);
            },
            cancel
        );

    private static PolicyScope ScopeOf(Row row, int at) => new((PolicyScopeKind)row.Int(at), row.Text(at + 1));
}
