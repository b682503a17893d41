using Parley.Reports;

namespace Parley.Notices;

/// <summary>What a sender is told of the outcome, as the language files call it.</summary>
internal static class NoticeSentences
{
    /// <summary><c>waits</c>, <c>kept</c>, <c>gone</c>, <c>removed</c> by a rule of the house, or <c>illegal</c> by a law.</summary>
    public static string KeyOf(Notice notice) =>
        notice.Outcome switch
        {
            null => "waits",
            ReportOutcome.Removed => notice.Ground?.Law is null ? "removed" : "illegal",
            { } outcome => outcome.ToString().ToLowerInvariant(),
        };
}
