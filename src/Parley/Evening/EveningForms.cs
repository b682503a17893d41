using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Storage;
using Parley.Stories;
using Parley.Views.Evening;
using Parley.Views.Newsroom;

namespace Parley.Evening;

/// <summary>The page of the evening's list, and the buttons on it.</summary>
internal static class EveningForms
{
    // What the marks move by less nobody would notice.
    private const double LeastMoved = 0.05;

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/evening", ShowAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/evening/{comment:guid}", MarkAsync).For(Access.Newsroom).TakesForm();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] ReadEvening read,
        [FromServices] EveningStore store,
        [FromServices] StoryStore stories,
        [FromServices] Database database,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var query = EveningAsked.Read(visit);
        if (query.Value is not { } asked)
            return await answers.ProblemAsync(visit, query.Problem!);
        var list = await read.HandleAsync(visit.Site, visit.SignedIn, asked.Day, asked.OfAll, visit.Cancel);
        var part = await EveningPart.FindAsync(visit, asked, list, store, stories, database);
        var title = visit.Words.Format("evening.title", ("day", visit.Words.Date(asked.Day.Day)));
        string Url(EveningAsked other) => visit.SiteUrl("/newsroom/evening" + other.ToQuery(visit));
        var first = asked with { Page = 1 };
        var later = EveningDay.Of(visit.Site, asked.Day.Day.AddDays(1));
        return await Answers.PageAsync<EveningPage, EveningPageModel>(
            visit,
            new EveningPageModel(
                NewsroomModel.For(visit, frames, NewsroomPlace.Evening, title),
                title,
                asked.Day.From,
                asked.Day.Until,
                [
                    new(
                        Url(first with { Kind = null }),
                        visit.Words["evening.all-kinds"],
                        list.Lines.Count,
                        asked.Kind is null
                    ),
                    .. EveningKinds.Listed.Select(kind => new EveningWayModel(
                        Url(first with { Kind = kind }),
                        visit.Words[$"evening.kinds-{kind.ToWord()}"],
                        list.Lines.Count(line => line.Kind == kind),
                        asked.Kind == kind
                    )),
                ],
                [.. part.Lines.Select(one => ToLine(visit, asked, one))]
            )
            {
                Stories = ReadEvening.MaySeeAll(visit.SignedIn)
                    ?
                    [
                        new(Url(first with { OfAll = true }), visit.Words["evening.all-stories"], null, asked.OfAll),
                        new(Url(first with { OfAll = false }), visit.Words["evening.my-stories"], null, !asked.OfAll),
                    ]
                    : [],
                Cut = list.IsCut ? EveningStore.MostRead : null,
                Marks = list.Marks,
                BeforeUrl = Url(first with { Day = EveningDay.Of(visit.Site, asked.Day.Day.AddDays(-1)) }),
                AfterUrl = later.From <= visit.Now ? Url(first with { Day = later }) : null,
                FirstUrl = asked.Page > 1 ? Url(first) : null,
                NextUrl = part.IsMore ? Url(asked with { Page = asked.Page + 1 }) : null,
            }
        );
    }

    private static EveningLineModel ToLine(Visit visit, EveningAsked asked, EveningPart.Shown one)
    {
        var models = new CommentModels(visit.Home, visit.Site.Name, isFramed: false);
        var (line, id) = (one.Line, one.Line.Comment.Id);
        var isRaised = line.Comment.Raised is not null;
        return new EveningLineModel(
            models.ToModel(one.Read),
            one.Story?.Title ?? visit.Words["thread.title"],
            visit.SiteUrl($"/t/{line.Comment.StoryId}"),
            line.Kind.ToWord(),
            [
                .. line.Found.Select(found => new EveningWhyModel(
                    EveningSentences.KeyOf(found),
                    EveningSentences.WordsOf(found)
                )),
            ],
            visit.SiteUrl($"/newsroom/evening/{id}{asked.ToQuery(visit)}")
        )
        {
            IsUseful = one.IsUseful,
            IsMovedUp = Math.Abs(line.Moved) < LeastMoved ? null : line.Moved > 0,
            DeskUrl = isRaised ? visit.SiteUrl("/newsroom/corrections") : null,
            HandOnUrl =
                !isRaised && line.Kind == EveningKind.Challenge && visit.SignedIn.Role >= ReaderRole.Moderator
                    ? models.Url(id) + "/challenge"
                    : null,
        };
    }

    private static async Task<IResult> MarkAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkEvening marks,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var query = EveningAsked.Read(visit);
        if (query.Value is not { } asked)
            return await answers.ProblemAsync(visit, query.Problem!);
        bool? isUseful;
        switch (SentForm.Of(http).Find("do"))
        {
            case "useful":
                isUseful = true;
                break;
            case "not-useful":
                isUseful = false;
                break;
            case "take-back":
                isUseful = null;
                break;
            default:
                return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        }

        var marked = await marks.HandleAsync(visit.Site, comment, visit.SignedIn, isUseful, visit.Cancel);
        return marked.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl($"/newsroom/evening{asked.ToQuery(visit)}#c-{comment}"))
            : await answers.ProblemAsync(visit, marked.Problem);
    }
}
