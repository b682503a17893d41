using Parley.Reasons;

namespace Parley.Screening;

/// <summary>What all checks together say of a draft: every reason, in the order of the checks, and the strictest verdict.</summary>
internal sealed record Findings(IReadOnlyList<Reason> Reasons)
{
    public Verdict Verdict { get; } = Reasons.Count == 0 ? Verdict.Pass : Reasons.Max(reason => reason.Verdict);

    /// <summary>What checks in shadow found, and which could find nothing: nothing follows from it.</summary>
    public IReadOnlyList<Reason> Shadow { get; init; } = [];

    /// <summary>The same with what others found behind it.</summary>
    public Findings With(Findings others) => new([.. Reasons, .. others.Reasons]) { Shadow = [.. Shadow, .. others.Shadow] };

    public bool IsPass => Verdict == Verdict.Pass;
    public bool IsHold => Verdict == Verdict.Hold;
    public bool IsRefusal => Verdict == Verdict.Refuse;
}
