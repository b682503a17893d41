using Parley.Comments;

namespace Parley.Moderation;

/// <summary>What comments of a batch have in common with the one that it was begun from.</summary>
internal enum BatchKind
{
    /// <summary>They wait, and are by the same writer.</summary>
    Writer,

    /// <summary>They are by the same writer and of the last 24 hours, whether anybody has looked at them or not.</summary>
    Day,

    /// <summary>They wait, and lead to the same host.</summary>
    Link,

    /// <summary>They wait, and the same check found something in them.</summary>
    Check,

    /// <summary>They wait, and say the same, whatever their case, marks and blanks, or nearly: four fifths of their runs of three words.</summary>
    Alike,
}

/// <summary>Comments that may be decided together.</summary>
/// <param name="Comments">Held and published ones, what should be looked at first in front; never more than <see cref="BatchStore.Most"/>.</param>
/// <param name="IsWhole">Whether these are all: where not, the rest comes with the next batch.</param>
internal sealed record Batch(BatchKind Kind, IReadOnlyList<ReadComment> Comments, bool IsWhole)
{
    /// <summary>What they have in common, such as the host that they lead to.</summary>
    public string? Common { get; init; }

    /// <summary>Those that somebody calls illegal and waits for an answer: nobody publishes them or leaves them up unread.</summary>
    public IReadOnlySet<Guid> Noticed { get; init; } = new HashSet<Guid>();

    /// <returns>Null for a word that names no kind.</returns>
    public static BatchKind? ReadKind(string? word) =>
        Enum.TryParse<BatchKind>(word, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(word![0])
            ? kind
            : null;
}
