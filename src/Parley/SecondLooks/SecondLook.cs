namespace Parley.SecondLooks;

/// <summary>A decision that was drawn for a second look.</summary>
/// <param name="Id">The decision's own.</param>
/// <param name="FirstAt">When it was taken: words that were edited since are others.</param>
internal sealed record SecondLook(Guid Id, Guid CommentId, Guid FirstBy, DateTimeOffset FirstAt, Opinion First)
{
    /// <summary>So long an answer is of use; then the decision is too old for anybody to learn from.</summary>
    public static readonly TimeSpan OfferedFor = TimeSpan.FromDays(30);

    public DateTimeOffset DrawnAt { get; init; }
    public Guid? SecondBy { get; init; }

    /// <summary>What somebody else thinks of the same words; null before they have looked.</summary>
    public Opinion? Second { get; init; }
    public DateTimeOffset? SecondAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Whether the first decision was overturned; null where nobody had to settle, or has not.</summary>
    public bool? IsOverturned { get; init; }

    /// <summary>Whether one lets the comment stand and the other does not.</summary>
    public bool Differs => Second is { } second && second.Stays != First.Stays;
}

/// <summary>What somebody thinks of a comment.</summary>
/// <param name="Rule">The rule that it breaks, by its number; null where it stays, and where no rule of the house was cited.</param>
internal readonly record struct Opinion(bool Stays, int? Rule)
{
    /// <summary>As a value of a nominal scale: that it stays, or which rule it breaks.</summary>
    public int Value => Stays ? -1 : Rule ?? 0;
}
