using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Markup;
using Parley.Readers;

namespace Parley.Tokens;

/// <summary>
/// The name that a site's own system gives its reader, as it is shown: cleaned and shortened where a reader who chose it would have
/// been asked for another. It may repeat, and is marked.
/// </summary>
internal static class ToldName
{
    /// <param name="staff">What nobody but staff may be called; null for staff.</param>
    public static DisplayName Of(TokenClaims claims, DisplayNamesOfStaff? staff, Words words)
    {
        var text = Cleaned(claims.Name);
        var isFit =
            text is not null
            && !Unseen.IsNothingToSee(text)
            && !DisplayNameCharacters.StacksMarks(text)
            && staff?.IsTakenFor(text) != true;
        var name = isFit ? text! : $"{words["role.reader"]} {Number(claims)}";
        return new DisplayName(name, Skeleton.Of(name));
    }

    private static string? Cleaned(string told)
    {
        var seen = new StringBuilder(told.Length);
        foreach (var rune in told.EnumerateRunes())
        {
            if (!IsLeftOut(rune))
                seen.Append(rune);
        }

        return DisplayNameCharacters.TryClean(seen.ToString(), out var name) ? Shortened(name) : null;
    }

    // What turns the direction of the words after it, controls, and half of a pair. Joiners belong to letters and emoji.
    private static bool IsLeftOut(Rune rune) =>
        rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Shortened(string name)
    {
        var parts = StringInfo.ParseCombiningCharacters(name);
        return parts.Length <= DisplayName.MaxLength ? name : name[..parts[DisplayName.MaxLength]].TrimEnd();
    }

    // The same for the same person each time, and nothing that says who it is.
    private static string Number(TokenClaims claims) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{claims.Issuer}\n{claims.Subject}")).AsSpan(0, 3));
}
