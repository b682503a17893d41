using Parley.Markup;
using Parley.Reasons;
using Parley.Screening;

namespace Parley.Moderation;

/// <summary>What the word lists would do to a text.</summary>
/// <param name="Hits">Every entry found, in the order of the text; those that markup had taken apart come last and have no place.</param>
/// <param name="Faults">What is wrong with the lists; what is sound of them was tried.</param>
internal sealed record WordTrial(Verdict Verdict, IReadOnlyList<TriedHit> Hits, IReadOnlyList<ListFault> Faults);

/// <param name="Place">Where in the text; null where a reader would see the word but no one piece of the text is it.</param>
internal sealed record TriedHit(WordListKind List, WordEntry Entry, Place? Place)
{
    /// <summary>Whether nothing follows from it yet.</summary>
    public bool IsInShadow => Entry.ShadowUntil is not null;
}

internal sealed record ListFault(WordListKind List, Problem Problem);

/// <summary>Tries word lists on a text, saved or not. Neither is kept.</summary>
internal static class TryWordLists
{
    private const int MostHits = 1_000;

    /// <param name="language">The site's.</param>
    public static WordTrial Try(string banned, string suspect, string allowed, string text, string language, DateTimeOffset now)
    {
        var faults = new List<ListFault>();
        var searched = new SearchedText(FoldedText.Of(text), FoldedText.Of(PlainText.Of(CommentMarkup.Render(text))));
        var except = Read(WordListKind.Allowed, allowed);
        List<TriedHit> hits = [.. Find(WordListKind.Banned, banned), .. Find(WordListKind.Suspect, suspect)];

        IEnumerable<TriedHit> Find(WordListKind kind, string words)
        {
            var list = Read(kind, words);
            return searched
                .Find(list, except, MostHits)
                .Concat(searched.Find(list.InShadowAt(now), except, MostHits))
                .Select(hit => new TriedHit(kind, hit.Entry, hit.Place));
        }

        WordList Read(WordListKind kind, string words)
        {
            faults.AddRange(SaveWordLists.FaultsOf(kind, words).Select(fault => new ListFault(kind, fault)));
            return WordListReader.Read(words, 0, out _, language);
        }

        return new WordTrial(VerdictOf(hits), [.. hits.OrderBy(hit => hit.Place?.Start ?? int.MaxValue)], faults);
    }

    private static Verdict VerdictOf(List<TriedHit> hits) =>
        hits.Exists(hit => hit.List == WordListKind.Banned && !hit.IsInShadow) ? Verdict.Refuse
        : hits.Exists(hit => !hit.IsInShadow) ? Verdict.Hold
        : Verdict.Pass;
}
