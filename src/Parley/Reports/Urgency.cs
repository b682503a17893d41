namespace Parley.Reports;

/// <summary>
/// By when somebody should have looked at a reported comment: when the harm that it is likely to have done meanwhile comes to what a
/// discussion can bear. Whatever comes to it first stands first, so the order of the queue is one of times, and the same for everybody
/// and at any moment.
/// </summary>
internal static class Urgency
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    // A hundred readings of something that weighs one.
    private const double Bearable = 100;

    // Nobody counts who reads. Whoever writes is one of many who read, and some come where nobody has written for an hour.
    private const int ReadersOfOneComment = 40;
    private const int ReadersAnyway = 10;

    /// <summary>How many read a discussion in an hour, as far as one can tell.</summary>
    /// <param name="written">How many comments were written there within the last hour.</param>
    public static int ReadersAnHour(int written) => ReadersAnyway + (ReadersOfOneComment * written);

    /// <summary>How likely it is when somebody else says so too, who knows nothing of the first: each leaves so much doubt.</summary>
    /// <param name="likelihood">How likely the one is right, from 0 to 1.</param>
    /// <param name="other">How likely the other, a model for one.</param>
    public static double With(double likelihood, double other) => 1 - ((1 - likelihood) * (1 - other));

    /// <param name="others">How many others say so that nobody has decided on.</param>
    /// <param name="likelihood">How likely the one who says so now is right.</param>
    public static DateTimeOffset DueAt(DateTimeOffset now, string reason, int others, double likelihood, int readersAnHour)
    {
        var harmAnHour = LikelihoodOf(others, likelihood) * WeightOf(reason) * readersAnHour;
        var hours = Math.Clamp(Bearable / harmAnHour, Shortest.TotalHours, Longest.TotalHours);
        return Micros.FromMicros(now.ToMicros() + Micros.Of(TimeSpan.FromHours(hours)));
    }

    // One reporter in two is wrong, as long as nothing else is known, and each further one halves the doubt.
    private static double LikelihoodOf(int others, double likelihood) =>
        1 - ((1 - likelihood) * Math.Pow(0.5, Math.Min(others, 50)));

    private static int WeightOf(string reason) =>
        reason switch
        {
            "illegal" or ReportComment.Notice => 10,
            "hate" => 5,
            "abuse" => 3,
            "off-topic" => 1,
            _ => 2,
        };
}
