using Parley.HouseRules;
using Parley.Reasons;

namespace Parley.Moderation;

/// <summary>
/// Which of the rules that are hard to read a comment that waits may break: a class each. It is known before anybody reads the words,
/// so it goes by what readers reported and what word lists found, and may be wrong both ways.
/// </summary>
internal static class HardClasses
{
    private static readonly string[] WordLists = ["banned-words", "suspect-words"];

    /// <param name="reasons">What machines found.</param>
    /// <param name="reports">What readers reported it for.</param>
    /// <returns>The numbers of the rules, in the order of the house's.</returns>
    public static IReadOnlyList<int> Of(RuleBook book, IEnumerable<Reason> reasons, IEnumerable<string> reports)
    {
        var isInLists = reasons.Any(reason => WordLists.Contains(reason.Check));
        var reported = reports.SelectMany(AboutOf).ToHashSet();
        return
        [
            .. Hard(book)
                .Where(rule =>
                    (rule.Category is { } about && reported.Contains(about)) || (rule.Hard == Hardness.Words && isInLists)
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
            "abuse" => [Category.CyberViolence, Category.CyberViolenceAgainstWomen],
            _ => [],
        };
}
