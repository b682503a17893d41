namespace Parley.Moderation;

/// <summary>How a moderator wants to meet what is hard to read, and how much of it came before them. Nobody else sees it.</summary>
internal sealed record Care
{
    /// <summary>As it comes. No figure of a fair number of them is known; these are a beginning, which everybody changes.</summary>
    public static readonly Care AsItComes = new();

    public const int Most = 1_000;

    /// <summary>The longest that a class is left to colleagues at once, in minutes: a week.</summary>
    public const int LongestLeft = 7 * 24 * 60;

    /// <summary>How long a pause is that the desk offers.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>What counts as a shift.</summary>
    public static readonly TimeSpan Shift = TimeSpan.FromHours(8);

    /// <summary>Whether such words are veiled until a key or a press shows them.</summary>
    public bool Veils { get; init; } = true;

    /// <summary>After so many within an hour other comments come first; 0 for never. 0 to 1,000.</summary>
    public int PerHour { get; init; } = 20;

    /// <summary>The same within eight hours.</summary>
    public int PerShift { get; init; } = 80;

    /// <summary>Which classes are left to colleagues, and until when: rules by number.</summary>
    public IReadOnlyDictionary<int, DateTimeOffset> Left { get; init; } = new Dictionary<int, DateTimeOffset>();

    /// <summary>How many came within the last hour, the last eight hours, and the last seven days.</summary>
    public int InHour { get; init; }

    /// <inheritdoc cref="InHour"/>
    public int InShift { get; init; }

    /// <inheritdoc cref="InHour"/>
    public int InWeek { get; init; }

    /// <summary>Whether so many came that other comments come first for now.</summary>
    public bool IsFull => (PerHour > 0 && InHour >= PerHour) || (PerShift > 0 && InShift >= PerShift);

    /// <summary>Whether comments of these classes go to others: none of them is brought up by itself, each may still be opened.</summary>
    public bool Leaves(IReadOnlyCollection<int> classes) => classes.Count > 0 && (IsFull || classes.Any(Left.ContainsKey));
}
