using Parley.Events;
using Parley.Sites;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Policies;

/// <summary>The policies of every site as they hold now, in memory: each post asks.</summary>
internal sealed class PolicyDirectory(PolicyStore store, StoryStore stories, TimeProvider clock)
    : SiteMemory<PolicyBook>(EventKind.PolicyChanged, EventKind.ThreadClosed, EventKind.ThreadOpened)
{
    /// <summary>
    /// What holds for somebody who writes in a thread. Whether that was closed, and how old it is, is asked where the words are kept.
    /// </summary>
    public async ValueTask<PolicyInForce> FindAsync(Site site, Guid thread, CancellationToken cancel)
    {
        var book = await FindAsync(site.Id, cancel);
        var about = book.AsksForStory
            ? await stories.FindAsync(site.Id, thread, cancel) is { } story
                ? await SubjectAsync(site, story, cancel)
                : PolicySubject.OfThread(thread)
            : PolicySubject.OfThread(thread);
        return book.Ask(about, site, clock.GetUtcNow());
    }

    /// <summary>What holds for a thread, as everybody sees it.</summary>
    public async ValueTask<PolicyInForce> FindAsync(
        Site site,
        Story story,
        CommentThread thread,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var book = await FindAsync(site.Id, cancel);
        var about = book.AsksForStory ? await SubjectAsync(site, story, cancel) : PolicySubject.OfThread(story.Id);
        return book.Ask(about with { Row = thread, PublishedAt = story.PublishedAt }, site, now);
    }

    /// <summary>What holds for a page under which nobody has written yet.</summary>
    public async ValueTask<PolicyInForce> FindAsync(Site site, PageClaim page, CancellationToken cancel)
    {
        var book = await FindAsync(site.Id, cancel);
        var about = new PolicySubject(null, null, [], page.Address?.Key);
        return book.Ask(about, site, clock.GetUtcNow());
    }

    private async Task<PolicySubject> SubjectAsync(Site site, Story story, CancellationToken cancel) =>
        new(story.Id, story.Section, story.Tags, await stories.FindPlaceAsync(site.Id, story.Id, cancel));

    protected override Task<PolicyBook> LoadAsync(SiteId site) => store.ReadAsync(site, CancellationToken.None);
}
