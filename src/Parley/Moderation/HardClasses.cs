using Parley.HouseRules;
using Parley.Reasons;

namespace Parley.Moderation;

/// <summary>
/// Which of the rules that are hard to read a comment that waits may break: a class each. It is known before anybody reads the words,
/// so it goes by what readers reported, what models of the language think likely and what word lists found, and may be wrong both ways.
/// </summary>
internal static class HardClasses
{
    private static readonly string[] WordLists = ["banned-words", "suspect-words"];

    private static readonly Category[] AgainstPeople = [Category.CyberViolence, Category.CyberViolenceAgainstWomen];

    /// <param name="reasons">What machines found.</param>
    /// <param name="reports">What readers reported it for.</param>
    /// <returns>The numbers of the rules, in the order of the house's.</returns>
    public static IReadOnlyList<int> Of(RuleBook book, IEnumerable<Reason> reasons, IEnumerable<string> reports)
    {
        var checks = reasons.Select(reason => reason.Check).ToHashSet();
        var isInLists = WordLists.Any(checks.Contains);
        var likely = reports.SelectMany(AboutOf).Concat(checks.SelectMany(FoundBy)).ToHashSet();
        return
        [
            .. Hard(book)
                .Where(rule =>
                    (rule.Category is { } about && likely.Contains(about)) || (rule.Hard == Hardness.Words && isInLists)
                )
                .Select(rule => rule.Number),
        ];
    }

    /// <summary>The rules that are hard to read.</summary>
    public static IEnumerable<HouseRule> Hard(RuleBook book) => book.Rules.Where(rule => rule.Hard != Hardness.No);

    private static Category[] AboutOf(string reported) =>
        reported switch
        {
            "hate" => [Category.HarmfulSpeech],
            // A threat and the wish of harm are among what the form calls an attack on a person.
            "abuse" => [.. AgainstPeople, Category.Violence],
            _ => [],
        };

    // What is mere rudeness is hard for nobody whose work it is, or all of the queue would be veiled.
    private static Category[] FoundBy(string check) =>
        check switch
        {
            "threat" => [Category.Violence],
            "identity-attack" => [Category.HarmfulSpeech],
            "severe-toxicity" => [.. AgainstPeople, Category.HarmfulSpeech],
            _ => [],
        };
}
