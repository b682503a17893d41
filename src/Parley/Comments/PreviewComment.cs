using Parley.Markup;
using Parley.Sites;

namespace Parley.Comments;

/// <summary>
/// Shows words as they would stand, by the way that posting takes: the same reading, the same HTML. Nothing is kept of them and no
/// check is asked, or one could try out by it what a check lets through.
/// </summary>
internal static class PreviewComment
{
    /// <summary>The HTML, or what is wrong with the words by themselves.</summary>
    public static Result<SafeHtml> Handle(Site site, string body)
    {
        var read = SourceText.Of(body, PostComment.LimitsOf(site));
        return read.IsSuccess ? CommentMarkup.Render(read.Value.Value) : read.Problem;
    }
}
