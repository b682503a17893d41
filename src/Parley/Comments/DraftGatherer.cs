using Parley.Markup;
using Parley.Policies;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Screening;
using Parley.Sites;

namespace Parley.Comments;

/// <summary>Gathers every fact that a check may ask for, once, before the checks, so that no check asks a database.</summary>
internal sealed class DraftGatherer(
    ReaderStore readers,
    RecentPosts recent,
    WordListDirectory wordLists,
    SanctionDirectory sanctions,
    TimeProvider clock
)
{
    /// <param name="comment">The comment that these words are or will be: it is no repeat of itself.</param>
    /// <param name="policy">What holds where they are to stand.</param>
    public async Task<Draft> GatherAsync(
        Site site,
        Reader author,
        Guid comment,
        string source,
        SafeHtml html,
        PolicyInForce policy,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var lists = await wordLists.FindAsync(site.Id, cancel);
        return new Draft
        {
            Comment = comment,
            Source = source,
            VisibleText = PlainText.Of(html),
            Links = SafeLinks.Of(html),
            Author = new AuthorStanding(
                await CountPublishedAsync(site, author, cancel),
                author.IsGuest,
                author.IsStaff,
                await sanctions.IsStoppedAsync(site.Id, author.Id, cancel)
            )
            {
                // Asked for only where it matters.
                IsNewHere = policy.DoNewcomersWait && await readers.IsNewAsync(site.Id, author.Id, now, cancel),
            },
            Policy = policy,
            Recent = await recent.FindAsync(site.Id, author.Id, cancel),
            Settings = site.Settings,
            Banned = lists.Banned,
            Suspect = lists.Suspect,
            Allowed = lists.Allowed,
            At = now,
        };
    }

    // A newcomer's count moves with each comment, and the reader in memory is from when they came; whoever is known stays known.
    private async Task<int> CountPublishedAsync(Site site, Reader author, CancellationToken cancel)
    {
        var known = author.IsGuest ? Math.Max(1, site.Settings.KnownAfter) : site.Settings.KnownAfter;
        if (author.PublishedCount >= known)
            return author.PublishedCount;
        return await readers.FindAsync(site.Id, author.Id, cancel) is { } now ? now.PublishedCount : author.PublishedCount;
    }
}
