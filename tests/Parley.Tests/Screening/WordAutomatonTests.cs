using System.Text.RegularExpressions;
using CsCheck;
using Parley.Markup;
using Parley.Screening;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class WordAutomatonTests
{
    [Fact]
    public void Any_words_are_found_in_any_text_wherever_a_plain_search_finds_them() =>
        Gen.Select(Gen.String[Gen.Char["abé中"], 1, 5].Array[0, 12], Gen.String[Gen.Char["abé中x"], 0, 40])
            .Sample(
                (words, text) =>
                {
                    string[] distinct = [.. words.Distinct().Order(StringComparer.Ordinal)];
                    Assert.Equal(FoundPlainly(distinct, text), Found(distinct, text));
                }
            );

    // Alphabets so small that entries overlap, nest and almost match all the time.
    [Fact]
    public void Any_entry_finds_what_a_slow_matcher_finds() =>
        Gen.Select(Gen.String[Gen.Char["aab* "], 1, 8].Array[1, 6], Gen.String[Gen.Char["abbs -"], 0, 24])
            .Sample(
                (entries, text) =>
                {
                    var list = WordListReader.Read(string.Join('\n', entries), version: 1, out _);
                    var found = list.Find(FoldedText.Of(text), 1_000)
                        .Select(hit => (hit.Entry.Line, hit.Place.Start, hit.Place.Length));
                    var expected = list.Entries.SelectMany(entry =>
                        FoundSlowly(entry.Text, text).Select(hit => (entry.Line, hit.Start, hit.Length))
                    );
                    Assert.Equal(expected.Order(), found.Order());
                },
                iter: 5_000
            );

    private static List<(string Word, int Start)> Found(string[] words, string text)
    {
        var automaton = new WordAutomaton(words);
        var found = new List<(string, int)>();
        var state = WordAutomaton.Start;
        for (var at = 0; at < text.Length; at++)
        {
            state = automaton.Step(state, text[at]);
            foreach (var word in automaton.WordsAt(state))
                found.Add((words[word], at + 1 - words[word].Length));
        }
        found.Sort();
        return found;
    }

    private static List<(string Word, int Start)> FoundPlainly(string[] words, string text)
    {
        var found = words
            .SelectMany(word =>
                Enumerable
                    .Range(0, text.Length)
                    .Where(start => text.AsSpan(start).StartsWith(word, StringComparison.Ordinal))
                    .Select(start => (word, start))
            )
            .ToList();
        found.Sort();
        return found;
    }

    // Tries every start and end around every place of the entry's longest piece, each with a regular expression.
    private static HashSet<(int Start, int Length)> FoundSlowly(string entry, string text)
    {
        var tokens = Regex.Replace(Regex.Replace(entry.Trim(), " +", " "), @"\*+", "*");
        var piece = tokens.Split('*', ' ').MaxBy(one => one.Length)!;
        var pieceStart = Array.FindIndex([.. Enumerable.Range(0, tokens.Length)], at => IsPiece(tokens, at, piece));
        var (before, after) = (tokens[..pieceStart], tokens[(pieceStart + piece.Length)..]);
        var found = new HashSet<(int, int)>();
        for (var at = 0; at + piece.Length <= text.Length; at++)
        {
            if (!text.AsSpan(at).StartsWith(piece, StringComparison.Ordinal))
                continue;
            var start = Enumerable
                .Range(0, at + 1)
                .Cast<int?>()
                .FirstOrDefault(one => Fits(before, text[one!.Value..at]) && IsStart(one.Value));
            var end = Enumerable
                .Range(at + piece.Length, text.Length - at - piece.Length + 1)
                .Reverse()
                .Select(one => (int?)EndOf(one, Fits(after, text[(at + piece.Length)..one])))
                .Max();
            if (start is not null && end >= 0)
                found.Add((start.Value, end.Value - start.Value));
        }
        return found;

        bool IsStart(int place) => before.StartsWith('*') || IsEdge(place);

        int EndOf(int place, bool fits)
        {
            if (!fits)
                return -1;
            if (after.EndsWith('*') || IsEdge(place))
                return place;
            return text[place - 1] is 'a' or 'b' && text[place] == 's' && IsEdge(place + 1) ? place + 1 : -1;
        }

        bool IsEdge(int place) =>
            place == 0 || place == text.Length || !char.IsLetter(text[place - 1]) || !char.IsLetter(text[place]);
    }

    // The first of the longest: a whole run between stars and blanks, not a part of one.
    private static bool IsPiece(string tokens, int at, string piece) =>
        tokens.AsSpan(at).StartsWith(piece, StringComparison.Ordinal) && (at == 0 || tokens[at - 1] is '*' or ' ');

    private static bool Fits(string tokens, string text) =>
        Regex.IsMatch(
            text,
            $"^{Regex.Escape(tokens).Replace(@"\*", "[a-z]*", StringComparison.Ordinal).Replace(@"\ ", @"\s+", StringComparison.Ordinal)}$"
        );
}
