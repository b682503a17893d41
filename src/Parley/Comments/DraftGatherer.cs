using Parley.Markup;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Screening;
using Parley.Sites;

namespace Parley.Comments;

/// <summary>Gathers every fact that a check may ask for, once, before the checks, so that no check asks a database.</summary>
internal sealed class DraftGatherer(
    CommentStore comments,
    RecentPosts recent,
    WordListDirectory wordLists,
    SanctionDirectory sanctions,
    TimeProvider clock
)
{
    // Enough to find a repeat; a reader who writes more within the hour meets the limit of pace first.
    private const int MostRecent = 50;

    /// <param name="comment">The comment that these words are or will be: it is no repeat of itself.</param>
    public async Task<Draft> GatherAsync(Site site, Reader author, Guid comment, string source, SafeHtml html, CancellationToken cancel)
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
                author.PublishedCount,
                author.IsGuest,
                author.IsStaff,
                await sanctions.IsStoppedAsync(site.Id, author.Id, cancel)
            ),
            Recent = await RecentAsync(site.Id, author, now, cancel),
            Settings = site.Settings,
            Banned = lists.Banned,
            Suspect = lists.Suspect,
            At = now,
        };
    }

    private async Task<List<RecentWords>> RecentAsync(SiteId site, Reader author, DateTimeOffset now, CancellationToken cancel)
    {
        var here = recent.Of(site, author.Id);
        var kept = await comments.FindByAuthorAsync(site, author.Id, now - RepeatCheck.Window, MostRecent, cancel);
        var known = here.Select(words => words.Comment).ToHashSet();
        return [.. here, .. kept.Where(c => !known.Contains(c.Id)).Select(c => new RecentWords(c.Id, Wording.Of(c.Source), c.PostedAt))];
    }
}
