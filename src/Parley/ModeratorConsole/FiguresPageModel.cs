namespace Parley.Views.ModeratorConsole;

/// <summary>What was decided in half a year, in figures.</summary>
/// <param name="Half">Such as <c>2026-1</c>.</param>
/// <param name="DownloadUrl">The figures, and each statement for the Commission's database, as files.</param>
public sealed record FiguresPageModel(ConsoleModel Console, string Half, IReadOnlyList<FigureModel> Figures, string DownloadUrl)
{
    /// <summary>The latest ones, each with its page.</summary>
    public IReadOnlyList<(string Half, string Url)> Halves { get; init; } = [];
}

/// <param name="Figure"><c>statements</c>, <c>notices</c>, <c>trusted-notices</c>, <c>reports</c>, <c>objections</c> or <c>reporters-objections</c>.</param>
/// <param name="Kind">Of which sort; of statements the restriction.</param>
public sealed record FigureModel(string Figure, string Kind, long Count);
