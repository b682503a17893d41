using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Evening;

/// <summary>Says of a comment on the list whether it was of use, or takes that back. The order of the list is learned from it, for the whole site.</summary>
internal sealed class MarkEvening(Database database, StoryStore stories, EveningStore store)
{
    /// <param name="isUseful">Null takes one's own mark back.</param>
    /// <returns>What stands now.</returns>
    public async Task<Result<Marked>> HandleAsync(Site site, Guid comment, Reader by, bool? isUseful, CancellationToken cancel)
    {
        if (await database.ReadAsync(scope => EveningStore.FindAsync(scope, site.Id, comment, cancel), cancel) is not { } found)
            return Problems.CommentNotFound;
        var story = await stories.FindAsync(site.Id, found.StoryId, cancel);
        var best = ReadEvening.Sort(site, found, story) is [var first, ..] ? first : null;
        await database.WriteAsync(
            scope =>
                isUseful is { } useful
                    ? store.MarkAsync(scope, site.Id, comment, by.Id, useful, best, cancel)
                    : EveningStore.TakeBackAsync(scope, site.Id, comment, by.Id, cancel),
            cancel
        );
        return new Marked(isUseful);
    }

    /// <param name="IsUseful">Null where there is no mark.</param>
    internal sealed record Marked(bool? IsUseful);
}
