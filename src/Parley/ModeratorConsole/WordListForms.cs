using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which a site's word lists are edited and tried out.</summary>
internal static class WordListForms
{
    /// <param name="console">The moderators' pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/words", ShowAsync).For(Access.Moderator).OfWholeSite();
        console.MapPost("/words", SendAsync).For(Access.Moderator).OfWholeSite().TakesForm().TakesLists();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] WordListStore lists,
        [FromServices] ShadowCounts shadows,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var model = await KeptAsync(visit, lists, frames);
        return await PageAsync(
            visit,
            model with
            {
                BannedShadow = await ToldAsync(visit, WordListKind.Banned, model.Banned, shadows),
                SuspectShadow = await ToldAsync(visit, WordListKind.Suspect, model.Suspect, shadows),
            }
        );
    }

    private static async Task<IResult> SendAsync(
        HttpContext http,
        [FromServices] WordListStore lists,
        [FromServices] SaveWordLists save,
        [FromServices] TryOnPast past,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (
            form.Find("do") is not ("try" or "try-past" or "save")
            || ReadVersion(form, "banned-version") is not { } banned
            || ReadVersion(form, "suspect-version") is not { } suspect
            || ReadVersion(form, "allowed-version") is not { } allowed
        )
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);

        // Browsers send two signs for each line end.
        var model = (await KeptAsync(visit, lists, frames)) with
        {
            Banned = Lines(form.Find("banned")),
            BannedVersion = banned,
            Suspect = Lines(form.Find("suspect")),
            SuspectVersion = suspect,
            Allowed = Lines(form.Find("allowed")),
            AllowedVersion = allowed,
            TryText = Lines(form.Find("text")),
        };
        model = model with
        {
            BannedFault = FaultOf(visit, WordListKind.Banned, model.Banned),
            SuspectFault = FaultOf(visit, WordListKind.Suspect, model.Suspect),
            AllowedFault = FaultOf(visit, WordListKind.Allowed, model.Allowed),
        };
        return form.Find("do") switch
        {
            "try" => await PageAsync(visit, TryOut(visit, model)),
            "try-past" => await PageAsync(visit, await TryOnPastAsync(visit, model, past)),
            _ => await SaveAsync(visit, model, save),
        };
    }

    private static async Task<IResult> SaveAsync(Visit visit, WordListsPageModel model, SaveWordLists save)
    {
        if ((model.BannedFault ?? model.SuspectFault ?? model.AllowedFault) is not null)
            return await PageAsync(visit, model, Problems.WordListFaulty.Status);
        var saved = await save.HandleAsync(
            visit.Site.Id,
            visit.SignedIn,
            [
                new(WordListKind.Banned, model.Banned, model.BannedVersion),
                new(WordListKind.Suspect, model.Suspect, model.SuspectVersion),
                new(WordListKind.Allowed, model.Allowed, model.AllowedVersion),
            ],
            visit.Cancel
        );
        if (!saved.IsSuccess)
            return await PageAsync(
                visit,
                model with
                {
                    Fault = Answers.Sentence(visit.Words, saved.Problem),
                },
                saved.Problem.Status
            );
        return await PageAsync(
            visit,
            model with
            {
                Banned = saved.Value[0].Text,
                BannedVersion = saved.Value[0].Version,
                Suspect = saved.Value[1].Text,
                SuspectVersion = saved.Value[1].Version,
                Allowed = saved.Value[2].Text,
                AllowedVersion = saved.Value[2].Version,
                IsSaved = true,
            }
        );
    }

    private static async Task<WordListsPageModel> TryOnPastAsync(Visit visit, WordListsPageModel model, TryOnPast past)
    {
        var request = new TryOnPast.Request(TryOnPast.Most)
        {
            Banned = model.Banned,
            Suspect = model.Suspect,
            Allowed = model.Allowed,
        };
        var trial = await past.HandleAsync(visit.Site, request, visit.Cancel);
        var ofLists = trial.Checks.Where(check =>
            check.Check == WordCheck.Banned.Name || check.Check == WordCheck.Suspect.Name
        );
        return model with { Trial = PastTrialDrawer.ToModel(visit, trial with { Checks = [.. ofLists] }) };
    }

    private static WordListsPageModel TryOut(Visit visit, WordListsPageModel model)
    {
        var trial = TryWordLists.Try(model.Banned, model.Suspect, model.Allowed, model.TryText, visit.Site.Language, visit.Now);
        var verdict = trial.Verdict switch
        {
            Verdict.Pass => CheckVerdict.Pass,
            Verdict.Hold => CheckVerdict.Hold,
            _ => CheckVerdict.Refuse,
        };
        return model with
        {
            TryOut = new TryOutModel(
                verdict,
                MarkedText.Of(model.TryText, trial.Hits.Select(hit => hit.Place).OfType<Place>()),
                [.. trial.Hits.Select(hit => Finding(visit.Words, hit)).Distinct()]
            ),
        };
    }

    private static string Finding(Words words, TriedHit hit)
    {
        var key =
            hit.List == WordListKind.Banned ? "reason.banned-words.listed.moderator" : "reason.suspect-words.listed.moderator";
        var finding = words.Format(key, ("entry", hit.Entry.Text));
        if (hit.IsInShadow)
            finding = words.Format("checks.would-have", ("finding", finding));
        return hit.Place is null ? words.Format("word-lists.hit-nowhere", ("finding", finding)) : finding;
    }

    private static string? FaultOf(Visit visit, WordListKind kind, string list) =>
        SaveWordLists.FaultsOf(kind, list) is { Count: > 0 } faults
            ? string.Join(' ', faults.Select(fault => Answers.Sentence(visit.Words, fault)))
            : null;

    private static async Task<WordListsPageModel> KeptAsync(Visit visit, WordListStore lists, ConsoleFrames frames)
    {
        var banned = await lists.FindAsync(visit.Site.Id, WordListKind.Banned, visit.Cancel);
        var suspect = await lists.FindAsync(visit.Site.Id, WordListKind.Suspect, visit.Cancel);
        var allowed = await lists.FindAsync(visit.Site.Id, WordListKind.Allowed, visit.Cancel);
        return new WordListsPageModel(
            await frames.ForAsync(visit, ConsolePlace.WordLists, visit.Words["console.word-lists"]),
            visit.SiteUrl("/console/words"),
            banned.Text,
            suspect.Text,
            allowed.Text
        )
        {
            BannedVersion = banned.Version,
            SuspectVersion = suspect.Version,
            AllowedVersion = allowed.Version,
        };
    }

    private static async Task<string?> ToldAsync(Visit visit, WordListKind kind, string list, ShadowCounts shadows) =>
        await shadows.FindAsync(visit.Site, kind, list, visit.Cancel) is { } count
            ? visit.Words.Format(
                "checks.in-shadow",
                ("finding", PastTrialDrawer.InWords(visit.Words, count, refuses: kind == WordListKind.Banned))
            )
            : null;

    private static Task<IResult> PageAsync(Visit visit, WordListsPageModel model, int status = 200) =>
        Answers.PageAsync<WordListsPage, WordListsPageModel>(visit, model, status);

    private static string Lines(string? sent) => sent?.Replace("\r\n", "\n", StringComparison.Ordinal) ?? "";

    private static int? ReadVersion(SentForm form, string name) =>
        int.TryParse(form.Find(name), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
