using Parley.Views.Comments;

namespace Parley.Views.Newsroom;

/// <summary>What staff may make of a comment.</summary>
/// <param name="ActionUrl">Takes <c>do</c>: <c>pick</c>, <c>unpick</c>, <c>pin</c> or <c>unpin</c>.</param>
public sealed record MarksPageModel(PageModel Page, CommentModel Comment, string ActionUrl, string BackUrl);
