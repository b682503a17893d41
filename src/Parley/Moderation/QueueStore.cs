using System.Globalization;
using Parley.Comments;
using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>
/// What waits for a person, and what else the desk looks at. No number is kept beside the list: the number is the list's length, so
/// whatever takes a comment off the list, its author's deleting it or a writer's going, takes it out of the number.
/// </summary>
internal sealed class QueueStore(Database database, TimeProvider clock)
{
    public const int OnPage = 50;

    /// <summary>How long a writer may fairly wait for a held comment: nobody reads it meanwhile, so it does no harm but to them.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    // Who looks for some of many is shown what the next so many hold, and may look further: no page takes longer than another.
    private const int LookedAt = 1_000;
    private static readonly TimeSpan NewsFor = TimeSpan.FromDays(7);

    // A comment stands where the first of its reports puts it.
    private const string Reported = """
        SELECT r.comment_id AS id, r.due_at AS place FROM report r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
        WHERE r.site_id = @site AND r.settled_at IS NULL AND c.state = 0 AND (r.due_at, r.comment_id) > (@at, @id)
            AND NOT EXISTS (SELECT 1 FROM report e WHERE e.site_id = @site AND e.comment_id = r.comment_id AND e.settled_at IS NULL
                AND (e.due_at, e.id) < (r.due_at, r.id))
        """;

    // What chance drew of that which the site's own model published.
    private const string Drawn = $"""
        SELECT n.comment_id AS id, n.due_at AS place FROM drawn_comment n
        JOIN comment c ON c.site_id = n.site_id AND c.id = n.comment_id
        WHERE {DrawnComments.AreWaiting} AND (n.due_at, n.comment_id) > (@at, @id)
        """;

    // The same of the notices among them: what waits for its answer besides does not put a comment elsewhere.
    private const string Noticed = """
        SELECT r.comment_id AS id, r.due_at AS place FROM report r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
        WHERE r.site_id = @site AND r.settled_at IS NULL AND r.reason = 'notice' AND c.state = 0
            AND (r.due_at, r.comment_id) > (@at, @id)
            AND NOT EXISTS (SELECT 1 FROM report e WHERE e.site_id = @site AND e.comment_id = r.comment_id AND e.settled_at IS NULL
                AND e.reason = 'notice' AND (e.due_at, e.id) < (r.due_at, r.id))
        """;

    private const string Written = """
        SELECT c.comment_id AS id, c.at AS place FROM authored c
        WHERE c.site_id = @site AND (c.at, c.comment_id) < (@at, @id)
        """;

    private const string Titles = """
        coalesce((SELECT coalesce(t.title, '') || ' ' || coalesce(t.url, '') FROM story t
            WHERE t.site_id = @site AND t.id = c.thread_id), '')
        """;

    // Whether checks would have the words wait as they are now: what was found in other words counts only as long as the comment waits for it.
    // Whoever decides states again what was found before, perhaps in other words: only a check's own statement says what it found.
    private static readonly string IsHeldByChecks = $"""
        EXISTS (SELECT 1 FROM statement v WHERE v.site_id = @site AND v.comment_id = c.id AND v.restriction = {(int)
            Restriction.Held}
            AND (c.state = 1 OR c.edited_at IS NULL OR v.at >= c.edited_at) AND v.content LIKE '%"verdict":"hold"%')
        """;

    // Since when each of them waits: a held comment since it was posted, a published one since the first report that nobody has decided on.
    private const string Since = """
        SELECT posted_at AS since FROM comment WHERE site_id = @site AND state = 1
        UNION ALL
        SELECT min(r.at) FROM report r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
        WHERE r.site_id = @site AND r.settled_at IS NULL AND c.state = 0 GROUP BY r.comment_id
        """;

    // An objection is late after a day, and nobody is called to what they may not decide: it is for senior staff, nobody's own case, and where
    // the first decision holds on all sites for operators.
    private static readonly string LateObjections = $"""
        SELECT o.at FROM objection o WHERE o.site_id = @site AND o.at <= @late AND {OpenObjections.AreWaiting}
            AND NOT EXISTS (SELECT 1 FROM sanction x WHERE x.site_id = @site AND x.reader_id = o.about_id AND x.at = o.statement_at
                AND x.everywhere_id IS NOT NULL)
            AND EXISTS (SELECT 1 FROM reader m WHERE m.site_id = @site AND m.role >= 1 AND m.role >= @senior
                AND (o.reader_id IS NULL OR m.id <> o.reader_id)
                AND NOT EXISTS (SELECT 1 FROM comment a WHERE a.site_id = @site AND a.id = o.about_id AND a.author_id = m.id))
        """;

