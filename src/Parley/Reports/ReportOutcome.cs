using System.Text.Json.Serialization;
using Parley.HouseRules;

namespace Parley.Reports;

/// <summary>What became of a comment that somebody reported. The numbers stand in databases.</summary>
internal enum ReportOutcome
{
    /// <summary>It stays.</summary>
    [JsonStringEnumMemberName("kept")]
    Kept = 0,

    /// <summary>A moderator took it down, or did not publish it.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed = 1,

    /// <summary>Its author took it down before anybody decided.</summary>
    [JsonStringEnumMemberName("gone")]
    Gone = 2,
}

/// <summary>What came of the reports of a comment.</summary>
/// <param name="By">The moderator who decided; null where nobody had to.</param>
/// <param name="Ground">The rule or the law that it breaks; null where it stays.</param>
internal sealed record Settlement(ReportOutcome Outcome, DateTimeOffset At, Guid? By = null, CitedRule? Ground = null)
{
    /// <summary>When a person decided so: later than the moment by which it goes, where it replaces what came of them before.</summary>
    public DateTimeOffset DecidedAt
    {
        get => field == default ? At : field;
        init;
    }
}
