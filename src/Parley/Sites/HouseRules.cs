namespace Parley.Sites;

/// <summary>A rule of the house: a short name, and what it means.</summary>
internal sealed record HouseRule(string Name, string Meaning);

/// <summary>What a site asks of those who write. A site that has said nothing has the rules that every decent house has.</summary>
internal static class HouseRules
{
    private static readonly string[] Ours = ["people", "hate", "threats", "private", "spam", "topic"];

    /// <summary>The site's own rules, one a line as <c>name: meaning</c>; else the ones in the language file.</summary>
    public static IReadOnlyList<HouseRule> Of(Site site, Words words) =>
        string.IsNullOrWhiteSpace(site.Settings.HouseRules)
            ? [.. Ours.Select(key => new HouseRule(words[$"rule.{key}"], words[$"rule.{key}.meaning"]))]
            :
            [
                .. site
                    .Settings.HouseRules.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
                    .Select(parts => new HouseRule(parts[0], parts.Length > 1 ? parts[1] : "")),
            ];
}
