namespace Parley.Moderation;

/// <summary>How the desk keeps up, in numbers of everybody together: it ranks nobody.</summary>
/// <param name="Waiting">How many wait now, by how long they have waited: the younger than each of <see cref="Ages"/>, then the rest.</param>
/// <param name="Hours">The last twenty-four hours, the earliest first, the one that runs now at the end.</param>
/// <param name="Days">The last twenty-eight days by the site's clock, the earliest first, today at the end.</param>
internal sealed record DeskFigures(
    IReadOnlyList<int> Waiting,
    IReadOnlyList<HourFigures> Hours,
    IReadOnlyList<DayFigures> Days,
    MachineShare Machine,
    ObjectionFigures Objections
)
{
    /// <summary>The ages by which what waits is counted.</summary>
    public static IReadOnlyList<TimeSpan> Ages { get; } =
    [TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromDays(1)];
}

/// <param name="Begins">When the hour begins.</param>
/// <param name="Published">Decisions by which a comment was published or left up.</param>
/// <param name="Rejected">Decisions by which one was rejected or removed.</param>
internal sealed record HourFigures(DateTimeOffset Begins, int Published, int Rejected);

/// <param name="Published"><inheritdoc cref="HourFigures" path="/param[@name='Published']"/></param>
/// <param name="Rejected"><inheritdoc cref="HourFigures" path="/param[@name='Rejected']"/></param>
/// <param name="TakenBack">How many of these decisions were taken back by whoever took them.</param>
/// <param name="MedianMinutes">From being held, or first reported, to the decision, in tenths; null where nothing that waited was decided.</param>
/// <param name="P95Minutes">The same for the slowest in twenty.</param>
internal sealed record DayFigures(
    DateOnly Day,
    int Published,
    int Rejected,
    int TakenBack,
    double? MedianMinutes,
    double? P95Minutes
)
{
    public int Decided => Published + Rejected;
}

/// <summary>Of the newest comments of a week, those about which no person had to decide anything.</summary>
/// <param name="Written">How many comments were looked at.</param>
/// <param name="ByPeople">How many of them wait for a person, or were decided by one.</param>
internal sealed record MachineShare(int Written, int ByPeople)
{
    /// <summary>In percent; null where nothing was written.</summary>
    public double? Percent => Written == 0 ? null : 100.0 * (Written - ByPeople) / Written;
}

/// <summary>Objections that were decided within the days.</summary>
internal sealed record ObjectionFigures(int Decided, int Reversed);
