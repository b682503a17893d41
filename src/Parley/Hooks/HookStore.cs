using System.Text.Json.Nodes;
using Parley.Events;
using Parley.Reasons;
using Parley.Record;
using Parley.Screening;
using Parley.SecondFactors;
using Parley.Storage;

namespace Parley.Hooks;

/// <summary>The hooks of each site.</summary>
internal sealed class HookStore(Database database, KeptSecrets secrets, TimeProvider clock)
{
    /// <summary>In their order.</summary>
    public Task<List<Hook>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(scope => ListAsync(scope, site, cancel), cancel);

    public Task<List<Hook>> ListAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.ListAsync(
            """
            SELECT id, name, url, secret, mode, silence, limit_ms, place, version, kind, gives_email, shadow_until FROM hook
            WHERE site_id = @site ORDER BY place, id
            """,
            [("@site", site)],
            row => new Hook(
                row.Guid(0),
                row.Text(1),
                new Uri(row.Text(2)),
                (CheckMode)row.Int(4),
                (Verdict)row.Int(5),
                row.Int(6),
                row.Int(7),
                row.Int(8)
            )
            {
                Secret = secrets.Show(row.Text(3)),
                Kind = (HookKind)row.Int(9),
                GivesEmail = row.Bool(10),
                ShadowUntil = row.TimeOrNull(11),
            },
            cancel
        );

    public async Task AddAsync(DbScope scope, SiteId site, Hook hook, string secret, Guid by, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            """
            INSERT INTO hook (site_id, id, name, url, secret, mode, silence, limit_ms, place, version, kind, gives_email,
                shadow_until, changed_by, changed_at)
            VALUES (@site, @id, @name, @url, @secret, @mode, @silence, @limit, @place, @version, @kind, @email, @until, @by, @at)
            """,
            [.. Values(site, hook, by), ("@kind", hook.Kind), ("@secret", secrets.Hide(secret))],
            cancel
        );
        await SayChangedAsync(scope, site, cancel);
    }

    /// <summary>Keeps a hook as it is now. The version is the one behind that which was read.</summary>
    /// <returns>False where somebody else has changed it meanwhile.</returns>
    public async Task<bool> ChangeAsync(DbScope scope, SiteId site, Hook hook, Guid by, CancellationToken cancel)
    {
        var changed = await scope.ExecuteAsync(
            """
            UPDATE hook SET name = @name, url = @url, mode = @mode, silence = @silence, limit_ms = @limit, place = @place,
                version = @version, gives_email = @email, shadow_until = @until, changed_by = @by, changed_at = @at
            WHERE site_id = @site AND id = @id AND version = @version - 1
            """,
            Values(site, hook, by),
            cancel
        );
        await SayChangedAsync(scope, site, cancel);
        return changed == 1;
    }

    /// <summary>Keeps another key for a service that has one of its own, as part of a change.</summary>
    public Task KeepKeyAsync(DbScope scope, SiteId site, Guid id, string key, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "UPDATE hook SET secret = @secret WHERE site_id = @site AND id = @id",
            [("@secret", secrets.Hide(key)), ("@site", site), ("@id", id)],
            cancel
        );

    /// <summary>Gives a hook another secret.</summary>
    /// <returns>False where there is no such hook.</returns>
    public async Task<bool> RenewAsync(DbScope scope, SiteId site, Guid id, string secret, Guid by, CancellationToken cancel)
    {
        var changed = await scope.ExecuteAsync(
            """
            UPDATE hook SET secret = @secret, version = version + 1, changed_by = @by, changed_at = @at
            WHERE site_id = @site AND id = @id
            """,
            [("@secret", secrets.Hide(secret)), ("@by", by), ("@at", clock.GetUtcNow()), ("@site", site), ("@id", id)],
            cancel
        );
        await SayChangedAsync(scope, site, cancel);
        return changed == 1;
    }

    /// <returns>False where there is no such hook.</returns>
    public async Task<bool> RemoveAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel)
    {
        var gone = await scope.ExecuteAsync(
            "DELETE FROM hook WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id)],
            cancel
        );
        await scope.ExecuteAsync(
            "DELETE FROM hook_answer WHERE site_id = @site AND hook_id = @id",
            [("@site", site), ("@id", id)],
            cancel
        );
        await SayChangedAsync(scope, site, cancel);
        return gone == 1;
    }

    /// <summary>Puts a change into the chain, from what to what; secrets and keys are not told.</summary>
    /// <param name="isSecret">Whether it has another secret.</param>
    public void Record(DbScope scope, SiteId site, Hook? before, Hook? after, Guid by, bool isSecret = false)
    {
        var content = new JsonObject
        {
            ["by"] = by,
            ["before"] = before is null ? null : ToNode(before),
            ["after"] = after is null ? null : ToNode(after),
        };
        if (isSecret)
            content["secret"] = true;
        RecordStore.Add(scope, site, new(RecordKind.Hook, (after ?? before)!.Id, clock.GetUtcNow(), content));
    }

    private static JsonObject ToNode(Hook hook) =>
        new()
        {
            ["version"] = hook.Version,
            ["name"] = hook.Name,
            ["url"] = hook.Url.AbsoluteUri,
            ["kind"] = Lower(hook.Kind),
            ["mode"] = Lower(hook.Mode),
            ["shadowUntil"] = hook.ShadowUntil,
            ["silence"] = Lower(hook.Silence),
            ["limitMs"] = hook.LimitMs,
            ["place"] = hook.Place,
            ["givesEmail"] = hook.GivesEmail,
        };

    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();

    private (string, object?)[] Values(SiteId site, Hook hook, Guid by) =>
        [
            ("@site", site),
            ("@id", hook.Id),
            ("@name", hook.Name),
            ("@url", hook.Url.AbsoluteUri),
            ("@mode", hook.Mode),
            ("@silence", hook.Silence),
            ("@limit", hook.LimitMs),
            ("@place", hook.Place),
            ("@version", hook.Version),
            ("@email", hook.GivesEmail),
            ("@until", hook.ShadowUntil),
            ("@by", by),
            ("@at", clock.GetUtcNow()),
        ];

    private Task SayChangedAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        EventLog.AppendAsync(scope, site, EventKind.HooksChanged, clock.GetUtcNow(), cancel);
}
