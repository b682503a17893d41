using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Events;
using Parley.Storage;

namespace Parley.Screening;

/// <summary>How the checks of sites are set, in all their versions.</summary>
internal sealed class CheckSettingsStore(Database database, TimeProvider clock)
{
    public Task<CheckSettings> FindAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, cancel), cancel);

    public static async Task<CheckSettings> FindAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT version, rules, do_nudge FROM check_settings WHERE site_id = @site ORDER BY version DESC LIMIT 1",
            [("@site", site)],
            row => new CheckSettings(
                row.Int(0),
                JsonSerializer.Deserialize(row.Text(1), CheckJson.Ours.IReadOnlyDictionaryStringCheckRule)
                    ?? CheckSettings.Usual.Rules
            )
            {
                DoNudge = row.Bool(2),
            },
            cancel
        ) ?? CheckSettings.Usual;

    /// <summary>Keeps another version, and says so.</summary>
    /// <param name="before">The version that it was made from.</param>
    /// <returns>What is kept now; null where somebody has kept another meanwhile.</returns>
    public async Task<CheckSettings?> AddAsync(
        DbScope scope,
        SiteId site,
        CheckSettings settings,
        int before,
        Guid changedBy,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var added = await scope.ExecuteAsync(
            """
            INSERT INTO check_settings (site_id, version, rules, do_nudge, changed_by, changed_at)
            VALUES (@site, @version, @rules, @nudge, @by, @at) ON CONFLICT (site_id, version) DO NOTHING
            """,
            [
                ("@site", site),
                ("@version", before + 1),
                ("@rules", JsonSerializer.Serialize(settings.Rules, CheckJson.Ours.IReadOnlyDictionaryStringCheckRule)),
                ("@nudge", settings.DoNudge),
                ("@by", changedBy),
                ("@at", now),
            ],
            cancel
        );
        if (added == 0)
            return null;
        await EventLog.AppendAsync(scope, site, EventKind.ChecksChanged, now, cancel);
        return settings with { Version = before + 1 };
    }
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, CheckRule>))]
[JsonSerializable(typeof(CheckRule))]
internal sealed partial class CheckJson : JsonSerializerContext
{
    public static CheckJson Ours { get; } = new(Json.Options());
}
