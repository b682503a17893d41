using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Stories;
using Parley.Threads;
using Parley.Views;
using Parley.Views.Newsroom;

namespace Parley.Newsroom;

/// <summary>
/// The pages on which staff mark a comment and ask a question without script. With it, the same buttons stand in the thread: laid
/// over the public page, which is the same for everyone.
/// </summary>
internal static class NewsroomForms
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/c/{comment:guid}/marks", ShowMarksAsync).For(Access.Newsroom);
        site.MapPost("/c/{comment:guid}/marks", MarkAsync).For(Access.Newsroom).TakesForm();
        site.MapGet("/t/{thread:guid}/question", ShowQuestionAsync).For(Access.Newsroom);
        site.MapPost("/t/{thread:guid}/question", AskAsync).For(Access.Newsroom).TakesForm();
    }

    private static async Task<IResult> ShowMarksAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AuthoredComments comments,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (
            await comments.FindAsync(visit.Site.Id, comment, visit.Cancel) is not { Comment.State: CommentState.Published } read
        )
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var model = new CommentModels(visit.Home, visit.Site.Name, visit.IsFramed).ToModel(read);
        return await Answers.PageAsync<MarksPage, MarksPageModel>(
            visit,
            new MarksPageModel(
                FrameOf(visit, frames, "marks.title"),
                model,
                visit.SiteUrl($"/c/{comment}/marks{Framed(visit)}"),
                model.Url + Framed(visit)
            )
        );
    }

    private static async Task<IResult> MarkAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkComment marks,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (Read(SentForm.Of(http).Find("do")) is not var (mark, isSet))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var marked = await marks.HandleAsync(visit.Site.Id, comment, visit.SignedIn, mark, isSet, visit.Cancel);
        return marked.Value is { } now
            ? Answers.SeeOther(visit, visit.SiteUrl($"/c/{comment}?v={now.Version}{(visit.IsFramed ? "&frame=1" : "")}"))
            : await answers.ProblemAsync(visit, marked.Problem!);
    }

    private static async Task<IResult> ShowQuestionAsync(
        HttpContext http,
        Guid thread,
        [FromServices] QuestionStore questions,
        [FromServices] ThreadStore threads,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => await ShowAsync(Visit.Of(http), thread, null, null, questions, threads, stories, frames, answers);

    private static async Task<IResult> AskAsync(
        HttpContext http,
        Guid thread,
        [FromServices] AskQuestion ask,
        [FromServices] QuestionStore questions,
        [FromServices] ThreadStore threads,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var typed = form.Find("do") == "take-away" ? null : form.Find("body") ?? "";
        var asked = await ask.HandleAsync(visit.Site.Id, thread, visit.SignedIn, typed, visit.Cancel);
        if (asked.IsSuccess)
            return Answers.SeeOther(
                visit,
                visit.SiteUrl($"/t/{thread}?v={asked.Value.Version}{(visit.IsFramed ? "&frame=1" : "")}")
            );
        return await ShowAsync(visit, thread, typed, asked.Problem, questions, threads, stories, frames, answers);
    }

    private static async Task<IResult> ShowAsync(
        Visit visit,
        Guid thread,
        string? typed,
        Problem? problem,
        QuestionStore questions,
        ThreadStore threads,
        StoryStore stories,
        PageFrames frames,
        Answers answers
    )
    {
        if (
            await threads.FindAsync(visit.Site.Id, thread, visit.Cancel) is null
            || await stories.FindAsync(visit.Site.Id, thread, visit.Cancel) is not { } story
        )
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound, typed);
        var record = await questions.ListAsync(visit.Site.Id, thread, visit.Cancel);
        var now = record.Count > 0 ? record[0].Source : "";
        return await Answers.PageAsync<QuestionPage, QuestionPageModel>(
            visit,
            new QuestionPageModel(
                FrameOf(visit, frames, "question.title"),
                visit.SiteUrl($"/t/{thread}/question{Framed(visit)}"),
                visit.SiteUrl($"/t/{thread}{Framed(visit)}"),
                story.Title ?? visit.Words["thread.title"]
            )
            {
                Body = typed ?? now,
                IsAsked = now.Length > 0,
                MaxCharacters = AskQuestion.MostCharacters,
                Fault = problem is null ? null : Answers.Sentence(visit.Words, problem),
                Record =
                [
                    .. record.Select(question => new QuestionRecordModel(
                        question.Source.Length == 0 ? null : new(question.Html),
                        question.By,
                        question.At
                    )),
                ],
            },
            problem
        );
    }

    private static PageModel FrameOf(Visit visit, PageFrames frames, string title) =>
        frames.ForOne(visit.Home, visit.Site, visit.Words[title], visit.IsFramed, visit.SignedIn.Name);

    private static string Framed(Visit visit) => visit.IsFramed ? "?frame=1" : "";

    private static (NewsroomMark Mark, bool IsSet)? Read(string? pressed) =>
        pressed switch
        {
            "pick" => (NewsroomMark.Pick, true),
            "unpick" => (NewsroomMark.Pick, false),
            "pin" => (NewsroomMark.Pin, true),
            "unpin" => (NewsroomMark.Pin, false),
            _ => null,
        };
}
