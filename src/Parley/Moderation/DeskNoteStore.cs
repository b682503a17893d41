using Parley.Comments;
using Parley.Markup;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>What moderators write down for one another: about a reader, about a comment, or for the next shift.</summary>
internal sealed class DeskNoteStore(Database database, Ids ids, TimeProvider clock)
{
    public const int OnPage = 50;

    /// <summary>The longest note, in characters.</summary>
    public const int Longest = 2_000;

    private const string Select = """
        SELECT n.id, n.reader_id, n.comment_id, m.name, n.words, n.at FROM desk_note n
        JOIN reader m ON m.site_id = n.site_id AND m.id = n.moderator_id
        WHERE n.site_id = @site
        """;

    /// <summary>The notes about a reader or a comment, the latest first.</summary>
    public static Task<List<DeskNote>> ListAboutAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        Guid comment,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"{Select} AND (n.reader_id = @reader OR n.comment_id = @comment) ORDER BY n.at DESC LIMIT @most",
            [("@site", site), ("@reader", reader), ("@comment", comment), ("@most", OnPage)],
            Read,
            cancel
        );

    /// <summary>The notes for the next shift, the latest first.</summary>
    public Task<List<DeskNote>> ListForShiftAsync(SiteId site, TimeCursor before, int most, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    {Select} AND n.reader_id IS NULL AND n.comment_id IS NULL AND (n.at, n.id) < (@at, @id)
                    ORDER BY n.at DESC, n.id DESC LIMIT @most
                    """,
                    [("@site", site), ("@at", before.At), ("@id", before.Id), ("@most", most)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>Keeps a note. The same words once more, a moment later, are the second press of a button and one note.</summary>
    public async Task<Result<DeskNote>> AddAsync(
        SiteId site,
        Reader moderator,
        string? typed,
        Guid? reader,
        Guid? comment,
        CancellationToken cancel
    )
    {
        var words = SourceText.Of(typed ?? "", TextLimits.Of(Longest));
        if (!words.IsSuccess)
            return Problems.NoteInvalid;
        return await database.WriteAsync<Result<DeskNote>>(
            async scope =>
            {
                if (reader is { } about && await ReaderStore.FindAsync(scope, site, about, cancel) is null)
                    return Problems.ReaderNotFound;
                return await AddAsync(scope, site, moderator, words.Value.Value, reader, comment, cancel);
            },
            cancel
        );
    }

    /// <inheritdoc cref="AddAsync(SiteId, Reader, string, Guid?, Guid?, CancellationToken)"/>
    public async Task<DeskNote> AddAsync(
        DbScope scope,
        SiteId site,
        Reader moderator,
        string words,
        Guid? reader,
        Guid? comment,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var note = new DeskNote(ids.New(), reader, comment, moderator.Name, words, now);
        var before = await scope.ListAsync(
            $"{Select} AND n.moderator_id = @moderator AND n.words = @words AND n.at > @since",
            [("@site", site), ("@moderator", moderator.Id), ("@words", words), ("@since", now - TimeSpan.FromMinutes(1))],
            Read,
            cancel
        );
        if (before.Find(same => same.ReaderId == reader && same.CommentId == comment) is { } same)
            return same;
        await scope.ExecuteAsync(
            """
            INSERT INTO desk_note (site_id, id, reader_id, comment_id, moderator_id, words, at)
            VALUES (@site, @id, @reader, @comment, @moderator, @words, @at)
            """,
            [
                ("@site", site),
                ("@id", note.Id),
                ("@reader", reader),
                ("@comment", comment),
                ("@moderator", moderator.Id),
                ("@words", words),
                ("@at", now),
            ],
            cancel
        );
        return note;
    }

    /// <summary>Takes a note away: what is said of somebody must be possible to take back.</summary>
    /// <returns>What is wrong; null once it is gone.</returns>
    public Task<Problem?> RemoveAsync(Site on, Guid id, Reader moderator, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async scope =>
            {
                var site = on.Id;
                if (
                    await scope.FirstAsync($"{Select} AND n.id = @id", [("@site", site), ("@id", id)], Read, cancel)
                    is not { } note
                )
                    return Problems.NoteNotFound;
                var within = StorySections.Of(on, moderator);
                var outside =
                    note.ReaderId is { } reader ? await within.FindObstacleForWriterAsync(scope, site, reader, cancel)
                    : note.CommentId is { } about && await AuthoredComments.FindAsync(scope, site, about, cancel) is { } read
                        ? await within.FindObstacleAsync(scope, site, read.Comment.ThreadId, cancel)
                    : null;
                if (outside is null)
                    await scope.ExecuteAsync(
                        "DELETE FROM desk_note WHERE site_id = @site AND id = @id",
                        [("@site", site), ("@id", id)],
                        cancel
                    );
                return outside;
            },
            cancel
        );

    private static DeskNote Read(Row row) =>
        new(row.Guid(0), row.GuidOrNull(1), row.GuidOrNull(2), row.Text(3), row.Text(4), row.Time(5));
}

/// <param name="ReaderId">The reader whom it is about.</param>
/// <param name="CommentId">The comment that it is about; where it is about neither, it is for the next shift.</param>
/// <param name="ModeratorName">For staff alone.</param>
internal sealed record DeskNote(
    Guid Id,
    Guid? ReaderId,
    Guid? CommentId,
    string ModeratorName,
    string Words,
    DateTimeOffset At
);
