namespace Parley.Screening;

/// <summary>Finds what a guest writes until one comment of theirs has been published.</summary>
internal sealed class GuestCheck() : SettableCheck(Kind)
{
    public static new readonly CheckKind Kind = new("guest", CheckMode.Hold);

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.Author is { IsGuest: true, PublishedCount: 0 })
            yield return new("reason.guest.first-time", null);
    }
}
