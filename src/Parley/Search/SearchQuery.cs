using System.Text;

namespace Parley.Search;

/// <summary>
/// What somebody looks for: words that must all be there, <c>"words in quotes"</c> that must stand together, and <c>-words</c> that
/// must not be there. Anything else in it is no syntax.
/// </summary>
internal sealed record SearchQuery(IReadOnlyList<IReadOnlyList<string>> Wanted, IReadOnlyList<IReadOnlyList<string>> Unwanted)
{
    /// <summary>The longest that is read, in characters.</summary>
    public const int MostCharacters = 200;

    /// <summary>Whether it has nothing to look for: then nothing is found.</summary>
    public bool IsEmpty => Wanted.Count == 0;

    /// <summary>Reads a query; null where it is too long.</summary>
    public static SearchQuery? Read(string text)
    {
        if (text.Length > 2 * MostCharacters || text.EnumerateRunes().Count() > MostCharacters)
            return null;
        List<IReadOnlyList<string>> wanted = [],
            unwanted = [];
        foreach (var (term, isUnwanted) in Terms(text))
        {
            var words = SearchWords.Cut(term).Select(word => word.Word).ToList();
            if (words.Count > 0)
                (isUnwanted ? unwanted : wanted).Add(words);
        }

        return new(wanted, unwanted);
    }

    /// <summary>Whether a text is found by it, and where in the text: a moment may lie between the index and the comment.</summary>
    public IReadOnlyList<(int Start, int Length)>? Find(string text)
    {
        var words = SearchWords.Cut(text);
        var singles = SearchWords.Singles(text).ToHashSet(StringComparer.Ordinal);
        if (Unwanted.Any(phrase => Places(phrase).Count > 0 || IsSingle(phrase)))
            return null;
        var found = new List<(int Start, int Length)>();
        foreach (var phrase in Wanted)
        {
            var places = Places(phrase);
            if (places.Count == 0 && !IsSingle(phrase))
                return null;
            found.AddRange(places);
        }

        return found;

        bool IsSingle(IReadOnlyList<string> phrase) => phrase is [var one] && singles.Contains(one);

        List<(int, int)> Places(IReadOnlyList<string> phrase)
        {
            var places = new List<(int, int)>();
            for (var at = 0; at + phrase.Count <= words.Count; at++)
            {
                var isHere = true;
                for (var i = 0; i < phrase.Count && isHere; i++)
                    isHere = words[at + i].Word == phrase[i];
                if (isHere)
                    places.Add(
                        (
                            words[at].Start,
                            words[at + phrase.Count - 1].Start + words[at + phrase.Count - 1].Length - words[at].Start
                        )
                    );
            }

            return places;
        }
    }

    private static IEnumerable<(string Term, bool IsUnwanted)> Terms(string text)
    {
        var term = new StringBuilder();
        var (isQuoted, isUnwanted) = (false, false);
        foreach (var letter in text)
        {
            if (letter is '"' or '“' or '”' or '„' or '«' or '»' || (char.IsWhiteSpace(letter) && !isQuoted))
            {
                if (term.Length > 0)
                    yield return (term.ToString(), isUnwanted);
                // A minus stands before the quotation mark that it belongs to.
                isUnwanted &= term.Length == 0 && !char.IsWhiteSpace(letter) && !isQuoted;
                term.Clear();
                isQuoted = !char.IsWhiteSpace(letter) && !isQuoted;
            }
            else if (letter is '-' or '−' && term.Length == 0 && !isQuoted)
                isUnwanted = true;
            else
                term.Append(letter);
        }

        if (term.Length > 0)
            yield return (term.ToString(), isUnwanted);
    }
}
