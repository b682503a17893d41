using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parley.Sourcing;

/// <summary>
/// Texts cut into words and sentences, one after the other with a space between: places in it are code points of the whole, so that a
/// paragraph that was split or merged reads as before.
/// </summary>
internal sealed class CutText
{
    private readonly List<int> _codePoints = [];
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private readonly List<int> _ids = [];
    private readonly List<int> _plain = [];
    private readonly List<int> _plainBefore = [0];
    private readonly List<int> _sentences = [];
    private readonly List<int> _blockStarts = [];
    private readonly List<int> _blockUnits = [];
    private readonly int[] _all;
    private readonly int[] _idsOfAll;
    private readonly int[] _weights;

    /// <param name="texts">In their <see cref="CanonicalText"/>, or as they are where only their words are asked for.</param>
    /// <param name="names">The number of each word, shared by what is compared.</param>
    public CutText(IEnumerable<string> texts, Dictionary<string, int> names)
    {
        foreach (var text in texts)
        {
            if (_blockStarts.Count > 0)
                _codePoints.Add(' ');
            _blockStarts.Add(_codePoints.Count);
            _blockUnits.Add(_starts.Count);
            Cut(text, names);
            CutSentences(_blockUnits[^1]);
        }

        _blockStarts.Add(_codePoints.Count + 1);
        _blockUnits.Add(_starts.Count);
        _sentences.Add(_starts.Count);
        (_all, _idsOfAll) = ([.. _codePoints], [.. _ids]);
        _weights = new int[_all.Length + 1];
        for (var at = 0; at < _all.Length; at++)
            _weights[at + 1] = _weights[at] + (IsWithoutSpaces(_all[at]) ? 3 : 1);
    }

    public ReadOnlySpan<int> CodePoints => _all;

    /// <summary>The number of each word, sign or space-less letter: the same for the same one.</summary>
    public ReadOnlySpan<int> Ids => _idsOfAll;

    /// <summary>How many words and signs there are.</summary>
    public int Count => _starts.Count;

    /// <summary>How many sentences.</summary>
    public int Sentences => _sentences.Count - 1;

    public int Start(int unit) => _starts[unit];

    public int End(int unit) => _ends[unit];

    /// <returns>The places of a block, without the space after it.</returns>
    public (int Start, int End) Block(int block) => (_blockStarts[block], _blockStarts[block + 1] - 1);

    /// <returns>The words of a block: the first, and the one after the last.</returns>
    public (int First, int End) UnitsOfBlock(int block) => (_blockUnits[block], _blockUnits[block + 1]);

    /// <returns>The words of a sentence: the first, and the one after the last.</returns>
    public (int First, int End) Sentence(int sentence) => (_sentences[sentence], _sentences[sentence + 1]);

    public int BlockAt(int place) => AtOrBefore(_blockStarts, place);

    /// <returns>The words that a stretch touches: the first, and the one after the last.</returns>
    public (int First, int End) UnitsIn(int start, int end)
    {
        var first = AtOrBefore(_ends, start) + 1;
        var after = AtOrBefore(_starts, end - 1) + 1;
        return (Math.Min(first, after), after);
    }

    /// <returns>The words of the whole sentences that these words are of.</returns>
    public (int First, int End) SentencesAround((int First, int End) units)
    {
        if (units.First >= units.End)
            return units;
        var last = AtOrBefore(_sentences, units.End - 1);
        return (_sentences[AtOrBefore(_sentences, units.First)], _sentences[last + 1]);
    }

    /// <returns>The code points from the first of these words to the last.</returns>
    public (int Start, int End) Places((int First, int End) units) =>
        units.First >= units.End ? (0, 0) : (_starts[units.First], _ends[units.End - 1]);

    /// <summary>
    /// The numbers of what carries the meaning: all but commas, points and spaces, with one shape for each of quotation marks, apostrophes
    /// and dashes. Question marks, signs and quotation marks themselves stay: they change who says what.
    /// </summary>
    public List<int> Plain((int First, int End) units)
    {
        var plain = new List<int>(units.End - units.First);
        for (var at = units.First; at < units.End; at++)
            if (_plain[at] != 0)
                plain.Add(_plain[at]);
        return plain;
    }

