using System.Text.Json;

namespace Parley.Readers;

/// <summary>What a reader may do on a site. Each may do what those before it may. The numbers stand in databases.</summary>
internal enum ReaderRole
{
    Reader = 0,

    /// <summary>Answers with the newsroom's mark, picks and pins comments, asks the opening question.</summary>
    Journalist = 1,

    /// <summary>Decides about comments, warns writers and has their words wait.</summary>
    Moderator = 2,

    /// <summary>Decides who may go on writing.</summary>
    SeniorModerator = 3,

    /// <summary>Decides who works here, and by which rules.</summary>
    Administrator = 4,
}

internal static class ReaderRoles
{
    /// <summary>The roles of those who work on a site, the least first.</summary>
    public static readonly IReadOnlyList<ReaderRole> OfStaff = [.. Enum.GetValues<ReaderRole>().Where(IsStaff)];

    public static bool IsStaff(this ReaderRole role) => role >= ReaderRole.Journalist;

    /// <summary>Its name in settings, forms, commands and the language files.</summary>
    public static string ToWord(this ReaderRole role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    /// <summary>A role of staff by its name; null where none is called so.</summary>
    public static ReaderRole? ParseStaff(string? word) =>
        OfStaff.Where(role => role.ToWord() == word).Select(role => (ReaderRole?)role).FirstOrDefault();
}
