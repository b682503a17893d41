using Parley.Storage;

namespace Parley.Stories;

/// <summary>The texts of reports, with every revision.</summary>
internal sealed class ReportTextStore(Database database)
{
    public const int OnPage = 50;

    private const string Columns = "site_id, story_id, slug, headline, number, published_at, changed_at";

    public Task<Report?> FindAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, story, cancel), cancel);

    public static Task<Report?> FindAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        FindAsync(scope, site, story, "", cancel);

    /// <summary>A report, held until the change is done: its revisions and passages follow one another.</summary>
    public static Task<Report?> LockAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        FindAsync(scope, site, story, scope.Dialect.ForUpdate, cancel);

    /// <summary>A report, a draft too, with its newest revision.</summary>
    public Task<(Report Report, ReportRevision Newest)?> FindWithTextAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(
            async scope => await WithTextAsync(scope, await FindAsync(scope, site, story, "", cancel), cancel),
            cancel
        );

    /// <inheritdoc cref="LockAsync"/>
    public static async Task<(Report Report, ReportRevision Newest)?> LockWithTextAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        CancellationToken cancel
    ) => await WithTextAsync(scope, await LockAsync(scope, site, story, cancel), cancel);

    private static async Task<(Report Report, ReportRevision Newest)?> WithTextAsync(
        DbScope scope,
        Report? report,
        CancellationToken cancel
    ) =>
        report is not null && await FindNewestAsync(scope, report.Site, report.StoryId, cancel) is { } newest
            ? (report, newest)
            : null;

    private static Task<Report?> FindAsync(DbScope scope, SiteId site, Guid story, string locking, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM report_text WHERE site_id = @site AND story_id = @story" + locking,
            [("@site", site), ("@story", story)],
            Read,
            cancel
        );

    /// <inheritdoc cref="FindBySlugAsync(DbScope, SiteId, string, CancellationToken)"/>
    public Task<Guid?> FindBySlugAsync(SiteId site, string slug, CancellationToken cancel) =>
        database.ReadAsync(scope => FindBySlugAsync(scope, site, slug, cancel), cancel);

    /// <summary>Whether a report, a draft among them, has this name in its address.</summary>
    public static Task<Guid?> FindBySlugAsync(DbScope scope, SiteId site, string slug, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT story_id FROM report_text WHERE site_id = @site AND slug = @slug
            UNION ALL SELECT id FROM story WHERE site_id = @site AND slug = @slug LIMIT 1
            """,
            [("@site", site), ("@slug", slug)],
            row => (Guid?)row.Guid(0),
            cancel
        );

    /// <summary>What these reports, drafts among them, are called.</summary>
    public async Task<Dictionary<Guid, string>> FindHeadlinesAsync(
        SiteId site,
        IReadOnlyCollection<Guid> stories,
        CancellationToken cancel
    )
    {
        if (stories.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("story", stories);
        var found = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"SELECT story_id, headline FROM report_text WHERE site_id = @site AND story_id IN ({names})",
                    [("@site", site), .. parameters],
                    row => (Id: row.Guid(0), Headline: row.Text(1)),
                    cancel
                ),
            cancel
        );
        return found.ToDictionary(one => one.Id, one => one.Headline);
    }

    /// <summary>Reports and drafts, the last changed first.</summary>
    /// <param name="after">Where the next page begins; null for the first.</param>
    public Task<List<Report>> ListAsync(SiteId site, TimeCursor? after, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM report_text WHERE site_id = @site AND (changed_at, story_id) < (@at, @id)
                    ORDER BY changed_at DESC, story_id DESC LIMIT @most
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

    /// <summary>The newest revision, of a draft too.</summary>
    public static Task<ReportRevision?> FindNewestAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT number, content, at, reason, correction, is_public, is_read FROM report_revision
            WHERE site_id = @site AND story_id = @story ORDER BY number DESC LIMIT 1
            """,
            [("@site", site), ("@story", story)],
            ReadRevision,
            cancel
        );

    /// <summary>What the public reads: the newest revision of a published report.</summary>
    public Task<ReportRevision?> FindPublicAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT number, content, at, reason, correction, is_public, is_read FROM report_revision
                    WHERE site_id = @site AND story_id = @story AND is_public ORDER BY number DESC LIMIT 1
                    """,
                    [("@site", site), ("@story", story)],
                    ReadRevision,
                    cancel
                ),
            cancel
        );

    /// <summary>The first revision that the public has read, of this number or a later one.</summary>
    public Task<ReportRevision?> FindPublicFromAsync(SiteId site, Guid story, int number, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT number, content, at, reason, correction, is_public, is_read FROM report_revision
                    WHERE site_id = @site AND story_id = @story AND is_public AND number >= @number ORDER BY number LIMIT 1
                    """,
                    [("@site", site), ("@story", story), ("@number", number)],
                    ReadRevision,
                    cancel
                ),
            cancel
        );

    /// <summary>The number of the first text of a report that the public has read; 0 of a draft.</summary>
    public Task<int> FindFirstPublicAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT COALESCE(min(number), 0) FROM report_revision WHERE site_id = @site AND story_id = @story AND is_public
                    """,
                    [("@site", site), ("@story", story)],
                    row => row.Int(0),
                    cancel
                ),
            cancel
        );

    /// <summary>When what readers read of a published report last changed; null where it reads as it was published.</summary>
    /// <param name="first">The number of the first text that the public has read.</param>
    public Task<DateTimeOffset?> FindChangedAtAsync(SiteId site, Guid story, int first, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT max(at) FROM (
                        SELECT at FROM report_revision
                        WHERE site_id = @site AND story_id = @story AND is_public AND is_read AND number > @first
                        UNION ALL SELECT at FROM report_remark WHERE site_id = @site AND story_id = @story) c
                    """,
                    [("@site", site), ("@story", story), ("@first", first)],
                    row => row.TimeOrNull(0),
                    cancel
                ),
            cancel
        );

    /// <summary>The revisions that the public has read, the newest first: a part of them, and the one before, which its last one changed.</summary>
    /// <param name="before">Of the revisions before this one; null for the newest.</param>
    /// <param name="isForNewsroom">Whether those are among them in which readers have nothing to read that is new.</param>
    public Task<List<ReportRevision>> ListPublicAsync(
        SiteId site,
        Guid story,
        int? before,
        bool isForNewsroom,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT number, content, at, reason, correction, is_public, is_read FROM report_revision
                    WHERE site_id = @site AND story_id = @story AND is_public AND (is_read OR @all) AND number < @before
                    ORDER BY number DESC LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@story", story),
                        ("@all", isForNewsroom),
                        ("@before", before ?? int.MaxValue),
                        ("@most", OnPage + 1),
                    ],
                    ReadRevision,
                    cancel
                ),
            cancel
        );

    /// <summary>What was wrong in a published report, with its day, the newest first.</summary>
    public Task<List<(string Correction, DateTimeOffset At)>> ListCorrectionsAsync(
        SiteId site,
        Guid story,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT correction, at FROM report_revision
                    WHERE site_id = @site AND story_id = @story AND is_public AND correction IS NOT NULL ORDER BY number DESC LIMIT 50
                    """,
                    [("@site", site), ("@story", story)],
                    row => (row.Text(0), row.Time(1)),
                    cancel
                ),
            cancel
        );

    /// <summary>What was done to a published report besides its text, the newest first.</summary>
    public Task<List<ReportRemark>> ListRemarksAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT id, kind, passage_id, at FROM
                        (SELECT id, kind, passage_id, at FROM report_remark WHERE site_id = @site AND story_id = @story
                        ORDER BY CASE WHEN kind = @removed THEN 0 ELSE 1 END, at DESC, id DESC LIMIT @most) r
                    ORDER BY at DESC, id DESC
                    """,
                    [("@site", site), ("@story", story), ("@removed", ReportRemarkKind.WordsRemoved), ("@most", OnPage)],
                    row => new ReportRemark(row.Guid(0), (ReportRemarkKind)row.Int(1), row.GuidOrNull(2), row.Time(3)),
                    cancel
                ),
            cancel
        );

    /// <summary>Says that something was done to a report; of a draft it is nobody's concern.</summary>
    public static Task AddRemarkAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        ReportRemark remark,
        Guid by,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO report_remark (site_id, story_id, at, id, kind, passage_id, by_id)
            SELECT @site, story_id, @at, @id, @kind, @passage, @by FROM report_text
            WHERE site_id = @site AND story_id = @story AND published_at IS NOT NULL
            """,
            [
                ("@site", site),
                ("@story", story),
                ("@at", remark.At),
                ("@id", remark.Id),
                ("@kind", remark.Kind),
                ("@passage", remark.Passage),
                ("@by", by),
            ],
            cancel
        );

    /// <summary>Every revision of a locked report.</summary>
    public static Task<List<ReportRevision>> ListAllAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        scope.ListAsync(
            """
            SELECT number, content, at, reason, correction, is_public, is_read FROM report_revision
            WHERE site_id = @site AND story_id = @story ORDER BY number
            """,
            [("@site", site), ("@story", story)],
            ReadRevision,
            cancel
        );

    /// <summary>Keeps a revision of a locked report without words that are to be read no longer.</summary>
    public static Task BlankAsync(DbScope scope, SiteId site, Guid story, ReportRevision revision, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE report_revision SET content = @content, reason = @reason, correction = @correction
            WHERE site_id = @site AND story_id = @story AND number = @number
            """,
            [
                ("@site", site),
                ("@story", story),
                ("@number", revision.Number),
                ("@content", revision.Text.ToJson()),
                ("@reason", revision.Reason),
                ("@correction", revision.Correction),
            ],
            cancel
        );

    /// <summary>Keeps the next revision, and what is listed of its report.</summary>
    public static async Task PutAsync(DbScope scope, Report report, ReportRevision revision, Guid? by, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            """
            INSERT INTO report_text (site_id, story_id, slug, headline, number, published_at, changed_at)
            VALUES (@site, @story, @slug, @headline, @number, @published, @changed)
            ON CONFLICT (site_id, story_id) DO UPDATE SET slug = excluded.slug, headline = excluded.headline,
                number = excluded.number, published_at = excluded.published_at, changed_at = excluded.changed_at
            """,
            [
                ("@site", report.Site),
                ("@story", report.StoryId),
                ("@slug", report.Slug),
                ("@headline", report.Headline),
                ("@number", revision.Number),
                ("@published", report.PublishedAt),
                ("@changed", revision.At),
            ],
            cancel
        );
        await scope.ExecuteAsync(
            """
            INSERT INTO report_revision (site_id, story_id, number, content, at, by_id, reason, correction, is_public, is_read)
            VALUES (@site, @story, @number, @content, @at, @by, @reason, @correction, @public, @read)
            """,
            [
                ("@site", report.Site),
                ("@story", report.StoryId),
                ("@number", revision.Number),
                ("@content", revision.Text.ToJson()),
                ("@at", revision.At),
                ("@by", by),
                ("@reason", revision.Reason),
                ("@correction", revision.Correction),
                ("@public", revision.IsPublic),
                ("@read", revision.IsRead),
            ],
            cancel
        );
    }

    /// <summary>Keeps the text of a report that comes from elsewhere, already published; once.</summary>
    public static Task AddPublicAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        string? slug,
        string headline,
        ReportText text,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        PutAsync(
            scope,
            new Report(site, story, slug, headline, 1, at, at),
            new ReportRevision(1, text, at, null, null, IsPublic: true, IsRead: true),
            null,
            cancel
        );

    private static Report Read(Row row) =>
        new(new SiteId(row.Int(0)), row.Guid(1), row.TextOrNull(2), row.Text(3), row.Int(4), row.TimeOrNull(5), row.Time(6));

    private static ReportRevision ReadRevision(Row row) =>
        new(
            row.Int(0),
            ReportText.FromJson(row.Text(1)),
            row.Time(2),
            row.TextOrNull(3),
            row.TextOrNull(4),
            row.Bool(5),
            row.Bool(6)
        );
}
