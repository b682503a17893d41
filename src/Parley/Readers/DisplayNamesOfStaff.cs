using System.Globalization;
using System.Text;
using Parley.Markup;

namespace Parley.Readers;

/// <summary>
/// Names that would be taken for the site or its staff: its title, the words for its roles, and what its staff are called.
/// Compared by look, so that neither Mоderator with a Cyrillic о nor "a d m i n" gets through.
/// </summary>
internal sealed class DisplayNamesOfStaff
{
    private static readonly string[] Roles = ["moderator", "moderators", "moderation", "admin", "administrator", "staff"];

    private readonly HashSet<string> roles;
    private readonly HashSet<string> names;

    /// <param name="rolesInLanguage">What the site's language calls its moderators and administrators.</param>
    /// <param name="names">The site's title, and the names of its staff without the one who is choosing.</param>
    public DisplayNamesOfStaff(IEnumerable<string> rolesInLanguage, IEnumerable<string> names)
    {
        roles = [.. Roles.Concat(rolesInLanguage).Select(Look)];
        this.names = [.. names.Select(Look)];
        roles.Remove("");
        this.names.Remove("");
    }

    /// <summary>
    /// Whether a hurried eye takes the name for one of these: a role is one as any word of a name ("Moderator Bob"), the
    /// others as the whole of it, blanks and signs aside.
    /// </summary>
    public bool IsTakenFor(string name)
    {
        var look = Look(name);
        return names.Contains(look) || roles.Contains(look) || Words(name).Any(IsRole);
    }

    // moderator2 and moderator_2 are one word each to whoever reads them.
    private bool IsRole(string word) => roles.Contains(Look(word)) || roles.Contains(Look(word.Trim([.. "0123456789"])));

    private static IEnumerable<string> Words(string name) =>
        Separated(name, separator: " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Look(string name) => Skeleton.Of(Separated(name, separator: ""));

    private static string Separated(string name, string separator)
    {
        var words = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
                words.Append(rune);
            else if (!Unseen.IsInvisible(rune))
                words.Append(separator);
        }
        return words.ToString();
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
