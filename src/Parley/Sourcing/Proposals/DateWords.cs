using System.Globalization;

namespace Parley.Sourcing;

/// <summary>The words of a sentence that say when, and the day that they mean for a report of a day.</summary>
internal sealed class DateWords(SourcingWords words, DateOnly? published)
{
    /// <summary>The first words of that kind outside the passage.</summary>
    public SaidWhen? In(FoundAttribution found)
    {
        var tokens = found.Sentence.Tokens;
        var (from, to) = (found.Around.Start.Value, Math.Min(found.Around.End.Value, tokens.Count));
        for (var at = from; at < to; at++)
        {
            var isInPassage =
                tokens[at].Start < found.To && tokens[at].End > found.From && found.Act != AttributionAct.Declined;
            if (isInPassage || Length(tokens, at) is not (> 0 and var length))
                continue;
            var text = found.Sentence.Text[tokens[at].Start..tokens[at + length - 1].End];
            return new SaidWhen(text, DateOf(tokens, at, length));
        }
        return null;
    }

    private int Length(IReadOnlyList<ReportToken> tokens, int at)
    {
        if (Month(tokens, at) > 0)
        {
            var to = at + 1;
            if (IsDay(tokens, to))
                to++;
            if (to + 1 < tokens.Count && to > at + 1 && tokens[to].Is(",") && tokens[to + 1].IsYear)
                return to + 2 - at;
            if (to < tokens.Count && tokens[to].IsYear)
                to++;
            return to - at;
        }
        if (IsDay(tokens, at) && Month(tokens, at + 1) > 0)
            return at + 2 < tokens.Count && tokens[at + 2].IsYear ? 3 : 2;
        if (words.Weekdays.ContainsKey(tokens[at].Lower) && tokens[at].IsCapital || words.DaysAgo.ContainsKey(tokens[at].Lower))
            return 1;
        if (tokens[at].IsYear && at > 0 && words.Has("dateIn", tokens[at - 1].Lower))
            return 1;
        return
            words.Has("dateLast", tokens[at].Lower) && at + 1 < tokens.Count && words.Has("datePeriods", tokens[at + 1].Lower)
            ? 2
            : 0;
    }

    private string? DateOf(IReadOnlyList<ReportToken> tokens, int at, int length)
    {
        var parts = tokens.Skip(at).Take(length).ToList();
        if (Enumerable.Range(at, length).Select(x => Month(tokens, x)).FirstOrDefault(x => x > 0) is > 0 and var month)
            return OfMonth(
                month,
                Enumerable.Range(at, length).Where(x => IsDay(tokens, x)).Select(x => DayOf(tokens[x])).FirstOrDefault(),
                parts
            );
        if (parts[0].IsYear)
            return parts[0].Lower;
        if (published is not { } day)
            return null;
        if (words.Weekdays.TryGetValue(parts[0].Lower, out var weekday))
            return Iso(day.AddDays(-(((int)day.DayOfWeek - (int)weekday + 7) % 7)));
        return words.DaysAgo.TryGetValue(parts[0].Lower, out var days) ? Iso(day.AddDays(-days)) : null;
    }

    private string? OfMonth(int month, int day, List<ReportToken> parts)
    {
        var year = parts.Find(x => x.IsYear) is { Lower: { } told }
            ? int.Parse(told, CultureInfo.InvariantCulture)
            : YearOf(month, day);
        if (year is not { } of || day > DateTime.DaysInMonth(of, month))
            return null;
        return day > 0
            ? Iso(new DateOnly(of, month, day))
            : string.Create(CultureInfo.InvariantCulture, $"{of:0000}-{month:00}");
    }

    // The last such day before the report: nobody has said something tomorrow.
    private int? YearOf(int month, int day) =>
        published is { } on
            ? (month, day).CompareTo((on.Month, on.Day)) <= 0
                ? on.Year
                : on.Year - 1
            : null;

    private int Month(IReadOnlyList<ReportToken> tokens, int at) =>
        at < tokens.Count && tokens[at].IsCapital ? words.Months.GetValueOrDefault(tokens[at].Lower.TrimEnd('.')) : 0;

    private static bool IsDay(IReadOnlyList<ReportToken> tokens, int at) =>
        at < tokens.Count && tokens[at].Kind == TokenKind.Number && DayOf(tokens[at]) is >= 1 and <= 31;

    private static int DayOf(ReportToken token) =>
        int.TryParse(token.Lower.AsSpan().TrimEnd("stndrh"), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            ? day
            : 0;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
