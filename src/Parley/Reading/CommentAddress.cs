using System.Diagnostics.CodeAnalysis;

namespace Parley.Reading;

/// <summary>The address of a comment's own page, as somebody copied it.</summary>
internal static class CommentAddress
{
    /// <summary>Reads an address of ours; every other is none, however much it looks like one.</summary>
    public static bool TryParse(Home home, string? text, [NotNullWhen(true)] out string? site, out Guid comment)
    {
        (site, comment) = (null, default);
        if (
            text is not { Length: <= 2_000 }
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.UserInfo.Length > 0
            || url.GetLeftPart(UriPartial.Authority) != home.Origin
            || !url.AbsolutePath.StartsWith(home.Path + "/", StringComparison.Ordinal)
        )
            return false;
        if (url.AbsolutePath[(home.Path.Length + 1)..].Split('/') is not [{ Length: > 0 } name, "c", var id])
            return false;
        site = name;
        return Guid.TryParseExact(id, "D", out comment);
    }
}
