namespace Parley.Screening;

/// <summary>Something the author said shortly before.</summary>
internal readonly record struct RecentWords(Guid Comment, Wording Wording, DateTimeOffset At);
