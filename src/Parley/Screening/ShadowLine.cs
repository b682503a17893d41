using System.Globalization;
using System.Text;

namespace Parley.Screening;

/// <summary>
/// The line of a list below which its entries are in shadow, up to the list's end or the next such line: <c>[shadow]</c> as somebody types
/// it, and as it is kept <c>[shadow 2026-12-05T10:52Z]</c>, with the moment at which that ends. What is below it then counts for nothing,
/// until somebody takes the line away or types it anew.
/// </summary>
internal static class ShadowLine
{
    /// <summary>For how long a check, a service or an entry of a list is in shadow.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private const string Written = "yyyy-MM-dd'T'HH:mm'Z'";

    /// <summary>Whether a line says so, understood or not.</summary>
    public static bool Is(ReadOnlySpan<char> entry) =>
        entry.StartsWith("[shadow", StringComparison.OrdinalIgnoreCase)
        && entry[^1] == ']'
        && (entry.Length == "[shadow]".Length || char.IsWhiteSpace(entry["[shadow".Length]));

    /// <summary>Reads when it ends: never where nobody has kept it yet.</summary>
    /// <returns>False where what stands in it is no moment.</returns>
    public static bool TryRead(ReadOnlySpan<char> entry, out DateTimeOffset until)
    {
        until = DateTimeOffset.MaxValue;
        var moment = entry["[shadow".Length..^1].Trim();
        return moment.IsEmpty
            || DateTimeOffset.TryParseExact(
                moment,
                Written,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out until
            );
    }

    /// <summary>A list as it is to be kept: each of its weeks in shadow with its end, none of which is further away than a week.</summary>
    /// <param name="kept">The list before, whose weeks go on where the same is sent again.</param>
    public static string Stamp(string text, string kept, DateTimeOffset now)
    {
        // The same send after a lost answer.
        if (LastOf(kept) is { } last && last > now && Stamp(text, last) == kept)
            return kept;
        return Stamp(text, now + Week);
    }

    private static string Stamp(string text, DateTimeOffset latest)
    {
        var stamped = new StringBuilder();
        var done = 0;
        var lines = new ListLines(text);
        while (lines.MoveNext())
        {
            if (!Is(lines.Entry) || !TryRead(lines.Entry, out var until))
                continue;
            text.AsSpan().Overlaps(lines.Entry, out var at);
            var end = until < latest ? until : latest;
            stamped
                .Append(text, done, at - done)
                .Append(
                    CultureInfo.InvariantCulture,
                    $"[shadow {end.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture)}]"
                );
            done = at + lines.Entry.Length;
        }

        return stamped.Append(text, done, text.Length - done).ToString();
    }

    private static DateTimeOffset? LastOf(string text)
    {
        DateTimeOffset? last = null;
        var lines = new ListLines(text);
        while (lines.MoveNext())
        {
            if (Is(lines.Entry) && TryRead(lines.Entry, out var until) && (last is null || until > last))
                last = until;
        }

        return last;
    }
}
