using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Finds more comments within ten minutes than a conversation has: of one writer, one network, or in one story.</summary>
internal sealed class PaceCheck : SettableCheck
{
    private readonly Func<Draft, int> count;

    private PaceCheck(CheckKind kind, Func<Draft, int> count)
        : base(kind) => this.count = count;

    public static PaceCheck OfReader { get; } =
        new(new("pace-reader", CheckMode.Off) { Limit = new(15, 1, 1_000) }, draft => draft.Pace.ByReader);

    public static PaceCheck OfNetwork { get; } =
        new(new("pace-network", CheckMode.Off) { Limit = new(60, 1, 10_000) }, draft => draft.Pace.ByNetwork);

    /// <summary>
    /// In a rush into one story only those wait who are not known yet, or came to the site within a day: a flood comes with new names,
    /// and three comments are soon published.
    /// </summary>
    public static PaceCheck InStory { get; } =
        new(
            new("pace-story", CheckMode.Hold) { Limit = new(200, 1, 100_000) },
            draft =>
                draft.Author.IsStaff || (draft.Author.IsKnown(draft.Settings) && !draft.Author.IsNewHere)
                    ? 0
                    : draft.Pace.InStory
        );

    // What is at stake is a comment too many, not harm.
    public override Verdict OnFailure => Verdict.Pass;

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (count(draft) is var seen && seen > limit)
            yield return new($"reason.{Name}.many", null, ("count", seen), ("most", limit));
    }
}

/// <summary>How many comments came within the window, with the one that is looked at.</summary>
internal readonly record struct PaceSeen(int ByReader, int ByNetwork, int InStory);
