using Parley.Comments;
using Parley.Mail;
using Parley.Readers;
using Parley.Views.Reports;

namespace Parley.Reports;

/// <summary>The form with which a comment is reported.</summary>
internal sealed class ReportedComment(ReaderStore readers, AuthoredComments comments, MailRoute route, PageFrames frames)
{
    /// <summary>The form, where the public sees such a comment and it is somebody else's.</summary>
    public async Task<Result<ReportPageModel>> FindAsync(Visit visit, Guid id)
    {
        if (await comments.FindAsync(visit.Site.Id, id, visit.Cancel) is not { Comment.State: CommentState.Published } read)
            return Problems.CommentNotFound;
        if (read.Comment.AuthorId == visit.Reader?.Id)
            return Problems.OwnComment(id);
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
        )
        {
            SignInUrl = visit.Reader is null
                ? visit.SiteUrl("/sign-in?return=" + Uri.EscapeDataString(visit.SiteUrl($"/c/{id}/report")))
                : null,
            CanHaveLetter =
                route.IsOpen
                && visit.Reader is { } reader
                && await readers.FindConfirmedAddressAsync(visit.Site.Id, reader.Id, visit.Cancel) is not null,
            NoticeUrl = visit.SiteUrl($"/c/{id}/notice{frame}"),
            // Whoever is annoyed looks here, though nothing may be wrong with the words. Nobody is behind a deleted account.
            MuteUrl = read.AuthorKind == ReaderKind.Deleted ? null : visit.SiteUrl($"/c/{id}/mute{frame}"),
        };
    }
}
