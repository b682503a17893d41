namespace Parley.Screening;

/// <summary>Something the author said shortly before.</summary>
internal readonly record struct RecentWords(Guid Comment, Wording Wording, DateTimeOffset At)
{
    /// <summary>In which discussion.</summary>
    public Guid Thread { get; init; }
}
