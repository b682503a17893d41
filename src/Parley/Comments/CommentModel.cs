using Microsoft.AspNetCore.Components;

namespace Parley.Views.Comments;

/// <summary>Who wrote a comment, as everyone may know it.</summary>
public sealed record AuthorModel(string Name, AuthorKind Kind = AuthorKind.Reader);

public enum AuthorKind
{
    Reader,

    /// <summary>Has no account; the name may be anybody's.</summary>
    Guest,

    /// <summary>Came with an older system's discussion; the name is the one it had there, and may occur twice.</summary>
    Imported,

    /// <summary>Came by a token of the site's own system, which gave the name; it may occur twice.</summary>
    Signed,
    Moderator,

    /// <summary>Of the newsroom, without a say in what stands.</summary>
    Journalist,
}

public enum CommentStanding
{
    Published,

    /// <summary>Waits for a moderator, and only its author sees it.</summary>
    Held,

    /// <summary>A moderator took it out; its place remains, since something stands under it.</summary>
    Removed,

    /// <summary>Its author took it out; its place remains.</summary>
    Deleted,
}

/// <summary>A comment as a reader sees it, and what stands under it.</summary>
/// <param name="Url">Its permalink; its forms lie below it.</param>
/// <param name="Html">Safe already: what <c>Markup</c> made of the author's words. Empty where only its place remains.</param>
/// <param name="PostedAt">Null where the import did not know.</param>
public sealed record CommentModel(Guid Id, string Url, AuthorModel Author, MarkupString Html, DateTimeOffset? PostedAt)
{
    public CommentStanding Standing { get; init; } = CommentStanding.Published;

    /// <summary>Since when it has stood as it does, for one that is held, removed or deleted.</summary>
    public DateTimeOffset? StandingSince { get; init; }

    /// <summary>The house rule for which it was removed, in words.</summary>
    public string? Rule { get; init; }

    /// <summary>For the author of a held comment: each reason that a check gave, in words.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    public bool IsEdited { get; init; }

    /// <summary>Where the earlier words of an edited one are, if the site shows them.</summary>
    public string? RevisionsUrl { get; init; }

    /// <summary>How many readers say that it adds something, even those who disagree.</summary>
    public int Appreciations { get; init; }

    /// <summary>Whether the newsroom picked it.</summary>
    public bool IsPicked { get; init; }

    /// <summary>Whether it stands at the top of its thread as well.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The words of the report, or the claim, that it is about.</summary>
    public PlaceModel? Place { get; init; }

    /// <summary>What the newsroom answered, where it challenges a fact.</summary>
    public FactAnswerModel? Answer { get; init; }

    /// <summary>Whom it answers, where that comment is not drawn above it.</summary>
    public ParentModel? Parent { get; init; }

    public IReadOnlyList<CommentModel> Replies { get; init; } = [];

    /// <summary>The rest of its branch, which is not drawn here.</summary>
    public MoreModel? More { get; init; }

    /// <summary>Where it stands on its page, from 1; 0 where that says nothing.</summary>
    public int StandsAt { get; init; }

    /// <summary>The one that a link led to.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>What its own author may still do with it; only on private pages.</summary>
    public OwnActs Own { get; init; }
}

/// <summary>The comment that another one answers.</summary>
/// <param name="Name">Null where only its place remains.</param>
public sealed record ParentModel(string Url, string? Name);

/// <summary>The newsroom's answer to a challenge of a fact.</summary>
/// <param name="Status">What the claim is since then, in words; null where nothing changed.</param>
public sealed record FactAnswerModel(string Text, string By, DateTimeOffset At, string? Status = null);

/// <summary>Comments that stand on a page of their own.</summary>
public sealed record MoreModel(int Count, string Url);

[Flags]
public enum OwnActs
{
    None = 0,
    Edit = 1,
    Delete = 2,

    /// <summary>Tell the newsroom that it challenges a fact; from one's own page, since the script draws the thread's own links.</summary>
    Challenge = 4,
}

/// <summary>Where the scripts find what belongs to a thread, on a page that shows a part of it.</summary>
/// <param name="ApiUrl">Below it lie the thread's own doors (<c>/mine</c>).</param>
public sealed record ThreadDoorsModel(Guid ThreadId, string ApiUrl, string SignInUrl);

/// <summary>How comments are drawn in one place.</summary>
/// <param name="HeadingLevel">The level of the heading over a top-level comment; a reply's is one deeper.</param>
/// <param name="Depth">How many lines deep replies are set; below that a reply says whom it answers.</param>
/// <param name="IsOpen">Whether one can still reply.</param>
/// <param name="IsStill">Whether it stands in a page of others, where there is nothing of ours that a button could send.</param>
public sealed record CommentLook(int HeadingLevel = 3, int Depth = 3, bool IsOpen = true, bool IsStill = false)
{
    /// <summary>The order that the comments stand in, by its key; null where it is none of the reader's.</summary>
    public string? Order { get; init; }

    /// <summary>Whether it stands in an article's frame, in which the pages behind its links would be refused.</summary>
    public bool IsFramed { get; init; }

    /// <summary>Where a link to a whole page of ours leads without a script.</summary>
    public string? Target => IsFramed ? "_top" : null;
}
