using Parley.Scoring;

namespace Parley.Training;

/// <summary>A text as the model sees it, kept: reading it anew each time would take longer than learning from it.</summary>
internal sealed class Prepared
{
    public Prepared(SeenWord[] words, char[] letters) => (Words, Letters) = (words, letters);

    public SeenWord[] Words { get; }

    public char[] Letters { get; }

    public ReadOnlySpan<char> LettersOf(in SeenWord word) => Letters.AsSpan(word.Start, word.Length);

    public static Prepared Of(string text, KnownWords known)
    {
        var reader = WordReader.Mine;
        var seen = reader.Read(text, known);
        var size = 0;
        foreach (var word in seen)
            size += word.Length;
        var (words, letters, used) = (new SeenWord[seen.Length], new char[size], 0);
        for (var at = 0; at < words.Length; at++)
        {
            var word = seen[at];
            reader.AllLetters.Slice(word.Start, word.Length).CopyTo(letters.AsSpan(used));
            words[at] = word with { Start = used };
            used += word.Length;
        }
        return new(words, letters);
    }
}
