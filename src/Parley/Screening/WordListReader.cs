namespace Parley.Screening;

/// <summary>
/// Reads a word list as a moderator writes or pastes it: an entry a line, lines with <c>#</c> in front are notes, blank
/// lines and repetitions are passed over. All faults are reported at once, each with its line, and what is sound is usable.
/// </summary>
internal static class WordListReader
{
    /// <summary>The longest entry, in UTF-16 units, as written and folded.</summary>
    public const int MaxEntryLength = 100;

    /// <summary>The most entries of one list.</summary>
    public const int MaxEntries = 10_000;

    /// <param name="version">The version of the list that is made.</param>
    /// <param name="faults">A list with faults is not to be saved; one kept from earlier works without its faulty lines.</param>
    public static WordList Read(string text, int version, out IReadOnlyList<Problem> faults)
    {
        var patterns = new Dictionary<string, WordPattern>(StringComparer.Ordinal);
        var found = new List<Problem>();
        var line = 0;
        foreach (var written in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            line++;
            var entry = written.Trim();
            if (entry.IsEmpty || entry[0] == '#')
                continue;
            if (entry.Length > MaxEntryLength)
            {
                found.Add(Fault("word-too-long", line));
            }
            else if (entry.ContainsAnyInRange('\0', '\u001F') || entry.ContainsAnyInRange('\uFFFE', '\uFFFF'))
            {
                found.Add(Fault("word-has-control-characters", line));
            }
            else if (WordPattern.Of(new WordEntry(entry.ToString(), line)) is not { } pattern)
            {
                found.Add(Fault("word-only-wildcards", line));
            }
            else if (pattern.Tokens.Length > MaxEntryLength)
            {
                found.Add(Fault("word-too-long", line));
            }
            else if (patterns.Count == MaxEntries && !patterns.ContainsKey(pattern.Tokens))
            {
                found.Add(Fault("word-list-too-long", line));
                break;
            }
            else
            {
                patterns.TryAdd(pattern.Tokens, pattern);
            }
        }
        faults = found;
        return new WordList(patterns.Values, version);
    }

    private static Problem Fault(string code, int line) =>
        new(code, 422)
        {
            Field = "words",
            Arguments = new Dictionary<string, object> { ["line"] = line, ["most"] = code == "word-list-too-long" ? MaxEntries : MaxEntryLength },
        };
}
