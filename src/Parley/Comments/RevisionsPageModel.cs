using Microsoft.AspNetCore.Components;

namespace Parley.Views.Comments;

/// <summary>What a comment said before it was edited.</summary>
/// <param name="Comment">As it is now.</param>
/// <param name="Earlier">Newest first.</param>
public sealed record RevisionsPageModel(PageModel Page, CommentModel Comment, IReadOnlyList<RevisionModel> Earlier);

/// <param name="Html">Safe already.</param>
/// <param name="ReplacedAt">Until when it stood.</param>
public sealed record RevisionModel(MarkupString Html, DateTimeOffset ReplacedAt);
