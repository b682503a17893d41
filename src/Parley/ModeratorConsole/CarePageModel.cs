namespace Parley.Views.ModeratorConsole;

/// <summary>How one wants to meet what is hard to read, and how much of it came. For oneself alone.</summary>
/// <param name="Url">Takes <c>veils</c> (<c>yes</c> or <c>no</c>), <c>per-hour</c>, <c>per-shift</c>, and <c>leave-n</c> for the rule n: minutes, 0 to end it, or empty.</param>
public sealed record CarePageModel(ConsoleModel Console, string Url, bool Veils, int PerHour, int PerShift)
{
    /// <summary>The rules that are hard to read, and until when each is left to colleagues.</summary>
    public IReadOnlyList<HardRuleModel> Rules { get; init; } = [];

    /// <summary>How many came within an hour, eight hours, and seven days.</summary>
    public (int Hour, int Shift, int Week) Came { get; init; }
    public bool IsSaved { get; init; }

    /// <summary>Why it was not kept.</summary>
    public string? Fault { get; init; }
}

/// <param name="LeftUntil">Null where it is not left to colleagues.</param>
public sealed record HardRuleModel(int Number, string Name, DateTimeOffset? LeftUntil);
