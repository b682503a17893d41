using System.Text;

namespace Parley.Markup;

/// <summary>Letters without their case, whatever the machine's culture.</summary>
internal static class CaseFolding
{
    /// <summary>The character without its case. Sharp s is two letters, and both Turkish i are i.</summary>
    public static string Of(Rune rune) =>
        // Up and then down, so that both small sigmas meet. The Turkish letters have no partner in the invariant culture.
        Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)) switch
        {
            { Value: 'ß' } => "ss",
            { Value: 'İ' or 'ı' } => "i",
            var folded => folded.ToString(),
        };
}
