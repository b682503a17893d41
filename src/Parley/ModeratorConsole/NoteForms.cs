using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Readers;
using Parley.Stories;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>What moderators write down for one another: on the page of the shift, and beside a writer.</summary>
internal static class NoteForms
{
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/notes", ShowAsync).For(Access.Moderator);
        console.MapPost("/notes", AddAsync).For(Access.Moderator).TakesForm();
        console.MapPost("/writers/{reader:guid}/notes", AddAboutAsync).For(Access.Moderator).TakesForm();
        console.MapPost("/notes/{note:guid}/remove", RemoveAsync).For(Access.Moderator);
    }

    /// <param name="comment">The comment on whose page it stands, to lead back there; null on the page of the shift.</param>
    public static DeskNoteModel ToModel(Visit visit, DeskNote note, Guid? comment = null) =>
        new(
            note.ModeratorName,
            note.At,
            note.Words,
            visit.SiteUrl($"/console/notes/{note.Id}/remove" + (comment is { } id ? $"?c={id}" : "")),
            note.ReaderId is not null
        );

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] DeskNoteStore notes,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        const int most = DeskNoteStore.OnPage;
        var found = await notes.ListForShiftAsync(visit.Site.Id, after ?? TimeCursor.Newest, most + 1, visit.Cancel);
        var model = new DeskNotesPageModel(
            await frames.ForAsync(visit, ConsolePlace.Notes, visit.Words["console.notes"]),
            visit.SiteUrl("/console/notes"),
            [.. found.Take(most).Select(note => ToModel(visit, note))]
        )
        {
            FirstUrl = after is null ? null : visit.SiteUrl("/console/notes"),
            NextUrl =
                found.Count > most
                    ? visit.SiteUrl($"/console/notes?after={new TimeCursor(found[most - 1].At, found[most - 1].Id)}")
                    : null,
        };
        return await Answers.PageAsync<DeskNotesPage, DeskNotesPageModel>(visit, model);
    }

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] DeskNoteStore notes,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var words = SentForm.Of(http).Find("words");
        var kept = await notes.AddAsync(visit.Site.Id, visit.SignedIn, words, null, null, visit.Cancel);
        return kept.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl("/console/notes"))
            : await answers.ProblemAsync(visit, kept.Problem, words);
    }

    private static async Task<IResult> AddAboutAsync(
        HttpContext http,
        Guid reader,
        [FromServices] DeskNoteStore notes,
        [FromServices] SectionGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var words = SentForm.Of(http).Find("words");
        if (await gate.FindObstacleForWriterAsync(visit, reader) is { } outside)
            return await answers.ProblemAsync(visit, outside, words);
        var kept = await notes.AddAsync(visit.Site.Id, visit.SignedIn, words, reader, null, visit.Cancel);
        return kept.IsSuccess
            ? ConsoleEndpoints.Back(visit, "/console/notes")
            : await answers.ProblemAsync(visit, kept.Problem, words);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http,
        Guid note,
        [FromServices] DeskNoteStore notes,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await notes.RemoveAsync(visit.Site, note, visit.SignedIn, visit.Cancel) is { } problem
            ? await answers.ProblemAsync(visit, problem)
            : ConsoleEndpoints.Back(visit, "/console/notes");
    }
}
