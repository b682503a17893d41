using Parley.Comments;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Mutes;

/// <summary>
/// Mutes whoever wrote a comment, for one reader. It is known by the comment, since that is what one sees: nobody's id stands on a
/// public page. Done again, it is done.
/// </summary>
internal sealed class MuteAuthor(Database database, TimeProvider clock)
{
    /// <summary>How many one reader may mute: each page of theirs asks for all of them.</summary>
    public const int Most = 1_000;

    public Task<Result<MutedReader>> HandleAsync(SiteId site, Guid comment, Reader reader, CancellationToken cancel) =>
        database.WriteAsync<Result<MutedReader>>(
            async scope =>
            {
                // The second of two that are sent at once sees the first, or there would be one too many.
                await ReaderStore.LockAsync(scope, site, reader.Id, cancel);
                var read = await AuthoredComments.FindAsync(scope, site, comment, cancel);
                if (FindProblem(read, reader) is { } problem)
                    return problem;
                var author = read!.Comment.AuthorId;
                if (await MuteStore.FindAsync(scope, site, reader.Id, author, cancel) is { } already)
                    return already;
                if (await MuteStore.CountAsync(scope, site, reader.Id, cancel) >= Most)
                    return Problems.TooManyMutes;
                await scope.ExecuteAsync(
                    "INSERT INTO mute (site_id, reader_id, muted_id, muted_at) VALUES (@site, @reader, @muted, @now)",
                    [("@site", site), ("@reader", reader.Id), ("@muted", author), ("@now", clock.GetUtcNow())],
                    cancel
                );
                return (await MuteStore.FindAsync(scope, site, reader.Id, author, cancel))!;
            },
            cancel
        );

    /// <summary>Why a comment's author cannot be muted by a reader; null where they can.</summary>
    public static Problem? FindProblem(ReadComment? read, Reader reader) =>
        read switch
        {
            not { Comment.State: CommentState.Published } => Problems.CommentNotFound,
            _ when read.Comment.AuthorId == reader.Id => Problems.OwnComment(read.Comment.Id),
            { AuthorKind: ReaderKind.Deleted } => Problems.AuthorGone,
            _ => null,
        };
}
