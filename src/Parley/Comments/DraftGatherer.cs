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
    CheckSettingsDirectory checks,
    TextModels models,
    AuthorFacts authors,
    PostingPace pace,
    NearRepeats repeats,
    SanctionDirectory sanctions,
    TimeProvider clock
)
{
    /// <param name="Network">The block of addresses that it comes from; null where nobody knows.</param>
    internal sealed record Arrival(Guid Story, UInt128? Network);

    /// <param name="comment">The comment that these words are or will be: it is no repeat of itself.</param>
    /// <param name="policy">What holds where they are to stand.</param>
    /// <param name="arrival">Where a new comment comes in, to be counted; null for an edit.</param>
    public async Task<Draft> GatherAsync(
        Site site,
        Reader author,
        Guid comment,
        string source,
        SafeHtml html,
        PolicyInForce policy,
        Arrival? arrival,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var lists = await wordLists.FindAsync(site.Id, cancel);
        var settings = await checks.FindAsync(site.Id, cancel);
        var folded = FoldedText.Of(source);
        var seen = arrival is null ? default : pace.Take(site.Id, author.Id, arrival.Network, arrival.Story, now);
        return new Draft
        {
            Folded = folded,
            Comment = comment,
            Source = source,
            VisibleText = PlainText.Of(html),
            Links = SafeLinks.Of(html),
            Author = new AuthorStanding(
                await CountPublishedAsync(site, settings, author, now, cancel),
                author.IsGuest,
                author.IsStaff,
                await sanctions.IsStoppedAsync(site.Id, author.Id, cancel)
            )
            {
                // Asked for only where it matters.
                IsNewHere =
                    (policy.DoNewcomersWait || seen.InStory > settings.LimitOf(PaceCheck.InStory.Kind))
                    && await readers.IsNewAsync(site.Id, author.Id, now, cancel),
            },
            Policy = policy,
            Recent = await recent.FindAsync(site.Id, author.Id, cancel),
            Settings = site.Settings,
            Checks = settings,
            Decided = settings.IsOn(RejectionCheck.Kind, now)
                ? await authors.FindDecidedAsync(site.Id, author.Id, cancel)
                : null,
            MailDomain =
                (
                    settings.IsOn(MailDomainCheck.Listed.Kind, now)
                    && !settings.Of(MailDomainCheck.Listed.Kind).Listed().IsEmptyAt(now)
                ) || settings.IsOn(MailDomainCheck.Disposable.Kind, now)
                    ? await authors.FindMailDomainAsync(site.Id, author.Id, cancel)
                    : null,
            Pace = seen,
            SaidByOthers = settings.IsOn(NearRepeatCheck.Kind, now)
                ? repeats.Keep(site.Id, comment, author.Id, Shingles.Of(folded), now)
                : null,
            Models = await models.FindAsync(site.Id, settings, policy, false, cancel),
            Banned = lists.Banned,
            Suspect = lists.Suspect,
            Allowed = lists.Allowed,
            At = now,
        };
    }

    /// <summary>The same words, with what people decided since they were looked at first.</summary>
    public async Task<Draft> RenewAsync(
        Site site,
        Reader author,
        Draft draft,
        PolicyInForce policy,
        CancellationToken cancel
    ) =>
        draft with
        {
            Policy = policy,
            Author = draft.Author with { IsStopped = await sanctions.IsStoppedAsync(site.Id, author.Id, cancel) },
        };

    // A newcomer's count moves with each comment, and the reader in memory is from when they came; whoever is known stays known.
    private async Task<int> CountPublishedAsync(
        Site site,
        CheckSettings settings,
        Reader author,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var known = Math.Max(
            author.IsGuest ? Math.Max(1, site.Settings.KnownAfter) : site.Settings.KnownAfter,
            settings.IsOn(FirstCommentsCheck.Kind, now) ? settings.LimitOf(FirstCommentsCheck.Kind) : 0
        );
        if (author.PublishedCount >= known)
            return author.PublishedCount;
        return await readers.FindAsync(site.Id, author.Id, cancel) is { } there ? there.PublishedCount : author.PublishedCount;
    }
}
