using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>
/// A text as words are compared in it: compatible forms are one (NFKC), case is gone, letters that pass for Latin ones
/// are those, invisible signs and ornaments are gone. It knows from where in the text as written each part came.
/// </summary>
/// <remarks>
/// A mark that makes a letter of its own stays, since schwül is not schwul; one that only strikes out or stacks goes.
/// Words to look for are folded by the same function.
/// </remarks>
internal sealed class FoldedText
{
    // For each folded UTF-16 unit the start and end of what it came from; null when every unit came from its own place.
    private readonly int[]? starts;
    private readonly int[]? ends;

    private FoldedText(string folded, int[]? starts, int[]? ends) => (Folded, this.starts, this.ends) = (folded, starts, ends);

    /// <summary>What to search in, ordinally.</summary>
    public string Folded { get; }

    /// <summary>Folds a text; any string is welcome, lone surrogates included.</summary>
    public static FoldedText Of(string text) =>
        System.Text.Ascii.IsValid(text) ? new(text.ToLowerInvariant(), null, null) : new Folder(text).Fold();

    /// <summary>
    /// The place in the text as written, in UTF-16 units, of a place in <see cref="Folded"/>. It covers whole characters
    /// as a person sees them, with every invisible sign between them and none around.
    /// </summary>
    public (int Start, int Length) Original(int foldedStart, int foldedLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(foldedStart);
        ArgumentOutOfRangeException.ThrowIfNegative(foldedLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(foldedStart + foldedLength, Folded.Length);
        if (starts is null || ends is null)
            return (foldedStart, foldedLength);
        if (foldedLength == 0)
            return (foldedStart < starts.Length ? starts[foldedStart] : ends.LastOrDefault(), 0);
        var start = starts[foldedStart];
        return (start, ends[foldedStart + foldedLength - 1] - start);
    }

    /// <summary>Some units of it alone, each with the place that it came from.</summary>
    public FoldedText Keep(int[] units) =>
        new(
            string.Create(
                units.Length,
                (Folded, units),
                static (kept, from) =>
                {
                    for (var unit = 0; unit < kept.Length; unit++)
                        kept[unit] = from.Folded[from.units[unit]];
                }
            ),
            [.. units.Select(unit => starts?[unit] ?? unit)],
            [.. units.Select(unit => ends?[unit] ?? unit + 1)]
        );

    /// <summary>One pass over one text, a character as a person sees it at a time: no normalisation reaches across two.</summary>
    private sealed class Folder
    {
        // What the letters of Europe fold to, found out once. Two threads that find out the same write the same.
        private static readonly string?[] Simples = new string?[0x600];

        private readonly StringBuilder folded;
        private readonly List<int> starts;
        private readonly List<int> ends;

        // The text without what hides in words, and where each unit of it stood.
        private readonly string seen;
        private readonly int[] places;
        private char[] scratch = new char[64];

        public Folder(string text)
        {
            (seen, places) = WithoutInvisible(text);
            folded = new(seen.Length);
            starts = new(seen.Length);
            ends = new(seen.Length);
        }

        public FoldedText Fold()
        {
            for (var at = 0; at < seen.Length; )
            {
                // Letters of the scripts with two cases are never one with such a letter after them, nor is ASCII (but for
                // CR LF, which folding may take apart).
                var isSimple = IsSimple(seen[at]) && (at + 1 == seen.Length || IsSimple(seen[at + 1]));
                var length = isSimple ? 1 : StringInfo.GetNextTextElementLength(seen.AsSpan(at));
                if (isSimple)
                    folded.Append(Simple(seen[at]));
                else
                    Append(seen.AsSpan(at, length));
                while (starts.Count < folded.Length)
                {
                    starts.Add(places[at]);
                    ends.Add(places[at + length - 1] + 1);
                }
                at += length;
            }
            return new(folded.ToString(), [.. starts], [.. ends]);
        }

        private static bool IsSimple(char character) =>
            char.IsAscii(character)
            || char.GetUnicodeCategory(character) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter;

        private string Simple(char character)
        {
            if (character >= Simples.Length)
                return Folded([character]);
            return Simples[character] ??= Folded([character]);
        }

        private static (string Seen, int[] Places) WithoutInvisible(string text)
        {
            var seen = new StringBuilder(text.Length);
            var places = new List<int>(text.Length);
            for (var at = 0; at < text.Length; at++)
            {
                var isRune = Rune.TryGetRuneAt(text, at, out var rune);
                if (isRune && Unseen.IsInvisible(rune))
                {
                    at += rune.Utf16SequenceLength - 1;
                    continue;
                }
                seen.Append(text[at]);
                places.Add(at);
                if (isRune && rune.Utf16SequenceLength == 2)
                {
                    seen.Append(text[++at]);
                    places.Add(at);
                }
            }
            return (seen.ToString(), [.. places]);
        }

        private string Folded(ReadOnlySpan<char> character)
        {
            var start = folded.Length;
            Append(character);
            var result = folded.ToString(start, folded.Length - start);
            folded.Length = start;
            return result;
        }

        private void Append(ReadOnlySpan<char> character)
        {
            foreach (var rune in Compatible(character).EnumerateRunes())
                if (!Unseen.IsInvisible(rune) && !IsOrnament(rune))
                    AppendRune(rune);
        }

        private void AppendRune(Rune rune)
        {
            var caseless = CaseFolding.Of(rune);
            if (Rune.TryGetRuneAt(caseless, 0, out var only) && only.Utf16SequenceLength == caseless.Length)
                folded.Append(Confusables.Latin(only)?.ToString() ?? caseless);
            else
                folded.Append(caseless);
        }

        // NFKC, without the exception that lone surrogates bring: they fold to themselves.
        private ReadOnlySpan<char> Compatible(ReadOnlySpan<char> character)
        {
            int written;
            try
            {
                while (!character.TryNormalize(scratch, out written, NormalizationForm.FormKC))
                    scratch = new char[scratch.Length * 2];
            }
            catch (ArgumentException)
            {
                return character;
            }
            return scratch.AsSpan(0, written);
        }

        // Marks of general use that did not become part of a letter: strokes, stacks, stress.
        private static bool IsOrnament(Rune rune) =>
            rune.Value
                is (>= 0x0300 and <= 0x036F)
                    or (>= 0x0483 and <= 0x0489)
                    or (>= 0x1AB0 and <= 0x1AFF)
                    or (>= 0x1DC0 and <= 0x1DFF)
                    or (>= 0x20D0 and <= 0x20FF)
                    or (>= 0xFE20 and <= 0xFE2F);
    }
}
