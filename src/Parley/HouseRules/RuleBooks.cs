using Parley.Events;
using Parley.Sites;

namespace Parley.HouseRules;

/// <summary>The rules of every house as they hold now, in memory.</summary>
internal sealed class RuleBooks(RuleBookStore store) : SiteMemory<RuleBook?>(EventKind.RulesChanged)
{
    /// <summary>The rules of a site: in its own words, or in the ones of every house in its language.</summary>
    public ValueTask<RuleBook> FindAsync(Site site, CancellationToken cancel) =>
        FindAsync(site, Words.For(site.Language), cancel);

    /// <param name="words">In which a reader meets the rules of every house.</param>
    public async ValueTask<RuleBook> FindAsync(Site site, Words words, CancellationToken cancel) =>
        await FindAsync(site.Id, cancel) ?? RuleBook.OfEveryHouse(words);

    /// <summary>The rules as they were in a version; null where there was none.</summary>
    public async Task<RuleBook?> FindAsync(Site site, int version, Words words, CancellationToken cancel) =>
        version == 0 ? RuleBook.OfEveryHouse(words) : await store.FindAsync(site.Id, version, cancel);

    /// <summary>A rule by its number, as a moderator has it in front. Nobody is told that they broke a rule that nobody can read.</summary>
    /// <param name="seen">The version of the rules on the moderator's screen; null says "whichever holds now".</param>
    public async ValueTask<Result<CitedRule>> CiteAsync(Site site, int? number, int? seen, CancellationToken cancel)
    {
        var book = await FindAsync(site, cancel);
        if (seen is { } version && version != book.Version)
            return Problems.RulesChanged;
        return number is { } asked && book.Cite(asked) is { } cited ? cited : Problems.RuleMissing;
    }

    protected override Task<RuleBook?> LoadAsync(SiteId site) => store.FindAsync(site, CancellationToken.None);
}
