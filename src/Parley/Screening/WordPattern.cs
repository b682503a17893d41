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
    private const char Star = '\uFFFF'; // never in an entry: a star of the text itself is an ordinary character
    private const char Blank = ' ';

    // How far an entry reaches from its piece, in UTF-16 units. Longer than any word; it keeps a*b quick in a text that
    // is one word of 10,000 letters.
    private const int Reach = 256;

    private readonly string after;
    private readonly string before; // backwards, for it is read from the piece to the left

    private WordPattern(WordEntry entry, string tokens, int pieceStart, int pieceLength)
    {
        Entry = entry;
        Tokens = tokens;
        Piece = tokens.Substring(pieceStart, pieceLength);
        before = new string([.. tokens[..pieceStart].Reverse()]);
        after = tokens[(pieceStart + pieceLength)..];
    }

    public WordEntry Entry { get; }

    /// <summary>The entry folded, as a key: two entries with the same tokens find the same.</summary>
    public string Tokens { get; }

    /// <summary>The longest run without star and blank; never empty.</summary>
    public string Piece { get; }

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
        end = Furthest(text, pieceStart + Piece.Length, after, forward: true);
        start = end < 0 ? -1 : Furthest(text, pieceStart, before, forward: false);
        return start >= 0;
    }

    // Reads the tokens along the text in all ways at once: `open` holds each token that may come next. A walk that tried
    // one way after the other would take years for a text made against it.
    private static int Furthest(string text, int from, string tokens, bool forward)
    {
        Span<bool> open = stackalloc bool[tokens.Length + 1];
        Span<bool> next = stackalloc bool[tokens.Length + 1];
        open[0] = true;
        var furthest = -1;
        for (var read = 0; ; read++)
        {
            for (var token = 0; token < tokens.Length; token++)
                open[token + 1] |= open[token] && tokens[token] == Star;

            var place = forward ? from + read : from - read;
            if (open[^1])
                furthest = End(text, place, tokens, forward) ?? furthest;

            var index = forward ? place : place - 1;
            if (index < 0 || index == text.Length || read == Reach || !open[..^1].Contains(true))
                return furthest;

            next.Clear();
            for (var token = 0; token < tokens.Length; token++)
            {
                if (!open[token])
                    continue;
                var isBlank = tokens[token] == Blank && char.IsWhiteSpace(text[index]);
                next[token] |= isBlank || (tokens[token] == Star && WordEdges.IsOfWord(text, index));
                next[token + 1] |= isBlank || tokens[token] == text[index];
            }
            next.CopyTo(open);
        }
    }

    // Where the entry ends if all its tokens are read at this place; null if a word goes on there. The plural in s, common
    // to several languages, is the same word to whoever lists it.
    private static int? End(string text, int place, string tokens, bool forward)
    {
        if (tokens.EndsWith(Star) || WordEdges.IsEdge(text, place))
            return place;
        var isPlural =
            forward && char.IsAsciiLetter(text[place - 1]) && text[place] == 's' && WordEdges.IsEdge(text, place + 1);
        return isPlural ? place + 1 : null;
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
