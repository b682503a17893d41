namespace Parley.Sourcing;

/// <summary>Counts the steps of a comparison, so that whoever writes the texts cannot make it take as long as they like.</summary>
/// <param name="limit">After how many steps there is no more searching; what is not found by then counts as not there.</param>
internal sealed class Work(long limit = Work.Most)
{
    /// <summary>Some seconds of one processor. Ten thousand anchors in a report that is revised throughout take a fiftieth to a fifth.</summary>
    public const long Most = 300_000_000;

    public long Spent { get; private set; }

    public bool IsDone => Spent >= limit;

    public void Take(long steps) => Spent += steps;
}
