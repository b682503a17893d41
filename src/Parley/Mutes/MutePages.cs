using Microsoft.AspNetCore.Http;
using Parley.Comments;
using Parley.Readers;
using Parley.Views.Comments;
using Parley.Views.Mutes;

namespace Parley.Mutes;

/// <summary>Draws the page on which one mutes a comment's author, and the list of those whom one has muted.</summary>
internal sealed class MutePages(AuthoredComments comments, MuteStore mutes, PageFrames frames)
{
    public static string UrlOf(Visit visit, Guid comment) =>
        visit.SiteUrl($"/c/{comment}/mute{(visit.IsFramed ? "?frame=1" : "")}");

    /// <summary>The comment, where its author can be muted by the visitor.</summary>
    public async Task<Result<ReadComment>> FindAsync(Visit visit, Guid id)
    {
        var read = await comments.FindAsync(visit.Site.Id, id, visit.Cancel);
        return MuteAuthor.FindProblem(read, visit.SignedIn) is { } problem ? problem : read!;
    }

    public async Task<IResult> AskAsync(Visit visit, ReadComment read)
    {
        var (site, reader) = (visit.Site, visit.SignedIn);
        var muted = await mutes.FindAsync(site.Id, reader.Id, read.Comment.AuthorId, visit.Cancel);
        var models = new CommentModels(visit.Home, site.Name, visit.IsFramed);
        var model = new MutePageModel(
            frames.ForOne(visit.Home, site, visit.Words["mute.title"], visit.IsFramed, reader.Name),
            models.ToModel(read),
            IsMuted: muted is not null,
            UrlOf(visit, read.Comment.Id),
            models.Url(read.Comment.Id) + (visit.IsFramed ? "?frame=1" : ""),
            visit.SiteUrl("/me/mutes")
        );
        return await Answers.PageAsync<MutePage, MutePageModel>(visit, model);
    }

    public async Task<IResult> ListAsync(Visit visit, TimeCursor before)
    {
        var (site, reader) = (visit.Site, visit.SignedIn);
        var found = await mutes.ListAsync(site.Id, reader.Id, before, visit.Cancel);
        var model = new MutesPageModel(
            frames.ForOne(visit.Home, site, visit.Words["me.mutes"], visitorName: reader.Name),
            MyTabs.For(visit, MyTab.Mutes),
            [.. found.Muted.Select(one => new MutedModel(one.Id, one.Name, one.At))],
            visit.SiteUrl("/me/mutes")
        )
        {
            NextUrl = found.Next is { } next ? visit.SiteUrl($"/me/mutes?before={next}") : null,
            FirstUrl = before == TimeCursor.Newest ? null : visit.SiteUrl("/me/mutes"),
        };
        return await Answers.PageAsync<MutesPage, MutesPageModel>(visit, model);
    }
}
