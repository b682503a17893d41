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
    private readonly WordPattern[] patterns;
    private readonly int[] firstOfPiece; // the patterns of piece n: from firstOfPiece[n] until firstOfPiece[n + 1]
    private readonly WordAutomaton automaton;

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
    }

    public static WordList Empty { get; } = new([], version: 0);

    public int Version { get; }
    public bool IsEmpty => patterns.Length == 0;
    public IEnumerable<WordEntry> Entries => patterns.Select(pattern => pattern.Entry).OrderBy(entry => entry.Line);

    /// <summary>Every entry found in a text, in the order of the text: what a moderator sees who tries the list out.</summary>
    public IReadOnlyList<WordHit> TryOut(string text) => Find(FoldedText.Of(text), most: 1_000);

    /// <summary>The entries found in a text, in its order.</summary>
    /// <param name="most">Looks no further after so many.</param>
    public IReadOnlyList<WordHit> Find(FoldedText text, int most)
    {
        if (IsEmpty)
            return [];
        var found = new HashSet<(int Pattern, int Start, int End)>();
        var state = WordAutomaton.Start;
        for (var at = 0; at < text.Folded.Length && found.Count < most; at++)
        {
            state = automaton.Step(state, text.Folded[at]);
            foreach (var piece in automaton.WordsAt(state))
                AddMatches(text.Folded, piece, at + 1, found);
        }
        return
        [
            .. found
                .OrderBy(hit => hit.Start)
                .ThenBy(hit => patterns[hit.Pattern].Entry.Line)
                .Take(most)
                .Select(hit => new WordHit(patterns[hit.Pattern].Entry, PlaceOf(text, hit.Start, hit.End))),
        ];
    }

    private void AddMatches(string text, int piece, int pieceEnd, HashSet<(int, int, int)> found)
    {
        for (var index = firstOfPiece[piece]; index < firstOfPiece[piece + 1]; index++)
        {
            if (patterns[index].Matches(text, pieceEnd - patterns[index].Piece.Length, out var start, out var end))
                found.Add((index, start, end));
        }
    }

    private static Place PlaceOf(FoldedText text, int start, int end)
    {
        var (originalStart, length) = text.Original(start, end - start);
        return new(originalStart, length);
    }
}
