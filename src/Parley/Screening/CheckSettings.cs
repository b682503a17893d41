namespace Parley.Screening;

/// <summary>How the checks of a site are set, in one of their versions.</summary>
/// <param name="Version">0 for what holds where a site has said nothing; each change is one more. Reasons name it.</param>
/// <param name="Rules">What the site has set, by the check's name.</param>
internal sealed record CheckSettings(int Version, IReadOnlyDictionary<string, CheckRule> Rules)
{
    /// <summary>Whether words that would wait, and that their writer can mend, come back once before they do.</summary>
    public bool DoNudge { get; init; }

    /// <summary>What holds where a site has said nothing.</summary>
    public static CheckSettings Usual { get; } = new(0, new Dictionary<string, CheckRule>());

    /// <summary>Every check that can be set, in the order of the checks.</summary>
    public static IReadOnlyList<CheckKind> Kinds { get; } =
    [.. Screener.InOrder.OfType<SettableCheck>().Select(check => check.Kind)];

    public CheckRule Of(CheckKind kind) => Rules.GetValueOrDefault(kind.Name) ?? kind.UsualRule;

    /// <summary>Whether it is asked at a moment: a check whose time in shadow is over is not.</summary>
    public bool IsOn(CheckKind kind, DateTimeOffset now) => Of(kind).ModeAt(now) != CheckMode.Off;

    /// <summary>The number that a check counts up to; 0 where it counts nothing.</summary>
    public int LimitOf(CheckKind kind) => kind.LimitBy(Of(kind));

    /// <summary>The same with one check set otherwise.</summary>
    public CheckSettings With(CheckKind kind, CheckRule rule) =>
        this with
        {
            Rules = new Dictionary<string, CheckRule>(Rules) { [kind.Name] = rule },
        };
}
