namespace Parley.Views.ModeratorConsole;

/// <summary>How the desk keeps up.</summary>
/// <param name="Sentences">What can be said in a sentence.</param>
/// <param name="Charts">What is better seen.</param>
public sealed record DeskFiguresPageModel(
    ConsoleModel Console,
    IReadOnlyList<string> Sentences,
    IReadOnlyList<BarChartModel> Charts
);

/// <summary>A few numbers as bars, and as the table that says the same.</summary>
/// <param name="Id">Names it on its page.</param>
/// <param name="Of">What a row is: an hour, a day, an age.</param>
/// <param name="Series">What its numbers are, one or two of them: of two, the second stands on the first.</param>
public sealed record BarChartModel(
    string Id,
    string Title,
    string Of,
    IReadOnlyList<string> Series,
    IReadOnlyList<BarModel> Bars
)
{
    /// <summary>The largest that any bar comes to; 0 where there is nothing to draw.</summary>
    public double Top => Bars.Select(bar => bar.Values.Sum(value => value ?? 0)).DefaultIfEmpty().Max();
}

/// <param name="Values">One for each series; null where there is none, which is not zero.</param>
public sealed record BarModel(string Name, IReadOnlyList<double?> Values);
