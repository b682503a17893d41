using System.Globalization;
using Parley.Markup;
using Parley.Sites;
using Parley.Tokens;

namespace Parley.Policies;

/// <summary>Reads a policy as it was sent, by JSON or by a form, and says one back.</summary>
internal static class PolicyReading
{
    private const string Clock = "HH:mm";

    public static Result<Policy> Read(PolicyBody sent, PolicyScopeKind scope)
    {
        if (!TryRead<PolicyMode>(sent.Mode, out var mode))
            return Problems.PolicyModeUnknown;
        if (!TryRead<PolicyState>(sent.State, out var state) || state == PolicyState.Stopped)
            return Problems.PolicyStateUnknown;
        var isSlowed = state == PolicyState.Slowed;
        if (isSlowed != sent.Seconds is not null || sent.Seconds is < Policy.ShortestPause or > Policy.LongestPause)
            return Problems.PolicySecondsInvalid;
        var sentence = SentenceOf(sent.Sentence);
        if (sentence.Problem is { } wrong)
            return wrong;
        if (sentence.Value is not null && state != PolicyState.Closed)
            return Problems.PolicySentenceInvalid;
        if (sent.Who is { } who && !IsKnown(who))
            return Problems.PolicyWhoUnknown;
        WeeklyHours? hours = null;
        if (sent.Hours is { } said && (hours = HoursOf(said)) is null)
            return Problems.PolicyHoursInvalid;
        var note = SourceText.OfOptional(sent.Note, TextLimits.Of(Policy.LongestNote));
        if (note.Problem is not null)
            return Problems.PolicyNoteInvalid;
        if (scope != PolicyScopeKind.Thread && (sent.IsContested == true || note.Value is not null))
            return Problems.PolicyOfThreadOnly;
        if (sent.Scores is { } scores && scores.Any(one => !IsLimit(one.Key, one.Value)))
            return Problems.PolicyScoreInvalid;
        // Words come back where they would wait.
        if (
            sent.Nudges is { } nudges
            && nudges.Any(name => name is null || !(sent.Scores?.GetValueOrDefault(name) is > 0 and < Policy.NeverWaits))
        )
            return Problems.PolicyScoreInvalid;
        // Hours of nothing are nothing.
        var isTimed = mode is not null || state is not null || sent.Who is not null || sent.Scores is { Count: > 0 };
        return new Policy
        {
            Mode = mode,
            State = state,
            Seconds = sent.Seconds,
            Sentence = sentence.Value,
            Who = sent.Who,
            Hours = isTimed ? hours : null,
            IsContested = sent.IsContested == true ? true : null,
            Note = note.Value,
            // In one order, so that the same limits are the same policy.
            Scores = sent.Scores is { Count: > 0 } limits
                ? new SortedDictionary<string, int>(limits.ToDictionary(), StringComparer.Ordinal)
                : null,
            Nudges = sent.Nudges is { Count: > 0 } nudged ? [.. nudged.Distinct().Order(StringComparer.Ordinal)] : null,
        };
    }

    /// <summary>What readers are told where one may not write: one line.</summary>
    public static Result<string?> SentenceOf(string? typed)
    {
        var read = SourceText.OfLine(typed, TextLimits.Of(Policy.LongestSentence));
        return read.IsSuccess ? read : Problems.PolicySentenceInvalid;
    }

    public static PolicyBody ToBody(Policy policy) =>
        new(
            policy.Mode?.ToString().ToLowerInvariant(),
            policy.State?.ToString().ToLowerInvariant(),
            policy.Seconds,
            policy.Sentence,
            policy.Who,
            policy.Hours is { } hours
                ? new HoursBody(
                    [.. hours.Days.Select(day => day.ToString().ToLowerInvariant())],
                    hours.From.ToString(Clock, CultureInfo.InvariantCulture),
                    hours.To.ToString(Clock, CultureInfo.InvariantCulture)
                )
                : null,
            policy.IsContested,
            policy.Note,
            policy.Scores,
            policy.Nudges
        );

    private static bool IsLimit(string name, int limit) =>
        Policy.ScoreNames.Contains(name) && limit is >= Policy.LowestScore and <= Policy.NeverWaits;

    private static bool IsKnown(string who) =>
        who is Opening.Everybody or Opening.Confirmed
        || new Opening(who).Entitlement is { } name && TokenTexts.IsEntitlement(name);

    // Names alone: a number would be taken for one of them too.
    private static bool TryRead<T>(string? word, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (word is null)
            return true;
        if (!word.All(char.IsAsciiLetterLower) || !Enum.TryParse<T>(word, ignoreCase: true, out var read))
            return false;
        value = read;
        return true;
    }

    private static WeeklyHours? HoursOf(HoursBody said)
    {
        var days = new SortedSet<DayOfWeek>();
        foreach (var word in said.Days ?? [])
        {
            if (word is null || !TryRead<DayOfWeek>(word, out var day) || day is not { } known)
                return null;
            days.Add(known);
        }

        return days.Count > 0 && TryReadClock(said.From, out var from) && TryReadClock(said.To, out var to)
            ? new WeeklyHours([.. days], from, to)
            : null;
    }

    private static bool TryReadClock(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
