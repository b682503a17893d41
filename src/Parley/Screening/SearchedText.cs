using Parley.Markup;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>A text in every form in which words are looked for in it.</summary>
/// <param name="Source">As it was written: places count in it.</param>
/// <param name="Visible">As its readers see it.</param>
internal sealed record SearchedText(FoldedText Source, FoldedText Visible)
{
    private IReadOnlyList<FoldedText> Spaced => field ??= SpacedWords.Close(Source);

    /// <summary>The entries of a list that stand in it, in the order of the text.</summary>
    /// <param name="allowed">Where one of these stands, nothing within it is found.</param>
    /// <param name="most">Looks no further after so many.</param>
    /// <returns>Each place of an entry; without one where only a reader sees the word, which markup had taken apart.</returns>
    public IReadOnlyList<(WordEntry Entry, Place? Place)> Find(WordList words, WordList allowed, int most)
    {
        var found = words.Find(Source, most, allowed).Select(hit => (hit.Entry, Place: (Place?)hit.Place)).ToList();
        foreach (var closed in Spaced)
            found.AddRange(
                words
                    .Find(closed, most, allowed)
                    .Select(hit => (hit.Entry, (Place?)hit.Place))
                    .Where(hit => !found.Contains(hit))
                    .ToList()
            );
        found.AddRange(
            words
                .FindMasked(Source)
                .Select(hit => (hit.Entry, (Place?)hit.Place))
                .Where(hit => !found.Contains(hit))
                .Take(most)
                .ToList()
        );
        // Markup can take a word apart that its readers see whole: id**i**ot, id&shy;iot. Such a hit has no one place in what was written.
        var onlySeen = words.Find(Visible, most, allowed).Select(hit => hit.Entry).Except(found.Select(hit => hit.Entry));
        return [.. found.OrderBy(hit => hit.Place!.Value.Start), .. onlySeen.Select(entry => (entry, (Place?)null))];
    }
}
