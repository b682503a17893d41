namespace Parley.Screening;

/// <summary>Finds a writer of whose last comments people have rejected more than the site bears with.</summary>
internal sealed class RejectionCheck() : SettableCheck(Kind)
{
    /// <summary>Fewer decisions say nothing about a writer.</summary>
    public const int Fewest = 5;

    /// <summary>The last that people decided about.</summary>
    public const int Last = 20;

    public static new readonly CheckKind Kind = new("rejections", CheckMode.Off) { Limit = new(50, 1, 99) };

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.Decided is { All: >= Fewest } decided && decided.Rejected * 100 > decided.All * limit)
            yield return new("reason.rejections.share", null, ("rejected", decided.Rejected), ("count", decided.All));
    }
}

/// <summary>What people decided about a writer's last comments.</summary>
internal readonly record struct DecidedShare(int Rejected, int All);
