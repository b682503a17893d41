using Parley.Hooks;
using Parley.Reasons;
using Parley.Screening;

namespace Parley.Comments;

/// <summary>
/// Gives words that would wait back to their writer once: to be changed, to be sent again, or by staff to be published with a reason.
/// The second time they go through the same checks, and whatever these say follows.
/// </summary>
internal sealed class NudgeWriter(NudgeStore nudges, Ids ids)
{
    /// <param name="nudge">The nudge that the writer has read; null at the first try.</param>
    /// <returns>The problem that gives the words back; null where they go on.</returns>
    public async Task<Problem?> HandleAsync(
        SiteId site,
        Guid author,
        Guid thread,
        Guid? nudge,
        Draft draft,
        Findings findings,
        CancellationToken cancel
    )
    {
        if (nudge is { } read && await nudges.IsOpenAsync(site, read, author, thread, draft.At, cancel))
            return null;
        var id = ids.New();
        await nudges.AddAsync(site, id, author, thread, draft, findings.Reasons, cancel);
        return new NudgeProblem(findings.Reasons, id) { Field = "body", MayOverride = draft.Author.IsStaff };
    }

    /// <summary>Whether staff may publish their own words all the same: past a machine, never past what a colleague decided about them.</summary>
    public static bool MayOverride(Draft draft, Findings findings) =>
        draft.Author is { IsStaff: true, IsStopped: false } && findings.IsHold;

    /// <summary>
    /// Whether there is anything to ask: where nothing that the writer could change would help, there is not. Where the site asks about all that
    /// waits, a check that is set to hold is no exception; where it does not, each of the checks that found something has to ask first by itself.
    /// Staff are asked on every site, since they may decide.
    /// </summary>
    public static bool IsDue(Draft draft, Findings findings) =>
        MayOverride(draft, findings)
        || (
            findings.IsHold
            && findings.Reasons.All(IsOfWords)
            && (draft.Checks.DoNudge || findings.Reasons.All(reason => Screener.DoesNudge(draft, reason)))
        );

    // A service that holds has read the words; one that is silent has not.
    private static bool IsOfWords(Reason reason) => reason.Check is Hook.Check or Hook.SpamCheck || Screener.IsOfWords(reason);
}
