namespace Parley.Views.Comments;

/// <summary>A comment drawn by itself.</summary>
public sealed record FragmentModel(CommentModel Comment, CommentLook Look);
