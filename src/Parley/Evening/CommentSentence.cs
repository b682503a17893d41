using System.Text;

namespace Parley.Evening;

/// <summary>A word of a sentence.</summary>
/// <param name="Lower">In lower case, with a straight apostrophe.</param>
/// <param name="Start">Where it stands in the text, in UTF-16 units.</param>
internal readonly record struct CommentWord(string Lower, int Start, int End);

/// <summary>A sentence of a comment.</summary>
/// <param name="Asks">Whether it ends in a question mark, of whichever script.</param>
/// <param name="IsPressed">Whether it ends in several marks: whoever asks so wants no answer.</param>
internal sealed record CommentSentence(IReadOnlyList<CommentWord> Words, string Text, bool Asks, bool IsPressed)
{
    /// <summary>The sentences of a plain text. What it quotes of others, line by line, is left out.</summary>
    public static List<CommentSentence> Of(string text)
    {
        var sentences = new List<CommentSentence>();
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (!text.AsSpan(start, end - start).TrimStart().StartsWith('>'))
                AddLine(text, start, end, sentences);
            start = end + 1;
        }

        return sentences;
    }

    private static void AddLine(string text, int start, int end, List<CommentSentence> to)
    {
        var words = new List<CommentWord>();
        var from = start;
        for (var at = start; at < end; )
        {
            if (IsOfWord(text, at))
            {
                var word = at;
                while (at < end && (IsOfWord(text, at) || IsInside(text, at, end)))
                    at++;
                words.Add(new(text[word..at].ToLowerInvariant().Replace('’', '\''), word, at));
                continue;
            }

            var asks = IsAsking(text[at]);
            if (asks || text[at] is '.' or '!' or '。' or '！' or '…')
            {
                Add(asks, at + 1 < end && (IsAsking(text[at + 1]) || text[at + 1] == '!'), at + 1);
                from = at + 1;
            }

            at++;
        }

        Add(asks: false, isPressed: false, end);

        void Add(bool asks, bool isPressed, int until)
        {
            if (words.Count > 0)
                to.Add(new([.. words], text[from..until].Trim(), asks, isPressed));
            words.Clear();
        }
    }

    private static bool IsAsking(char sign) => sign is '?' or '؟' or '？' or '⸮';

    private static bool IsOfWord(string text, int at) =>
        char.IsLetterOrDigit(text[at])
        || char.IsSurrogate(text[at])
            && Rune.TryGetRuneAt(text, char.IsLowSurrogate(text[at]) && at > 0 ? at - 1 : at, out var rune)
            && Rune.IsLetterOrDigit(rune)
        || char.GetUnicodeCategory(text[at])
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // "don't", "14,000", "8.14": what stands between two letters, or two figures, ends no word.
    private static bool IsInside(string text, int at, int end) =>
        at + 1 < end
        && (
            text[at] is '\'' or '’' && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1])
            || text[at] is '.' or ',' && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1])
        );
}
