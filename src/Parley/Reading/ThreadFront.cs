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
        var picks = await PickStore.ListAsync(scope, thread.Site, thread.Id, null, MostPicks + 1, cancel);
        var count = picks.Count > MostPicks ? await PickStore.CountAsync(scope, thread.Site, thread.Id, cancel) : picks.Count;
        return new ThreadFront(question, pinned, [.. picks.Take(MostPicks)], count);
    }
}
