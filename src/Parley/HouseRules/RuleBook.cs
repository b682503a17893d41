namespace Parley.HouseRules;

/// <summary>The rules of a house in one of their versions.</summary>
/// <param name="Version">0 for the ones that every house begins with; each change is one more.</param>
/// <param name="Highest">The highest number that any rule has had: a new one gets the next.</param>
/// <param name="Since">Since when they hold; null for the first ones.</param>
internal sealed record RuleBook(int Version, IReadOnlyList<HouseRule> Rules, int Highest, DateTimeOffset? Since)
{
    /// <summary>More than these nobody reads, and no moderator has keys for.</summary>
    public const int MostRules = 30;

    private static readonly (string Key, Category Category)[] Ours =
    [
        ("people", Category.CyberViolence),
        ("hate", Category.HarmfulSpeech),
        ("threats", Category.Violence),
        ("private", Category.DataProtection),
        ("spam", Category.Other),
        ("topic", Category.Other),
    ];

    /// <summary>The rules that every decent house has: what holds where a site has said nothing.</summary>
    public static RuleBook OfEveryHouse(Words words) =>
        new(
            0,
            [
                .. Ours.Select(
                    (rule, index) =>
                        new HouseRule(index + 1, words[$"rule.{rule.Key}"], words[$"rule.{rule.Key}.meaning"])
                        {
                            Category = rule.Category,
                            IsSpam = rule.Key == "spam",
                            Hard = rule.Key is "hate" or "threats" ? Hardness.Reported : Hardness.No,
                        }
                ),
            ],
            Ours.Length,
            null
        );

    /// <summary>The grounds in law: none until a site names some.</summary>
    public IEnumerable<HouseRule> Laws => Rules.Where(rule => rule.Law is not null);

    /// <summary>The house's own rules.</summary>
    public IEnumerable<HouseRule> Own => Rules.Where(rule => rule.Law is null);

    /// <summary>The numbers of the rules that advertising breaks.</summary>
    public IEnumerable<int> OfSpam => Rules.Where(rule => rule.IsSpam).Select(rule => rule.Number);

    /// <summary>What the house keeps ready to be said under a rule, the first for a plain decision.</summary>
    public IReadOnlyList<ReadyText> TextsOf(int number) => Rules.FirstOrDefault(rule => rule.Number == number)?.Texts ?? [];

    /// <summary>A rule by its number, to be cited; null where no such rule holds in this version.</summary>
    public CitedRule? Cite(int number) =>
        Rules.FirstOrDefault(rule => rule.Number == number) is { } rule
            ? new(number, rule.Name, Version) { Category = rule.Category ?? Category.Other, Law = rule.Law }
            : null;
}
