using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Moderation;
using Parley.Policies;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Stories;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The moderators' pages and the forms on them. They work without script; a script gives the controls their keys.</summary>
internal static class ConsoleEndpoints
{
    // Days. More than anybody chooses, and less than a calendar has.
    private const int LongestSanction = 36_500;

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        var console = site.MapGroup("/console");
        console.MapGet("/", ShowQueueAsync).For(Access.Moderator);
        console.MapPost("/comments/{comment:guid}/decision", DecideAsync).For(Access.Moderator).TakesForm();
        console.MapPost("/decisions/{decision:guid}/undo", TakeBackAsync).For(Access.Moderator);
        console.MapGet("/threads", ShowThreadsAsync).For(Access.Moderator);
        console.MapPost("/threads/{thread:guid}", SwitchThreadAsync).For(Access.Moderator).TakesForm();
        console.MapGet("/writers", ShowWritersAsync).For(Access.Moderator);
        console.MapPost("/writers/{reader:guid}/sanctions", GiveSanctionAsync).For(Access.Moderator).TakesForm();
        console.MapPost("/sanctions/{sanction:guid}/lift", LiftSanctionAsync).For(Access.Moderator);
        WriterForms.Map(console);
        OrderForms.Map(console);
        ObjectionForms.Map(console);
        SecondLookForms.Map(console);
        CareForms.Map(console);
        FlaggerForms.Map(console);
        FigureForms.Map(console);
        LeaseForms.Map(console);
        BatchForms.Map(console);
        NoteForms.Map(console);
        DeskFigureForms.Map(console);
        WordListForms.Map(console);
        CheckForms.Map(console);
        OwnModelForms.Map(console);
        HookForms.Map(console);
        RuleForms.Map(console);
        PolicyForms.Map(console);
        TokenForms.Map(console);
        TryTextForms.Map(console);
        ScoringKeyForms.Map(console);
        StaffForms.Map(console);
    }

    private static async Task<IResult> ShowQueueAsync(
        HttpContext http,
        [FromServices] QueueDrawer drawer,
        [FromServices] CommentGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (QueueAsked.Read(http) is not { } asked || !TryReadId(http, "c", out var chosen))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (chosen is { } one && await gate.FindObstacleAsync(visit, one) is { } obstacle)
            return await answers.ProblemAsync(visit, obstacle);
        return await drawer.DrawAsync(visit, asked, chosen) is { } model
            ? await Answers.PageAsync<QueuePage, QueuePageModel>(visit, model)
            : await answers.ProblemAsync(visit, Problems.CommentNotFound);
    }

    private static async Task<IResult> DecideAsync(
        HttpContext http,
        Guid comment,
        [FromServices] Decide decide,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (QueueAsked.Read(http) is not { } asked || ReadSeen(http) is not { } seen)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (KindOf(form.Find("do"), seen.State) is not { } kind)
            return await answers.ProblemAsync(visit, Problems.DecisionUnknown);
        var (rule, text) = ReadRule(form.Find("rule"));
        var request = new Decide.Request(kind, rule, form.Find("words"))
        {
            Text = text,
            Seen = seen,
            RulesVersion = ReadNumber(http.Request.Query["rules"]),
        };
        var decided = await decide.HandleAsync(visit.Site, comment, visit.SignedIn, request, visit.Cancel);
        if (!decided.IsSuccess)
            return await answers.ProblemAsync(visit, decided.Problem, form.Find("words"));
        return Answers.SeeOther(visit, asked.UrlPast(visit, asked.Past));
    }

    private static async Task<IResult> TakeBackAsync(
        HttpContext http,
        Guid decision,
        [FromServices] TakeBack takeBack,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var taken = await takeBack.HandleAsync(visit.Site, decision, visit.SignedIn, visit.Cancel);
        return taken.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl($"/console?c={taken.Value.CommentId}"))
            : await answers.ProblemAsync(visit, taken.Problem);
    }

    private static async Task<IResult> ShowThreadsAsync(
        HttpContext http,
        [FromServices] ThreadListStore threads,
        [FromServices] PolicyDirectory policies,
        [FromServices] SurgeStore surges,
        [FromServices] PlaceholderPages placeholders,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var (lines, next) = await threads.ListAsync(
            visit.Site.Id,
            after,
            StorySections.Of(visit.Site, visit.SignedIn),
            visit.Cancel
        );
        var book = await policies.FindAsync(visit.Site.Id, visit.Cancel);
        var surging = (await surges.ListAsync(visit.Site.Id, visit.Now, visit.Cancel)).ToDictionary(surge => surge.ThreadId);
        var model = new ThreadsPageModel(
            await frames.ForAsync(visit, ConsolePlace.Threads, visit.Words["console.threads"]),
            [
                .. lines.Select(line =>
                    ToRow(visit, line, book.OfThread(line.Thread)) with
                    {
                        Surge = surging.GetValueOrDefault(line.Story.Id) is { } surge
                            ? SurgeSentences.Of(visit.Words, surge)
                            : null,
                    }
                ),
            ]
        )
        {
            NextUrl = next is { } place ? visit.SiteUrl($"/console/threads?after={place}") : null,
            Placeholders = [.. placeholders.List(visit.Site.Id).Select(page => new PlaceholderModel(page.Url, page.Given))],
        };
        return await Answers.PageAsync<ThreadsPage, ThreadsPageModel>(visit, model);
    }

    private static async Task<IResult> SwitchThreadAsync(
        HttpContext http,
        Guid thread,
        [FromServices] SavePolicy policies,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var (site, by, cancel) = (visit.Site, visit.SignedIn, visit.Cancel);
        Task<Result<Policy>>? setting = form.Find("do") switch
        {
            "close" => policies.SetClosedAsync(site, thread, by, isClosed: true, cancel),
            "open" => policies.SetClosedAsync(site, thread, by, isClosed: false, cancel),
            "contest" => policies.SetContestedAsync(site, thread, by, isContested: true, cancel),
            "calm" => policies.SetContestedAsync(site, thread, by, isContested: false, cancel),
            _ => null,
        };
        if (setting is null)
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var set = await setting;
        return set.IsSuccess ? Back(visit, "/console/threads") : await answers.ProblemAsync(visit, set.Problem);
    }

    private static async Task<IResult> ShowWritersAsync(
        HttpContext http,
        [FromServices] SanctionStore sanctions,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var (standing, next) = await sanctions.ListStandingAsync(
            visit.Site.Id,
            after ?? TimeCursor.Newest,
            StorySections.Of(visit.Site, visit.SignedIn),
            visit.Cancel
        );
        var model = new WritersPageModel(
            await frames.ForAsync(visit, ConsolePlace.Writers, visit.Words["console.writers"]),
            [.. standing.Select(sanction => QueueDrawer.ToModel(visit, sanction))]
        )
        {
            FirstUrl = after is null ? null : visit.SiteUrl("/console/writers"),
            NextUrl = next is { } place ? visit.SiteUrl($"/console/writers?after={place}") : null,
        };
        return await Answers.PageAsync<WritersPage, WritersPageModel>(visit, model);
    }

    private static async Task<IResult> GiveSanctionAsync(
        HttpContext http,
        Guid reader,
        [FromServices] GiveSanction give,
        [FromServices] GiveEverywhere everywhere,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var words = form.Find("words");
        if (!Enum.TryParse<SanctionKind>(form.Find("kind"), ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            return await answers.ProblemAsync(visit, Problems.SanctionKindUnknown, words);
        var (rule, text) = ReadRule(form.Find("rule"));
        var request = new GiveSanction.Request(
            kind,
            rule,
            words,
            // A warning ends when it is read, whatever stands in the box beside it.
            kind == SanctionKind.Warning
                ? null
                : EndAfter(visit.Now, ReadNumber(form.Find("days")))
        )
        {
            Text = text,
            RulesVersion = ReadNumber(http.Request.Query["rules"]),
        };
        // The rule in the box beside it is this house's own.
        var given =
            form.Find("where") == "everywhere"
                ? await everywhere.HandleAsync(visit.Site, reader, visit.SignedIn, request with { Rule = null }, visit.Cancel)
                : await give.HandleAsync(visit.Site, reader, visit.SignedIn, request, visit.Cancel);
        return given.IsSuccess ? Back(visit, "/console/writers") : await answers.ProblemAsync(visit, given.Problem, words);
    }

    private static async Task<IResult> LiftSanctionAsync(
        HttpContext http,
        Guid sanction,
        [FromServices] LiftSanction lift,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var lifted = await lift.HandleAsync(visit.Site, sanction, visit.SignedIn, visit.Cancel);
        return lifted.IsSuccess ? Back(visit, "/console/writers") : await answers.ProblemAsync(visit, lifted.Problem);
    }

    // To the minute: a button pressed twice asks for the same.
    private static DateTimeOffset? EndAfter(DateTimeOffset now, int? days) =>
        days is { } some
            ? new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero).AddDays(
                Math.Min(some, LongestSanction)
            )
            : null;

    private static ThreadRowModel ToRow(Visit visit, ThreadLine line, Policy policy) =>
        new(
            line.Story.Title,
            QueueDrawer.StoryUrl(visit, line.Story),
            line.Comments,
            line.Held,
            policy.State != PolicyState.Closed,
            visit.SiteUrl($"/console/threads/{line.Story.Id}")
        )
        {
            LastActivity = line.Thread.LastActivity,
            QuestionUrl = visit.SiteUrl($"/t/{line.Story.Id}/question"),
            PolicyUrl = visit.SiteUrl($"/console/threads/{line.Story.Id}/policy"),
            IsContested = policy.IsContested == true,
            IsClosedByAge =
                policy.State is null
                && line.Thread.ClosesAt(visit.Site.Settings.CloseAfterDays, line.Story.PublishedAt) <= visit.Now,
        };

    // To the comment from whose page it came, or to the list.
    internal static IResult Back(Visit visit, string list) =>
        Answers.SeeOther(
            visit,
            visit.SiteUrl(TryReadId(visit.Http, "c", out var comment) && comment is { } id ? $"/console?c={id}" : list)
        );

    // Two keys decide, whatever it is about: what they mean follows from how the comment stood.
    private static DecisionKind? KindOf(string? pressed, CommentState seen) =>
        (pressed, seen) switch
        {
            ("publish", CommentState.Published) => DecisionKind.Keep,
            ("publish", _) => DecisionKind.Publish,
            ("reject", CommentState.Published) => DecisionKind.Remove,
            ("reject", _) => DecisionKind.Reject,
            _ => null,
        };

    internal static int? ReadNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The rule that was chosen, and which of its ready texts, if it was not the first: <c>3</c>, or <c>3.2</c>.</summary>
    internal static (int? Rule, int? Text) ReadRule(string? chosen) =>
        chosen?.Split('.') is [var rule, var text] && ReadNumber(text) is { } number and > 0
            ? (ReadNumber(rule), number)
            : (ReadNumber(chosen), null);

    private static SeenWords? ReadSeen(HttpContext http)
    {
        if (
            http.Request.Query["seen"].FirstOrDefault()?.Split('.') is not [var state, var edited, .. var rest]
            || rest.Length > 1
        )
            return null;
        if (
            !int.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !Enum.IsDefined((CommentState)number)
        )
            return null;
        return TryReadTime(edited, out var editedAt) && TryReadTime(rest is [var reported] ? reported : "", out var reportedAt)
            ? new SeenWords((CommentState)number, editedAt) { ReportedAt = reportedAt }
            : null;
    }

    private static bool TryReadTime(string text, out DateTimeOffset? time)
    {
        time = null;
        if (text.Length == 0)
            return true;
        if (
            !long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var micros)
            || micros < 0
            || micros > DateTimeOffset.MaxValue.ToMicros()
        )
            return false;
        time = Micros.FromMicros(micros);
        return true;
    }

    internal static bool TryReadId(HttpContext http, string name, out Guid? id)
    {
        id = null;
        if (http.Request.Query[name].FirstOrDefault() is not { } text)
            return true;
        if (!Guid.TryParse(text, out var parsed))
            return false;
        id = parsed;
        return true;
    }
}
