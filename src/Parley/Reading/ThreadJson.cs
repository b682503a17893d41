using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.Mutes;
using Parley.Policies;
using Parley.Readers;

namespace Parley.Reading;

/// <summary>A thread, as clients read it.</summary>
internal sealed record ThreadAnswer
{
    /// <summary>Null for a page under which nobody has written yet.</summary>
    public Guid? Id { get; init; }
    public string? Title { get; init; }

    /// <summary>The page of the report.</summary>
    public string? StoryUrl { get; init; }
    public required bool IsOpen { get; init; }

    /// <summary>How it is kept: <c>open</c>, <c>slowed</c>, <c>held</c>, <c>closed</c>, or <c>stopped</c> with the whole site.</summary>
    public required PolicyState State { get; init; }

    /// <summary>Of a slowed one: how far apart one reader's comments are, in seconds.</summary>
    public int? Seconds { get; init; }

    /// <summary>Of one that is not open: why, in the house's own words.</summary>
    public string? Sentence { get; init; }

    /// <summary>What the house says at the top, as plain text.</summary>
    public string? Note { get; init; }

    /// <summary>When it closes, or closed.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Comments that the public sees.</summary>
    public required int Count { get; init; }

    /// <summary>The number of its last public event.</summary>
    public required long Version { get; init; }
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>What the newsroom asks, as safe HTML; absent where it asks nothing.</summary>
    public string? Question { get; init; }
}

/// <summary>A part of a site's stories.</summary>
/// <param name="Next">Where the next part begins: <c>before</c>; absent on the last one.</param>
internal sealed record StoriesAnswer(IReadOnlyList<StoryAnswer> Stories, string? Next);

/// <summary>A story, as a list shows it.</summary>
/// <param name="Thread">The id of its discussion, which is its own.</param>
/// <param name="Url">The page of the report.</param>
/// <param name="Comments">Comments that the public sees.</param>
internal sealed record StoryAnswer(Guid Thread, string Title, string Url, int Comments)
{
    public string? Section { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>A page of a thread's comments.</summary>
/// <param name="Next">Where the next page begins: <c>after</c>; absent on the last one.</param>
internal sealed record CommentListAnswer(IReadOnlyList<CommentAnswer> Comments, string? Next, int Count, long Version);

/// <summary>A part of the comments on a claim.</summary>
/// <param name="Next">Where the next part begins: <c>after</c>; absent on the last one.</param>
/// <param name="Count">How many there are altogether.</param>
internal sealed record ClaimCommentsAnswer(IReadOnlyList<CommentAnswer> Comments, string? Next, int Count);

/// <summary>What is the visitor's own on a thread's page: laid over the public page by its script.</summary>
internal sealed record MineAnswer
{
    public required MyselfAnswer Reader { get; init; }

    /// <summary>Whether one may decide about what others wrote here: as a moderator, of this story's section among them.</summary>
    public bool MayModerate { get; init; }

    /// <summary>How many replies and mentions are unread, on the whole site; at most a hundred are counted.</summary>
    public int Unread { get; init; }

    /// <summary>The comments that one appreciates.</summary>
    public required IReadOnlyList<Guid> Appreciated { get; init; }

    /// <summary>One's own comments that wait for a person, drawn as only their author sees them.</summary>
    public required IReadOnlyList<HeldAnswer> Held { get; init; }

    /// <summary>What stands here by readers whom one has muted.</summary>
    public required IReadOnlyList<MutedHere> Muted { get; init; }

    /// <summary>One's own comments that are public or wait, and what one may still do with each.</summary>
    public required IReadOnlyList<OwnAnswer> Own { get; init; }
}

/// <param name="Role"><c>reader</c>, <c>moderator</c> or <c>administrator</c>.</param>
internal sealed record MyselfAnswer(Guid Id, string Name, ReaderRole Role);

/// <param name="ParentId">Under which it will stand.</param>
internal sealed record HeldAnswer(Guid Id, Guid? ParentId, string Fragment);

/// <param name="EditSeconds">For how many seconds from now it can be mended, by the server's clock; 0 where no longer.</param>
internal sealed record OwnAnswer(Guid Id, int EditSeconds, bool CanDelete);

[JsonSerializable(typeof(StoriesAnswer))]
[JsonSerializable(typeof(ThreadAnswer))]
[JsonSerializable(typeof(CommentListAnswer))]
[JsonSerializable(typeof(ClaimCommentsAnswer))]
[JsonSerializable(typeof(CommentAnswer))]
[JsonSerializable(typeof(MineAnswer))]
[JsonSerializable(typeof(CountsAnswer))]
[JsonSerializable(typeof(CountsBody))]
internal sealed partial class ThreadJson : JsonSerializerContext
{
    public static ThreadJson Ours { get; } = new(Json.Options());
}

/// <summary>The pages whose counts are asked: up to a hundred addresses, as the asking page writes them.</summary>
internal sealed record CountsBody(IReadOnlyList<string> Urls);

internal sealed record CountsAnswer(IReadOnlyList<CountAnswer> Counts);

/// <param name="Url">Exactly as it was asked, so that the asking page finds it again.</param>
internal sealed record CountAnswer(string Url, int Count);
