namespace Parley.Sourcing;

/// <summary>What became of a run of words.</summary>
internal enum RunKind
{
    Same,
    Removed,
    Added,
}

/// <summary>Words that stayed, went or came.</summary>
internal readonly record struct TextRun(RunKind Kind, string Text);

/// <summary>What changed between two texts, in whole words, for showing it.</summary>
internal static class TextDifference
{
    /// <returns>
    /// Runs in the order of reading, what went before what came. Those that stayed and went make the text before, letter for letter, those that
    /// stayed and came the text after; no two of one kind follow each other.
    /// </returns>
    public static IReadOnlyList<TextRun> Of(string before, string after)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var (old, now) = (new Words(before, names), new Words(after, names));
        var runs = new Runs();
        var (i, j) = (0, 0);
        foreach (
            var match in WithoutCrumbs(Difference.Of(old.Text.Ids, now.Text.Ids, new Work()), old.Text.Count, now.Text.Count)
        )
        {
            for (; i < match.Before; i++)
                runs.Remove(old.Space(i) + old.Word(i));
            for (; j < match.After; j++)
                runs.Add(now.Space(j) + now.Word(j));
            for (; i < match.Before + match.Length; i++, j++)
            {
                runs.Spaces(old.Space(i), now.Space(j));
                runs.Keep(old.Word(i));
            }
        }

        for (; i < old.Text.Count; i++)
            runs.Remove(old.Space(i) + old.Word(i));
        for (; j < now.Text.Count; j++)
            runs.Add(now.Space(j) + now.Word(j));
        runs.Spaces(old.Space(i), now.Space(j));
        return runs.Done();
    }

    // A rewritten sentence still shares a "the" and a comma with what it was: between longer changes they are read as changed too.
    private static List<Difference.Match> WithoutCrumbs(List<Difference.Match> matches, int before, int after)
    {
        var kept = new List<Difference.Match>();
        for (var at = 0; at < matches.Count; at++)
        {
            var match = matches[at];
            var next = at + 1 < matches.Count ? matches[at + 1] : new(before, after, 0);
            var left = Gap(kept.Count > 0 ? kept[^1] : default, match);
            var right = Gap(match, next);
            if (match.Length > 2 || match.Length >= Math.Min(left, right))
                kept.Add(match);
        }

        return kept;

        static int Gap(Difference.Match one, Difference.Match two) =>
            Math.Max(two.Before - one.Before - one.Length, two.After - one.After - one.Length);
    }

    private sealed class Words
    {
        private readonly string _text;
        private readonly int[] _utf16;

        public Words(string text, Dictionary<string, int> names)
        {
            _text = text;
            Text = new CutText([text], names);
            _utf16 = new int[Text.CodePoints.Length + 1];
            for (var at = 0; at < Text.CodePoints.Length; at++)
                _utf16[at + 1] = _utf16[at] + (Text.CodePoints[at] > char.MaxValue ? 2 : 1);
        }

        public CutText Text { get; }

        public string Word(int at) => _text[_utf16[Text.Start(at)].._utf16[Text.End(at)]];

        // What stands before a word, or after the last.
        public string Space(int at) =>
            _text[(at == 0 ? 0 : _utf16[Text.End(at - 1)])..(at == Text.Count ? _text.Length : _utf16[Text.Start(at)])];
    }

    private sealed class Runs
    {
        private readonly List<TextRun> _done = [];
        private readonly System.Text.StringBuilder _same = new();
        private readonly System.Text.StringBuilder _removed = new();
        private readonly System.Text.StringBuilder _added = new();

        public void Remove(string text)
        {
            Flush(_same, RunKind.Same);
            _removed.Append(text);
        }

        public void Add(string text)
        {
            Flush(_same, RunKind.Same);
            _added.Append(text);
        }

        public void Keep(string text)
        {
            if (text.Length == 0)
                return;
            Flush(_removed, RunKind.Removed);
            Flush(_added, RunKind.Added);
            _same.Append(text);
        }

        public void Spaces(string before, string after)
        {
            if (before == after)
            {
                Keep(before);
                return;
            }

            if (before.Length > 0)
                Remove(before);
            if (after.Length > 0)
                Add(after);
        }

        public List<TextRun> Done()
        {
            Flush(_same, RunKind.Same);
            Flush(_removed, RunKind.Removed);
            Flush(_added, RunKind.Added);
            return _done;
        }

        private void Flush(System.Text.StringBuilder text, RunKind kind)
        {
            if (text.Length > 0)
                _done.Add(new(kind, text.ToString()));
            text.Clear();
        }
    }
}
