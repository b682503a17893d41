using Parley.Mutes;
using Parley.Readers;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Evening;

/// <summary>A comment of the day, with what the rules ask of it.</summary>
/// <param name="Raised">Whether it waits on the correction desk, and by whom: its writer, or a moderator.</param>
internal sealed record EveningComment(
    Guid Id,
    Guid StoryId,
    DateTimeOffset PostedAt,
    string Source,
    string Html,
    SpokenTo To,
    EveningWhy? Raised
);

/// <summary>What readers wrote for a newsroom, and what the newsroom said of it.</summary>
internal sealed class EveningStore(Database database, TimeProvider clock)
{
    /// <summary>So many comments of a day are looked through, the newest: more nobody reads in an evening.</summary>
    public const int MostRead = 5_000;

    /// <summary>From so many marks, the newest, the order is learned: what a newsroom needs changes, and memory is bounded.</summary>
    public const int MostMarks = 1_000;

    // Nobody has more that are talked about in a day.
    private const int MostStories = 200;

    // So many texts are asked for at once.
    private const int AtOnce = 100;

    private const string Columns = $"""
        SELECT c.id, c.thread_id, c.posted_at, c.source, c.html,
            CASE WHEN pr.id IS NULL THEN {Everybody} WHEN pr.role > 0 THEN {Newsroom} ELSE {Reader} END,
            CASE WHEN ch.comment_id IS NULL THEN NULL WHEN ch.raised_by = c.author_id THEN {Raised} ELSE {HandedOn} END
        FROM comment c
        JOIN reader r ON r.site_id = c.site_id AND r.id = c.author_id
        LEFT JOIN comment p ON p.site_id = c.site_id AND p.id = c.parent_id
        LEFT JOIN reader pr ON pr.site_id = p.site_id AND pr.id = p.author_id
        LEFT JOIN challenge ch ON ch.site_id = c.site_id AND ch.comment_id = c.id
        """;

    private const string Everybody = "0";
    private const string Reader = "1";
    private const string Newsroom = "2";
    private const string Raised = "3";
    private const string HandedOn = "4";

    /// <summary>
    /// The stories of somebody of the newsroom under which something was written on a day: those of which they wrote a revision, and those that
    /// have their name among the authors.
    /// </summary>
    public async Task<List<Guid>> ListStoriesAsync(SiteId site, Reader reporter, EveningDay day, CancellationToken cancel)
    {
        var active = await database.ReadAsync(
            scope =>
                StoryStore.ListAsync(
                    scope,
                    site,
                    $"SELECT t.thread_id FROM ({WrittenSql}) t",
                    "EXISTS (SELECT 1 FROM report_revision v WHERE v.site_id = @site AND v.story_id = s.id AND v.by_id = @reader)",
                    [("@reader", reporter.Id), ("@from", day.From), ("@until", day.Until)],
                    cancel
                ),
            cancel
        );
        return
        [
            .. active
                .Where(one => one.Holds || one.Story.Authors.Contains(reporter.Name, StringComparer.OrdinalIgnoreCase))
                .OrderByDescending(one => one.Story.ListedAt)
                .Select(one => one.Story.Id)
                .Take(MostStories),
        ];
    }

