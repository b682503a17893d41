using Parley.Comments;
using Parley.Reasons;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// What waits for a person. There is no number beside the list: the number is the list's length, so whatever takes a comment off
/// the list, its author's deleting it or a writer's going, takes it out of the number.
/// </summary>
internal sealed class QueueStore(Database database)
{
    public const int OnPage = 50;

    private const string Waiting = """
        SELECT c.id, c.posted_at AS since FROM comment c
        JOIN reader a ON a.site_id = c.site_id AND a.id = c.author_id
        WHERE c.site_id = @site AND c.state = 1
        UNION ALL
        SELECT r.comment_id AS id, min(r.at) AS since FROM report r
        JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
        JOIN reader a ON a.site_id = c.site_id AND a.id = c.author_id
        WHERE r.site_id = @site AND r.settled_at IS NULL AND c.state = 0 GROUP BY r.comment_id
        """;

    public Task<int> CountAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(scope => CountAsync(scope, site, cancel), cancel);

    public Task<QueueSlice> ListAsync(SiteId site, TimeCursor? after, int most, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var from = after ?? TimeCursor.Oldest;
                // Equal times are rare, and any fixed order among them will do: ids, which an engine orders in its own way.
                var places = await scope.ListAsync(
                    $"""
                    SELECT w.id, w.since FROM ({Waiting}) w WHERE (w.since, w.id) > (@since, @id)
                    ORDER BY w.since, w.id LIMIT @most
                    """,
                    [("@site", site), ("@since", from.At), ("@id", from.Id), ("@most", most + 1)],
                    row => new TimeCursor(row.Time(1), row.Guid(0)),
                    cancel
                );
                TimeCursor? next = places.Count > most ? places[most - 1] : null;
                var items = await FillAsync(scope, site, [.. places.Take(most)], cancel);
                var isWhole = after is null && next is null;
                return new QueueSlice(items, next, isWhole ? items.Count : await CountAsync(scope, site, cancel));
            },
            cancel
        );

    private static async Task<int> CountAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        (int)await scope.FirstAsync($"SELECT count(*) FROM ({Waiting}) w", [("@site", site)], row => row.Long(0), cancel);

    private static async Task<List<WaitingComment>> FillAsync(
        DbScope scope,
        SiteId site,
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
        return
        [
            .. places
                .Where(place => comments.ContainsKey(place.Id))
                .Select(place => new WaitingComment(
                    comments[place.Id],
                    place.At,
                    stories[comments[place.Id].Comment.ThreadId],
                    ReasonsOf(comments[place.Id].Comment, statements[place.Id]),
                    [.. reports[place.Id]]
                )),
        ];
    }

    /// <summary>
    /// What machines found when they last found something. A held comment whose words were mended since, and found clean, still waits
    /// for it; but its places are places in other words, so they are left out.
    /// </summary>
    public static IReadOnlyList<Reason> ReasonsOf(Comment comment, IEnumerable<Statement> statements)
    {
        if (statements.LastOrDefault(statement => statement.WasFoundByMachine) is not { } last)
            return [];
        var isOfTheseWords = comment.EditedAt is null || last.At.ToMicros() >= comment.EditedAt.Value.ToMicros();
        return isOfTheseWords ? last.Reasons : [.. last.Reasons.Select(reason => reason with { Place = null })];
    }
}
