using Parley.Comments;
using Parley.Newsroom;
using Parley.Storage;
using Parley.Threads;

namespace Parley.Reading;

/// <summary>What the newsroom puts before a thread: its question, what it pinned, the latest of what it picked.</summary>
/// <param name="PickCount">All picks of the thread.</param>
internal sealed record ThreadFront(
    Question? Question,
    IReadOnlyList<ReadComment> Pinned,
    IReadOnlyList<ReadComment> Picks,
    int PickCount
)
{
    private const int MostPicks = 3;

    /// <summary>Read after the thread's row, as everything of a page, so that it is at least as new as its version.</summary>
    /// <param name="isFirst">Whether it is the thread's first page: on the others the reader has seen what stands first.</param>
    public static async Task<ThreadFront> ReadAsync(DbScope scope, CommentThread thread, bool isFirst, CancellationToken cancel)
    {
        var question = await QuestionStore.FindAsync(scope, thread.Site, thread.Id, cancel);
        if (!isFirst)
            return new ThreadFront(question, [], [], 0);
        var pinned = await PickStore.ListPinnedAsync(scope, thread.Site, thread.Id, cancel);
        var most = MostPicks + MarkComment.MostPins + 1;
        var picks = await PickStore.ListAsync(scope, thread.Site, thread.Id, null, most, cancel);
        // What is pinned as well stands there already, with all its words.
        var others = picks.ExceptBy(pinned.Select(one => one.Comment.Id), pick => pick.Comment.Id).ToList();
        if (others.Count <= MostPicks)
            return new ThreadFront(question, pinned, others, others.Count);
        var count = await PickStore.CountAsync(scope, thread.Site, thread.Id, cancel);
        return new ThreadFront(question, pinned, [.. others.Take(MostPicks)], count);
    }
}
