using Parley.Reasons;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>An objection that nobody has decided. What it says, and against what, is for senior staff.</summary>
/// <param name="Due">By when somebody should have decided.</param>
internal sealed record WaitingObjection(Guid Id, DateTimeOffset Due);

/// <summary>The objections that wait for a person, as far as the queue knows of them: that they wait, and what must not be seen meanwhile.</summary>
internal static class OpenObjections
{
    /// <summary>How long one may fairly wait for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>
    /// In SQL, of a delay <c>s</c> and its comment <c>c</c>: that a comment waits is nothing to object to once somebody has decided about it, or
    /// it has other words.
    /// </summary>
    public const string StillWaits = """
        (c.state = 1 AND (c.edited_at IS NULL OR c.edited_at <= s.at) AND NOT EXISTS (SELECT 1 FROM statement l
            WHERE l.site_id = s.site_id AND l.comment_id = s.comment_id AND l.at > s.at))
        """;

    /// <summary>In SQL, of an objection <c>o</c> of the site: whether it waits. One whose decision was taken back waits for nothing.</summary>
    public static readonly string AreWaiting = $"""
        o.decided_at IS NULL AND (EXISTS (SELECT 1 FROM statement s
            LEFT JOIN comment c ON c.site_id = s.site_id AND c.id = s.comment_id
            WHERE s.site_id = @site AND s.comment_id = o.about_id AND s.at = o.statement_at
                AND (s.restriction <> {(int)Restriction.Delayed} OR {StillWaits}))
            OR EXISTS (SELECT 1 FROM report r WHERE r.site_id = @site AND r.id = o.report_id AND r.settled_at = o.statement_at))
        """;

    /// <summary>Those of a site that are due within a time, the first due first.</summary>
    /// <param name="after">The end of what was listed before; null from the beginning.</param>
    /// <param name="until">Up to and with what stands there; null without end.</param>
    public static Task<List<WaitingObjection>> ListAsync(
        DbScope scope,
        SiteId site,
        TimeCursor? after,
        TimeCursor? until,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"""
            SELECT o.id, o.at FROM objection o WHERE o.site_id = @site AND (o.at, o.id) > (@after, @first)
                AND (o.at, o.id) <= (@until, @last) AND {AreWaiting}
            ORDER BY o.at, o.id LIMIT @most
            """,
            [
                ("@site", site),
                // In microseconds, since there is no time before the first one.
                ("@after", (after ?? TimeCursor.Oldest).At.ToMicros() - Micros.Of(Patience)),
                ("@first", (after ?? TimeCursor.Oldest).Id),
                ("@until", (until ?? TimeCursor.Newest).At.ToMicros() - Micros.Of(Patience)),
                ("@last", (until ?? TimeCursor.Newest).Id),
                ("@most", most),
            ],
            row => new WaitingObjection(row.Guid(0), row.Time(1) + Patience),
            cancel
        );

    /// <summary>Those against decisions about a comment, each with the time of the decision that must not be seen until it is decided.</summary>
    public static Task<List<(Guid Id, DateTimeOffset Against)>> ListAboutAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"""
            SELECT o.id, o.statement_at FROM objection o
            WHERE o.site_id = @site AND o.about_id = @comment AND {AreWaiting} ORDER BY o.at, o.id
            """,
            [("@site", site), ("@comment", comment)],
            row => (row.Guid(0), row.Time(1)),
            cancel
        );
}
