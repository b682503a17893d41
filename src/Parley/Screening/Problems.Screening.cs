using Parley.Screening;

namespace Parley;

internal static partial class Problems
{
    public static Problem WordTooLong(int line) =>
        Word("word-too-long", ("line", line), ("most", WordListReader.MaxEntryLength));

    public static Problem WordHasControlCharacters(int line) => Word("word-has-control-characters", ("line", line));

    /// <summary>Nothing but stars, or nothing that can be seen: it would match everything.</summary>
    public static Problem WordOnlyWildcards(int line) => Word("word-only-wildcards", ("line", line));

    /// <param name="line">The first that is too many; what follows was not read.</param>
    public static Problem WordListTooLong(int line) =>
        Word("word-list-too-long", ("line", line), ("most", WordListReader.MaxEntries));

    private static Problem Word(string code, params (string Name, object Value)[] blanks) =>
        new(code, 422) { Field = "words", Arguments = Blanks(blanks) };
}
