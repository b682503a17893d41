using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Holds what a guest writes until one comment of theirs has been published.</summary>
internal sealed class GuestCheck : ICheck
{
    public string Name => "guest";
    public Verdict OnFailure => Verdict.Hold;

    public IEnumerable<Reason> Review(Draft draft) =>
        draft.Author is { IsGuest: true, PublishedCount: 0 }
            ? [new(Name, Verdict.Hold, "reason.guest.first-time", RuleVersion: 1)]
            : [];
}
