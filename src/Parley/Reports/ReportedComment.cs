using Parley.Comments;
using Parley.Readers;
using Parley.Views.Reports;

namespace Parley.Reports;

/// <summary>The form with which a comment is reported.</summary>
internal sealed class ReportedComment(AuthoredComments comments, PageFrames frames)
{
    /// <summary>The form, or null where the public sees no such comment.</summary>
    public async Task<ReportPageModel?> FindAsync(Visit visit, Guid id)
    {
        if (await comments.FindAsync(visit.Site.Id, id, visit.Cancel) is not { Comment.State: CommentState.Published } read)
            return null;
        var models = new CommentModels(visit.Home, visit.Site.Name, visit.IsFramed);
        var frame = visit.IsFramed ? "?frame=1" : "";
        return new ReportPageModel(
            frames.ForOne(visit.Home, visit.Site, visit.Words["report.title"], visit.IsFramed, visit.Reader?.Name),
            models.ToModel(read),
            [
                .. ReportComment.Reasons.Select(reason => new ReportReasonModel(
                    reason,
                    visit.Words["report.reason." + reason],
                    visit.Words["report.reason." + reason + ".meaning"]
                )),
            ],
            visit.SiteUrl($"/c/{id}/report{frame}"),
            models.Url(id)
        );
    }
}
