using System.Globalization;
using Parley.Markup;

namespace Parley.Screening;

/// <summary>Words whose letters were set apart so that no list finds them: <c>i d i o t</c>, <c>i.d.i.o.t</c>.</summary>
internal static class SpacedWords
{
    // Two letters apart are initials.
    private const int FewestLetters = 3;

    // Of blanks and signs between two letters.
    private const int WidestGap = 3;

    // Single letters that are words of their own may stand before and after it: r u a i d i o t.
    private static readonly (int Before, int After)[] Others = [(0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1)];

    /// <summary>The text with such words closed up, all else as it is: once for each way to tell where the word begins; none where there is no such word.</summary>
    public static IReadOnlyList<FoldedText> Close(FoldedText text)
    {
        var runs = FindRuns(text.Folded);
        return runs.Count == 0
            ? []
            :
            [
                .. Others
                    .Select(others => GapsOf(runs, others.Before, others.After))
                    .Where(gaps => gaps.Count > 0)
                    .Select(gaps =>
                        text.Keep([.. Enumerable.Range(0, text.Folded.Length).Where(unit => !gaps.Contains(unit))])
                    ),
            ];
    }

    private static List<List<(int Start, int End)>> FindRuns(string text)
    {
        List<List<(int Start, int End)>> runs = [];
        List<(int Start, int End)> run = [];
        for (var at = 0; at < text.Length; )
        {
            var end = EndOfWord(text, at);
            if (end == at)
            {
                at++;
                continue;
            }

            var isLetter = StringInfo.GetNextTextElementLength(text.AsSpan(at, end - at)) == end - at;
            if (run.Count > 0 && (!isLetter || !IsGap(text, run[^1].End, at)))
                Take();
            if (isLetter)
                run.Add((at, end));
            at = end;
        }

        Take();
        return runs;

        void Take()
        {
            if (run.Count >= FewestLetters)
                runs.Add(run);
            run = [];
        }
    }

    private static HashSet<int> GapsOf(List<List<(int Start, int End)>> runs, int before, int after)
    {
        HashSet<int> gaps = [];
        foreach (var run in runs.Where(run => run.Count - before - after >= FewestLetters))
            for (var index = before + 1; index < run.Count - after; index++)
            for (var unit = run[index - 1].End; unit < run[index].Start; unit++)
                gaps.Add(unit);
        return gaps;
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && WordEdges.IsOfWord(text, at))
            at++;
        return at;
    }

    private static bool IsGap(string text, int start, int end) =>
        end - start <= WidestGap && text.AsSpan(start, end - start).IndexOfAny('\n', '\r') < 0;
}
