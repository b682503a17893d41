namespace Parley.Screening;

/// <summary>What must stand on one side of a pattern's piece.</summary>
/// <remarks>
/// It reads along the text in all ways at once: a bit for each token that may come next. A walk that tried one way after
/// the other would take years for a text made against it.
/// </remarks>
internal sealed class WordPatternSide
{
    // What stars and wide blanks may add to the tokens' own length, in UTF-16 units. Longer than any word; it keeps a*b
    // quick in a text that is one word of 10,000 letters.
    private const int Slack = 64;

    private readonly string tokens; // in the order in which they are met from the piece on
    private readonly bool forward;
    private readonly UInt128 stars;
    private readonly UInt128 blanks;

    /// <param name="tokens">At most <see cref="WordListReader.MaxEntryLength"/>, in the order of the text.</param>
    /// <param name="forward">Whether this side lies behind the piece.</param>
    public WordPatternSide(string tokens, bool forward)
    {
        this.tokens = forward ? tokens : new string([.. tokens.Reverse()]);
        this.forward = forward;
        stars = BitsOf(WordPattern.Star);
        blanks = BitsOf(WordPattern.Blank);
    }

    /// <summary>The place farthest from the piece up to which this side fits, or -1 where it does not.</summary>
    /// <param name="from">The piece's end on this side.</param>
    public int Furthest(string text, int from)
    {
        var furthest = -1;
        var all = UInt128.One << tokens.Length;
        var open = UInt128.One;
        for (var read = 0; read <= tokens.Length + Slack; read++)
        {
            open |= (open & stars) << 1;
            var place = forward ? from + read : from - read;
            if ((open & all) != 0)
                furthest = End(text, place) ?? furthest;

            var index = forward ? place : place - 1;
            if (index < 0 || index == text.Length || (open & (all - 1)) == 0)
                break;
            open = After(open, text, index);
        }
        return furthest;
    }

    private UInt128 After(UInt128 open, string text, int index)
    {
        var next = (open & BitsOf(text[index])) << 1;
        if ((open & stars) != 0 && WordEdges.IsOfWord(text, index))
            next |= open & stars;
        if ((open & blanks) != 0 && char.IsWhiteSpace(text[index]))
            next |= (open & blanks) | ((open & blanks) << 1);
        return next;
    }

    // Where the entry ends if all its tokens are read at this place; null if a word goes on there. The plural in s, common
    // to several languages, is the same word to whoever lists it.
    private int? End(string text, int place)
    {
        if (tokens.EndsWith(WordPattern.Star) || WordEdges.IsEdge(text, place))
            return place;
        var isPlural =
            forward
            && char.IsAsciiLetter(text[place - 1])
            && text[place - 1] != 's'
            && text[place] == 's'
            && WordEdges.IsEdge(text, place + 1);
        return isPlural ? place + 1 : null;
    }

    private UInt128 BitsOf(char token)
    {
        var bits = UInt128.Zero;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (tokens[at] == token)
                bits |= UInt128.One << at;
        }
        return bits;
    }
}
