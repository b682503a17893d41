using System.Text;
using Parley.Markup;

namespace Parley.Screening;

/// <summary>
/// What one entry looks for in a folded text: its longest piece between stars and blanks, which the automaton finds, and
/// what must stand before and after that.
/// </summary>
/// <remarks>
/// A star is any number of letters and figures of the same word; a blank is any white space; an end without a star is the
/// edge of a word. Where several lengths fit, the longest is taken, so that whole words are marked.
/// </remarks>
internal sealed class WordPattern
{
    /// <summary>The token of a star. Never a character of an entry, so a star in a text is an ordinary sign.</summary>
    public const char Star = '\uFFFF';

    /// <summary>The token of any white space.</summary>
    public const char Blank = ' ';

    private readonly WordPatternSide before;
    private readonly WordPatternSide after;

    private WordPattern(WordEntry entry, string tokens, int pieceStart, int pieceLength)
    {
        Entry = entry;
        Tokens = tokens;
        Piece = tokens.Substring(pieceStart, pieceLength);
        before = new(tokens[..pieceStart], forward: false);
        after = new(tokens[(pieceStart + pieceLength)..], forward: true);
    }

    public WordEntry Entry { get; }

    /// <summary>The entry folded, as a key: two entries with the same tokens find the same.</summary>
    public string Tokens { get; }

    /// <summary>The longest run without star and blank; never empty.</summary>
    public string Piece { get; }

    /// <summary>The word that its writer may have hidden letters of; null where the entry is a part of one, a phrase, or too short.</summary>
    public string? Maskable =>
        Piece.Length >= MaskedWords.ShortestEntry && Tokens.TrimEnd(Star) == Piece && !Piece.Any(MaskedWords.IsMask)
            ? Piece
            : null;

    /// <summary>The pattern of an entry, or null when it names nothing to look for.</summary>
    public static WordPattern? Of(WordEntry entry)
    {
        var tokens = Tokenise(entry.Text);
        var (start, length) = LongestPiece(tokens);
        return length == 0 ? null : new(entry, tokens, start, length);
    }

    /// <summary>Whether the entry stands around its piece at a place of a folded text, and from where to where.</summary>
    public bool Matches(string text, int pieceStart, out int start, out int end)
    {
        end = after.Furthest(text, pieceStart + Piece.Length);
        start = end < 0 ? -1 : before.Furthest(text, pieceStart);
        return start >= 0;
    }

    private static string Tokenise(string entry)
    {
        var tokens = new StringBuilder(entry.Length);
        var parts = entry.Trim().Split('*');
        for (var part = 0; part < parts.Length; part++)
        {
            if (part > 0 && !EndsWith(tokens, Star))
                tokens.Append(Star);
            foreach (var unit in FoldedText.Of(parts[part]).Folded)
            {
                if (!char.IsWhiteSpace(unit))
                    tokens.Append(unit);
                else if (!EndsWith(tokens, Blank))
                    tokens.Append(Blank);
            }
        }
        return tokens.ToString().Trim(Blank);
    }

    private static bool EndsWith(StringBuilder tokens, char token) => tokens.Length > 0 && tokens[^1] == token;

    private static (int Start, int Length) LongestPiece(string tokens)
    {
        var (longest, length) = (0, 0);
        for (var start = 0; start < tokens.Length; )
        {
            var run = tokens.AsSpan(start).IndexOfAny(Star, Blank) is var end and >= 0 ? end : tokens.Length - start;
            if (run > length)
                (longest, length) = (start, run);
            start += run + 1;
        }
        return (longest, length);
    }
}
