using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Evening;

/// <summary>The evening's list in the JSON interface, and the marks on it.</summary>
internal static class EveningEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/newsroom/evening", ListAsync)
            .For(Access.Newsroom)
            .Asks(EveningAsked.DayName, EveningAsked.StoriesName, EveningAsked.KindName, EveningAsked.PageName)
            .Gives<EveningAnswer>(
                "What readers wrote for the newsroom in a day: questions, factual challenges and first-hand accounts, in the order that its marks teach"
            );
        api.MapPut("/newsroom/evening/{comment:guid}/useful", MarkUsefulAsync)
            .For(Access.Newsroom)
            .Gives<EveningMarkAnswer>("Says that a comment on the evening's list was of use");
        api.MapPut("/newsroom/evening/{comment:guid}/not-useful", MarkNotUsefulAsync)
            .For(Access.Newsroom)
            .Gives<EveningMarkAnswer>("Says that a comment on the evening's list was of no use");
        api.MapDelete("/newsroom/evening/{comment:guid}/mark", TakeBackAsync)
            .For(Access.Newsroom)
            .Gives<EveningMarkAnswer>("Takes one's own mark back");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] ReadEvening read,
        [FromServices] EveningStore store,
        [FromServices] StoryStore stories,
        [FromServices] Database database,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var query = EveningAsked.Read(visit);
        if (query.Value is not { } asked)
            return await answers.ProblemAsync(visit, query.Problem!);
        var list = await read.HandleAsync(visit.Site, visit.SignedIn, asked.Day, asked.OfAll, visit.Cancel);
        var shown = await EveningPart.FindAsync(visit, asked, list, store, stories, database);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new EveningAnswer(
                list.Day.ToWord(),
                list.Day.From,
                list.Day.Until,
                [
                    .. shown.Lines.Select(one => new EveningLineAnswer(
                        one.Line.Kind.ToWord(),
                        Math.Round(one.Line.Found[0].Strength, 3),
                        Math.Round(one.Line.Height, 3),
                        EveningSentences.Why(visit.Words, one.Line.Found),
                        CommentAnswers.ToAnswer(one.Read, visit.Home, visit.Site.Name),
                        new(one.Line.Comment.StoryId, one.Story?.Title, one.Story?.Url)
                    )
                    {
                        IsUseful = one.IsUseful,
                    }),
                ],
                list.Marks,
                list.IsCut,
                shown.IsMore ? asked.Page + 1 : null
            ),
            EveningJson.Ours.EveningAnswer
        );
    }

    private static Task<IResult> MarkUsefulAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkEvening marks,
        [FromServices] Answers answers
    ) => MarkAsync(http, comment, true, marks, answers);

    private static Task<IResult> MarkNotUsefulAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkEvening marks,
        [FromServices] Answers answers
    ) => MarkAsync(http, comment, false, marks, answers);

    private static Task<IResult> TakeBackAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkEvening marks,
        [FromServices] Answers answers
    ) => MarkAsync(http, comment, null, marks, answers);

    private static async Task<IResult> MarkAsync(
        HttpContext http,
        Guid comment,
        bool? isUseful,
        MarkEvening marks,
        Answers answers
    )
    {
        var visit = Visit.Of(http);
        var marked = await marks.HandleAsync(visit.Site, comment, visit.SignedIn, isUseful, visit.Cancel);
        if (marked.Value is not { } now)
            return await answers.ProblemAsync(visit, marked.Problem!);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new EveningMarkAnswer(now.IsUseful), EveningJson.Ours.EveningMarkAnswer);
    }
}

/// <summary>A part of a list with all that is shown of it.</summary>
internal sealed record EveningPart(IReadOnlyList<EveningPart.Shown> Lines, bool IsMore)
{
    /// <param name="IsUseful">What the viewer said of it; null for nothing.</param>
    internal sealed record Shown(EveningLine Line, ReadComment Read, Story? Story, bool? IsUseful);

    public static async Task<EveningPart> FindAsync(
        Visit visit,
        EveningAsked asked,
        EveningList list,
        EveningStore store,
        StoryStore stories,
        Database database
    )
    {
        var (lines, isMore) = asked.Of(list);
        Guid[] ids = [.. lines.Select(line => line.Comment.Id)];
        // What was taken down since the list was put together is not in it.
        var read = await database.ReadAsync(
            scope => AuthoredComments.FindPublicAsync(scope, visit.Site.Id, ids, visit.Cancel),
            visit.Cancel
        );
        var byId = read.ToDictionary(one => one.Comment.Id);
        var under = await stories.FindAsync(visit.Site.Id, lines.Select(line => line.Comment.StoryId), visit.Cancel);
        var marks = await store.FindMarksAsync(visit.Site.Id, visit.SignedIn.Id, ids, visit.Cancel);
        return new(
            [
                .. lines
                    .Where(line => byId.ContainsKey(line.Comment.Id))
                    .Select(line => new Shown(
                        line,
                        byId[line.Comment.Id],
                        under.GetValueOrDefault(line.Comment.StoryId),
                        marks.TryGetValue(line.Comment.Id, out var isUseful) ? isUseful : null
                    )),
            ],
            isMore
        );
    }
}

/// <param name="Day">Whose evening it is, by the site's clock.</param>
/// <param name="From">Since when it was written, or published.</param>
/// <param name="LearnedFrom">From how many marks the order was learned.</param>
/// <param name="IsCut">Whether more was written than is looked through: then the newest were.</param>
/// <param name="NextPage"><c>page</c> of what follows; absent at the end.</param>
internal sealed record EveningAnswer(
    string Day,
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyList<EveningLineAnswer> Comments,
    int LearnedFrom,
    bool IsCut,
    int? NextPage
);

/// <param name="Kind"><c>question</c>, <c>challenge</c> or <c>account</c>.</param>
/// <param name="Strength">How sure the rules are: from 0 to 1.</param>
/// <param name="Height">By what the list is ordered: from 0 to 1.</param>
/// <param name="Why">In plain words, the strongest first.</param>
internal sealed record EveningLineAnswer(
    string Kind,
    double Strength,
    double Height,
    IReadOnlyList<string> Why,
    CommentAnswer Comment,
    EveningStoryAnswer Story
)
{
    /// <summary>What the viewer said of it; absent where nothing.</summary>
    public bool? IsUseful { get; init; }
}

internal sealed record EveningStoryAnswer(Guid Id, string? Title, string? Url);

/// <param name="IsUseful">Absent where there is no mark.</param>
internal sealed record EveningMarkAnswer(bool? IsUseful);

[JsonSerializable(typeof(EveningAnswer))]
[JsonSerializable(typeof(EveningMarkAnswer))]
internal sealed partial class EveningJson : JsonSerializerContext
{
    public static EveningJson Ours { get; } = new(Json.Options());
}
