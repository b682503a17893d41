using Microsoft.AspNetCore.Components;

namespace Parley.Views.Comments;

/// <summary>A page on which somebody writes a comment, a reply or other words for one's own comment.</summary>
/// <param name="Form">Null where it cannot be sent any more; the words are kept to be copied.</param>
public sealed record WritePageModel(PageModel Page, CommentFormModel? Form, string StoryTitle, string BackUrl)
{
    public CommentPurpose Purpose { get; init; } = Form?.Purpose ?? CommentPurpose.Comment;

    /// <summary>The comment that is answered.</summary>
    public CommentModel? Answers { get; init; }

    /// <summary>The same page with that comment's words in the box, as a quotation; null where there is nothing to quote.</summary>
    public string? QuoteUrl { get; init; }

    /// <summary>The words as they will stand, where their writer asked to see them.</summary>
    public MarkupString? Preview { get; init; }

    /// <summary>Why what was sent was not taken.</summary>
    public WritingTrouble? Trouble { get; init; }

    /// <summary>The reasons, each in words.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The words, where there is no form to keep them.</summary>
    public string? KeptWords { get; init; }
}

/// <summary>Why words that were sent were not taken. They stay in the form.</summary>
public enum WritingTrouble
{
    /// <summary>A check refuses them as they are.</summary>
    Refused,

    /// <summary>They would wait for a moderator: this once their writer is asked before.</summary>
    Nudged,

    /// <summary>The comment that they answer is gone; they can stand on their own.</summary>
    ParentGone,

    /// <summary>The discussion was closed while they were written.</summary>
    Closed,

    /// <summary>The whole site takes no words just now.</summary>
    Stopped,

    /// <summary>Too many in a short time.</summary>
    TooFast,

    /// <summary>The time for mending one's own comment is over.</summary>
    TooLate,
}

/// <summary>Asks an author whether to take the comment out.</summary>
/// <param name="ActionUrl">Where the answer is sent.</param>
public sealed record DeletePageModel(PageModel Page, CommentModel Comment, string ActionUrl, string BackUrl)
{
    /// <summary>Whether something stands under it, so that its place remains.</summary>
    public bool HasReplies { get; init; }
}

/// <summary>One's own comment that waits, right after it was sent: only its author sees this page.</summary>
public sealed record HeldPageModel(PageModel Page, CommentModel Comment, string StoryTitle, string BackUrl);
