using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Stories;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page of one reader: what was decided about them, and whom they are like.</summary>
internal static class WriterForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console) =>
        console.MapGet("/writers/{reader:guid}", ShowAsync).For(Access.Moderator);

    public static LikenessModel ToModel(Visit visit, Likeness like) =>
        new(
            like.Name,
            like.Kind.ToWord(),
            like.At,
            like.IsLikely,
            Url(visit, like.ReaderId),
            [
                .. like.Signs.Select(sign => new SignModel(
                    ModerationAnswers.SentenceOf(visit.Words, sign),
                    sign.Comment is { } comment
                        ? visit.SiteUrl("/console" + new QueueQuery(QueueView.Everything).ToAddress(("c", comment)))
                        : null
                )),
            ]
        );

    public static string Url(Visit visit, Guid reader) => visit.SiteUrl($"/console/writers/{reader}");

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid reader,
        [FromServices] ReaderStore readers,
        [FromServices] SanctionStore sanctions,
        [FromServices] LikenessStore likenesses,
        [FromServices] SectionGate gate,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await readers.FindAsync(visit.Site.Id, reader, visit.Cancel) is not { } found)
            return await answers.ProblemAsync(visit, Problems.ReaderNotFound);
        if (await gate.FindObstacleForWriterAsync(visit, reader) is { } outside)
            return await answers.ProblemAsync(visit, outside);
        var past = await sanctions.ListAsync(visit.Site.Id, reader, visit.Cancel);
        var like = await likenesses.FindAsync(visit.Site, reader, StorySections.Of(visit.Site, visit.SignedIn), visit.Cancel);
        var model = new WriterPageModel(
            await frames.ForAsync(visit, ConsolePlace.Writers, found.Name),
            found.Name,
            visit.SiteUrl("/console" + new QueueQuery(QueueView.Everything) { Reader = reader }.ToAddress())
        )
        {
            Sanctions = [.. past.Select(one => QueueDrawer.ToModel(visit, one) with { LiftedAt = one.LiftedAt })],
            Likenesses = [.. like.Select(one => ToModel(visit, one))],
        };
        return await Answers.PageAsync<WriterPage, WriterPageModel>(visit, model);
    }
}
