using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Dossiers;

/// <summary>Dossiers, as they are kept.</summary>
internal sealed class DossierStore(Database database)
{
    public const int OnPage = 50;

    private const string Columns =
        "d.id, d.slug, d.title, d.lead, CASE WHEN r.kind <> 4 THEN r.name END, d.published_at, d.changed_at";

    // SourcingStore.IsPublicClaim for all claims of a dossier at once.
    private const string PublicClaims = $"""
        SELECT o.claim_id FROM (SELECT DISTINCT claim_id FROM dossier_claim WHERE site_id = @site AND dossier_id = @dossier) o
        CROSS JOIN attribution a {SourcingStore.WhoCarries}
        WHERE a.site_id = @site AND a.claim_id = o.claim_id
        GROUP BY o.claim_id {SourcingStore.IsCarriedPublicly}
        """;

    private const string From = "FROM dossier d LEFT JOIN reader r ON r.site_id = d.site_id AND r.id = d.kept_by";

    public Task<Dossier?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, cancel), cancel);

    public static Task<Dossier?> FindAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} {From} WHERE d.site_id = @site AND d.id = @id",
            [("@site", site), ("@id", id)],
            Read,
            cancel
        );

    /// <summary>A dossier, held until the change is done: how many lines it has is then sure.</summary>
    public static async Task<Dossier?> LockAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            "SELECT 1 FROM dossier WHERE site_id = @site AND id = @id" + scope.Dialect.ForUpdate,
            [("@site", site), ("@id", id)],
            cancel
        );
        return await FindAsync(scope, site, id, cancel);
    }

    public Task<Dossier?> FindBySlugAsync(SiteId site, string slug, CancellationToken cancel) =>
        database.ReadAsync(scope => FindBySlugAsync(scope, site, slug, cancel), cancel);

    public static Task<Dossier?> FindBySlugAsync(DbScope scope, SiteId site, string slug, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} {From} WHERE d.site_id = @site AND d.slug = @slug",
            [("@site", site), ("@slug", slug)],
            Read,
            cancel
        );

    /// <summary>Dossiers and drafts, the last changed first.</summary>
    /// <param name="after">Where the next page begins; null for the first.</param>
    public Task<List<Dossier>> ListAsync(SiteId site, TimeCursor? after, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} {From} WHERE d.site_id = @site AND (d.changed_at, d.id) < (@at, @id)
                    ORDER BY d.changed_at DESC, d.id DESC LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@at", (after ?? TimeCursor.Newest).At),
                        ("@id", (after ?? TimeCursor.Newest).Id),
                        ("@most", OnPage + 1),
                    ],
                    Read,
                    cancel
                ),
            cancel
        );

    public static Task PutAsync(DbScope scope, SiteId site, Dossier dossier, Guid by, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO dossier (site_id, id, slug, title, lead, kept_by, published_at, changed_at)
            VALUES (@site, @id, @slug, @title, @lead, @by, @published, @changed)
            ON CONFLICT (site_id, id) DO UPDATE SET slug = excluded.slug, title = excluded.title, lead = excluded.lead,
                published_at = excluded.published_at, changed_at = excluded.changed_at
            """,
            [
                ("@site", site),
                ("@id", dossier.Id),
                ("@slug", dossier.Slug),
                ("@title", dossier.Title),
                ("@lead", dossier.Lead),
                ("@by", by),
                ("@published", dossier.PublishedAt),
                ("@changed", dossier.ChangedAt),
            ],
            cancel
        );

    /// <summary>All that a dossier holds.</summary>
    /// <param name="isPublic">Only claims that everybody may read.</param>
    public Task<DossierLines> ReadAsync(SiteId site, Guid dossier, bool isPublic, CancellationToken cancel) =>
        database.ReadAsync(scope => ReadAsync(scope, site, dossier, isPublic, cancel), cancel);

    public static async Task<DossierLines> ReadAsync(
        DbScope scope,
        SiteId site,
        Guid dossier,
        bool isPublic,
        CancellationToken cancel
    )
    {
        (string, object?)[] which = [("@site", site), ("@dossier", dossier)];
        var stories = await ListStoriesAsync(scope, site, dossier, cancel);
        var actors = await scope.ListAsync(
            "SELECT id, name, what FROM actor WHERE site_id = @site AND dossier_id = @dossier ORDER BY id",
            which,
            row => new Actor(row.Guid(0), row.Text(1), row.TextOrNull(2)),
            cancel
        );
        var events = await scope.ListAsync(
            "SELECT id, what, happened_on, place FROM dossier_event WHERE site_id = @site AND dossier_id = @dossier ORDER BY id",
            which,
            row => new DossierEvent(row.Guid(0), row.Text(1), row.Text(2), row.TextOrNull(3)),
            cancel
        );
        var roles = await scope.ListAsync(
            "SELECT id, event_id, actor_id, part FROM event_role WHERE site_id = @site AND dossier_id = @dossier ORDER BY id",
            which,
            row => new EventRole(row.Guid(0), row.Guid(1), row.Guid(2), row.Text(3)),
            cancel
        );
        var ties = await scope.ListAsync(
            "SELECT id, actor_id, other_id, kind, held_from, held_to FROM tie WHERE site_id = @site AND dossier_id = @dossier ORDER BY id",
            which,
            row => new Tie(row.Guid(0), row.Guid(1), row.Guid(2), (TieKind)row.Int(3), row.TextOrNull(4), row.TextOrNull(5)),
            cancel
        );
        var claims = await scope.ListAsync(
            $"""
            SELECT l.line_id, c.id, c.sentence, c.status, c.valid_from, c.valid_to FROM dossier_claim l
            JOIN claim c ON c.site_id = l.site_id AND c.id = l.claim_id
            WHERE l.site_id = @site AND l.dossier_id = @dossier {(isPublic ? "AND c.id IN (" + PublicClaims + ")" : "")}
            ORDER BY l.line_id, c.id
            """,
            which,
            row => new LineClaim(
                row.Guid(0),
                row.Guid(1),
                row.Text(2),
                (ClaimStatus)row.Int(3),
                row.TextOrNull(4),
                row.TextOrNull(5)
            ),
            cancel
        );
        return new(stories, actors, events, roles, ties, claims.ToLookup(one => one.Line));
    }

    /// <summary>On whom the claims of a dossier rest, by claim. What only drafts carry counts for nothing.</summary>
    /// <param name="ofTies">Only those of its ties.</param>
    /// <param name="ours">What this publication is called.</param>
    public async Task<Dictionary<Guid, ClaimRests>> ReadRestsAsync(
        SiteId site,
        Guid dossier,
        bool ofTies,
        string ours,
        CancellationToken cancel
    )
    {
        var attributions = await database.ReadAsync(
            scope =>
                SourcingStore.ListStatingAsync(
                    scope,
                    site,
                    $"""
                    SELECT DISTINCT l.claim_id FROM dossier_claim l WHERE l.site_id = @site AND l.dossier_id = @dossier {(
                        ofTies
                            ? "AND l.line_id IN (SELECT t.id FROM tie t WHERE t.site_id = @site AND t.dossier_id = @dossier)"
                            : ""
                    )}
                    """,
                    [("@dossier", dossier)],
                    cancel
                ),
            cancel
        );
        return attributions.ToDictionary(group => group.Key, group => ClaimRests.Of([.. group], ours));
    }

    /// <summary>The stories of a dossier that everybody may read.</summary>
    public Task<List<Story>> ListPublicStoriesAsync(SiteId site, Guid dossier, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                StoryStore.ListAsync(
                    scope,
                    site,
                    """
                    SELECT l.story_id FROM dossier_story l
                    JOIN report_text r ON r.site_id = l.site_id AND r.story_id = l.story_id AND r.published_at IS NOT NULL
                    WHERE l.site_id = @site AND l.dossier_id = @dossier
                    """,
                    [("@dossier", dossier)],
                    cancel
                ),
            cancel
        );

    /// <summary>The public dossiers to which a story belongs, by title; at most twenty.</summary>
    public Task<List<(string Slug, string Title)>> ListOfStoryAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT d.slug, d.title FROM dossier_story l
                    JOIN dossier d ON d.site_id = l.site_id AND d.id = l.dossier_id AND d.published_at IS NOT NULL
                    WHERE l.site_id = @site AND l.story_id = @story ORDER BY d.title, d.id LIMIT 20
                    """,
                    [("@site", site), ("@story", story)],
                    row => (row.Text(0), row.Text(1)),
                    cancel
                ),
            cancel
        );

    /// <summary>The stories of a dossier: their pages lead to it.</summary>
    public static Task<List<Guid>> ListStoriesAsync(DbScope scope, SiteId site, Guid dossier, CancellationToken cancel) =>
        scope.ListAsync(
            "SELECT story_id FROM dossier_story WHERE site_id = @site AND dossier_id = @dossier ORDER BY added_at, story_id",
            [("@site", site), ("@dossier", dossier)],
            row => row.Guid(0),
            cancel
        );

    /// <summary>Puts a line in place of the one that has its id, with its claims.</summary>
    /// <param name="table">A name of ours, as all of <paramref name="columns"/>.</param>
    public static async Task PutLineAsync(
        DbScope scope,
        SiteId site,
        Guid dossier,
        string table,
        Guid line,
        (string Name, object? Value)[] columns,
        IReadOnlyList<Guid> claims,
        CancellationToken cancel
    )
    {
        (string, object?)[] which = [("@site", site), ("@dossier", dossier), ("@line", line)];
        var names = string.Concat(columns.Select(column => ", " + column.Name));
        var values = string.Concat(columns.Select(column => ", @" + column.Name));
        var set = string.Join(", ", columns.Select(column => $"{column.Name} = excluded.{column.Name}"));
        await scope.ExecuteAsync(
            $"""
            INSERT INTO {table} (site_id, dossier_id, id{names}) VALUES (@site, @dossier, @line{values})
            ON CONFLICT (site_id, dossier_id, id) DO UPDATE SET {set}
            """,
            [.. which, .. columns.Select(column => ("@" + column.Name, column.Value))],
            cancel
        );
        await scope.ExecuteAsync(
            "DELETE FROM dossier_claim WHERE site_id = @site AND dossier_id = @dossier AND line_id = @line",
            which,
            cancel
        );
        foreach (var claim in claims)
            await scope.ExecuteAsync(
                "INSERT INTO dossier_claim (site_id, dossier_id, line_id, claim_id) VALUES (@site, @dossier, @line, @claim)",
                [.. which, ("@claim", claim)],
                cancel
            );
    }

    public static Task AddStoryAsync(
        DbScope scope,
        SiteId site,
        Guid dossier,
        Guid story,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO dossier_story (site_id, dossier_id, story_id, added_at) VALUES (@site, @dossier, @story, @at)
            ON CONFLICT (site_id, dossier_id, story_id) DO NOTHING
            """,
            [("@site", site), ("@dossier", dossier), ("@story", story), ("@at", at)],
            cancel
        );

    /// <summary>Takes a line out, whatever it is, with its claims.</summary>
    public static async Task RemoveLineAsync(DbScope scope, SiteId site, Guid dossier, Guid line, CancellationToken cancel)
    {
        (string, object?)[] which = [("@site", site), ("@dossier", dossier), ("@line", line)];
        await scope.ExecuteAsync(
            """
            DELETE FROM dossier_claim WHERE site_id = @site AND dossier_id = @dossier AND (line_id = @line OR line_id IN
                (SELECT id FROM event_role WHERE site_id = @site AND dossier_id = @dossier AND event_id = @line))
            """,
            which,
            cancel
        );
        await scope.ExecuteAsync(
            "DELETE FROM event_role WHERE site_id = @site AND dossier_id = @dossier AND (id = @line OR event_id = @line)",
            which,
            cancel
        );
        foreach (var table in (string[])["actor", "dossier_event", "tie"])
            await scope.ExecuteAsync(
                $"DELETE FROM {table} WHERE site_id = @site AND dossier_id = @dossier AND id = @line",
                which,
                cancel
            );
        await scope.ExecuteAsync(
            "DELETE FROM dossier_story WHERE site_id = @site AND dossier_id = @dossier AND story_id = @line",
            which,
            cancel
        );
    }

    private static Dossier Read(Row row) =>
        new(row.Guid(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.TextOrNull(4), row.TimeOrNull(5), row.Time(6));
}