    /// <summary>
    /// What readers wrote, what was published late, and what was put on the correction desk in a day, as far as it is public and the newsroom
    /// has not answered it there; the newest first.
    /// </summary>
    /// <param name="reader">Whose list it is: nobody is in it whom they muted.</param>
    /// <param name="stories">Only under these; null for all that <paramref name="sections"/> has.</param>
    /// <returns>One more than <see cref="MostRead"/> where there are more.</returns>
    public Task<List<EveningComment>> ListAsync(
        SiteId site,
        Guid reader,
        EveningDay day,
        IReadOnlyCollection<Guid>? stories,
        StorySections sections,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("story", stories ?? []);
        return database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    {Columns}
                    WHERE c.site_id = @site AND c.state = 0 AND r.role = 0 AND ch.answered_at IS NULL AND {MuteStore.IsHeard(
                        "c.author_id"
                    )}
                        {(stories is null ? sections.And("c.thread_id") : $"AND c.thread_id IN ({names})")}
                        AND c.id IN (SELECT t.comment_id FROM ({WrittenSql}) t)
                    ORDER BY c.posted_at DESC, c.id LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@reader", reader),
                        ("@from", day.From),
                        ("@until", day.Until),
                        ("@most", MostRead + 1),
                        .. stories is null ? sections.Parameters : parameters,
                    ],
                    Read,
                    cancel
                ),
            cancel
        );
    }

    /// <summary>A reader's public comment, of whichever day; null where there is none.</summary>
    public static Task<EveningComment?> FindAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.FirstAsync(
            $"{Columns} WHERE c.site_id = @site AND c.id = @comment AND c.state = 0 AND r.role = 0",
            [("@site", site), ("@comment", comment)],
            Read,
            cancel
        );

    /// <summary>Says what somebody of the newsroom found of a comment. The last word of each counts.</summary>
    public Task MarkAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        Guid by,
        bool isUseful,
        EveningFinding? found,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO evening_mark (site_id, comment_id, reader_id, is_useful, kind, strength, at)
            VALUES (@site, @comment, @by, @useful, @kind, @strength, @at)
            ON CONFLICT (site_id, comment_id, reader_id) DO UPDATE SET
                is_useful = excluded.is_useful, kind = excluded.kind, strength = excluded.strength, at = excluded.at
            """,
            [
                ("@site", site),
                ("@comment", comment),
                ("@by", by),
                ("@useful", isUseful),
                ("@kind", found?.Kind ?? EveningKind.None),
                ("@strength", found?.Strength ?? 0),
                ("@at", clock.GetUtcNow()),
            ],
            cancel
        );

    /// <summary>Takes somebody's own mark back.</summary>
    public static Task TakeBackAsync(DbScope scope, SiteId site, Guid comment, Guid by, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM evening_mark WHERE site_id = @site AND comment_id = @comment AND reader_id = @by",
            [("@site", site), ("@comment", comment), ("@by", by)],
            cancel
        );

    /// <summary>What somebody said of these comments.</summary>
    public async Task<Dictionary<Guid, bool>> FindMarksAsync(
        SiteId site,
        Guid by,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        if (comments.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("c", comments);
        var found = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"SELECT comment_id, is_useful FROM evening_mark WHERE site_id = @site AND reader_id = @by AND comment_id IN ({names})",
                    [("@site", site), ("@by", by), .. parameters],
                    row => (Comment: row.Guid(0), IsUseful: row.Bool(1)),
                    cancel
                ),
            cancel
        );
        return found.ToDictionary(one => one.Comment, one => one.IsUseful);
    }

    /// <summary>The newest marks of a site on comments that are public still. The words of what is gone teach nothing.</summary>
    public Task<List<EveningMark>> ListMarksAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT m.comment_id, m.reader_id, m.is_useful, m.kind, m.strength, c.edited_at FROM evening_mark m
                    JOIN comment c ON c.site_id = m.site_id AND c.id = m.comment_id
                    WHERE m.site_id = @site AND c.state = 0 ORDER BY m.at DESC, m.comment_id, m.reader_id LIMIT @most
                    """,
                    [("@site", site), ("@most", MostMarks)],
                    row => new EveningMark(
                        row.Guid(0),
                        row.Guid(1),
                        row.Bool(2),
                        (EveningKind)row.Int(3),
                        row.Double(4),
                        row.TimeOrNull(5)
                    ),
                    cancel
                ),
            cancel
        );

    /// <summary>The words of public comments, as they are kept.</summary>
    public async Task<Dictionary<Guid, (string Source, string Html)>> FindWordsAsync(
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        var words = new Dictionary<Guid, (string, string)>();
        foreach (var some in comments.Chunk(AtOnce))
        {
            var (names, parameters) = DbScope.In("c", some);
            var read = await database.ReadAsync(
                scope =>
                    scope.ListAsync(
                        $"SELECT id, source, html FROM comment WHERE site_id = @site AND state = 0 AND id IN ({names})",
                        [("@site", site), .. parameters],
                        row => (Id: row.Guid(0), Source: row.Text(1), Html: row.Text(2)),
                        cancel
                    ),
                cancel
            );
            foreach (var (id, source, html) in read)
                words[id] = (source, html);
        }

        return words;
    }

    // What a moderator published counts for the day on which readers, and the newsroom, could first read it.
    private const string WrittenSql = """
        SELECT a.comment_id, a.thread_id FROM authored a WHERE a.site_id = @site AND a.at >= @from AND a.at < @until
            AND NOT EXISTS (SELECT 1 FROM decision l WHERE l.site_id = @site AND l.comment_id = a.comment_id AND l.at >= @until
                AND l."to" = 0 AND l."from" <> 0 AND l.taken_back_at IS NULL)
        UNION SELECT d.comment_id, dc.thread_id FROM decision d JOIN comment dc ON dc.site_id = d.site_id AND dc.id = d.comment_id
            WHERE d.site_id = @site AND d.at >= @from AND d.at < @until AND d."to" = 0 AND d."from" <> 0 AND d.taken_back_at IS NULL
        UNION SELECT x.comment_id, x.story_id FROM challenge x
            WHERE x.site_id = @site AND x.raised_at >= @from AND x.raised_at < @until AND x.answered_at IS NULL
        """;

    private static EveningComment Read(Row row) =>
        new(
            row.Guid(0),
            row.Guid(1),
            row.Time(2),
            row.Text(3),
            row.Text(4),
            (SpokenTo)row.Int(5),
            row.IsNull(6) ? null : (EveningWhy)row.Int(6)
        );
}

/// <summary>A mark as it is learned from.</summary>
/// <param name="EditedAt">When the comment's writer last changed it: the same mark is on other words then.</param>
internal sealed record EveningMark(
    Guid Comment,
    Guid By,
    bool IsUseful,
    EveningKind Kind,
    double Strength,
    DateTimeOffset? EditedAt
);
