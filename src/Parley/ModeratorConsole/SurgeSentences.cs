using Parley.Moderation;

namespace Parley.ModeratorConsole;

/// <summary>What surges, in words, for staff.</summary>
internal static class SurgeSentences
{
    /// <summary>Such as "comments ×8 in ten minutes, 70 % of it by readers of today; 240 came from forum.example".</summary>
    public static string Of(Words words, Surge surge)
    {
        string?[] parts = [surge.IsOfDeeds ? DeedsOf(words, surge) : null, CameOf(words, surge)];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string DeedsOf(Words words, Surge surge) =>
        words.Format(
            "surge.what",
            (
                "what",
                string.Join(
                    ", ",
                    new[]
                    {
                        ("surge.posts", surge.Posts),
                        ("surge.reactions", surge.Reactions),
                        ("surge.reports", surge.Reports),
                    }
                        .Where(one => one.Item2 > 0)
                        .Select(one => words.Format(one.Item1, ("times", one.Item2)))
                )
            ),
            ("percent", surge.NewReaders)
        );

    private static string? CameOf(Words words, Surge surge) =>
        surge.Host is { } host ? words.Format("surge.came", ("count", words.Number(surge.Visits)), ("host", host)) : null;
}
