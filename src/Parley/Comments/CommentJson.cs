using System.Text.Json.Serialization;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Sourcing;

namespace Parley.Comments;

/// <summary>A new comment, as a client sends it.</summary>
/// <param name="Id">UUIDv7, made by the client and kept until it has an answer: sent again, it is one comment.</param>
internal sealed record PostCommentBody(Guid Id, string Body, Guid? ParentId = null)
{
    /// <summary>The <c>nudge</c> of the problem <c>comment-nudged</c>, where that was the answer before: then the words go on as they are.</summary>
    public Guid? Nudge { get; init; }

    /// <summary>For staff: why the words are published though a check would hold them.</summary>
    public string? Override { get; init; }

    /// <summary>The passage of the report that it is about. Of <c>passage</c>, <c>claim</c> and <c>words</c> one at the most.</summary>
    public Guid? Passage { get; init; }

    /// <summary>The claim that it is about.</summary>
    public Guid? Claim { get; init; }

    /// <summary>Words of the report that it is about, as they stand there.</summary>
    public string? Words { get; init; }

    /// <summary>The paragraph in which the words stand, where they stand in several places.</summary>
    public string? Block { get; init; }

    /// <summary>What stands before the words, likewise.</summary>
    public string? Prefix { get; init; }

    /// <summary>What stands after the words, likewise.</summary>
    public string? Suffix { get; init; }
}

/// <summary>The first comment under a page that has no thread yet.</summary>
/// <param name="Url">The page's address.</param>
/// <param name="Identifier">The site's own name for the page, if it has one.</param>
internal sealed record FirstCommentBody(
    Guid Id,
    string Body,
    string? Url = null,
    string? Identifier = null,
    string? Title = null
)
{
    /// <inheritdoc cref="PostCommentBody.Nudge"/>
    public Guid? Nudge { get; init; }

    /// <inheritdoc cref="PostCommentBody.Override"/>
    public string? Override { get; init; }
}

internal sealed record EditCommentBody(string Body)
{
    /// <inheritdoc cref="PostCommentBody.Nudge"/>
    public Guid? Nudge { get; init; }

    /// <inheritdoc cref="PostCommentBody.Override"/>
    public string? Override { get; init; }
}

internal sealed record PreviewBody(string Body);

/// <param name="Html">Safe HTML, as posting would make it.</param>
internal sealed record PreviewAnswer(string Html);

/// <summary>A comment, as clients read it.</summary>
internal sealed record CommentAnswer
{
    public required Guid Id { get; init; }
    public required Guid ThreadId { get; init; }
    public Guid? ParentId { get; init; }

    /// <summary><c>published</c>, <c>held</c> or <c>rejected</c> (to its author alone), <c>removed</c> or <c>deleted</c>.</summary>
    public required CommentState State { get; init; }

    /// <summary>Null where only the place remains.</summary>
    public AuthorAnswer? Author { get; init; }

    /// <summary>Safe HTML; null where only the place remains.</summary>
    public string? Html { get; init; }

    /// <summary>The words as they were written: to their author alone.</summary>
    public string? Body { get; init; }

    /// <summary>The words of the report, or the claim, that it is about; absent for the story as a whole.</summary>
    public PlaceAnswer? Place { get; init; }

    /// <summary>What the newsroom answered, where it challenges a fact and was answered.</summary>
    public FactAnswerAnswer? Answer { get; init; }

