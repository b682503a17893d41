using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Record;
using Parley.Storage;

namespace Parley.HouseRules;

/// <summary>The rules of sites, in all their versions.</summary>
internal sealed class RuleBookStore(Database database)
{
    private const string Select = "SELECT version, rules, highest, changed_at FROM rule_book WHERE site_id = @site";

    /// <summary>The rules that hold now; null where the site has written none.</summary>
    public Task<RuleBook?> FindAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, cancel), cancel);

    /// <inheritdoc cref="FindAsync(SiteId, CancellationToken)"/>
    public static Task<RuleBook?> FindAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.FirstAsync($"{Select} ORDER BY version DESC LIMIT 1", [("@site", site)], Read, cancel);

    /// <summary>The rules as they were; null where there was no such version.</summary>
    public Task<RuleBook?> FindAsync(SiteId site, int version, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync($"{Select} AND version = @version", [("@site", site), ("@version", version)], Read, cancel),
            cancel
        );

    /// <summary>Who changed the rules, and when, the latest first.</summary>
    public Task<List<RuleChange>> ListChangesAsync(SiteId site, int most, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT b.version, r.name, b.changed_at FROM rule_book b
                    JOIN reader r ON r.site_id = b.site_id AND r.id = b.changed_by
                    WHERE b.site_id = @site ORDER BY b.version DESC LIMIT @most
                    """,
                    [("@site", site), ("@most", most)],
                    row => new RuleChange(row.Int(0), row.Text(1), row.Time(2)),
                    cancel
                ),
            cancel
        );

    /// <returns>Whether they are kept: false where somebody has kept others under this version.</returns>
    public static async Task<bool> AddAsync(DbScope scope, SiteId site, RuleBook book, Guid changedBy, CancellationToken cancel)
    {
        var rules = ToJson(book);
        if (!await AddAsync(scope, site, book, rules, changedBy, cancel))
            return false;
        RecordStore.Add(
            scope,
            site,
            new(
                RecordKind.Rules,
                null,
                book.Since!.Value,
                new()
                {
                    ["version"] = book.Version,
                    ["by"] = changedBy,
                    ["rules"] = JsonNode.Parse(rules),
                }
            )
        );
        return true;
    }

    private static async Task<bool> AddAsync(
        DbScope scope,
        SiteId site,
        RuleBook book,
        string rules,
        Guid changedBy,
        CancellationToken cancel
    ) =>
        await scope.ExecuteAsync(
            """
            INSERT INTO rule_book (site_id, version, rules, highest, changed_by, changed_at)
            VALUES (@site, @version, @rules, @highest, @by, @at) ON CONFLICT (site_id, version) DO NOTHING
            """,
            [
                ("@site", site),
                ("@version", book.Version),
                ("@rules", rules),
                ("@highest", book.Highest),
                ("@by", changedBy),
                ("@at", book.Since),
            ],
            cancel
        ) == 1;

    /// <summary>The rules as they are kept.</summary>
    public static string ToJson(RuleBook book) => JsonSerializer.Serialize(book.Rules, RuleJson.Ours.IReadOnlyListHouseRule);

    private static RuleBook Read(Row row) =>
        new(
            row.Int(0),
            JsonSerializer.Deserialize(row.Text(1), RuleJson.Ours.IReadOnlyListHouseRule) ?? [],
            row.Int(2),
            row.Time(3)
        );
}

/// <param name="ByName">For staff alone.</param>
internal sealed record RuleChange(int Version, string ByName, DateTimeOffset At);
