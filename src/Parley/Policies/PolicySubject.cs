using Parley.Threads;

namespace Parley.Policies;

/// <summary>What policies are asked about: a thread, or a page that has none yet.</summary>
/// <param name="Section">The section that an import or the newsroom gave it.</param>
/// <param name="Place">The address at which it stands, as a key: a section may be the pages below a path. Not those under which it was only seen.</param>
internal sealed record PolicySubject(Guid? Thread, string? Section, IReadOnlyList<string> Tags, string? Place)
{
    /// <summary>The thread's row, where it is at hand. Without it nothing is known of a thread that was closed or is too old.</summary>
    public CommentThread? Row { get; init; }

    /// <summary>When its report was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    public static PolicySubject OfThread(Guid id) => new(id, null, [], null);
}
