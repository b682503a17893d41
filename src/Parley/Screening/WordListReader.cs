using System.Diagnostics.CodeAnalysis;

namespace Parley.Screening;

/// <summary>
/// Reads a word list as a moderator writes or pastes it: an entry a line, lines with <c>#</c> in front are notes, blank
/// lines and repetitions are passed over. Below a line such as <c>[de]</c> stand entries for sites in that language alone, up to the next
/// one; below <c>[*]</c> again for all. What is below a <see cref="ShadowLine"/> counts for nothing yet. All faults are reported at once, each with its line, and what is sound is usable.
/// </summary>
internal static class WordListReader
{
    /// <summary>The longest entry, in UTF-16 units, as written and folded.</summary>
    public const int MaxEntryLength = 100;

    /// <summary>The most entries of one list.</summary>
    public const int MaxEntries = 10_000;

    /// <param name="version">The version of the list that is made.</param>
    /// <param name="faults">A list with faults is not to be saved; one kept from earlier works without its faulty lines.</param>
    /// <param name="language">The site's, for which the list is made; null for the entries of every language.</param>
    public static WordList Read(string text, int version, out IReadOnlyList<Problem> faults, string? language = null)
    {
        var patterns = new Dictionary<string, WordPattern>(StringComparer.Ordinal);
        var inShadow = new Dictionary<string, WordPattern>(StringComparer.Ordinal);
        var found = new List<Problem>();
        var isMeant = true;
        DateTimeOffset? shadowUntil = null;
        var lines = new ListLines(text);
        while (lines.MoveNext())
        {
            var line = lines.Line;
            if (IsSection(lines.Entry))
            {
                isMeant = language is null || IsOf(language, lines.Entry[1..^1]);
            }
            else if (ShadowLine.Is(lines.Entry))
            {
                if (ShadowLine.TryRead(lines.Entry, out var until))
                    shadowUntil = until;
                else
                    found.Add(Problems.WordShadowInvalid(line));
            }
            else if (!TryRead(lines.Entry, line, shadowUntil, out var pattern, out var fault))
            {
                found.Add(fault);
            }
            else if (!isMeant)
            {
                continue;
            }
            else if (patterns.ContainsKey(pattern.Tokens))
            {
                // What counts already is not tried besides.
                continue;
            }
            else if (patterns.Count + inShadow.Count == MaxEntries && !inShadow.ContainsKey(pattern.Tokens))
            {
                found.Add(Problems.WordListTooLong(line));
                break;
            }
            else if (shadowUntil is null)
            {
                inShadow.Remove(pattern.Tokens);
                patterns.Add(pattern.Tokens, pattern);
            }
            else if (!inShadow.TryGetValue(pattern.Tokens, out var tried) || tried.Entry.ShadowUntil < shadowUntil)
            {
                // Tried anew below a later line, it is tried as long as that says.
                inShadow[pattern.Tokens] = pattern;
            }
        }

        faults = found;
        return new WordList(patterns.Values, version) { InShadow = inShadow.Count == 0 ? null : new(inShadow.Values, version) };
    }

    /// <summary>Whether a line says for which language those below it are: <c>[de]</c>, <c>[pt-BR]</c>, <c>[*]</c>.</summary>
    public static bool IsSection(ReadOnlySpan<char> entry)
    {
        if (entry.Length < 3 || entry[0] != '[' || entry[^1] != ']')
            return false;
        var name = entry[1..^1];
        if (name is "*")
            return true;
        foreach (var sign in name)
        {
            if (!char.IsAsciiLetterOrDigit(sign) && sign != '-')
                return false;
        }

        var first = name.IndexOf('-') is var dash and >= 0 ? name[..dash] : name;
        return first.Length is 2 or 3 && !first.ContainsAnyInRange('0', '9') && name[^1] != '-';
    }

    // What is meant for German is meant for Austria's.
    private static bool IsOf(ReadOnlySpan<char> language, ReadOnlySpan<char> section) =>
        section is "*"
        || (
            language.StartsWith(section, StringComparison.OrdinalIgnoreCase)
            && (language.Length == section.Length || language[section.Length] == '-')
        );

    private static bool TryRead(
        ReadOnlySpan<char> entry,
        int line,
        DateTimeOffset? shadowUntil,
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
        else if ((pattern = WordPattern.Of(new WordEntry(entry.ToString(), line) { ShadowUntil = shadowUntil })) is null)
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
