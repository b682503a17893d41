using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Policies;
using Parley.Readers;
using Parley.Sites;
using Parley.Stories;
using Parley.Threads;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The pages on which it is said how discussions are kept: the whole site's, and each scope's own.</summary>
internal static class PolicyForms
{
    private const string Entitled = "entitlement";

    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/policies", ShowAllAsync).For(Access.Moderator);
        console.MapPost("/policies/stop", SwitchStopAsync).For(Access.Administrator).TakesForm();
        console.MapGet("/policies/edit", ShowAsync).For(Access.Administrator);
        console.MapPost("/policies/edit", SaveAsync).For(Access.Administrator).TakesForm();
        console.MapGet("/threads/{thread:guid}/policy", ShowOfThreadAsync).For(Access.Moderator);
        console.MapPost("/threads/{thread:guid}/policy", SaveOfThreadAsync).For(Access.Moderator).TakesForm();
    }

    private static async Task<IResult> ShowAllAsync(
        HttpContext http,
        [FromServices] PolicyDrawer drawer,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return TimeCursor.TryRead(http.Request.Query["after"].FirstOrDefault(), out var after)
            ? await AllAsync(visit, await drawer.DrawAllAsync(visit, after))
            : await answers.ProblemAsync(visit, Problems.QueryInvalid);
    }

    private static async Task<IResult> SwitchStopAsync(
        HttpContext http,
        [FromServices] SavePolicy save,
        [FromServices] PolicyDrawer drawer,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (form.Find("do") is not ("stop" or "go-on"))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var wanted = Policy.Nothing;
        if (form.Find("do") == "stop")
        {
            var sentence = PolicyReading.SentenceOf(form.Find("sentence"));
            if (sentence.Problem is { } wrong)
                return await AllAsync(
                    visit,
                    await drawer.DrawAllAsync(visit, TimeCursor.Newest) with
                    {
                        StopSentence = form.Find("sentence") ?? "",
                        Fault = Answers.Sentence(visit.Words, wrong),
                    },
                    wrong.Status
                );
            wanted = Policy.OfStop(sentence.Value);
        }

        var saved = await save.HandleAsync(visit.Site, PolicyScope.Stop, visit.SignedIn, wanted, null, visit.Cancel);
        return saved.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl("/console/policies"))
            : await answers.ProblemAsync(visit, saved.Problem);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] PolicyDrawer drawer,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (ScopeOf(http) is not { IsSuccess: true, Value: var scope })
            return await answers.ProblemAsync(visit, ScopeOf(http).Problem!);
        return await OneAsync(visit, await drawer.DrawAsync(visit, scope, scope.Name));
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        [FromServices] SavePolicy save,
        [FromServices] TryOnPast past,
        [FromServices] PolicyDrawer drawer,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (ScopeOf(http) is not { IsSuccess: true, Value: var scope })
            return await answers.ProblemAsync(visit, ScopeOf(http).Problem!);
        return await KeepAsync(visit, scope, scope.Name, save, past, drawer, answers);
    }

    private static async Task<IResult> ShowOfThreadAsync(
        HttpContext http,
        Guid thread,
        [FromServices] ThreadStore threads,
        [FromServices] StoryStore stories,
        [FromServices] PolicyDrawer drawer,
        [FromServices] SectionGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await gate.FindObstacleAsync(visit, thread) is { } outside)
            return await answers.ProblemAsync(visit, outside);
        return await FindTitleAsync(visit, thread, threads, stories) is { } title
            ? await OneAsync(visit, await drawer.DrawAsync(visit, PolicyScope.OfThread(thread), title))
            : await answers.ProblemAsync(visit, Problems.ThreadNotFound);
    }

    private static async Task<IResult> SaveOfThreadAsync(
        HttpContext http,
        Guid thread,
        [FromServices] ThreadStore threads,
        [FromServices] StoryStore stories,
        [FromServices] SavePolicy save,
        [FromServices] TryOnPast past,
        [FromServices] PolicyDrawer drawer,
        [FromServices] SectionGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await gate.FindObstacleAsync(visit, thread) is { } outside)
            return await answers.ProblemAsync(visit, outside);
        return await FindTitleAsync(visit, thread, threads, stories) is { } title
            ? await KeepAsync(visit, PolicyScope.OfThread(thread), title, save, past, drawer, answers)
            : await answers.ProblemAsync(visit, Problems.ThreadNotFound);
    }

    // Null where there is no such thread.
    private static async Task<string?> FindTitleAsync(Visit visit, Guid id, ThreadStore threads, StoryStore stories) =>
        await threads.FindAsync(visit.Site.Id, id, visit.Cancel) is not null
        && await stories.FindAsync(visit.Site.Id, id, visit.Cancel) is { } story
            ? story.Title ?? story.Url ?? visit.Words["thread.title"]
            : null;

    private static async Task<IResult> KeepAsync(
        Visit visit,
        PolicyScope scope,
        string name,
        SavePolicy save,
        TryOnPast past,
        PolicyDrawer drawer,
        Answers answers
    )
    {
        var form = SentForm.Of(visit.Http);
        var wanted = form.Find("do") switch
        {
            "remove" => Policy.Nothing,
            "save" or "try" => PolicyReading.Read(BodyOf(form), scope.Kind),
            _ => Problems.BodyInvalid,
        };
        if (!PolicyEndpoints.TryReadSeen(form.Find("seen"), out var seen))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        if (wanted.Value is not { } policy)
            return await AgainAsync(wanted.Problem!);

        if (form.Find("do") == "try")
        {
            if (policy.Scores is not { Count: > 0 } scores)
                return await AgainAsync(Problems.PolicyScoreInvalid);
            var trial = await past.HandleAsync(
                visit.Site,
                new(TryOnPast.Most) { Scores = scores, Within = scope },
                visit.Cancel
            );
            var shown = await drawer.DrawAsync(visit, scope, name);
            return await OneAsync(
                visit,
                shown with
                {
                    Seen = seen,
                    Fields = FieldsOf(form),
                    Trial = PastTrialDrawer.ToModel(visit, trial) with
                    {
                        Within = visit.Words.Format("policy.tried-" + scope.ToWord(), ("name", scope.Name)),
                    },
                }
            );
        }

        var saved = await save.HandleAsync(visit.Site, scope, visit.SignedIn, policy, seen, visit.Cancel);
        if (saved.IsSuccess)
            return await OneAsync(visit, await drawer.DrawAsync(visit, scope, name) with { IsSaved = true });
        return saved.Problem == Problems.PolicyChanged
            ? await AgainAsync(saved.Problem)
            : await answers.ProblemAsync(visit, saved.Problem!);

        // What was typed stays, above the record of what others have set: who sends it again has seen that.
        // Of another fault they are told alone, and have seen nothing new.
        async Task<IResult> AgainAsync(Problem wrong)
        {
            var model = await drawer.DrawAsync(visit, scope, name);
            return await OneAsync(
                visit,
                model with
                {
                    Seen = wrong == Problems.PolicyChanged ? model.Seen : seen,
                    Fields = FieldsOf(form),
                    Fault = Answers.Sentence(visit.Words, wrong),
                },
                wrong.Status
            );
        }
    }

    private static Result<PolicyScope> ScopeOf(HttpContext http) =>
        PolicyScope.Of(http.Request.Query["scope"].FirstOrDefault(), http.Request.Query["name"].FirstOrDefault());

    // What belongs to a choice that was not made does not count: its box stands there all the same.
    private static PolicyBody BodyOf(SentForm form)
    {
        var fields = FieldsOf(form);
        return new PolicyBody(
            Chosen(fields.Mode),
            Chosen(fields.State),
            fields.State == "slowed" ? ReadNumber(fields.Seconds) : null,
            fields.State == "closed" ? fields.Sentence : null,
            fields.Who == Entitled ? $"{Entitled}:{fields.Entitlement.Trim()}" : Chosen(fields.Who),
            fields.Days.Count == 0 && fields.From.Length == 0 && fields.To.Length == 0
                ? null
                : new HoursBody(fields.Days, fields.From, fields.To),
            fields.IsContested ? true : null,
            fields.Note,
            fields.Scores.Count == 0 ? null : fields.Scores.ToDictionary(one => one.Key, one => ReadNumber(one.Value)),
            [
                .. fields.Nudges.Where(name =>
                    fields.Scores.TryGetValue(name, out var limit) && ReadNumber(limit) != Policy.NeverWaits
                ),
            ]
        );
    }

    private static PolicyFields FieldsOf(SentForm form) =>
        new()
        {
            Mode = form.Find("mode") ?? "",
            State = form.Find("state") ?? "",
            Seconds = form.Find("seconds") ?? "",
            Sentence = form.Find("sentence") ?? "",
            Who = form.Find("who") ?? "",
            Entitlement = form.Find("entitlement") ?? "",
            Days = [.. form.Fields["day"].OfType<string>()],
            From = form.Find("from") ?? "",
            To = form.Find("to") ?? "",
            IsContested = form.Find("contested") == "1",
            Note = form.Find("note") ?? "",
            Scores = Policy
                .ScoreNames.Select(name => (Name: name, Typed: form.Find("score-" + name)?.Trim() ?? ""))
                .Where(one => one.Typed.Length > 0)
                .ToDictionary(one => one.Name, one => one.Typed),
            Nudges = [.. form.Fields["nudge"].OfType<string>()],
        };

    private static string? Chosen(string value) => value.Length == 0 ? null : value;

    // What is no number is out of bounds.
    private static int ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A policy as its form shows it.</summary>
    public static PolicyFields ToFields(Policy policy)
    {
        var said = PolicyReading.ToBody(policy);
        var entitlement = said.Who is { } who ? new Opening(who).Entitlement : null;
        return new PolicyFields
        {
            Mode = said.Mode ?? "",
            State = said.State ?? "",
            Seconds = said.Seconds?.ToString(CultureInfo.InvariantCulture) ?? "",
            Sentence = said.Sentence ?? "",
            Who = entitlement is null ? said.Who ?? "" : Entitled,
            Entitlement = entitlement ?? "",
            Days = said.Hours?.Days ?? [],
            From = said.Hours?.From ?? "",
            To = said.Hours?.To ?? "",
            IsContested = said.IsContested == true,
            Note = said.Note ?? "",
            Scores = (said.Scores ?? new Dictionary<string, int>()).ToDictionary(
                one => one.Key,
                one => one.Value.ToString(CultureInfo.InvariantCulture)
            ),
            Nudges = said.Nudges ?? [],
        };
    }

    private static Task<IResult> AllAsync(Visit visit, PoliciesPageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<PoliciesPage, PoliciesPageModel>(visit, model, status);

    private static Task<IResult> OneAsync(Visit visit, PolicyPageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<PolicyPage, PolicyPageModel>(visit, model, status);
}
