using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Perspective;
using Parley.Readers;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which staff see what a machine thinks of a text, and by which words.</summary>
internal static class TryTextForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/try-text", ShowAsync).For(Access.Moderator);
        console.MapPost("/try-text", TryAsync).For(Access.Moderator).TakesForm();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] TextModelChooser chooser,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var model = await EmptyAsync(visit, frames);
        return await PageAsync(visit, chooser.HasAny ? model : model with { Fault = NotInstalled(visit) });
    }

    private static async Task<IResult> TryAsync(
        HttpContext http,
        [FromServices] TextModelChooser chooser,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var text = SentForm.Of(http).Find("text") ?? "";
        var model = await EmptyAsync(visit, frames) with { Text = text };
        if (!chooser.HasAny)
            return await PageAsync(visit, model with { Fault = NotInstalled(visit) });
        if (string.IsNullOrWhiteSpace(text))
            return await PageAsync(visit, model with { Fault = visit.Words["try-text.empty"] });
        if (Encoding.UTF8.GetByteCount(text) > WireComment.MostBytes)
            return await PageAsync(
                visit,
                model with
                {
                    Fault = visit.Words.Format("try-text.too-long", ("most", visit.Words.Number(WireComment.MostBytes))),
                }
            );
        // Whoever looks wants to see what the model says, and of which language it is, whatever the language of the text.
        var (chosen, _) = chooser.Find(text, [], [], visit.Site.Language, isStrict: false);
        return await PageAsync(visit, model with { Scored = ScoreDrawer.ToModel(visit.Words, text, chosen!) });
    }

    private static string NotInstalled(Visit visit) => Answers.Sentence(visit.Words, Problems.ScoringNotInstalled);

    private static async Task<TryTextPageModel> EmptyAsync(Visit visit, ConsoleFrames frames) =>
        new(
            await frames.ForAsync(visit, ConsolePlace.TryText, visit.Words["try-text.title"]),
            visit.SiteUrl("/console/try-text")
        );

    private static Task<IResult> PageAsync(Visit visit, TryTextPageModel model) =>
        Answers.PageAsync<TryTextPage, TryTextPageModel>(visit, model);
}
