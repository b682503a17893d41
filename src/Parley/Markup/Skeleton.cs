using System.Text;

namespace Parley.Markup;

/// <summary>
/// What a name looks like: two names that a hurried eye takes for one have the same skeleton, so a site that lets no two
/// readers share one lets nobody pose as another. A key for comparing, never shown.
/// </summary>
/// <remarks>
/// UTS 39's skeleton of the name without its case, with one class more: i is an l. A capital I looks like l, and is i
/// once its case is gone; only when all three are one does a single key catch Iimes, LIMES and limes. The price is that
/// Aila and Alla are one name.
/// </remarks>
internal static class Skeleton
{
    /// <summary>The skeleton of a name; empty when the name shows nothing.</summary>
    public static string Of(string name)
    {
        var seen = Rewrite(
            WithoutLoneSurrogates(name).Normalize(NormalizationForm.FormKC),
            rune => Unseen.IsInvisible(rune) ? "" : rune.ToString()
        );
        // A look can have a look of its own once its case is gone: Ⅼ is L, L is l. Twice has always been enough; the
        // bound is there because a table can be wrong.
        var looks = Look(seen);
        for (var round = 0; round < 4 && Look(looks) is var next && next != looks; round++)
            looks = next;
        return string.Join(' ', looks.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Look(string text) =>
        Rewrite(
                Rewrite(text, CaseFolding.Of).Normalize(NormalizationForm.FormD),
                rune => Unseen.IsBlank(rune) ? " " : Confusables.Prototype(rune)
            )
            .ToLowerInvariant()
            .Replace('i', 'l')
            .Normalize(NormalizationForm.FormKD);

    private static string Rewrite(string text, Func<Rune, string> rewrite)
    {
        var rewritten = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            rewritten.Append(rewrite(rune));
        return rewritten.ToString();
    }

    private static string WithoutLoneSurrogates(string text) => Rewrite(text, rune => rune.ToString());
}
