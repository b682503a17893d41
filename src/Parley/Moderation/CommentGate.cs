using Parley.Comments;
using Parley.Readers;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>Asks, before a door of the desk opens, whether there is such a comment and whether whoever asks may moderate it.</summary>
internal sealed class CommentGate(AuthoredComments comments, SectionGate sections)
{
    /// <returns><c>comment-not-found</c> or <c>outside-sections</c>; null where they may.</returns>
    public async Task<Problem?> FindObstacleAsync(Visit visit, Guid comment) =>
        await comments.FindAsync(visit.Site.Id, comment, visit.Cancel) is { } read
            ? await sections.FindObstacleAsync(visit, read.Comment.ThreadId)
            : Problems.CommentNotFound;
}
