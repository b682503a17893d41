using Parley.Markup;

namespace Parley.Moderation;

/// <summary>What a moderator adds in own words, for the one concerned to read.</summary>
internal static class Remark
{
    /// <summary>The most it may have, in characters.</summary>
    public const int Longest = 1_000;

    /// <summary>The words as they are kept; null where nothing was said.</summary>
    /// <param name="longest">The most that they may have, in characters.</param>
    public static Result<string?> Of(string? typed, int longest = Longest)
    {
        var read = SourceText.OfOptional(typed, TextLimits.Of(longest));
        return read.Problem is null ? read : Problems.RemarkInvalid;
    }
}
