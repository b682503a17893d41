using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Hooks;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which a site's administrators set up the services that are asked about words.</summary>
internal static class HookForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/hooks", ShowAsync).For(Access.Administrator);
        console.MapPost("/hooks", SendAsync).For(Access.Administrator).TakesForm();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] HookStore hooks,
        [FromServices] HookHealth health,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        return await PageAsync(visit, await ModelAsync(visit, hooks, health, frames));
    }

    private static async Task<IResult> SendAsync(
        HttpContext http,
        [FromServices] SaveHook save,
        [FromServices] HookStore hooks,
        [FromServices] HookHealth health,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var id = Guid.TryParse(form.Find("hook"), out var hook) ? hook : (Guid?)null;
        var version = ReadNumber(form.Find("version"));
        // What is not there can only be added: whoever removes or renews says what.
        var isKnown = form.Find("do") switch
        {
            "save" => true,
            "renew" or "remove" => id is not null,
            _ => false,
        };
        if (!isKnown || (id is null) != (version is null))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var (problem, made) = await DoAsync(visit, save, form, id, version ?? 0);
        var model = await ModelAsync(visit, hooks, health, frames);
        if (problem is null)
            return await PageAsync(visit, model with { IsSaved = true, Made = made });
        return problem.Status == 404
            ? await answers.ProblemAsync(visit, problem)
            : await PageAsync(visit, Typed(model, form, id, visit.Words, problem), problem.Status);
    }

    private static async Task<(Problem?, (string, string)?)> DoAsync(
        Visit visit,
        SaveHook save,
        SentForm form,
        Guid? id,
        int version
    )
    {
        var (site, by) = (visit.Site.Id, visit.SignedIn);
        var on = visit.Site;
        var saved = (form.Find("do"), id) switch
        {
            ("remove", { } gone) => await save.RemoveAsync(site, gone, by, visit.Cancel) is { } missing
                ? missing
                : (Result<SaveHook.Saved?>)(SaveHook.Saved?)null,
            ("renew", { } renewed) => Of(await save.RenewAsync(site, renewed, by, visit.Cancel)),
            ("save", { } kept) => Of(await save.ChangeAsync(on, kept, version, by, ReadRequest(form), visit.Cancel)),
            _ => Of(await save.AddAsync(on, by, ReadRequest(form), visit.Cancel)),
        };
        return saved.Value is { Secret: { } secret, Hook.Name: var name } ? (null, (name, secret)) : (saved.Problem, null);

        static Result<SaveHook.Saved?> Of(Result<SaveHook.Saved> saved) => saved.IsSuccess ? saved.Value : saved.Problem;
    }

    // What is no number is one that no hook takes, so that it is told about its field.
    private static SaveHook.Request ReadRequest(SentForm form) =>
        new(
            form.Find("name"),
            form.Find("url") is { } url && (url.Length > 0 || KindOf(form) != HookKind.Akismet) ? url : null,
            Enum.TryParse<CheckMode>(form.Find("mode"), ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null,
            Enum.TryParse<Verdict>(form.Find("silence"), ignoreCase: true, out var silence) && Enum.IsDefined(silence)
                ? silence
                : null,
            form.Find("limit") is { } limit ? ReadNumber(limit) ?? -1 : null,
            form.Find("place") is { } place ? ReadNumber(place) ?? -1 : null
        )
        {
            Kind = KindOf(form),
            Key = form.Find("key"),
            GivesEmail = KindOf(form) == HookKind.Akismet ? form.Find("email") is not null : null,
        };

    private static HookKind KindOf(SentForm form) =>
        form.Find("kind") == KindWord(HookKind.Akismet) ? HookKind.Akismet : HookKind.Moderation;

    private static string KindWord(HookKind kind) => kind.ToString().ToLowerInvariant();

    private static async Task<HooksPageModel> ModelAsync(Visit visit, HookStore hooks, HookHealth health, ConsoleFrames frames)
    {
        var all = await hooks.ListAsync(visit.Site.Id, visit.Cancel);
        return new(
            await frames.ForAsync(visit, ConsolePlace.Hooks, visit.Words["hooks.title"]),
            visit.SiteUrl("/console/hooks"),
            [.. all.Select(hook => ToModel(visit, hook, health.Of(visit.Site.Id, hook.Id)))]
        )
        {
            Another = all.Count < Hook.Most ? Empty(all.Count + 1) : null,
        };
    }

    private static HookModel ToModel(Visit visit, Hook hook, HookCount count) =>
        Empty(hook.Place) with
        {
            Id = hook.Id.ToString(),
            Version = hook.Version,
            Name = hook.Name,
            Url = hook.Url.AbsoluteUri,
            Mode = hook.ModeAt(visit.Now).ToString().ToLowerInvariant(),
            Silence = hook.Silence.ToString().ToLowerInvariant(),
            Limit = Text(hook.LimitMs),
            Kind = KindWord(hook.Kind),
            GivesEmail = hook.GivesEmail,
            Health = count.Asked == 0 ? null : InWords(visit.Words, count),
            ShadowUntil = hook.ModeAt(visit.Now) == CheckMode.Shadow ? hook.ShadowUntil : null,
        };

    private static string InWords(Words words, HookCount count)
    {
        var told = words.Count("hooks.asked", count.Asked, ("failed", count.Failed));
        return count is { LastFault: { } fault, LastAt: { } at }
            ? told
                + " "
                + words.Format("hooks.last", ("time", words.Moment(at)), ("why", words["hooks.fault-" + WordOf(fault)]))
            : told;
    }

    private static string WordOf(Http.OutgoingFault fault) =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());

    private static HookModel Empty(int place) =>
        new("", 0, "", "", "shadow", "pass")
        {
            Limit = Text(Hook.UsualLimit),
            Least = Hook.LeastLimit,
            Most = Hook.MostLimit,
            Place = Text(place),
            MostPlaces = Hook.Most,
        };

    // What was typed stays, whatever becomes of it.
    private static HooksPageModel Typed(HooksPageModel model, SentForm form, Guid? id, Words words, Problem problem)
    {
        var faults = problem
            .Others.Prepend(problem)
            .Where(fault => fault.Field is not null)
            .ToDictionary(fault => fault.Field == "limitMs" ? "limit" : fault.Field!, fault => Answers.Sentence(words, fault));
        return model with
        {
            Fault = faults.Count > 0 ? words["hooks.not-saved"] : Answers.Sentence(words, problem),
            Hooks = [.. model.Hooks.Select(hook => hook.Id == id?.ToString() ? Typed(hook, form, faults) : hook)],
            Another = id is null && model.Another is { } another ? Typed(another, form, faults) : model.Another,
        };
    }

    private static HookModel Typed(HookModel hook, SentForm form, Dictionary<string, string> faults) =>
        hook with
        {
            Name = form.Find("name") ?? hook.Name,
            Url = form.Find("url") ?? hook.Url,
            Mode = form.Find("mode") ?? hook.Mode,
            Silence = form.Find("silence") ?? hook.Silence,
            Limit = form.Find("limit") ?? hook.Limit,
            Place = form.Find("place") ?? hook.Place,
            Kind = hook.IsNew ? KindWord(KindOf(form)) : hook.Kind,
            GivesEmail = form.Find("email") is not null,
            Faults = faults,
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? ReadNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Task<IResult> PageAsync(Visit visit, HooksPageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<HooksPage, HooksPageModel>(visit, model, status);
}
