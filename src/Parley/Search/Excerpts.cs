using System.Globalization;
using System.Text;
using Parley.Markup;

namespace Parley.Search;

/// <param name="IsMarked">Whether it is what was looked for.</param>
internal readonly record struct ExcerptPart(string Text, bool IsMarked);

/// <summary>A part of a text around what was looked for in it.</summary>
internal static class Excerpts
{
    private const int Before = 60;
    private const int Length = 240;

    /// <summary>At most so much of a text, from shortly before the first place. It is cut between characters as a person sees them.</summary>
    public static List<ExcerptPart> Around(string text, IReadOnlyList<(int Start, int Length)> places)
    {
        var ordered = places.OrderBy(place => place.Start).ToList();
        var first = ordered.Count == 0 ? 0 : ordered[0].Start;
        var from = Boundary(text, Math.Max(0, first - Before), first);
        var until = Boundary(text, Math.Min(text.Length, from + Length), text.Length);
        var parts = new List<ExcerptPart>();
        var at = from;
        foreach (var (start, length) in ordered)
        {
            if (start < at || start + length > until)
                continue;
            Add(text[at..start], isMarked: false);
            Add(text.Substring(start, length), isMarked: true);
            at = start + length;
        }

        Add(text[at..until], isMarked: false);
        if (from > 0)
            parts.Insert(0, new("…", false));
        if (until < text.Length)
            parts.Add(new("…", false));
        return parts;

        // Each part stands for itself: no direction is carried from one into another.
        void Add(string part, bool isMarked)
        {
            if (part.Length > 0)
                parts.Add(new(OneLine(part), isMarked));
        }
    }

    // The next end of a character as a person sees it.
    private static int Boundary(string text, int wanted, int most)
    {
        var at = Math.Max(0, wanted - 64);
        while (at > 0 && at < text.Length && !char.IsWhiteSpace(text[at - 1]) && wanted - at < 200)
            at--;
        while (at < wanted)
            at += StringInfo.GetNextTextElementLength(text.AsSpan(at));
        return Math.Min(at, most);
    }

    private static string OneLine(string part)
    {
        var line = new StringBuilder(part.Length);
        foreach (var unit in part)
        {
            if (char.IsWhiteSpace(unit))
            {
                if (line.Length == 0 || line[^1] != ' ')
                    line.Append(' ');
            }
            else if (!BidiBalance.IsDirectional(unit))
                line.Append(unit);
        }

        return line.ToString();
    }
}
