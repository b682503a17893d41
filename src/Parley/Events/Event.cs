using Parley.Storage;

namespace Parley.Events;

/// <summary>Something that happened, as followers see it.</summary>
/// <param name="Place">Where it stands in the order; none yet where this process hears of its own before it is read.</param>
internal sealed record Event(
    Bookmark Place,
    SiteId Site,
    EventKind Kind,
    Guid? ThreadId,
    long? Number,
    Guid? SubjectId,
    DateTimeOffset At,
    bool IsQuiet
) : Change;

/// <summary>A place in the order of events: the writing transaction (0 on SQLite), then the event's id.</summary>
internal readonly record struct Bookmark(long Tx, long Id);
