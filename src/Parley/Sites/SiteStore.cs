using Parley.Events;
using Parley.Storage;

namespace Parley.Sites;

/// <summary>The sites of the installation.</summary>
internal sealed class SiteStore(Database database, TimeProvider clock)
{
    /// <summary>All of them.</summary>
    public Task<List<Site>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var origins = await scope.ListAsync(
                    "SELECT site_id, origin FROM site_origin ORDER BY origin",
                    [],
                    row => (Site: new SiteId(row.Int(0)), Origin: row.Text(1)),
                    cancel
                );
                var bySite = origins.ToLookup(o => o.Site, o => o.Origin);
                return await scope.ListAsync(
                    "SELECT id AS site_id, name, title, language, time_zone, settings FROM site ORDER BY id",
                    [],
                    row => new Site(
                        new SiteId(row.Int(0)),
                        row.Text(1),
                        row.Text(2),
                        row.Text(3),
                        row.Text(4),
                        SiteSettings.FromJson(row.Text(5)),
                        [.. bySite[new SiteId(row.Int(0))]]
                    ),
                    cancel
                );
            },
            cancel
        );

    /// <summary>Adds a site. The name and the origins must be free.</summary>
    public Task<Result<SiteId>> AddAsync(
        string name,
        string title,
        string language,
        string timeZone,
        SiteSettings settings,
        IReadOnlyCollection<string> origins,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Result<SiteId>>(
            async scope =>
            {
                if (await IsNamedAsync(scope, name, cancel))
                    return Problems.SiteNameTaken(name);
                if (await FindClashAsync(scope, null, origins, cancel) is { } clash)
                    return clash;
                var last = await scope.FirstAsync(
                    "SELECT coalesce(max(id), 0) AS site_id FROM site",
                    [],
                    row => row.Int(0),
                    cancel
                );
                var id = new SiteId(last + 1);
                await scope.ExecuteAsync(
                    """
                    INSERT INTO site (id, name, title, language, time_zone, settings, created_at)
                    VALUES (@site, @name, @title, @language, @zone, @settings, @now)
                    """,
                    [
                        ("@site", id),
                        ("@name", name),
                        ("@title", title),
                        ("@language", language),
                        ("@zone", timeZone),
                        ("@settings", settings.ToJson()),
                        ("@now", clock.GetUtcNow()),
                    ],
                    cancel
                );
                await AddOriginsAsync(scope, id, origins, cancel);
                await EventLog.AppendAsync(scope, id, EventKind.SiteChanged, clock.GetUtcNow(), cancel);
                return id;
            },
            cancel
        );

    /// <summary>Changes what a site may set. Every node hears of it.</summary>
    public Task<Result<Site>> ChangeAsync(Site site, IReadOnlyCollection<string> origins, CancellationToken cancel) =>
        database.WriteAsync<Result<Site>>(
            async scope =>
            {
                if (await FindClashAsync(scope, site.Id, origins, cancel) is { } clash)
                    return clash;
                await scope.ExecuteAsync(
                    """
                    UPDATE site SET title = @title, language = @language, time_zone = @zone, settings = @settings
                    WHERE id = @site
                    """,
                    [
                        ("@title", site.Title),
                        ("@language", site.Language),
                        ("@zone", site.TimeZone),
                        ("@settings", site.Settings.ToJson()),
                        ("@site", site.Id),
                    ],
                    cancel
                );
                await scope.ExecuteAsync("DELETE FROM site_origin WHERE site_id = @site", [("@site", site.Id)], cancel);
                await AddOriginsAsync(scope, site.Id, origins, cancel);
                await EventLog.AppendAsync(scope, site.Id, EventKind.SiteChanged, clock.GetUtcNow(), cancel);
                return site with { Origins = [.. origins] };
            },
            cancel
        );

    private static async Task<bool> IsNamedAsync(DbScope scope, string name, CancellationToken cancel) =>
        await scope.FirstAsync("SELECT 1 FROM site WHERE name = @name", [("@name", name)], row => row.Int(0), cancel) == 1;

    private static async Task AddOriginsAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<string> origins,
        CancellationToken cancel
    )
    {
        foreach (var origin in origins)
            await scope.ExecuteAsync(
                "INSERT INTO site_origin (site_id, origin) VALUES (@site, @origin)",
                [("@site", site), ("@origin", origin)],
                cancel
            );
    }

    // Not by comparing texts: http and https of one host are one place, which no two sites may share.
    private static async Task<Problem?> FindClashAsync(
        DbScope scope,
        SiteId? own,
        IEnumerable<string> origins,
        CancellationToken cancel
    )
    {
        var others = await scope.ListAsync(
            "SELECT site_id, origin FROM site_origin",
            [],
            row => (Site: new SiteId(row.Int(0)), Origin: row.Text(1)),
            cancel
        );
        var all = others
            .Where(other => other.Site != own)
            .Concat(origins.Select(origin => (Site: own ?? new SiteId(0), Origin: origin)));
        var claims = new List<SiteOrigins.Claim>();
        foreach (var (site, text) in all)
        {
            if (!SiteOrigin.TryParse(text, out var origin))
                return Problems.OriginInvalid;
            claims.Add(new SiteOrigins.Claim(site, origin));
        }

        return SiteOrigins.Of(claims).Problem;
    }
}
