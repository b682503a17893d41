using Parley.Comments;
using Parley.Policies;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Threads;
using Parley.Views.Reading;

namespace Parley.Reading;

/// <summary>What readers say of a claim, under whichever report they said it, and where one says something of it.</summary>
internal sealed class ClaimTalk(
    CommentPlaces places,
    SourcingStore sourcing,
    StoryStore stories,
    ThreadStore threads,
    PolicyDirectory policies
)
{
    /// <summary>The field of the page's address by which it knows from which story its reader comes.</summary>
    public const string From = "from";
    private const int OnPage = 50;

    // Whoever has more open discussions to choose from would not read their list.
    private const int MostDiscussions = 12;

    // Among so many of the newest there is one that is open, or nobody goes on about it.
    private const int MostAsked = 100;

    /// <param name="from">The story from which the reader comes, where the address says so.</param>
    /// <param name="after">Where the part begins; null for the first.</param>
    public async Task<ClaimTalkModel> FindAsync(Visit visit, ClaimReader.Read read, Guid? from, TimeCursor? after)
    {
        var (site, claim) = (visit.Site, read.Claim.Id);
        var (comments, next) = await ListAsync(visit, places, claim, after);
        var about = await stories.FindAsync(site.Id, comments.Select(one => one.Comment.ThreadId).Distinct(), visit.Cancel);
        var open = await ListOpenAsync(visit, claim, from);
        // Whoever comes from a story goes on from it, part by part.
        var url = visit.SiteUrl($"/claims/{claim}");
        var part = url + (from is null ? "?" : $"?{From}={from}&");
        return new(
            await places.CountOfClaimAsync(site.Id, claim, visit.Cancel),
            [.. comments.Select(one => ToListed(visit, about.GetValueOrDefault(one.Comment.ThreadId), one, read.Former))]
        )
        {
            Discussions =
            [
                .. (open.Exists(story => story.Id == from) ? open.Where(story => story.Id == from) : open)
                    .Take(MostDiscussions)
                    .Select(story => (TitleOf(visit, story), visit.SiteUrl($"/t/{story.Id}/write?claim={claim}"))),
            ],
            FirstUrl =
                after is null ? null
                : from is null ? url
                : $"{url}?{From}={from}",
            NextUrl = next is null ? null : $"{part}after={next}",
        };
    }

    /// <summary>A part of the public comments on a claim, and where the next one begins.</summary>
    public static async Task<(List<ReadComment> Comments, TimeCursor? Next)> ListAsync(
        Visit visit,
        CommentPlaces places,
        Guid claim,
        TimeCursor? after
    )
    {
        var found = await places.ListOfClaimAsync(visit.Site.Id, claim, after, OnPage + 1, visit.Cancel);
        var shown = found.Take(OnPage).ToList();
        return (shown, found.Count > OnPage ? new(shown[^1].Comment.PostedAt, shown[^1].Comment.Id) : null);
    }

    // The stories that carry it and in whose discussion one may write, the newest first.
    private async Task<List<Story>> ListOpenAsync(Visit visit, Guid claim, Guid? from)
    {
        var carry = await sourcing.ListStoriesAsync(visit.Site.Id, claim, from, MostAsked, visit.Cancel);
        var rows = await threads.FindAsync(visit.Site.Id, carry, visit.Cancel);
        var found = await stories.FindAsync(visit.Site.Id, carry, visit.Cancel);
        List<Story> open = [];
        foreach (var story in found.Values.OrderByDescending(story => story.PublishedAt).ThenBy(story => story.Id))
            if (
                rows.TryGetValue(story.Id, out var thread)
                && (await policies.FindAsync(visit.Site, story, thread, visit.Now, visit.Cancel)).IsOpen
            )
                open.Add(story);
        return open;
    }

    private static OutstandingModel ToListed(Visit visit, Story? story, ReadComment read, IReadOnlyList<FormerClaim> former) =>
        new(
            visit.SiteUrl($"/c/{read.Comment.Id}"),
            CommentModels.AuthorOf(read),
            read.Comment.TimeIsUnknown ? null : read.Comment.PostedAt
        )
        {
            Html = new(read.Comment.Html),
            // The last first: what it said when they wrote ended first of what ended after that.
            OldWords = former.LastOrDefault(one => one.At > read.Comment.PostedAt)?.Claim.Sentence,
            StoryTitle = story is null ? null : TitleOf(visit, story),
            StoryUrl = story is null ? null : ClaimReader.UrlOf(visit, story),
        };

    private static string TitleOf(Visit visit, Story story) => story.Title ?? visit.Words["thread.title"];
}
