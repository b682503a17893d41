using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Holds links, and addresses that are none yet, of readers who are not known: advertising arrives with new names. Staff
/// were known before they wrote.
/// </summary>
internal sealed class LinkCheck : ICheck
{
    public string Name => "links";
    public Verdict OnFailure => Verdict.Hold;

    public IEnumerable<Reason> Review(Draft draft)
    {
        if (draft.Author.IsStaff || draft.Author.PublishedCount >= draft.Settings.KnownAfter)
            return [];
        var addresses = WebAddresses.In(draft.Folded);
        var count = Math.Max(addresses.Count, draft.Links.Count);
        return count == 0 ? [] : [Hold(count, draft.Settings.KnownAfter, addresses)];
    }

    private Reason Hold(int count, int needed, IReadOnlyList<Place> addresses) =>
        new(Name, Verdict.Hold, "reason.links.newcomer", RuleVersion: 1)
        {
            Place = addresses.Count > 0 ? addresses[0] : null,
            Arguments = new Dictionary<string, object> { ["links"] = count, ["count"] = needed },
        };
}
