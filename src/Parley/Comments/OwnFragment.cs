using Parley.Readers;
using Parley.Reasons;
using Parley.Views.Comments;

namespace Parley.Comments;

/// <summary>One's own comment as the page shows it, drawn by itself: to be put in where it belongs.</summary>
internal static class OwnFragment
{
    public static Task<string> DrawAsync(Visit visit, ReadComment read, IReadOnlyList<Reason> reasons)
    {
        var model = ToModel(visit, read, reasons);
        return Page.RenderAsync<FragmentView, FragmentModel>(
            visit.Words,
            new FragmentModel(model, new CommentLook(HeadingLevel: 3, visit.Site.Settings.Depth))
        );
    }

    /// <summary>One's own comment with the reasons why it waits, in words.</summary>
    public static CommentModel ToModel(Visit visit, ReadComment read, IReadOnlyList<Reason> reasons)
    {
        var models = new CommentModels(visit.Home, visit.Site.Name, visit.IsFramed);
        var window = TimeSpan.FromMinutes(visit.Site.Settings.EditWindowMinutes);
        return models.ToOwn(read, visit.Now, window) with
        {
            Reasons = [.. reasons.Select(reason => Answers.Sentence(visit.Words, Answers.Shown(visit, reason)))],
        };
    }
}