    /// <summary>Since when the oldest comment waits, or objection that should have been decided; null where none does.</summary>
    public Task<DateTimeOffset?> FindOldestAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    $"""
                    SELECT min(w.since) FROM ({Since} UNION ALL {LateObjections}) w
                    """,
                    [
                        ("@site", site),
                        ("@late", clock.GetUtcNow() - OpenObjections.Patience),
                        ("@senior", ReaderRole.SeniorModerator),
                    ],
                    row => row.TimeOrNull(0),
                    cancel
                ),
            cancel
        );

    /// <summary>How many have waited for less than each of several times, the shortest first, and behind them how many for longer.</summary>
    public static async Task<IReadOnlyList<int>> CountByAgeAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyList<TimeSpan> ages,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var younger = string.Concat(
            ages.Select((_, i) => $"coalesce(sum(CASE WHEN w.since > @age{i} THEN 1 ELSE 0 END), 0), ")
        );
        var counts = (
            await scope.FirstAsync(
                $"SELECT {younger}count(*) FROM ({Since}) w",
                [("@site", site), .. ages.Select((age, i) => ($"@age{i}", (object?)(now - age)))],
                row => Enumerable.Range(0, ages.Count + 1).Select(i => (int)row.Long(i)).ToList(),
                cancel
            )
        )!;
        return [.. counts.Select((count, i) => i == 0 ? count : count - counts[i - 1])];
    }

    /// <summary>How many wait.</summary>
    /// <param name="within">In which stories; null for all of the site.</param>
    public Task<QueueCount> CountAsync(SiteId site, CancellationToken cancel, StorySections? within = null) =>
        database.ReadAsync(scope => CountAsync(scope, site, cancel, within), cancel);

    public Task<QueueSlice> ListAsync(Site site, QueueQuery query, TimeCursor? after, int most, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var (places, next) = await LookAsync(scope, site, query, after, most, cancel);
                var objections = query is { View: QueueView.Waiting, IsWhole: true, WithObjections: true }
                    ? await OpenObjections.ListAsync(scope, site.Id, after, next, OnPage + 1, cancel)
                    : [];
                if (objections.Count > OnPage)
                {
                    // So many are due before the comments end that the part ends with them.
                    objections.RemoveAt(OnPage);
                    next = new(objections[^1].Due, objections[^1].Id);
                    places.RemoveAll(place => (place.At, place.Id).CompareTo((next.Value.At, next.Value.Id)) > 0);
                }

                var items = await FillAsync(scope, site.Id, query, places, cancel);
                return new QueueSlice(items, next, await CountAsync(scope, site.Id, cancel, query.Within))
                {
                    Orders = await ListOrdersAsync(scope, site.Id, cancel),
                    Objections = objections,
                };
            },
            cancel
        );

    // Before whatever else waits, in whichever list: their clock is the law's.
    private static Task<List<WaitingOrder>> ListOrdersAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.ListAsync(
            "SELECT id, due_at FROM authority_order WHERE site_id = @site AND answered_at IS NULL ORDER BY due_at, id LIMIT @most",
            [("@site", site), ("@most", OnPage)],
            row => new WaitingOrder(row.Guid(0), row.Time(1)),
            cancel
        );

    private async Task<(List<TimeCursor> Places, TimeCursor? Next)> LookAsync(
        DbScope scope,
        Site site,
        QueueQuery query,
        TimeCursor? after,
        int most,
        CancellationToken cancel
    )
    {
        var (sql, parameters) = Look(site, query, after, most);
        var looked = await scope.ListAsync(
            sql,
            parameters,
            row =>
                (
                    Place: new TimeCursor(row.Time(1), row.Guid(0)),
                    IsMeant: row.Int(2) == 1,
                    Source: row.Text(3),
                    Name: row.Text(4),
                    Title: row.Text(5)
                ),
            cancel
        );
        var (words, name, title) = (Fold(query.Words), Fold(query.Name), Fold(query.Title));
        var meant = looked
            .Where(one => one.IsMeant && Stands(words, one.Source) && Stands(name, one.Name) && Stands(title, one.Title))
            .Select(one => one.Place)
            .Take(most + 1)
            .ToList();
        TimeCursor? next =
            meant.Count > most ? meant[most - 1]
            : IsSieved(query) && looked.Count == WindowOf(query, most) ? looked[^1].Place
            : null;
        return ([.. meant.Take(most)], next);
    }

    private static string? Fold(string? looked) => looked is null ? null : FoldedText.Of(looked).Folded;

    private static bool Stands(string? words, string text) =>
        words is null || FoldedText.Of(text).Folded.Contains(words, StringComparison.Ordinal);

    private static bool IsSieved(QueueQuery query) => query.Picks || !query.IsByDue;

    private static int WindowOf(QueueQuery query, int most) => IsSieved(query) ? Math.Max(LookedAt, most + 1) : most + 1;

    /// <summary>The statement that finds the places of a part of a list.</summary>
    internal (string Sql, (string, object?)[] Parameters) Look(Site site, QueueQuery query, TimeCursor? after, int most)
    {
        var from = after ?? (query.IsByDue ? TimeCursor.Oldest : TimeCursor.Newest);
        var way = query.IsByDue ? "" : " DESC";
        return (
            $"""
            SELECT p.id, p.place, CASE WHEN {Condition(query)} THEN 1 ELSE 0 END, {(query.Words is null ? "''" : "c.source")},
                {(query.Name is null ? "''" : "(SELECT w.name FROM reader w WHERE w.site_id = @site AND w.id = c.author_id)")},
                {(query.Title is null ? "''" : Titles)}
            FROM ({Places(query)}) p JOIN comment c ON c.site_id = @site AND c.id = p.id
            ORDER BY p.place{way}, p.id{way}
            """,
            [
                ("@site", site.Id),
                ("@at", from.At),
                // In microseconds, since there is no time before the first one.
                ("@posted", from.At.ToMicros() - Micros.Of(Patience)),
                ("@id", from.Id),
                ("@patience", Micros.Of(Patience)),
                ("@window", WindowOf(query, most)),
                ("@week", clock.GetUtcNow() - NewsFor),
                ("@reader", query.Reader ?? Guid.Empty),
                ("@story", query.Story ?? Guid.Empty),
                ("@state", query.State ?? default),
                ("@from", query.From is { } first ? site.MomentOf(first) : DateTimeOffset.MinValue),
                ("@to", query.To is { } last ? site.MomentOf(last.AddDays(1)) : DateTimeOffset.MaxValue),
                ("@why", WhyOf(query)),
                .. query.Within.Parameters,
            ]
        );
    }

    /// <summary>Where the first of a list stand, as a statement that walks along the list's own index and no further than it must.</summary>
    internal static string Places(QueueQuery query) =>
        query.View switch
        {
            QueueView.Pending => HeldOf(query),
            QueueView.Reported => ReportedOf(query),
            QueueView.Notices => NoticedOf(query),
            QueueView.Waiting =>
                $"""
                SELECT w.id, w.place FROM (SELECT held.id, held.place FROM ({HeldOf(query)}) held
                    UNION ALL SELECT reported.id, reported.place FROM ({ReportedOf(
                    query
                )}) reported
                    UNION ALL SELECT drawn.id, drawn.place FROM ({DrawnOf(query)}) drawn) w ORDER BY w.place, w.id LIMIT @window
                """,
            QueueView.Unmoderated =>
                $"{Written} AND c.at > @week{Of(query, "c")} ORDER BY c.at DESC, c.comment_id DESC LIMIT @window",
            _ => $"{Written}{Of(query, "c")} ORDER BY c.at DESC, c.comment_id DESC LIMIT @window",
        };

    // What one writer or one discussion has waiting is little, and has an index of its own.
    private static string HeldOf(QueueQuery query) =>
        query.Within.IsWhole || query.Reader is not null || query.Story is not null
            ? $"""
                SELECT c.id AS id, c.posted_at + @patience AS place FROM comment c
                WHERE c.site_id = @site AND c.state = 1 AND (c.posted_at, c.id) > (@posted, @id){Of(query, "c")}
                ORDER BY c.posted_at, c.id LIMIT @window
                """
            : $"""
                SELECT c.id AS id, c.posted_at + @patience AS place FROM {HeldIn(
                    query.Within
                )} AND (c.posted_at, c.id) > (@posted, @id)
                ORDER BY place, c.id LIMIT @window
                """;

    // Of those who are limited: by the discussions in which anything waits, of which there are few, each found from the one before it in their
    // index. Asked for each comment that waits, whoever has none of them would have all of them read. SQLite takes a cross join as it stands,
    // and PostgreSQL walks along no index in an order that is that of no index.
    private static string HeldIn(StorySections within) =>
        within.IsWhole
            ? "comment c WHERE c.site_id = @site AND c.state = 1"
            : $"""
                (WITH RECURSIVE waiting(id) AS (
                    SELECT (SELECT h.thread_id FROM comment h WHERE h.site_id = @site AND h.state = 1 ORDER BY h.thread_id LIMIT 1)
                    UNION ALL
                    SELECT (SELECT h.thread_id FROM comment h WHERE h.site_id = @site AND h.state = 1 AND h.thread_id > w.id
                        ORDER BY h.thread_id LIMIT 1) FROM waiting w WHERE w.id IS NOT NULL)
                SELECT w.id AS id FROM waiting w WHERE w.id IS NOT NULL{within.And("w.id")}) theirs
                CROSS JOIN comment c WHERE c.site_id = @site AND c.state = 1 AND c.thread_id = theirs.id
                """;

    private static string ReportedOf(QueueQuery query) =>
        $"{Reported}{Of(query, "c")} ORDER BY r.due_at, r.comment_id LIMIT @window";

    private static string DrawnOf(QueueQuery query) => $"{Drawn}{Of(query, "c")} ORDER BY n.due_at, n.comment_id LIMIT @window";

    private static string NoticedOf(QueueQuery query) =>
        $"{Noticed}{Of(query, "c")} ORDER BY r.due_at, r.comment_id LIMIT @window";

    private static string Of(QueueQuery query, string table) =>
        (query.Reader is null ? "" : $" AND {table}.author_id = @reader")
        + (query.Story is null ? "" : $" AND {table}.thread_id = @story")
        // Whoever is limited is shown the first of theirs; of all that was ever written see Condition.
        + (query.IsByDue ? query.Within.And(table + ".thread_id") : "");

    // Of those that are looked at, which are meant.
    private static string Condition(QueueQuery query)
    {
        var all = new List<string>
        {
            query.View switch
            {
                QueueView.Unmoderated => """
                    c.state = 0 AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.site_id = @site AND d.comment_id = c.id
                        AND d.taken_back_at IS NULL)
                    """,
                QueueView.Everything => "c.state <> 4",
                _ => "1 = 1",
            },
        };
        if (!query.IsByDue && !query.Within.IsWhole)
            all.Add("1 = 1" + query.Within.And("c.thread_id"));
        if (query.State is not null)
            all.Add("c.state = @state");
        if (query.From is not null)
            all.Add("c.posted_at >= @from");
        if (query.To is not null)
            all.Add("c.posted_at < @to");
        if (query.Verdict is { } verdict)
            all.Add(verdict == Verdict.Hold ? IsHeldByChecks : "NOT " + IsHeldByChecks);
        switch (query.Why is { } why ? QueueReason.Read(why)?.Sort : null)
        {
            case "check":
                all.Add(
                    "EXISTS (SELECT 1 FROM statement s WHERE s.site_id = @site AND s.comment_id = c.id AND s.content LIKE @why)"
                );
                break;
            case "report":
                all.Add("EXISTS (SELECT 1 FROM report f WHERE f.site_id = @site AND f.comment_id = c.id AND f.reason = @why)");
                break;
            case "rule":
                all.Add(
                    """
                    EXISTS (SELECT 1 FROM decision d WHERE d.site_id = @site AND d.comment_id = c.id AND d.taken_back_at IS NULL
                        AND d.rule_number = @why)
                    """
                );
                break;
        }

        return string.Join(" AND ", all);
    }

    private static object WhyOf(QueueQuery query) =>
        query.Why is { } why && QueueReason.Read(why) is { } reason
            ? reason.Sort switch
            {
                "check" => StatementStore.LikeFoundBy(reason.Name),
                "rule" => int.Parse(reason.Name, CultureInfo.InvariantCulture),
                _ => reason.Name,
            }
            : "";

    /// <summary>How many wait, held and reported: each counted no further than it takes to say that there are more.</summary>
    public static async Task<QueueCount> CountAsync(
        DbScope scope,
        SiteId site,
        CancellationToken cancel,
        StorySections? within = null
    )
    {
        var (sql, parameters) = Count(site, within ?? StorySections.Whole);
        return (
            await scope.FirstAsync(
                sql,
                parameters,
                row => new QueueCount((int)row.Long(0), (int)row.Long(1))
                {
                    Notices = (int)row.Long(2),
                    Drawn = (int)row.Long(3),
                    Objections = (int)row.Long(4),
                },
                cancel
            )
        )!;
    }

    /// <summary>The statement that counts.</summary>
    internal static (string Sql, (string, object?)[] Parameters) Count(SiteId site, StorySections within)
    {
        var theirs = within.And("c.thread_id");
        return (
            $"""
            SELECT (SELECT count(*) FROM (SELECT 1 FROM {HeldIn(within)}{(
                within.IsWhole ? " ORDER BY c.posted_at" : ""
            )} LIMIT @most) held),
                (SELECT count(*) FROM (SELECT DISTINCT r.comment_id FROM report r
                    JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
                    WHERE r.site_id = @site AND r.settled_at IS NULL AND c.state = 0{theirs} LIMIT @most) reported),
                (SELECT count(*) FROM (SELECT DISTINCT r.comment_id FROM report r
                    JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
                    WHERE r.site_id = @site AND r.settled_at IS NULL AND r.reason = 'notice' AND c.state = 0{theirs} LIMIT @most) noticed),
                (SELECT count(*) FROM (SELECT 1 FROM drawn_comment n JOIN comment c ON c.site_id = n.site_id AND c.id = n.comment_id
                    WHERE {DrawnComments.AreWaiting}{theirs} LIMIT @most) drawn),
                (SELECT count(*) FROM (SELECT 1 FROM objection o WHERE o.site_id = @site AND {OpenObjections.AreWaiting} LIMIT @most) objected)
            """,
            [("@site", site), ("@most", QueueCount.Most + 1), .. within.Parameters]
        );
    }

    private static async Task<List<WaitingComment>> FillAsync(
        DbScope scope,
        SiteId site,
        QueueQuery query,
        List<TimeCursor> places,
        CancellationToken cancel
    )
    {
        if (places.Count == 0)
            return [];
        var ids = places.ConvertAll(place => place.Id);
        var comments = (await AuthoredComments.FindAsync(scope, site, ids, cancel)).ToDictionary(read => read.Comment.Id);
        var statements = await CaseStore.ListStatementsAsync(scope, site, ids, cancel);
        var reports = await CaseStore.ListReportsAsync(scope, site, ids, cancel);
        var stories = await CaseStore.FindStoriesAsync(
            scope,
            site,
            [.. comments.Values.Select(read => read.Comment.ThreadId).Distinct()],
            cancel
        );
        return [.. places.Where(place => comments.ContainsKey(place.Id)).Select(place => ToWaiting(comments[place.Id], place))];

        WaitingComment ToWaiting(ReadComment read, TimeCursor place)
        {
            var comment = read.Comment;
            var since =
                comment.State == CommentState.Published && reports[comment.Id].FirstOrDefault() is { } first
                    ? first.At
                    : comment.PostedAt;
            return new WaitingComment(
                read,
                since,
                stories[comment.ThreadId],
                ReasonsOf(comment, statements[comment.Id]),
                [.. reports[comment.Id]]
            )
            {
                Due = query.IsByDue ? place.At : null,
                Place = place,
            };
        }
    }

    /// <summary>
    /// What machines found when they last found something. A held comment whose words were mended since, and found clean, still waits
    /// for it; but its places are places in other words, so they are left out.
    /// </summary>
    public static IReadOnlyList<Reason> ReasonsOf(Comment comment, IEnumerable<Statement> statements)
    {
        if (statements.LastOrDefault(statement => statement.Reasons.Count > 0) is not { } last)
            return [];
        var isOfTheseWords = comment.EditedAt is null || last.At.ToMicros() >= comment.EditedAt.Value.ToMicros();
        return isOfTheseWords ? last.Reasons : [.. last.Reasons.Select(reason => reason with { Place = null })];
    }
}
