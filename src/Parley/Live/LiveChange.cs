namespace Parley.Live;

/// <summary>What of a thread changed, as those hear it who have its page open. Ids and counts, never words: what is to be shown is asked for then.</summary>
internal enum LiveKind
{
    /// <summary>A comment is there that was not.</summary>
    Published,

    /// <summary>Its words are others.</summary>
    Edited,

    /// <summary>It is not there any more: deleted, removed, or waiting for a person again.</summary>
    Gone,

    /// <summary>A reaction was given or taken back.</summary>
    Reacted,
    Opened,
    Closed,

    /// <summary>Something that moves nothing on an open page, an import for example; of several in a row only the last is told.</summary>
    Quiet,
}

/// <param name="Number">Among the thread's public events.</param>
/// <param name="Comment">Which comment.</param>
/// <param name="Parent">What it answers, where it is published.</param>
/// <param name="Appreciations">How many appreciate it now, where that changed.</param>
/// <param name="Count">How many comments the thread has now, where that changed.</param>
internal sealed record LiveChange(
    long Number,
    LiveKind Kind,
    Guid? Comment = null,
    Guid? Parent = null,
    int? Appreciations = null,
    int? Count = null
);

/// <summary>What changed in a thread after a number.</summary>
/// <param name="Version">The number up to which this tells everything.</param>
/// <param name="Count">Comments that the public sees.</param>
/// <param name="Changes">In the order of their numbers.</param>
/// <param name="IsReset">
/// True where too much has happened since, or the number is none of this thread's: whoever asks reads the page anew.
/// </param>
internal sealed record LiveNews(long Version, int Count, IReadOnlyList<LiveChange> Changes, bool IsReset = false);
