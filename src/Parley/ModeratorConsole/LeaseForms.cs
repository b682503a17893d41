using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Markup;
using Parley.Moderation;
using Parley.Readers;
using Parley.Storage;

namespace Parley.ModeratorConsole;

/// <summary>Who has which comment in front: signs of life, taking it from a colleague, and giving it back with a word or without.</summary>
internal static class LeaseForms
{
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapPost("/comments/{comment:guid}/lease", KeepAsync).For(Access.Moderator).TakesForm();
        console.MapPost("/comments/{comment:guid}/release", ReleaseAsync).For(Access.Moderator).TakesForm();
    }

    private static async Task<IResult> KeepAsync(
        HttpContext http,
        Guid comment,
        [FromServices] LeaseStore leases,
        [FromServices] CommentGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (QueueAsked.Read(http) is not { } asked)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await gate.FindObstacleAsync(visit, comment) is { } obstacle)
            return await answers.ProblemAsync(visit, obstacle);
        switch (SentForm.Of(http).Find("do"))
        {
            case "keep":
                return await leases.KeepAsync(visit.Site.Id, comment, visit.SignedIn.Id, visit.Cancel)
                    ? Results.NoContent()
                    : await answers.ProblemAsync(visit, Problems.DecisionOvertaken);
            case "take":
                await leases.TakeOverAsync(visit.Site.Id, comment, visit.SignedIn.Id, visit.Cancel);
                return Answers.SeeOther(visit, asked.Url(visit, comment));
            default:
                return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        }
    }

    private static async Task<IResult> ReleaseAsync(
        HttpContext http,
        Guid comment,
        [FromServices] Database database,
        [FromServices] DeskNoteStore notes,
        [FromServices] CommentGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var typed = SentForm.Of(http).Find("words");
        if (QueueAsked.Read(http) is not { } asked)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid, typed);
        if (await gate.FindObstacleAsync(visit, comment) is { } obstacle)
            return await answers.ProblemAsync(visit, obstacle, typed);
        var words = SourceText.OfOptional(typed, TextLimits.Of(DeskNoteStore.Longest));
        if (words.Problem is not null)
            return await answers.ProblemAsync(visit, Problems.NoteInvalid, typed);
        await database.WriteAsync(
            async scope =>
            {
                if (words.Value is { } said)
                    await notes.AddAsync(scope, visit.Site.Id, visit.SignedIn, said, null, comment, visit.Cancel);
                await LeaseStore.ReleaseAsync(scope, visit.Site.Id, comment, visit.SignedIn.Id, visit.Cancel);
            },
            visit.Cancel
        );
        return Answers.SeeOther(visit, asked.UrlPast(visit, asked.Past));
    }
}
