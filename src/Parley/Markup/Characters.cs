using System.Text;

namespace Parley.Markup;

/// <summary>Which characters no text holds.</summary>
internal static class Characters
{
    /// <summary>True for the 66 code points that Unicode keeps out of all exchange.</summary>
    public static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
