using Parley.Comments;
using Parley.HouseRules;
using Parley.Notices;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;
using Parley.Sanctions;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Moderation;

/// <summary>A comment with all that staff may know of it, whatever its state.</summary>
/// <param name="Above">What it answers, from the top of its branch, with the words of what was taken down.</param>
/// <param name="Beside">The comment before it under the same one, and the one after: what it was written among.</param>
/// <param name="Past">Whatever people decided about it, oldest first.</param>
/// <param name="Notes">What moderators wrote down about it and its writer, the latest first.</param>
/// <param name="Statements">Every restriction it was under, oldest first.</param>
/// <param name="Deciders">The names of those who decided, for staff alone.</param>
/// <param name="Earlier">Its words before each edit, oldest first.</param>
internal sealed record ModeratedComment(
    ReadComment Read,
    StoryLine Story,
    CommentThread Thread,
    IReadOnlyList<ReadComment> Above,
    IReadOnlyList<ReadComment> Beside,
    IReadOnlyList<PastDecision> Past,
    IReadOnlyList<DeskNote> Notes,
    IReadOnlyList<Statement> Statements,
    IReadOnlyDictionary<Guid, string> Deciders,
    IReadOnlyList<OpenReport> Reports,
    IReadOnlyList<EarlierWords> Earlier,
    WriterFacts Writer
)
{
    /// <summary>What checks in shadow found: nothing followed from it.</summary>
    public IReadOnlyList<Reason> Shadow { get; init; } = [];

    /// <summary>What its writer was told before it was sent, oldest first.</summary>
    public IReadOnlyList<Nudge> Nudges { get; init; } = [];

    /// <summary>Who calls it illegal and is not answered, the oldest first. Each of them is among the reports as well.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>The same for one of the staff: whoever wrote the comment reads nothing of who calls it illegal, nor why.</summary>
    public IEnumerable<Notice> NoticesFor(Reader staff) => staff.Id == Read.Comment.AuthorId ? [] : Notices;

    /// <summary>The reports for one of the staff: whoever wrote the comment reads that there are notices, and not their words.</summary>
    public IReadOnlyList<OpenReport> ReportsFor(Reader staff) => OpenReport.For(staff, Read.Comment, Reports);

    /// <summary>Who decided about it last, of what nobody took back: known even while what they decided is not among the above.</summary>
    public Guid? LastDecider { get; init; }

    /// <summary>Whether somebody decided about it, and nobody took that back.</summary>
    public bool IsDecided => LastDecider is not null;

    /// <summary>What is said against decisions about it and waits: until each is decided, what it is against is not among the above.</summary>
    public IReadOnlyList<Guid> Objections { get; init; } = [];

    public IReadOnlyList<Reason> Reasons => QueueStore.ReasonsOf(Read.Comment, Statements);
}

/// <summary>The words of a comment until an edit replaced them.</summary>
internal sealed record EarlierWords(string Source, string Html, CommentFormat Format, DateTimeOffset ReplacedAt);

/// <summary>What there is to know of a writer.</summary>
/// <param name="Rejected">Comments of theirs that were rejected or removed.</param>
/// <param name="Sanctions">What stands against them, the strictest first.</param>
internal sealed record WriterFacts(DateTimeOffset Since, int Published, int Rejected, IReadOnlyList<Sanction> Sanctions)
{
    /// <summary>The names that they had before this one, the latest first.</summary>
    public IReadOnlyList<string> EarlierNames { get; init; } = [];

    /// <summary>Who is suspended or banned and looks to be the same person.</summary>
    public IReadOnlyList<Likeness> Likenesses { get; init; } = [];

    /// <summary>What was decided about their comments last, the latest first.</summary>
    public IReadOnlyList<PastDecision> Decisions { get; init; } = [];
}

/// <summary>A comment, the story that it belongs to, and what it answers, from the top of its branch.</summary>
internal sealed record CommentInPlace(ReadComment Read, StoryLine Story, IReadOnlyList<ReadComment> Above);