    /// <summary>Null where the import did not know.</summary>
    public DateTimeOffset? PostedAt { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public int Appreciations { get; init; }

    /// <summary>Whether the newsroom picked it.</summary>
    public bool IsPicked { get; init; }

    /// <summary>Whether the newsroom pinned it to the top of its thread.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The address of its own page.</summary>
    public required string Url { get; init; }

    /// <summary>For a top-level comment in a list: its first replies, in the order of time.</summary>
    public IReadOnlyList<CommentAnswer>? Replies { get; init; }

    /// <summary>For a top-level comment: all its replies, here or not.</summary>
    public int? ReplyCount { get; init; }

    /// <summary>Where the rest of the replies begins: <c>after</c> of <c>…/comments/{id}/replies</c>.</summary>
    public string? NextReplies { get; init; }
}

/// <param name="Words">As they stand in the report now, or last stood; the claim's sentence.</param>
/// <param name="State"><c>anchored</c>; <c>moved</c> where the text has changed; <c>orphaned</c> where the words are gone.</param>
internal sealed record PlaceAnswer(Guid? Passage, Guid? Claim, string Words, AnchorState State)
{
    /// <summary>The words as they were when somebody chose them, where the text has changed since.</summary>
    public string? OldWords { get; init; }
}

/// <summary>The newsroom's answer to a challenge of a fact.</summary>
/// <param name="Status">What the claim became by it; absent where nothing changed.</param>
internal sealed record FactAnswerAnswer(string Text, string By, DateTimeOffset At, ClaimStatus? Status);

/// <param name="Kind"><c>account</c>, <c>guest</c> or <c>imported</c>.</param>
/// <param name="Role"><c>reader</c>, <c>moderator</c> or <c>administrator</c>.</param>
internal sealed record AuthorAnswer(string Name, ReaderKind Kind, ReaderRole Role);

/// <summary>What became of a comment that was sent.</summary>
/// <param name="Version">The thread's version with it.</param>
internal sealed record PostedAnswer(CommentAnswer Comment, long Version)
{
    /// <summary>The comment as the page shows it, ready to be put in: for a page's script, which asks for it by <c>?fragment</c>.</summary>
    public string? Fragment { get; init; }

    /// <summary>Why it waits, each in a sentence.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>For how many seconds from now it can be mended, by the server's clock.</summary>
    public int EditSeconds { get; init; }
}

/// <param name="Next"><c>before</c> of the older ones; null at the end.</param>
/// <param name="Sanctions">What moderators decided about one, standing or past, the latest first.</param>
internal sealed record OwnListAnswer(
    IReadOnlyList<OwnAnswer> Comments,
    string? Next,
    IReadOnlyList<OwnSanctionAnswer> Sanctions
);

internal sealed record OwnAnswer(CommentAnswer Comment)
{
    /// <summary>What a moderator decided, where one did.</summary>
    public OwnDecisionAnswer? Decision { get; init; }

    /// <summary>What the checks found, each in a sentence.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>Whether an automatic check found what is against it; absent where nothing is.</summary>
    public bool? FoundByMachine { get; init; }

    /// <summary>Whether no person has decided yet: then it waits for one. Absent where nothing is against it.</summary>
    public bool? DecidedByMachine { get; init; }

    /// <summary>With it one objects: to what was decided, or to waiting too long.</summary>
    public string? Code { get; init; }
}

/// <param name="Rule">The house rule that it breaks, by its name.</param>
/// <param name="Words">What the moderator adds.</param>
internal sealed record OwnDecisionAnswer(DateTimeOffset At, string? Rule, string? Words)
{
    public int? RuleNumber { get; init; }

    /// <summary>The version of the house's rules in which the rule stands.</summary>
    public int? RulesVersion { get; init; }

    /// <summary>Where the law stands that forbids it; absent for a rule of the house's own.</summary>
    public string? Law { get; init; }
}

[JsonSerializable(typeof(PostCommentBody))]
[JsonSerializable(typeof(FirstCommentBody))]
[JsonSerializable(typeof(EditCommentBody))]
[JsonSerializable(typeof(PreviewBody))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(CommentAnswer))]
[JsonSerializable(typeof(PostedAnswer))]
[JsonSerializable(typeof(OwnListAnswer))]
internal sealed partial class CommentJson : JsonSerializerContext
{
    public static CommentJson Ours { get; } = new(Json.Options());
}
