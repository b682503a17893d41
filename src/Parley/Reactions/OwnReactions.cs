using Parley.Comments;
using Parley.Mutes;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Reactions;

/// <summary>
/// What a reader found worthwhile, the latest first: of what is public now, and by nobody whom they have muted since. For the reader
/// alone.
/// </summary>
internal sealed class OwnReactions(Database database, StoryStore stories)
{
    public const int AtOnce = 30;

    /// <param name="before">Where the part before ended.</param>
    public async Task<OwnReactionSlice> ListAsync(SiteId site, Guid reader, TimeCursor before, CancellationToken cancel)
    {
        var (read, next) = await database.ReadAsync(scope => ReadAsync(scope, site, reader, before, cancel), cancel);
        var under = await stories.FindAsync(site, read.Select(one => one.Read.Comment.ThreadId), cancel);
        return new(
            [.. read.Select(one => new OwnReaction(one.At, one.Read, under.GetValueOrDefault(one.Read.Comment.ThreadId)))],
            next
        );
    }

    private static async Task<(List<(DateTimeOffset At, ReadComment Read)>, TimeCursor? Next)> ReadAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        TimeCursor before,
        CancellationToken cancel
    )
    {
        var rows = await scope.ListAsync(
            $"""
            SELECT r.at, r.comment_id FROM reaction r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
            WHERE r.site_id = @site AND r.reader_id = @reader AND c.state = 0 AND (r.at, r.comment_id) < (@at, @id)
                AND {MuteStore.IsHeard("c.author_id")}
            ORDER BY r.at DESC, r.comment_id DESC LIMIT @most
            """,
            [("@site", site), ("@reader", reader), ("@at", before.At), ("@id", before.Id), ("@most", AtOnce + 1)],
            row => new TimeCursor(row.Time(0), row.Guid(1)),
            cancel
        );
        var isMore = rows.Count > AtOnce;
        if (isMore)
            rows.RemoveAt(AtOnce);
        var at = rows.ToDictionary(row => row.Id, row => row.At);
        var read = await AuthoredComments.FindPublicAsync(scope, site, at.Keys, cancel);
        return (read.ConvertAll(one => (at[one.Comment.Id], one)), isMore ? rows[^1] : null);
    }
}

/// <param name="At">When they said so.</param>
internal sealed record OwnReaction(DateTimeOffset At, ReadComment Read, Story? Story);

/// <param name="Next">Where the earlier ones begin; null at the end.</param>
internal sealed record OwnReactionSlice(IReadOnlyList<OwnReaction> Reactions, TimeCursor? Next);
