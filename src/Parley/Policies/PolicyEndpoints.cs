using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Policies;

/// <summary>The doors of policies in the JSON interface. The console's pages stand in <c>ModeratorConsole</c>.</summary>
internal static class PolicyEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        var ours = api.MapGroup("/moderation/policies");
        ours.MapGet("/", ListAsync)
            .For(Access.Moderator)
            .Gives<PoliciesAnswer>("What is set on the site, on its sections and on its tags");
        ours.MapGet("/changes", ListChangesAsync)
            .For(Access.Moderator)
            .Asks("after")
            .Gives<PolicyChangesAnswer>("How policies were changed, and by whom, the latest first");
        ours.MapPut("/stop", StopAsync)
            .For(Access.Administrator)
            .Takes<StopBody>()
            .Asks("seen")
            .Gives<PolicyBody>("Stops all writing on the site");
        ours.MapDelete("/stop", GoOnAsync).For(Access.Administrator).Asks("seen").GivesNothing("Lets the site go on");
        ours.MapGet("/threads/{thread:guid}", FindOfThreadAsync)
            .For(Access.Moderator)
            .Gives<PolicyBody>("What is set on a discussion");
        ours.MapPut("/threads/{thread:guid}", SaveOfThreadAsync)
            .For(Access.Moderator)
            .Takes<PolicyBody>()
            .Asks("seen")
            .Gives<PolicyBody>("Sets how a discussion is kept");
        ours.MapDelete("/threads/{thread:guid}", RemoveOfThreadAsync)
            .For(Access.Moderator)
            .Asks("seen")
            .GivesNothing("Leaves a discussion to wider policies");
        ours.MapPut("/{scope}", SaveAsync)
            .For(Access.Administrator)
            .Takes<PolicyBody>()
            .Asks("name", "seen")
            .Gives<PolicyBody>("Sets how discussions are kept: scope is site, section or tag");
        ours.MapDelete("/{scope}", RemoveAsync)
            .For(Access.Administrator)
            .Asks("name", "seen")
            .GivesNothing("Takes away what is set on the site, a section or a tag");
    }

    private static async Task<IResult> ListAsync(HttpContext http, [FromServices] PolicyDirectory policies)
    {
        var visit = Visit.Of(http);
        var book = await policies.FindAsync(visit.Site.Id, visit.Cancel);
        var all = book.Stop is { } stop ? book.Wide.Append(KeyValuePair.Create(PolicyScope.Stop, stop)) : book.Wide;
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new PoliciesAnswer(
                book.Stop is not null,
                [
                    .. all.Select(one => new ScopedPolicyAnswer(
                        one.Key.ToWord(),
                        NameOf(one.Key),
                        PolicyReading.ToBody(one.Value)
                    )),
                ]
            ),
            PolicyJson.Ours.PoliciesAnswer
        );
    }

    private static async Task<IResult> ListChangesAsync(
        HttpContext http,
        [FromServices] PolicyStore policies,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryRead(http.Request.Query["after"].FirstOrDefault(), out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var (changes, next) = await policies.ListChangesAsync(visit.Site.Id, null, after, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new PolicyChangesAnswer(
                [
                    .. changes.Select(change => new PolicyChangeAnswer(
                        change.Id,
                        change.Scope.ToWord(),
                        NameOf(change.Scope),
                        PolicyReading.ToBody(change.Before),
                        PolicyReading.ToBody(change.After),
                        change.By,
                        change.At
                    )),
                ],
                next?.ToString()
            ),
            PolicyJson.Ours.PolicyChangesAnswer
        );
    }

    private static async Task<IResult> StopAsync(
        HttpContext http,
        [FromServices] SavePolicy save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PolicyJson.Ours.StopBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var sentence = PolicyReading.SentenceOf(body.Sentence);
        return sentence.Problem is { } wrong
            ? await answers.ProblemAsync(visit, wrong)
            : await KeepAsync(visit, PolicyScope.Stop, Policy.OfStop(sentence.Value), save, answers);
    }

    private static Task<IResult> GoOnAsync(HttpContext http, [FromServices] SavePolicy save, [FromServices] Answers answers) =>
        KeepAsync(Visit.Of(http), PolicyScope.Stop, Policy.Nothing, save, answers);

    private static async Task<IResult> FindOfThreadAsync(
        HttpContext http,
        Guid thread,
        [FromServices] ThreadStore threads,
        [FromServices] PolicyDirectory policies,
        [FromServices] SectionGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await threads.FindAsync(visit.Site.Id, thread, visit.Cancel) is not { } found)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound);
        if (await gate.FindObstacleAsync(visit, thread) is { } outside)
            return await answers.ProblemAsync(visit, outside);
        return ToAnswer(visit, (await policies.FindAsync(visit.Site.Id, visit.Cancel)).OfThread(found));
    }

    private static Task<IResult> SaveOfThreadAsync(
        HttpContext http,
        Guid thread,
        [FromServices] SavePolicy save,
        [FromServices] Answers answers
    ) => ReadAndSaveAsync(Visit.Of(http), PolicyScope.OfThread(thread), save, answers);

    private static Task<IResult> RemoveOfThreadAsync(
        HttpContext http,
        Guid thread,
        [FromServices] SavePolicy save,
        [FromServices] Answers answers
    ) => KeepAsync(Visit.Of(http), PolicyScope.OfThread(thread), Policy.Nothing, save, answers);

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        string scope,
        [FromServices] SavePolicy save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = PolicyScope.Of(scope, http.Request.Query["name"].FirstOrDefault());
        return read.IsSuccess
            ? await ReadAndSaveAsync(visit, read.Value, save, answers)
            : await answers.ProblemAsync(visit, read.Problem);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http,
        string scope,
        [FromServices] SavePolicy save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = PolicyScope.Of(scope, http.Request.Query["name"].FirstOrDefault());
        return read.IsSuccess
            ? await KeepAsync(visit, read.Value, Policy.Nothing, save, answers)
            : await answers.ProblemAsync(visit, read.Problem);
    }

    private static async Task<IResult> ReadAndSaveAsync(Visit visit, PolicyScope scope, SavePolicy save, Answers answers)
    {
        var read = await Json.ReadAsync(visit.Http.Request, PolicyJson.Ours.PolicyBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var wanted = PolicyReading.Read(body, scope.Kind);
        return wanted.Value is { } policy
            ? await KeepAsync(visit, scope, policy, save, answers)
            : await answers.ProblemAsync(visit, wanted.Problem!);
    }

    private static async Task<IResult> KeepAsync(
        Visit visit,
        PolicyScope scope,
        Policy policy,
        SavePolicy save,
        Answers answers
    )
    {
        if (!TryReadSeen(visit.Http.Request.Query["seen"].FirstOrDefault(), out var seen))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var saved = await save.HandleAsync(visit.Site, scope, visit.SignedIn, policy, seen, visit.Cancel);
        return saved.Value is not { } now ? await answers.ProblemAsync(visit, saved.Problem!)
            : HttpMethods.IsDelete(visit.Http.Request.Method) ? Results.NoContent()
            : ToAnswer(visit, now);
    }

    /// <summary>Reads which change was seen last: absent where nothing was looked at, and empty where nothing had been changed.</summary>
    public static bool TryReadSeen(string? sent, out Guid? seen)
    {
        seen = sent is null ? null : Guid.Empty;
        if (string.IsNullOrEmpty(sent))
            return true;
        var isId = Guid.TryParse(sent, out var id);
        seen = id;
        return isId;
    }

    private static IResult ToAnswer(Visit visit, Policy policy)
    {
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(PolicyReading.ToBody(policy), PolicyJson.Ours.PolicyBody);
    }

    private static string? NameOf(PolicyScope scope) => scope.Name.Length == 0 ? null : scope.Name;
}
