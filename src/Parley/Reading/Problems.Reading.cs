namespace Parley;

internal static partial class Problems
{
    /// <summary>Of oEmbed: we speak JSON.</summary>
    public static readonly Problem FormatUnknown = new("format-unknown", 501);
}
