using Parley.Storage;
using Parley.Stories;

namespace Parley.Threads;

/// <summary>Opens the thread of a page, and makes its story, when somebody is about to write the first comment. Reading makes nothing.</summary>
internal sealed class OpenThread(Database database, StoryStore stories, TimeProvider clock)
{
    /// <returns>The story's id, which is the thread's.</returns>
    public Task<Story> HandleAsync(SiteId site, PageClaim page, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var story = await stories.FindOrAddAsync(scope, site, page, cancel);
                await ThreadStore.AddAsync(scope, site, story.Id, clock.GetUtcNow(), cancel);
                return story;
            },
            cancel
        );
}
