using Parley.Reasons;

namespace Parley.Perspective;

/// <summary>
/// Where the sentences of a text begin and end, as far as its signs tell: after a full stop, question or exclamation mark of any script with
/// blank behind it, and at the end of a line. An abbreviation ends one too many; a score of half a sentence does no harm.
/// </summary>
internal static class Sentences
{
    // A text of stops alone has thousands: what comes behind these is one.
    private const int Most = 500;

    private const string Ends = ".!?…";

    // Behind these no blank is written.
    private const string EndsOfOthers = "。！？؟۔।॥";
    private const string Closing = "\"'”’»)]}」』";

    /// <returns>The places, without the blanks between them; none for a text of blanks.</returns>
    public static IReadOnlyList<Place> Of(string text)
    {
        List<Place> found = [];
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('\n' or '\r'))
            {
                if (!IsEnd(text[at]))
                    continue;
                while (at + 1 < text.Length && (IsEnd(text[at + 1]) || Closing.Contains(text[at + 1])))
                    at++;
                var isOver = at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || EndsOfOthers.Contains(text[at]);
                if (!isOver)
                    continue;
            }

            Add(start, at + 1);
            start = at + 1;
        }

        Add(start, text.Length);
        return found;

        void Add(int from, int until)
        {
            while (from < until && char.IsWhiteSpace(text[from]))
                from++;
            while (until > from && char.IsWhiteSpace(text[until - 1]))
                until--;
            if (from >= until)
                return;
            if (found.Count < Most)
                found.Add(new(from, until - from));
            else
                found[^1] = found[^1] with { Length = until - found[^1].Start };
        }
    }

    private static bool IsEnd(char letter) => Ends.Contains(letter) || EndsOfOthers.Contains(letter);
}
