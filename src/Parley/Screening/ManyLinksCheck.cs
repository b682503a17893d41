namespace Parley.Screening;

/// <summary>Finds more links and addresses than a comment needs. A newcomer's single one is <see cref="LinkCheck"/>'s matter.</summary>
internal sealed class ManyLinksCheck() : SettableCheck(Kind)
{
    public static new readonly CheckKind Kind = new("many-links", CheckMode.Hold) { MayRefuse = true, Limit = new(10, 0, 100) };

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        var count = Math.Max(draft.Addresses.Count, draft.Links.Count);
        if (count > limit)
            yield return new("reason.many-links.count", null, ("count", count), ("most", limit));
    }
}
