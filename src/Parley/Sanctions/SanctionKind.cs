using System.Text.Json.Serialization;
using Parley.Readers;
using Parley.Reasons;

namespace Parley.Sanctions;

/// <summary>What is decided about a writer, from mild to strict: the strictest of several says what they may do. The numbers stand in databases.</summary>
internal enum SanctionKind
{
    /// <summary>Takes nothing once it was read; until then its reader writes nothing.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning = 0,

    /// <summary>New words wait for a person.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold = 1,

    /// <summary>No words. Reading, reacting and reporting go on.</summary>
    [JsonStringEnumMemberName("silence")]
    Silence = 2,

    /// <summary>Reading only, up to an end.</summary>
    [JsonStringEnumMemberName("suspension")]
    Suspension = 3,

    /// <summary>Nobody is signed in here by their session.</summary>
    [JsonStringEnumMemberName("ban")]
    Ban = 4,
}

internal static class SanctionKinds
{
    public static bool Takes(this SanctionKind kind, Deed deed) =>
        kind switch
        {
            SanctionKind.Warning or SanctionKind.Silence => deed is Deed.Post or Deed.Edit,
            SanctionKind.Suspension or SanctionKind.Ban => true,
            _ => false,
        };

    /// <summary>Whether it cites a rule of the house. That words wait may have other grounds.</summary>
    public static bool NeedsRule(this SanctionKind kind) => kind != SanctionKind.Hold;

    /// <summary>Who may give and lift it: whether somebody goes on writing is not for everyone to decide.</summary>
    public static ReaderRole ToBeGivenBy(this SanctionKind kind) =>
        kind >= SanctionKind.Silence ? ReaderRole.SeniorModerator : ReaderRole.Moderator;

    public static Restriction ToRestriction(this SanctionKind kind) =>
        kind switch
        {
            SanctionKind.Warning => Restriction.Warned,
            SanctionKind.Hold => Restriction.Stopped,
            SanctionKind.Silence => Restriction.Silenced,
            SanctionKind.Suspension => Restriction.Suspended,
            _ => Restriction.Banned,
        };

    /// <summary>Its name in the language files and in the console's forms.</summary>
    public static string ToWord(this SanctionKind kind) => kind.ToString().ToLowerInvariant();
}
