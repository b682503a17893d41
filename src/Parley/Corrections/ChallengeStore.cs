using Parley.Comments;
using Parley.Sourcing;
using Parley.Storage;

namespace Parley.Corrections;

/// <summary>The correction desk: which comments challenge a fact, and what the newsroom answered.</summary>
internal sealed class ChallengeStore(Database database, SourcingStore sourcing)
{
    public const int OnPage = 30;

    private const string Columns =
        "ch.comment_id, ch.story_id, ch.evidence, ch.evidence_url, ch.raised_at, ch.answered_at, ch.raised_by, ch.answer";

    public Task<Challenge?> FindAsync(SiteId site, Guid comment, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, comment, cancel), cancel);

    public static Task<Challenge?> FindAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM challenge ch WHERE ch.site_id = @site AND ch.comment_id = @comment",
            [("@site", site), ("@comment", comment)],
            Read,
            cancel
        );

    /// <summary>
    /// Those that wait, the oldest first. Of a comment that is not public nothing is asked here, unless a moderator handed it on.
    /// </summary>
    /// <param name="after">The last one of the page before.</param>
    public async Task<List<WaitingChallenge>> ListOpenAsync(SiteId site, TimeCursor? after, int most, CancellationToken cancel)
    {
        var waiting = await database.ReadAsync(
            async scope =>
            {
                var open = await scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM challenge ch JOIN comment c ON c.site_id = ch.site_id AND c.id = ch.comment_id
                    WHERE ch.site_id = @site AND ch.answered_at IS NULL AND (ch.raised_at, ch.comment_id) > (@at, @id)
                        AND (c.state = 0 OR c.state = 1 AND ch.raised_by <> c.author_id)
                    ORDER BY ch.raised_at, ch.comment_id LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@at", (after ?? TimeCursor.Oldest).At),
                        ("@id", (after ?? TimeCursor.Oldest).Id),
                        ("@most", most),
                    ],
                    Read,
                    cancel
                );
                var read = await AuthoredComments.FindAsync(scope, site, open.ConvertAll(one => one.CommentId), cancel);
                var byId = read.ToDictionary(one => one.Comment.Id);
                return open.Where(one => byId.ContainsKey(one.CommentId))
                    .Select(one => (One: one, Read: byId[one.CommentId]))
                    .ToList();
            },
            cancel
        );
        // Each report is read once, however many challenge it.
        var said = new Dictionary<Guid, List<Attribution>>();
        foreach (var story in waiting.Select(one => one.One.StoryId).Distinct())
            said[story] = await sourcing.ListOfStoryAsync(site, story, cancel);
        var about = waiting.ConvertAll(one => ClaimsOf(said[one.One.StoryId], one.Read.Place));
        var claims = await sourcing.FindClaimsAsync(site, [.. about.SelectMany(ids => ids).Distinct()], cancel);
        return
        [
            .. waiting.Zip(
                about,
                (one, ids) =>
                    new WaitingChallenge(one.One, one.Read, [.. ids.Where(claims.ContainsKey).Select(id => claims[id])])
            ),
        ];
    }

    // What is claimed in the place of a comment; in the whole report, where it has none, or nothing is claimed there.
    private static List<Guid> ClaimsOf(List<Attribution> said, CommentPlace? place)
    {
        if (place?.ClaimId is { } claim)
            return [claim];
        var here = said.Where(one => one.ClaimId is not null && one.PassageId == place?.PassageId).ToList();
        return [.. (here.Count > 0 ? here : said).Select(one => one.ClaimId).OfType<Guid>().Distinct()];
    }

    internal static Challenge Read(Row row) =>
        new(row.Guid(0), row.Guid(1), row.TextOrNull(2), row.TextOrNull(3), row.Time(4))
        {
            AnsweredAt = row.TimeOrNull(5),
            RaisedBy = row.Guid(6),
            Answer = row.TextOrNull(7),
        };
}
