namespace Parley.Screening;

/// <summary>Something the author said shortly before.</summary>
internal sealed record RecentWords(Guid Comment, Wording Wording, DateTimeOffset At);
