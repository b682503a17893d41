using Microsoft.AspNetCore.Components;
using Parley.Markup;
using Parley.Reasons;

namespace Parley.ModeratorConsole;

/// <summary>
/// A text as it was typed, every sign of it visible, with places in it marked. The places count in what was typed; rendered words
/// have other lengths, so it is the typed ones that are shown.
/// </summary>
internal static class MarkedText
{
    public static MarkupString Of(string source, IEnumerable<Place> places)
    {
        var marks = Merge(places.Where(place => place.Start >= 0 && place.Start + place.Length <= source.Length));
        var writer = new SafeHtmlWriter();
        var isOpen = false;
        foreach (var range in source.AsSpan().Split('\n'))
        {
            var (start, length) = range.GetOffsetAndLength(source.Length);
            if (source.AsSpan(range).IsWhiteSpace())
            {
                if (isOpen)
                    writer.CloseParagraph();
                isOpen = false;
                continue;
            }

            if (isOpen)
                writer.Break();
            else
                writer.OpenParagraph();
            isOpen = true;
            WriteLine(writer, source, start, start + length, marks);
        }

        if (isOpen)
            writer.CloseParagraph();
        return new MarkupString(writer.ToString());
    }

    // A phrase may stand across the end of a line; each of its parts is then marked.
    private static void WriteLine(SafeHtmlWriter writer, string source, int start, int end, List<(int Start, int End)> marks)
    {
        var at = start;
        foreach (var (markStart, markEnd) in marks)
        {
            var (from, to) = (Math.Max(markStart, at), Math.Min(markEnd, end));
            if (from >= to)
                continue;
            writer.Text(source.AsSpan(at, from - at));
            writer.OpenInline("mark");
            writer.Text(source.AsSpan(from, to - from));
            writer.CloseInline();
            at = to;
        }

        writer.Text(source.AsSpan(at, end - at));
    }

    // Two entries may find the same letters: marks do not stand in one another.
    private static List<(int Start, int End)> Merge(IEnumerable<Place> places)
    {
        var merged = new List<(int Start, int End)>();
        foreach (var place in places.OrderBy(place => place.Start))
        {
            if (merged.Count > 0 && place.Start < merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, place.Start + place.Length));
            else
                merged.Add((place.Start, place.Start + place.Length));
        }

        return merged;
    }
}
