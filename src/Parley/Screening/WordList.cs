using Parley.Markup;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Words and phrases that a site refuses or looks at first. An entry finds the word whatever its case, look-alike letters
/// and hidden signs, as a whole word or in the plural; <c>*</c> stands for any part of a word. Nothing here is a regular
/// expression, so no entry and no text can stall the site.
/// </summary>
internal sealed class WordList
{
    // A text of nothing but allowed words must not cost a search of all of them for each that is found.
    private const int MostAllowed = 1_000;

    // What so many entries fit says nothing: f*** is any word with f.
    private const int MostHidden = 3;

    // A text of nothing else must not cost a look at the whole list for each.
    private const int MostMasked = 100;

    private readonly WordPattern[] patterns;
    private readonly int[] firstOfPiece; // the patterns of piece n: from firstOfPiece[n] until firstOfPiece[n + 1]
    private readonly WordAutomaton automaton;
    private readonly ILookup<char, WordPattern> maskable; // by the first letter, which a masked word shows
    private readonly DateTimeOffset firstEnd; // of the time in shadow of any of its entries
    private WordList? tried; // what was in shadow still when that was last asked

    /// <param name="version">Kept in reasons, so that one can tell under which list words were held.</param>
    public WordList(IEnumerable<WordPattern> patterns, int version)
    {
        Version = version;
        this.patterns = [.. patterns.OrderBy(pattern => pattern.Piece, StringComparer.Ordinal)];
        var pieces = new List<string>();
        var firsts = new List<int>();
        for (var index = 0; index < this.patterns.Length; index++)
        {
            if (index > 0 && this.patterns[index].Piece == this.patterns[index - 1].Piece)
                continue;
            pieces.Add(this.patterns[index].Piece);
            firsts.Add(index);
        }
        firstOfPiece = [.. firsts, this.patterns.Length];
        automaton = new(pieces);
        firstEnd = this.patterns.Select(pattern => pattern.Entry.ShadowUntil).Min() ?? DateTimeOffset.MaxValue;
        maskable = this.patterns.Where(pattern => pattern.Maskable is not null).ToLookup(pattern => pattern.Piece[0]);
    }

    public static WordList Empty { get; } = new([], version: 0);

    public int Version { get; }
    public bool IsEmpty => patterns.Length == 0;

    /// <summary>Its entries that are in shadow, none of which is among its own; null where none is.</summary>
    public WordList? InShadow { get; init; }

    /// <summary>Those of them whose time in shadow is not over: one that is over takes no search, and no place from another.</summary>
    public WordList InShadowAt(DateTimeOffset at)
    {
        var last = tried ?? InShadow ?? Empty;
        return last.firstEnd > at
            ? last
            : tried = new(last.patterns.Where(pattern => pattern.Entry.ShadowUntil > at), last.Version);
    }

    public IEnumerable<WordEntry> Entries => patterns.Select(pattern => pattern.Entry).OrderBy(entry => entry.Line);

    /// <summary>The entries found in a text, in its order.</summary>
    /// <param name="most">Looks no further after so many.</param>
    /// <param name="allowed">Where one of these stands, nothing within it is found.</param>
    public IReadOnlyList<WordHit> Find(FoldedText text, int most, WordList? allowed = null)
    {
        var found = FindRanges(text, most, allowed?.FindRanges(text, MostAllowed, []) ?? []);
        return
        [
            .. found
                .OrderBy(hit => hit.Start)
                .ThenBy(hit => patterns[hit.Pattern].Entry.Line)
                .Take(most)
                .Select(hit => new WordHit(patterns[hit.Pattern].Entry, PlaceOf(text, hit.Start, hit.End))),
        ];
    }

    /// <summary>The entries that masked words hide, in the order of the text.</summary>
    public IEnumerable<WordHit> FindMasked(FoldedText text)
    {
        if (IsEmpty)
            yield break;
        foreach (var (start, end) in MaskedWords.In(text.Folded).Take(MostMasked))
        {
            var hidden = maskable[text.Folded[start]]
                .Where(pattern => MaskedWords.Hides(text.Folded.AsSpan(start, end - start), pattern.Piece))
                .Take(MostHidden + 1)
                .ToList();
            if (hidden.Count > MostHidden)
                continue;
            foreach (var pattern in hidden)
                yield return new WordHit(pattern.Entry, PlaceOf(text, start, end));
        }
    }

    private HashSet<(int Pattern, int Start, int End)> FindRanges(
        FoldedText text,
        int most,
        IReadOnlyCollection<(int Pattern, int Start, int End)> but
    )
    {
        var found = new HashSet<(int Pattern, int Start, int End)>();
        if (IsEmpty)
            return found;
        var state = WordAutomaton.Start;
        for (var at = 0; at < text.Folded.Length && found.Count < most; at++)
        {
            state = automaton.Step(state, text.Folded[at]);
            foreach (var piece in automaton.WordsAt(state))
                AddMatches(text.Folded, piece, at + 1, found, but);
        }

        return found;
    }

    private void AddMatches(
        string text,
        int piece,
        int pieceEnd,
        HashSet<(int, int, int)> found,
        IReadOnlyCollection<(int Pattern, int Start, int End)> but
    )
    {
        for (var index = firstOfPiece[piece]; index < firstOfPiece[piece + 1]; index++)
        {
            if (
                patterns[index].Matches(text, pieceEnd - patterns[index].Piece.Length, out var start, out var end)
                && !but.Any(range => range.Start <= start && range.End >= end)
            )
                found.Add((index, start, end));
        }
    }

    private static Place PlaceOf(FoldedText text, int start, int end)
    {
        var (originalStart, length) = text.Original(start, end - start);
        return new(originalStart, length);
    }
}
