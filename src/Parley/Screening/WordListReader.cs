using System.Diagnostics.CodeAnalysis;

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
            if (!TryRead(entry, line, out var pattern, out var fault))
            {
                found.Add(fault);
            }
            else if (patterns.Count == MaxEntries && !patterns.ContainsKey(pattern.Tokens))
            {
                found.Add(Problems.WordListTooLong(line));
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

    private static bool TryRead(
        ReadOnlySpan<char> entry,
        int line,
        [NotNullWhen(true)] out WordPattern? pattern,
        [NotNullWhen(false)] out Problem? fault
    )
    {
        pattern = null;
        fault = null;
        if (entry.Length > MaxEntryLength)
            fault = Problems.WordTooLong(line);
        else if (HasControlCharacter(entry))
            fault = Problems.WordHasControlCharacters(line);
        else if ((pattern = WordPattern.Of(new WordEntry(entry.ToString(), line))) is null)
            fault = Problems.WordOnlyWildcards(line);
        else if (pattern.Tokens.Length > MaxEntryLength)
            fault = Problems.WordTooLong(line);
        return fault is null;
    }

    // U+FFFF is how a pattern writes a star; a tab between words is a blank.
    private static bool HasControlCharacter(ReadOnlySpan<char> entry)
    {
        foreach (var unit in entry)
        {
            if ((char.IsControl(unit) && unit != '\t') || unit is '\uFFFE' or '\uFFFF')
                return true;
        }
        return false;
    }
}
