using System.Text.Json;

namespace Parley.Evening;

/// <summary>What a reader's comment has for the newsroom. The numbers stand in databases.</summary>
internal enum EveningKind
{
    /// <summary>Nothing that a rule knows.</summary>
    None = 0,

    /// <summary>It asks the newsroom.</summary>
    Question = 1,

    /// <summary>It says that something in the report is wrong.</summary>
    Challenge = 2,

    /// <summary>Its writer was there, works there, lives there.</summary>
    Account = 3,
}

/// <summary>Why a comment stands on the list.</summary>
internal enum EveningWhy
{
    /// <summary>Its words ask, or say so.</summary>
    Words,

    /// <summary>It asks, and names who wrote the report.</summary>
    Named,

    /// <summary>It asks, in reply to the newsroom.</summary>
    Replied,

    /// <summary>Its writer put it on the correction desk.</summary>
    Raised,

    /// <summary>A moderator put it on the correction desk.</summary>
    HandedOn,
}

/// <summary>What was found in a comment.</summary>
/// <param name="Strength">How sure the rules are: from 0 to 1.</param>
/// <param name="Words">The comment's own words by which it was found; null where it was not by words.</param>
internal sealed record EveningFinding(EveningKind Kind, double Strength, EveningWhy Why, string? Words = null);

internal static class EveningKinds
{
    /// <summary>The kinds that a list has, in the order in which they are named.</summary>
    public static readonly IReadOnlyList<EveningKind> Listed =
    [
        EveningKind.Question,
        EveningKind.Challenge,
        EveningKind.Account,
    ];

    /// <summary>Its name in addresses, answers and the language files.</summary>
    public static string ToWord(this EveningKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <returns>Null where none is called so.</returns>
    public static EveningKind? Parse(string? word) =>
        Listed.Where(kind => kind.ToWord() == word).Select(kind => (EveningKind?)kind).FirstOrDefault();
}
