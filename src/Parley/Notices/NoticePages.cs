using Parley.Comments;
using Parley.Readers;
using Parley.Views.Notices;

namespace Parley.Notices;

/// <summary>The pages of notices: the form, and the one on which its sender follows it.</summary>
internal sealed class NoticePages(ReaderStore readers, NoticeStore notices, AuthoredComments comments, PageFrames frames)
{
    /// <summary>The form, where the public sees such a comment and it is somebody else's. What is known of a reader stands in it.</summary>
    public async Task<Result<NoticePageModel>> FindFormAsync(Visit visit, Guid id)
    {
        if (await comments.FindAsync(visit.Site.Id, id, visit.Cancel) is not { Comment.State: CommentState.Published } read)
            return Problems.CommentNotFound;
        if (read.Comment.AuthorId == visit.Reader?.Id)
            return Problems.OwnComment(id);
        var models = new CommentModels(visit.Home, visit.Site.Name, visit.IsFramed);
        var frame = visit.IsFramed ? "?frame=1" : "";
        return new NoticePageModel(
            frames.ForOne(visit.Home, visit.Site, visit.Words["notice.title"], visit.IsFramed, visit.Reader?.Name),
            models.ToModel(read),
            visit.SiteUrl($"/c/{id}/notice{frame}"),
            models.Url(id),
            visit.SiteUrl($"/c/{id}/report{frame}")
        )
        {
            Name = visit.Reader?.Name ?? "",
            Email = visit.Reader is { } reader
                ? await readers.FindConfirmedAddressAsync(visit.Site.Id, reader.Id, visit.Cancel) ?? ""
                : "",
        };
    }

    /// <summary>The form again, with what was typed and all that is wrong with it.</summary>
    public static NoticePageModel Again(Visit visit, NoticePageModel form, GiveNotice.Request typed, Problem problem)
    {
        return form with
        {
            Words = typed.Words ?? "",
            Law = typed.Law ?? "",
            Name = typed.Name ?? "",
            Email = typed.Email ?? "",
            IsAboutAbuse = typed.IsAboutAbuse,
            IsInGoodFaith = typed.IsInGoodFaith,
            WordsFault = Fault("words"),
            LawFault = Fault("law"),
            NameFault = Fault("name"),
            EmailFault = Fault("email"),
            FaithFault = Fault("goodFaith"),
        };

        string? Fault(string field) => problem.About(field) is { } wrong ? Answers.Sentence(visit.Words, wrong) : null;
    }

    /// <summary>The page that a code opens; null where it opens none.</summary>
    public async Task<GivenNoticePageModel?> FindAsync(Visit visit, string code)
    {
        if (await notices.FindAsync(visit.Site.Id, code, visit.Cancel) is not { } notice)
            return null;
        var models = new CommentModels(visit.Home, visit.Site.Name, visit.IsFramed);
        return new GivenNoticePageModel(
            frames.ForOne(visit.Home, visit.Site, visit.Words["notice.yours"], visit.IsFramed, visit.Reader?.Name),
            models.Url(notice.CommentId),
            NoticeSentences.KeyOf(notice),
            notice.At
        )
        {
            Words = notice.Words,
            Law = notice.Law,
            HasAddress = notice.Email is not null,
            DecidedAt = notice.DecidedAt,
            Ground = notice.Ground?.Name,
            ObjectUrl = notice.CanBeObjectedToAt(visit.Now) ? visit.SiteUrl($"/objections/{notice.Code}") : null,
            GroundUrl = notice.Ground is { } ground ? ground.Law ?? visit.SiteUrl(ground.Path) : null,
        };
    }
}