/// <summary>Finds all that is known of one comment, for whoever decides about it.</summary>
internal sealed class CaseStore(Database database, TimeProvider clock)
{
    // Enough to see what is answered; a branch may be hundreds deep.
    private const int MostAbove = 20;

    private const int MostNotices = 20;

    /// <summary>So many of what readers say of one comment are shown: whoever reports in a crowd says what others do.</summary>
    public const int MostSaid = 20;

    // Enough to see a habit, too few to make a judgement of somebody else's.
    private const int LastDecisions = 5;

    /// <param name="within">The stories that whoever asks may moderate: nothing of a comment in another stands beside it.</param>
    public Task<ModeratedComment?> FindAsync(Site site, Guid id, StorySections within, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, within, cancel), cancel);

    /// <summary>Whether anybody but its writer is there to decide about a comment.</summary>
    public Task<bool> HasOtherAsync(Site site, Comment comment, CancellationToken cancel) =>
        database.ReadAsync(scope => OwnCase.HasOtherAsync(scope, site, comment.ThreadId, comment.AuthorId, cancel), cancel);

    /// <summary>A comment with what it answers, and nothing of what anybody thinks of it.</summary>
    public Task<CommentInPlace?> FindInPlaceAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                await AuthoredComments.FindAsync(scope, site, id, cancel) is { } read
                    ? new CommentInPlace(
                        read,
                        (await FindStoriesAsync(scope, site, [read.Comment.ThreadId], cancel))[read.Comment.ThreadId],
                        await ListAboveAsync(scope, site, read.Comment.ParentId, cancel)
                    )
                    : null,
            cancel
        );

    private async Task<ModeratedComment?> FindAsync(
        DbScope scope,
        Site on,
        Guid id,
        StorySections within,
        CancellationToken cancel
    )
    {
        var site = on.Id;
        if (await AuthoredComments.FindAsync(scope, site, id, cancel) is not { } read)
            return null;
        var comment = read.Comment;
        if (await ThreadStore.FindAsync(scope, site, comment.ThreadId, cancel) is not { } thread)
            return null;
        // Whoever comes to decide about an objection must not have read the first decision here.
        var objections = await OpenObjections.ListAboutAsync(scope, site, id, cancel);
        var hidden = objections.Select(one => one.Against).ToHashSet();
        var statements = (await ListStatementsAsync(scope, site, [id], cancel))[id].ToList();
        statements.RemoveAll(one => !one.IsByMachine && hidden.Contains(one.At));
        var past = await DecisionStore.ListAboutAsync(scope, site, id, cancel);
        return new ModeratedComment(
            read,
            (await FindStoriesAsync(scope, site, [comment.ThreadId], cancel))[comment.ThreadId],
            thread,
            await ListAboveAsync(scope, site, comment.ParentId, cancel),
            await ListBesideAsync(scope, comment, cancel),
            past.FindAll(one => !hidden.Contains(one.Decision.At)),
            await DeskNoteStore.ListAboutAsync(scope, site, comment.AuthorId, id, cancel),
            statements,
            await FindNamesAsync(scope, site, [.. statements.Select(s => s.DecidedBy).OfType<Guid>().Distinct()], cancel),
            await ListReportsWithFiguresAsync(scope, site, id, cancel),
            await ListEarlierAsync(scope, site, id, cancel),
            await FindWriterAsync(scope, on, comment.AuthorId, within, cancel)
        )
        {
            LastDecider = past.LastOrDefault(one => one.TakenBackAt is null)?.Decision.ModeratorId,
            Objections = objections.ConvertAll(one => one.Id),
            Shadow = await ShadowFindings.FindAsync(scope, site, id, comment.EditedAt, cancel),
            Nudges = await NudgeStore.ListAboutAsync(scope, site, id, cancel),
            Notices = await NoticeStore.ListOpenAsync(scope, site, id, MostNotices, cancel),
        };
    }

    /// <summary>The statements about several comments, oldest first.</summary>
    public static async Task<ILookup<Guid, Statement>> ListStatementsAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("id", comments);
        var rows = await scope.ListAsync(
            $"SELECT comment_id, content FROM statement WHERE site_id = @site AND comment_id IN ({names}) ORDER BY at",
            [("@site", site), .. parameters],
            row => (Comment: row.Guid(0), Statement: Statement.FromJson(row.Text(1))),
            cancel
        );
        return rows.ToLookup(row => row.Comment, row => row.Statement);
    }

    /// <summary>
    /// The reports on several comments that nobody has decided on, oldest first. Of what readers say in them, for each comment the words of the
    /// first twenty who say anything, and those of every notice: the comment's own page has more.
    /// </summary>
    public static async Task<ILookup<Guid, OpenReport>> ListReportsAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("id", comments);
        var rows = await scope.ListAsync(
            $"""
            SELECT comment_id, reason, CASE WHEN reason = @notice OR row_number() OVER (
                PARTITION BY comment_id, CASE WHEN words IS NULL OR reason = @notice THEN 1 ELSE 0 END ORDER BY at, id) <= @said
                THEN words END, at
            FROM report WHERE site_id = @site AND comment_id IN ({names}) AND settled_at IS NULL ORDER BY at
            """,
            [("@site", site), ("@said", MostSaid), ("@notice", ReportComment.Notice), .. parameters],
            row => (Comment: row.Guid(0), Report: new OpenReport(row.Text(1), row.TextOrNull(2), row.Time(3))),
            cancel
        );
        return rows.ToLookup(row => row.Comment, row => row.Report);
    }

    /// <summary>Which of the rules that are hard to read some of several comments may break, by all that was found and reported, settled or not.</summary>
    public Task<IReadOnlyList<int>> FindHardAsync(
        SiteId site,
        RuleBook book,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    ) =>
        comments.Count == 0
            ? Task.FromResult<IReadOnlyList<int>>([])
            : database.ReadAsync(
                async scope =>
                {
                    var (names, parameters) = DbScope.In("id", comments);
                    var reported = await scope.ListAsync(
                        $"SELECT DISTINCT reason FROM report WHERE site_id = @site AND comment_id IN ({names})",
                        [("@site", site), .. parameters],
                        row => row.Text(0),
                        cancel
                    );
                    var statements = await ListStatementsAsync(scope, site, comments, cancel);
                    return HardClasses.Of(book, statements.SelectMany(of => of).SelectMany(one => one.Reasons), reported);
                },
                cancel
            );

    // With figures, since whoever decides should know how often this reader was right, and not who it is.
    private static Task<List<OpenReport>> ListReportsWithFiguresAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT r.reason, r.words, r.at,
                (SELECT count(*) FROM report p WHERE p.site_id = r.site_id AND p.reader_id = r.reader_id AND p.settled_at IS NOT NULL
                    AND p.outcome IN (0, 1)),
                (SELECT count(*) FROM report p WHERE p.site_id = r.site_id AND p.reader_id = r.reader_id AND p.settled_at IS NOT NULL
                    AND p.outcome = 1)
            FROM report r WHERE r.site_id = @site AND r.comment_id = @comment AND r.settled_at IS NULL ORDER BY r.at
            """,
            [("@site", site), ("@comment", comment)],
            row => new OpenReport(row.Text(0), row.TextOrNull(1), row.Time(2))
            {
                Earlier =
                    row.Long(3) >= ReporterFigures.Enough ? new ReporterFigures((int)row.Long(3), (int)row.Long(4)) : null,
            },
            cancel
        );

    public static async Task<Dictionary<Guid, StoryLine>> FindStoriesAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> stories,
        CancellationToken cancel
    )
    {
        if (stories.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("id", stories);
        var rows = await scope.ListAsync(
            $"SELECT id, title, identifier, url, slug, published_at FROM story WHERE site_id = @site AND id IN ({names})",
            [("@site", site), .. parameters],
            row => new StoryLine(
                row.Guid(0),
                row.TextOrNull(1) ?? row.TextOrNull(3) ?? row.TextOrNull(2) ?? "",
                row.TextOrNull(3),
                row.TextOrNull(4),
                row.TimeOrNull(5)
            ),
            cancel
        );
        return rows.ToDictionary(story => story.Id);
    }

    private static async Task<List<ReadComment>> ListAboveAsync(
        DbScope scope,
        SiteId site,
        Guid? parent,
        CancellationToken cancel
    )
    {
        var above = new List<ReadComment>();
        while (
            above.Count < MostAbove
            && parent is { } id
            && await AuthoredComments.FindAsync(scope, site, id, cancel) is { } found
        )
        {
            above.Insert(0, found);
            parent = found.Comment.ParentId;
        }

        return above;
    }

    // Of a branch the comments under the same one; of a thread its top-level comments.
    private static async Task<List<ReadComment>> ListBesideAsync(DbScope scope, Comment comment, CancellationToken cancel)
    {
        var under = comment.ParentId is null ? "" : " AND parent_id = @parent";
        var ids = await scope.ListAsync(
            $"""
            SELECT id FROM (SELECT id, position FROM comment WHERE site_id = @site AND thread_id = @thread AND branch = @branch AND stands
                AND position < @position{under} ORDER BY position DESC LIMIT 1) before
            UNION ALL
            SELECT id FROM (SELECT id, position FROM comment WHERE site_id = @site AND thread_id = @thread AND branch = @branch AND stands
                AND position > @position{under} ORDER BY position LIMIT 1) after
            """,
            [
                ("@site", comment.Site),
                ("@thread", comment.ThreadId),
                ("@branch", comment.Branch),
                ("@position", comment.Position),
                ("@parent", comment.ParentId ?? Guid.Empty),
            ],
            row => row.Guid(0),
            cancel
        );
        return await AuthoredComments.FindPublicAsync(scope, comment.Site, ids, cancel);
    }

    private static async Task<Dictionary<Guid, string>> FindNamesAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> readers,
        CancellationToken cancel
    )
    {
        if (readers.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("id", readers);
        var rows = await scope.ListAsync(
            $"SELECT id, name FROM reader WHERE site_id = @site AND id IN ({names})",
            [("@site", site), .. parameters],
            row => (Id: row.Guid(0), Name: row.Text(1)),
            cancel
        );
        return rows.ToDictionary(row => row.Id, row => row.Name);
    }

    private static Task<List<EarlierWords>> ListEarlierAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            "SELECT source, html, format, replaced_at FROM revision WHERE site_id = @site AND comment_id = @comment ORDER BY number",
            [("@site", site), ("@comment", comment)],
            row => new EarlierWords(row.Text(0), row.Text(1), (CommentFormat)row.Int(2), row.Time(3)),
            cancel
        );

    private async Task<WriterFacts> FindWriterAsync(
        DbScope scope,
        Site on,
        Guid writer,
        StorySections within,
        CancellationToken cancel
    )
    {
        var site = on.Id;
        var likenesses = await LikenessStore.FindAsync(scope, on, writer, within, clock.GetUtcNow(), cancel);
        var sanctions = await SanctionStore.ListStandingAsync(scope, site, writer, clock.GetUtcNow(), cancel);
        var names = await ReaderStore.ListEarlierNamesAsync(scope, site, writer, cancel);
        var decisions = await DecisionStore.ListOfWriterAsync(scope, site, writer, LastDecisions, cancel);
        return (
            await scope.FirstAsync(
                """
                SELECT r.created_at, r.published_count,
                    (SELECT count(*) FROM authored a JOIN comment c ON c.site_id = a.site_id AND c.id = a.comment_id
                        WHERE a.site_id = @site AND a.author_id = @writer AND c.state IN (2, 3))
                FROM reader r WHERE r.site_id = @site AND r.id = @writer
                """,
                [("@site", site), ("@writer", writer)],
                row => new WriterFacts(row.Time(0), row.Int(1), (int)row.Long(2), sanctions)
                {
                    EarlierNames = names,
                    Decisions = decisions,
                    Likenesses = likenesses,
                },
                cancel
            )
        )!;
    }
}
