namespace Parley.Views.ModeratorConsole;

/// <summary>The rules of the house, in boxes to write in, and who changed them when.</summary>
/// <param name="Url">Takes <c>version</c> and, for each place n from 0, <c>number-n</c>, <c>name-n</c>, <c>meaning-n</c>, <c>category-n</c>, <c>law-n</c>, <c>spam-n</c> (<c>yes</c> or <c>no</c>), <c>hard-n</c>, and <c>text-n-m-language</c> for each ready text m from 0.</param>
/// <param name="Version">The version from which they are written.</param>
public sealed record RuleBookPageModel(
    ConsoleModel Console,
    string Url,
    int Version,
    IReadOnlyList<RuleLineModel> Rules,
    IReadOnlyList<RuleChangeModel> Changes
)
{
    public bool IsSaved { get; init; }

    /// <summary>What a rule may be about.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Why they were not kept.</summary>
    public string? Fault { get; init; }
}

/// <param name="Number">Null in an empty place.</param>
public sealed record RuleLineModel(int? Number, string Name, string Meaning)
{
    public static readonly RuleLineModel Empty = new(null, "", "");

    /// <summary>What it is about: one of <see cref="RuleBookPageModel.Categories"/>.</summary>
    public string Category { get; init; } = "other";

    /// <summary>Where the law stands that forbids it; empty for a rule of the house's own.</summary>
    public string Law { get; init; } = "";

    /// <summary>Whether what breaks it is advertising.</summary>
    public bool IsSpam { get; init; }

    /// <summary>Whether what breaks it is hard to read, and by what that is known: <c>no</c>, <c>reported</c> or <c>words</c>.</summary>
    public string Hard { get; init; } = "no";

    /// <summary>What a decision under it says to the writer, with an empty place at the end.</summary>
    public IReadOnlyList<ReadyTextModel> Texts { get; init; } = [];
}

/// <param name="Wordings">The site's language first.</param>
public sealed record ReadyTextModel(IReadOnlyList<WordingModel> Wordings);

/// <param name="LanguageName">As it calls itself.</param>
public sealed record WordingModel(string Language, string LanguageName, string Words);

/// <param name="Url">The rules as they were then.</param>
public sealed record RuleChangeModel(int Version, string ByName, DateTimeOffset At, string Url);
