namespace Parley.Views.ModeratorConsole;

/// <summary>How the desk keeps up.</summary>
/// <param name="Sentences">What can be said in a sentence.</param>
/// <param name="Charts">What is better seen.</param>
public sealed record DeskFiguresPageModel(
    ConsoleModel Console,
    IReadOnlyList<string> Sentences,
    IReadOnlyList<BarChartModel> Charts
)
{
    /// <summary>How far people agree.</summary>
    public AgreementModel? Agreement { get; init; }
}

/// <param name="Months">Those in which somebody looked again, or an objection was decided.</param>
/// <param name="Lines">All rules together, then each that was cited often enough.</param>
/// <param name="LeastPairs">With fewer pairs there is no figure.</param>
/// <param name="LeastCited">A rule is among them once so many pairs cite it.</param>
public sealed record AgreementModel(
    BarChartModel Overturned,
    IReadOnlyList<AgreementMonthModel> Months,
    IReadOnlyList<AgreementLineModel> Lines,
    int LeastPairs,
    int LeastCited
);

/// <param name="Overturned">How many, and their share; null where nobody looked.</param>
public sealed record AgreementMonthModel(
    string Name,
    int Looked,
    int Differed,
    string? Overturned,
    int Objections,
    string? Reversed
);

/// <param name="Alpha">Null where there are too few pairs.</param>
public sealed record AgreementLineModel(string Name, int Pairs, string? Alpha, string? Interval);

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
