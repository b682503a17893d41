using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Holds the new words of a writer whom a moderator has stopped, until that is undone.</summary>
internal sealed class StoppedCheck : ICheck
{
    public string Name => "stopped";
    public Verdict OnFailure => Verdict.Hold;

    public IEnumerable<Reason> Review(Draft draft) =>
        draft.Author.IsStopped ? [new(Name, Verdict.Hold, "reason.stopped.writer", RuleVersion: 1)] : [];
}
