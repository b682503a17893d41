using System.Globalization;
using System.Text;
using Parley.Markup;

namespace Parley.Search;

/// <summary>A piece of a text to search by.</summary>
/// <param name="Word">As it is indexed.</param>
/// <param name="Start">Where it stands in the text as written, in UTF-16 units.</param>
internal readonly record struct SearchWord(string Word, int Start, int Length);

/// <summary>
/// Cuts texts, and what is looked for, into the same pieces: words without case and accents; of scripts that put no blanks between
/// words, each two letters that stand together. A piece is written in plain letters and digits, so that both engines take it for
/// one word, whatever their locale, and nothing that is typed is ever read as their syntax.
/// </summary>
internal static class SearchWords
{
    private const int LongestWord = 64;

    /// <summary>The pieces of a text, in their order.</summary>
    public static List<SearchWord> Cut(string text)
    {
        var folded = FoldedText.Of(text);
        var runes = new List<(Rune Rune, int At)>();
        var words = new List<SearchWord>();
        var isUnspaced = false;
        var at = 0;
        foreach (var rune in folded.Folded.EnumerateRunes())
        {
            var isLetter = Rune.IsLetterOrDigit(rune) || (runes.Count > 0 && IsMark(rune));
            if (runes.Count > 0 && (!isLetter || (!IsMark(rune) && Unspaced.Has(rune) != isUnspaced)))
                Close();
            if (isLetter)
            {
                if (runes.Count == 0)
                    isUnspaced = Unspaced.Has(rune);
                runes.Add((rune, at));
            }

            at += rune.Utf16SequenceLength;
        }

        if (runes.Count > 0)
            Close();
        return words;

        void Close()
        {
            if (!isUnspaced)
                Add(0, runes.Count);
            else if (runes.Count == 1)
                Add(0, 1);
            else
                for (var i = 0; i + 1 < runes.Count; i++)
                    Add(i, 2);
            runes.Clear();
        }

        void Add(int first, int count)
        {
            var (start, length) = folded.Original(
                runes[first].At,
                runes[first + count - 1].At + runes[first + count - 1].Rune.Utf16SequenceLength - runes[first].At
            );
            var word = Plain(runes.Skip(first).Take(Math.Min(count, LongestWord)).Select(one => one.Rune));
            if (word.Length > 1)
                words.Add(new(word, start, length));
        }
    }

    /// <summary>Single letters of the scripts that are cut into twos: who looks for one finds it within longer words.</summary>
    public static IEnumerable<string> Singles(string text) =>
        FoldedText.Of(text).Folded.EnumerateRunes().Where(Unspaced.Has).Select(rune => Plain([rune])).Distinct();

    /// <summary>The piece by which all comments of a site are found.</summary>
    public static string OfSite(SiteId site) => string.Create(CultureInfo.InvariantCulture, $"s{site.Value}");

    /// <summary>The piece by which all comments of a thread are found.</summary>
    public static string OfThread(Guid thread) => $"t{thread:N}";

    // Another first letter than those of sites and threads.
    private static string Plain(IEnumerable<Rune> runes)
    {
        var word = new StringBuilder("w");
        foreach (var rune in runes)
        {
            if (rune.IsAscii || Unspaced.Has(rune))
                Append(rune);
            else
                foreach (
                    var part in rune.ToString()
                        .Normalize(NormalizationForm.FormD)
                        .EnumerateRunes()
                        .Where(part => !IsAccent(part))
                )
                    Append(part);
        }

        return word.ToString();

        void Append(Rune rune)
        {
            // A z begins a letter's number, so a z that was written is two: no word can be typed that is another's piece.
            if (rune.Value == 'z')
                word.Append("zz");
            else if (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value))
                word.Append((char)rune.Value);
            else
                word.Append(CultureInfo.InvariantCulture, $"z{rune.Value:x}g");
        }
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    // What readers leave out: accents, and the vowel signs of Hebrew and Arabic. Marks that are the vowels of a script stay.
    private static bool IsAccent(Rune rune) =>
        rune.Value
            is (>= 0x0300 and <= 0x036F)
                or (>= 0x0591 and <= 0x05C7)
                or (>= 0x0610 and <= 0x061A)
                or (>= 0x064B and <= 0x065F)
                or 0x0670
                or (>= 0x06D6 and <= 0x06ED);
}
