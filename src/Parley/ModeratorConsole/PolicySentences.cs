using System.Globalization;
using Parley.Policies;
using Parley.Sites;

namespace Parley.ModeratorConsole;

/// <summary>Policies in words, for staff.</summary>
internal static class PolicySentences
{
    /// <summary>The days of the week as sites count them.</summary>
    public static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
        DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    /// <summary>What is set, each a sentence; none where nothing is.</summary>
    public static IReadOnlyList<string> Of(Words words, PolicyScope scope, Policy policy) =>
        policy.IsEmpty ? [words[scope.Kind == PolicyScopeKind.Stop ? "policy.said-no-stop" : "policy.said-nothing"]]
        : scope.Kind == PolicyScopeKind.Stop
            ?
            [
                policy.Sentence is { } why
                    ? words.Format("policy.said-stop-with", ("sentence", why))
                    : words["policy.said-stop"],
            ]
        : [.. Lines(words, policy)];

    private static IEnumerable<string> Lines(Words words, Policy policy)
    {
        if (policy.IsContested == true)
            yield return words["policy.said-contested"];
        if (policy.State is { } state)
            yield return state switch
            {
                PolicyState.Slowed => words.Count("policy.said-slowed", policy.Seconds ?? 0),
                PolicyState.Held => words["policy.said-held"],
                PolicyState.Closed when policy.Sentence is { } sentence => words.Format(
                    "policy.said-closed-with",
                    ("sentence", sentence)
                ),
                PolicyState.Closed => words["policy.said-closed"],
                _ => words["policy.said-open"],
            };
        if (policy.Mode is { } mode)
            yield return words["policy.said-" + mode.ToString().ToLowerInvariant()];
        if (policy.Who is { } who)
            yield return new Opening(who).Entitlement is { } name ? words.Format("policy.said-entitled", ("name", name))
            : who == Opening.Confirmed ? words["policy.said-confirmed"]
            : words["policy.said-all"];
        if (policy.Hours is { } hours)
            yield return words.Format(
                "policy.said-hours",
                ("days", DaysOf(words, hours)),
                ("from", hours.From.ToString("HH:mm", CultureInfo.InvariantCulture)),
                ("to", hours.To.ToString("HH:mm", CultureInfo.InvariantCulture))
            );
        foreach (var (name, limit) in policy.Scores ?? new Dictionary<string, int>())
            yield return words.Format(
                limit == Policy.NeverWaits ? "policy.said-score-never"
                    : policy.Nudges?.Contains(name) == true ? "policy.said-score-nudge"
                    : "policy.said-score",
                ("check", words["check." + name]),
                ("limit", limit)
            );
        if (policy.Note is { } note)
            yield return words.Format("policy.said-note", ("note", note));
    }

    private static string DaysOf(Words words, WeeklyHours hours) =>
        hours.Days.Count == Week.Length
            ? words["policy.every-day"]
            : string.Join(
                ", ",
                Week.Where(hours.Days.Contains).Select(day => words["policy.day-" + day.ToString().ToLowerInvariant()])
            );
}
