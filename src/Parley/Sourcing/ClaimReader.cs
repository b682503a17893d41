using Parley.Readers;
using Parley.Stories;

namespace Parley.Sourcing;

/// <summary>Gathers what everybody may know of a claim.</summary>
internal sealed class ClaimReader(SourcingStore sourcing, FormerStore former, StoryStore stories)
{
    /// <summary>More articles than this are not listed and not counted: a page says so.</summary>
    public const int MostArticles = 200;

    /// <summary>A claim, and who carries it.</summary>
    /// <param name="Entered">When it was entered, and by whom.</param>
    /// <param name="Carried">In the order in which it was entered.</param>
    /// <param name="Former">What everybody could read of it before it was corrected, the last first.</param>
    /// <param name="CorrectedBy">Of the claims that stand in place of it those that everybody may read.</param>
    internal sealed record Read(
        Claim Claim,
        (DateTimeOffset At, string? By) Entered,
        IReadOnlyList<Attribution> Carried,
        bool AreMore,
        IReadOnlyList<ClaimStatusChange> Changes,
        IReadOnlyList<FormerClaim> Former,
        IReadOnlyDictionary<Guid, Story> Stories,
        IReadOnlyCollection<Guid> CorrectedBy,
        RootCount Rests
    );

    /// <summary>Null for a claim that is not there, and for one that stands in drafts alone.</summary>
    public async Task<Read?> FindAsync(Visit visit, Guid id)
    {
        var (site, cancel) = (visit.Site.Id, visit.Cancel);
        if (await sourcing.FindPublicClaimAsync(site, id, cancel) is not var (claim, entered))
            return null;
        var carried = await sourcing.ListOfClaimAsync(site, id, MostArticles + 1, cancel);
        var shown = carried.Take(MostArticles).ToList();
        var changes = await sourcing.ListStatusAsync(site, id, cancel);
        return new(
            claim,
            entered,
            shown,
            carried.Count > MostArticles,
            changes,
            (await former.ListAsync(site, claim, cancel)).FindAll(one => one.WasPublic),
            await stories.FindAsync(site, shown.Select(one => one.StoryId).OfType<Guid>(), cancel),
            await sourcing.FindPublicClaimsAsync(
                site,
                [.. changes.Select(one => one.CorrectedBy).OfType<Guid>().Distinct()],
                cancel
            ),
            RootCount.Of(shown, visit.Site.Title)
        );
    }

    /// <summary>Where a story of ours is read.</summary>
    public static string UrlOf(Visit visit, Story story) =>
        story.Slug is { } slug ? visit.SiteUrl($"/s/{slug}") : story.Url ?? visit.SiteUrl($"/t/{story.Id}");

    /// <summary>Where a story of ours is read, as other programs need it.</summary>
    public static string AbsoluteUrlOf(Visit visit, Story story) =>
        story.Slug is { } slug
            ? visit.Home.Absolute($"/{visit.Site.Name}/s/{slug}")
            : story.Url ?? visit.Home.Absolute($"/{visit.Site.Name}/t/{story.Id}");
}
