using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Views.Reports;

namespace Parley.Reports;

/// <summary>The doors of reports: the JSON interface, and the form that works without script.</summary>
internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapPost("/comments/{comment:guid}/reports", ReportAsync)
            .Is(Deed.Report)
            .For(Access.Reader)
            .Takes<ReportBody>()
            .GivesNothing("Reports a comment");
        site.MapGet("/c/{comment:guid}/report", ShowAsync).For(Access.Anyone);
        site.MapPost("/c/{comment:guid}/report", SendAsync).Is(Deed.Report).For(Access.Reader).TakesForm();
    }

    private static async Task<IResult> ReportAsync(
        HttpContext http,
        Guid comment,
        [FromServices] ReportComment report,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ReportJson.Ours.ReportBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (limits.Take(Limits.Reporting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var result = await report.HandleAsync(
            visit.Site.Id,
            comment,
            visit.SignedIn,
            body.Reason,
            body.Words,
            visit.Cancel,
            body.WantsLetter == true
        );
        return result.IsSuccess ? Results.NoContent() : await answers.ProblemAsync(visit, result.Problem);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid comment,
        [FromServices] ReportedComment reported,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var found = await reported.FindAsync(visit, comment);
        return found.Value is { } model
            ? await Answers.PageAsync<ReportPage, ReportPageModel>(visit, model)
            : await answers.ProblemAsync(visit, found.Problem!);
    }

    private static async Task<IResult> SendAsync(
        HttpContext http,
        Guid comment,
        [FromServices] ReportComment report,
        [FromServices] ReportedComment reported,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var found = await reported.FindAsync(visit, comment);
        if (found.Value is not { } model)
            return await answers.ProblemAsync(visit, found.Problem!, form.Find("words"));
        model = model with
        {
            Chosen = form.Find("reason"),
            Remark = form.Find("words") ?? "",
            WantsLetter = form.Find("letter") is not null,
        };
        if (limits.Take(Limits.Reporting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany, model.Remark);
        var result = await report.HandleAsync(
            visit.Site.Id,
            comment,
            visit.SignedIn,
            model.Chosen,
            model.Remark,
            visit.Cancel,
            model.WantsLetter
        );
        model = result.IsSuccess
            ? model with
            {
                IsSent = true,
            }
            : model with
            {
                Fault = Answers.Sentence(visit.Words, result.Problem),
            };
        return await Answers.PageAsync<ReportPage, ReportPageModel>(
            visit,
            model,
            result.IsSuccess ? 200 : result.Problem.Status
        );
    }
}

/// <summary>A report, as a client sends it.</summary>
/// <param name="Reason">One of <c>abuse</c>, <c>hate</c>, <c>spam</c>, <c>off-topic</c>, <c>illegal</c>, <c>other</c>.</param>
internal sealed record ReportBody(string? Reason, string? Words = null)
{
    /// <summary>Whether a letter tells what came of it, where the reader has confirmed an address.</summary>
    public bool? WantsLetter { get; init; }
}

[JsonSerializable(typeof(ReportBody))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static ReportJson Ours { get; } = new(Json.Options());
}
