using System.Text.Json.Serialization;

namespace Parley.HouseRules;

/// <summary>A rule of the house, or a ground in law: what breaks it is against the law, not the house alone.</summary>
/// <param name="Number">From 1, and its own for good: a rule that goes leaves a gap, for decisions name it by its number.</param>
/// <param name="Name">A few words, at most <see cref="LongestName"/> characters.</param>
/// <param name="Meaning">What it asks, at most <see cref="LongestMeaning"/> characters; may be empty.</param>
internal sealed record HouseRule(int Number, string Name, string Meaning)
{
    public const int LongestName = 80;
    public const int LongestMeaning = 1_000;
    public const int LongestLaw = 500;

    /// <summary>What it is about, for those to whom decisions are handed in; null where nobody has said so.</summary>
    public Category? Category { get; init; }

    /// <summary>Where the law stands, if it is one that forbids it; null for a rule of the house's own.</summary>
    public string? Law { get; init; }

    /// <summary>Whether what breaks it is advertising: what people take down by it is what the site's model of advertising learns from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsSpam { get; init; }

    /// <summary>Whether what breaks it is hard to read: the desk veils it, and moderators may leave it to colleagues for a while.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Hardness Hard { get; init; }

    /// <summary>What a decision under it says to the writer, the one that a plain decision takes first; null where the house keeps none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReadyText>? Texts { get; init; }
}

/// <summary>A rule as a decision cites it.</summary>
/// <param name="Name">As it was called then.</param>
/// <param name="Version">The version of the house's rules in which it stands so.</param>
internal sealed record CitedRule(int Number, string Name, int Version)
{
    /// <summary>What it was about then; null where that was not asked.</summary>
    public Category? Category { get; init; }

    /// <summary>Where the law stands that forbids it; null for a rule of the house's own, and where that was not asked.</summary>
    public string? Law { get; init; }

    /// <summary>Whether it is a rule of the house, with a number; else what an order of an authority rests on.</summary>
    public bool IsOfHouse => Number > 0;

    /// <summary>What an order of an authority rests on, in its words: no house has it among its rules.</summary>
    /// <param name="law">Where the law stands under which such orders are given.</param>
    public static CitedRule OfOrder(string basis, string law, Category category) =>
        new(0, basis, 0) { Law = law, Category = category };

    /// <summary>Where it stands as it was then, below a site.</summary>
    public string Path => $"/rules?version={Version}#rule-{Number}";
}
