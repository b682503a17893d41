using Parley.HouseRules;
using Parley.Learning;
using Parley.Sites;

namespace Parley.Spam;

/// <summary>
/// What people on a site decided, as far as it says what is advertising: a comment that was rejected or removed by a rule that
/// advertising breaks is; one that was published or kept is not.
/// </summary>
internal sealed class SpamExamples(DecidedComments decided, RuleBooks books)
{
    /// <inheritdoc cref="DecidedComments.AreAnyLatelyAsync"/>
    public Task<bool> AreAnyLatelyAsync(SiteId site, CancellationToken cancel) => decided.AreAnyLatelyAsync(site, cancel);

    /// <summary>The decisions to learn from, the newest first: of those that were rejected, only those that are advertising.</summary>
    public async Task<List<DecidedComment>> ListAsync(Site site, CancellationToken cancel)
    {
        var rules = (await books.FindAsync(site, cancel)).OfSpam.ToHashSet();
        if (rules.Count == 0)
            return [];
        var all = await decided.ListAsync(site.Id, cancel);
        return DecidedComments.Choose(
            [.. all.Where(one => !one.IsRejected || rules.Contains(one.Rule))],
            SpamTeacher.Most,
            SpamTeacher.Fewest
        );
    }

    /// <summary>The same with what is learned of their words.</summary>
    public Task<List<SpamExample>> ReadAsync(SiteId site, IReadOnlyList<DecidedComment> chosen, CancellationToken cancel) =>
        decided.ReadAsync(site, chosen, (one, text) => SpamExample.Of(one.Comment, one.IsRejected, text), cancel);
}
