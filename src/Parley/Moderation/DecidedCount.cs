namespace Parley.Moderation;

/// <summary>How many comments a check found, or would have, and what people decided about these.</summary>
/// <param name="Approved">Of them a person published or kept.</param>
/// <param name="Rejected">Of them a person rejected or removed.</param>
internal readonly record struct DecidedCount(int Found, int Approved, int Rejected)
{
    public int Undecided => Found - Approved - Rejected;

    public DecidedCount With(Judgement judgement) =>
        new(
            Found + 1,
            Approved + (judgement == Judgement.Approved ? 1 : 0),
            Rejected + (judgement == Judgement.Rejected ? 1 : 0)
        );
}

/// <summary>What people think of a comment, as far as they have said so.</summary>
internal enum Judgement
{
    None,
    Approved,
    Rejected,
}
