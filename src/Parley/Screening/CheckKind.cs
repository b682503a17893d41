namespace Parley.Screening;

/// <summary>A check that a site sets: by which name, within which bounds, and how it stands where a site has said nothing.</summary>
/// <param name="Name">Kept in statements and settings: a promise, never renamed.</param>
internal sealed record CheckKind(string Name, CheckMode Usual)
{
    /// <summary>Whether it may refuse: only where the writer can mend what it finds.</summary>
    public bool MayRefuse { get; init; }

    /// <summary>Whether other words of its writer may help, so that they may come back once before they wait.</summary>
    public bool MayNudge
    {
        get => field || MayRefuse;
        init;
    }

    /// <summary>The number that it counts up to; null where it counts nothing.</summary>
    public CheckLimit? Limit { get; init; }

    /// <summary>The second number, of a check that has two; null of every other.</summary>
    public CheckLimit? Lower { get; init; }

    /// <summary>Whether its number is a model's probability, of a hundred.</summary>
    public bool IsOfScore { get; init; }

    /// <summary>Whether it goes by a list of hosts.</summary>
    public bool HasHosts { get; init; }

    public CheckRule UsualRule { get; } = new(Usual);

    /// <summary>The number that it counts up to by a rule; 0 where it counts nothing.</summary>
    public int LimitBy(CheckRule rule) => rule.Limit ?? Limit?.Usual ?? 0;

    /// <summary>The second number by a rule, which is never above the first; 0 where there is none.</summary>
    public int LowerBy(CheckRule rule) => Math.Min(rule.Lower ?? Lower?.Usual ?? 0, LimitBy(rule));

    /// <summary>What may be chosen, the mildest first.</summary>
    public IEnumerable<CheckMode> Modes =>
        [
            CheckMode.Off,
            CheckMode.Shadow,
            .. MayNudge ? [CheckMode.Nudge] : (CheckMode[])[],
            CheckMode.Hold,
            .. MayRefuse ? [CheckMode.Refuse] : (CheckMode[])[],
        ];
}

/// <param name="Usual">What holds where a site has said nothing.</param>
internal sealed record CheckLimit(int Usual, int Least, int Most);