    /// <summary>How much a stretch says, in letters of an alphabet: a sign of a script that is written without spaces counts three.</summary>
    public int Weight(int start, int end) => _weights[end] - _weights[start];

    public int Weight((int First, int End) units)
    {
        var (start, end) = Places(units);
        return Weight(start, end);
    }

    /// <returns>How many of these words <see cref="Plain"/> would give.</returns>
    public int CountPlain((int First, int End) units) => _plainBefore[units.End] - _plainBefore[units.First];

    private void Cut(string text, Dictionary<string, int> names)
    {
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length; )
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (Rune.IsWhiteSpace(rune))
            {
                _codePoints.Add(rune.Value);
                at += length;
                continue;
            }

            var end = EndOfUnit(text, at, rune);
            var unit = text.AsSpan(at, end - at);
            if (!lookup.TryGetValue(unit, out var id))
                names[unit.ToString()] = id = names.Count + 1;
            _starts.Add(_codePoints.Count);
            foreach (var one in unit.EnumerateRunes())
                _codePoints.Add(one.Value);
            _ends.Add(_codePoints.Count);
            _ids.Add(id);
            _plain.Add(PlainOf(unit, id, names));
            _plainBefore.Add(_plainBefore[^1] + (_plain[^1] == 0 ? 0 : 1));
            at = end;
        }
    }

    // A word, a number, a letter of a script without spaces with its marks, or one sign as a person sees it (a flag, a family).
    private static int EndOfUnit(string text, int at, Rune first)
    {
        if (!IsWordPart(first) || IsWithoutSpaces(first.Value))
            return at + StringInfo.GetNextTextElementLength(text, at);
        var (end, before) = (at, first);
        while (end < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(end), out var rune, out var length);
            if (IsWordPart(rune) ? IsWithoutSpaces(rune.Value) && !IsMark(rune) : !Joins(text, end + length, before, rune))
                break;
            (end, before) = (end + length, rune);
        }

        return end;
    }

    // "don't", "1,000.50", "12:30", a Persian word with a joiner: one word, also for those who would change a part of it.
    private static bool Joins(string text, int next, Rune before, Rune joint)
    {
        Rune.DecodeFromUtf16(text.AsSpan(next), out var after, out _);
        return joint.Value switch
        {
            '\'' or 0x2019 => Rune.IsLetter(before) && Rune.IsLetter(after) && !IsWithoutSpaces(after.Value),
            '.' or ',' or ':' or '/' or 0x066B or 0x066C => Rune.IsDigit(before) && Rune.IsDigit(after),
            0xAD or 0x200C or 0x200D => IsWordPart(after) && !IsWithoutSpaces(after.Value),
            _ => false,
        };
    }

    private static bool IsWordPart(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || IsMark(rune) || Rune.IsNumber(rune) || rune.Value == '_';

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    // Thai to Tibetan, Myanmar, Khmer, Kana, Han.
    private static bool IsWithoutSpaces(int codePoint) =>
        codePoint
            is (>= 0x0E00 and <= 0x0FFF)
                or (>= 0x1000 and <= 0x109F)
                or (>= 0x1780 and <= 0x17FF)
                or (>= 0x3040 and <= 0x30FF)
                or (>= 0x31F0 and <= 0x31FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x20000 and <= 0x3FFFF);

    private static readonly SearchValues<string> Shaped = SearchValues.Create(["\u2019", "\u00AD"], StringComparison.Ordinal);

    private static int PlainOf(ReadOnlySpan<char> unit, int id, Dictionary<string, int> names)
    {
        var shape = unit.Length == 1 ? ShapeOf(unit[0]) : unit[0];
        if (shape == ' ')
            return 0;
        if (unit.Length == 1 ? shape == unit[0] : !unit.ContainsAny(Shaped))
            return id;
        var plain =
            unit.Length == 1
                ? shape.ToString()
                : unit.ToString().Replace('\u2019', '\'').Replace("\u00AD", "", StringComparison.Ordinal);
        if (!names.TryGetValue(plain, out var number))
            names[plain] = number = names.Count + 1;
        return number;
    }

    private static char ShapeOf(char sign) =>
        sign switch
        {
            ',' or '.' or ';' or ':' or '…' or '،' or '؛' or '۔' or '、' or '，' or '。' or '；' or '：' or '．' => ' ',
            '\u00AD' or '\u200B' or '\uFEFF' => ' ',
            '“' or '”' or '„' or '«' or '»' or '‹' or '›' or '‘' or '’' or '‚' or '\'' or '「' or '」' or '『' or '』' => '"',
            '‐' or '‑' or '–' or '—' or '―' => '-',
            '？' or '؟' => '?',
            '！' => '!',
            _ => sign,
        };

    // Where a sentence ends. In doubt it goes on: too long a sentence marks a comment too often, too short a one hides a "not".
    private void CutSentences(int first)
    {
        if (first < _starts.Count)
            _sentences.Add(first);
        for (var at = first; at < _starts.Count; at++)
        {
            if (!IsEndMark(at) || (Sign(at) == '.' && IsAbbreviation(at - 1, first)))
                continue;
            var wide = Sign(at) is '。' or '！' or '？' or '｡' or '．';
            while (at + 1 < _starts.Count && _starts[at + 1] == _ends[at] && (IsEndMark(at + 1) || IsClosing(Sign(at + 1))))
                at++;
            if (at + 1 < _starts.Count && (wide || _starts[at + 1] > _ends[at]) && !GoesOn(at + 1))
                _sentences.Add(at + 1);
        }
    }

    private int Sign(int unit) => _codePoints[_starts[unit]];

    private bool IsEndMark(int unit) =>
        _ends[unit] == _starts[unit] + 1
        && Sign(unit) is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '؟' or '۔' or '।' or '｡' or '．';

    private static bool IsClosing(int sign) =>
        sign is '"' or '\'' or '”' or '’' or '»' or '«' or '“' or '‘' or ')' or ']' or '」' or '』' or '）' or '›';

    // "Mr.", "U.S.", "z. B.", "3. Mai", "د. أحمد", "Gen.": a point after them ends nothing.
    private bool IsAbbreviation(int unit, int first)
    {
        if (unit < first || _ends[unit] != _starts[unit + 1])
            return false;
        var (start, length) = (_starts[unit], _ends[unit] - _starts[unit]);
        if (Rune.IsDigit(new Rune(_codePoints[start])))
            return length <= 2;
        if (length == 1)
            return !IsWithoutSpaces(_codePoints[start]);
        return length <= 3 && Rune.IsUpper(new Rune(_codePoints[start])) || length <= 7 && Abbreviations.Contains(Word(unit));
    }

    private string Word(int unit) =>
        string.Concat(_codePoints[_starts[unit].._ends[unit]].Select(codePoint => new Rune(codePoint).ToString()));

    private static readonly HashSet<string> Abbreviations =
    [
        "Prof",
        "Capt",
        "Corp",
        "Pres",
        "Sept",
        "Messrs",
        "Abs",
        "Art",
        "vs",
        "ca",
        "cf",
        "al",
        "bzw",
        "etc",
        "approx",
        "usw",
    ];

    // After "he said.” " a small letter follows: the sentence is not over.
    private bool GoesOn(int unit)
    {
        for (var seen = 0; seen < 3 && unit < _starts.Count; seen++, unit++)
            if (new Rune(Sign(unit)) is var rune && Rune.IsLetterOrDigit(rune))
                return Rune.IsLower(rune);
        return false;
    }

    private static int AtOrBefore(List<int> ascending, int value)
    {
        var found = ascending.BinarySearch(value);
        return found >= 0 ? found : ~found - 1;
    }
}
