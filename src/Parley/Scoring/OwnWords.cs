namespace Parley.Scoring;

/// <summary>
/// What of a text its writer says, where lines that begin with <c>&gt;</c> are somebody else's: whoever answers an insult quotes it. Word
/// lists look into quoted lines too.
/// </summary>
internal static class OwnWords
{
    /// <summary>The text with blanks for quoted lines, so that places stay what they are; all of it where there is nothing else.</summary>
    public static string Of(string source)
    {
        if (!source.Contains('>', StringComparison.Ordinal))
            return source;
        var own = string.Create(
            source.Length,
            source,
            static (own, source) =>
            {
                source.CopyTo(own);
                foreach (var line in source.AsSpan().Split('\n'))
                {
                    if (source.AsSpan(line).TrimStart().StartsWith('>'))
                        own[line].Fill(' ');
                }
            }
        );
        return string.IsNullOrWhiteSpace(own) ? source : own;
    }
}
