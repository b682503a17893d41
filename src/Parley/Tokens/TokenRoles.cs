using Parley.Readers;
using Parley.Sites;

namespace Parley.Tokens;

/// <summary>What a site's own names of roles mean here. Nothing, unless the site says so.</summary>
internal static class TokenRoles
{
    /// <summary>The role of a token; a reader's where the site has not said what it means.</summary>
    public static ReaderRole RoleOf(SiteSettings settings, string? told) =>
        settings.TokenRoles.Select(Parse).FirstOrDefault(pair => pair?.Told == told && told is not null)?.Role
        ?? ReaderRole.Reader;

    /// <summary>From <c>EDITOR=moderator</c>; null where that says nothing.</summary>
    public static (string Told, ReaderRole Role)? Parse(string text) =>
        text.Split('=') is [{ Length: > 0 } told, var meant] && ReaderRoles.ParseStaff(meant) is { } role ? (told, role) : null;
}
