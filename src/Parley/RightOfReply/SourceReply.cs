using Parley.Sourcing;

namespace Parley.RightOfReply;

/// <summary>How a source's reply stands. The numbers stand in databases.</summary>
internal enum SourceReplyState
{
    /// <summary>Its link is out, and nothing has been written by it.</summary>
    Offered = 0,

    /// <summary>It is written, and the newsroom has not decided.</summary>
    Waiting = 1,

    /// <summary>It stands beside the words that name its writer.</summary>
    Published = 2,
    Refused = 3,

    /// <summary>The link was taken back, or the reply taken down.</summary>
    Withdrawn = 4,
}

/// <summary>
/// What somebody whom a report names answers to the words that name them: the right of reply. It hangs on the passage, and so stands beside
/// it whatever becomes of the text.
/// </summary>
/// <param name="Name">Whose words they are, as the report named them when it was offered; how they are described since they are not named.</param>
/// <param name="Until">How long its link lets one write.</param>
internal sealed record SourceReply(
    Guid Id,
    Guid StoryId,
    Guid PassageId,
    string Name,
    DateTimeOffset OfferedAt,
    DateTimeOffset Until,
    SourceReplyState State
)
{
    /// <summary>In code points.</summary>
    public const int LongestWords = 3_000;

    /// <summary>Of the newsroom's response and of its reasons, in code points.</summary>
    public const int LongestResponse = 1_000;

    /// <summary>The most that one passage has, those that were refused among them.</summary>
    public const int MostOnPassage = 20;

    /// <summary>How long one may write.</summary>
    public static readonly TimeSpan TimeToWrite = TimeSpan.FromDays(30);

    /// <summary>The newsroom's and its writer's alone until it is published.</summary>
    public string? Words { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it is not published.</summary>
    public string? Reason { get; init; }

    /// <summary>What the newsroom says to it, beside it.</summary>
    public string? Response { get; init; }

    /// <summary>Who says that.</summary>
    public Guid? ResponseBy { get; init; }

    /// <summary>What they are called now.</summary>
    public string? ResponseName { get; init; }
    public DateTimeOffset? ResponseAt { get; init; }

    /// <summary>Whether a source can speak for itself. A document cannot, and whoever is unnamed would be named by it.</summary>
    public static bool MayReply(Source source) =>
        source.Kind is SourceKind.Person or SourceKind.Organisation or SourceKind.Outlet;
}
