namespace Parley.Screening;

/// <summary>
/// Finds links, and addresses that are none yet, of readers who are not known: advertising arrives with new names. Staff
/// were known before they wrote.
/// </summary>
internal sealed class LinkCheck() : SettableCheck(Kind)
{
    public static new readonly CheckKind Kind = new("links", CheckMode.Hold) { MayRefuse = true };

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.Author.IsKnown(draft.Settings))
            yield break;
        var count = Math.Max(draft.Addresses.Count, draft.Links.Count);
        if (count > 0)
            yield return new(
                "reason.links.newcomer",
                draft.Addresses is [var first, ..] ? first : null,
                ("links", count),
                ("count", draft.Settings.KnownAfter)
            );
    }
}
