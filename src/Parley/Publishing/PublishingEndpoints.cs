using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Reading;
using Parley.Sourcing;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>The doors by which a newsroom's own system keeps reports and says who says so, and by which anybody reads that.</summary>
internal static class PublishingEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reports/{story:guid}", FindAsync)
            .For(Access.Anyone)
            .Gives<ReportAnswer>("A published report, with who says so, passage by passage");
        ReportAnnotations.Map(api);
        api.MapPost("/newsroom/reports", AddAsync)
            .For(Access.Newsroom)
            .TakesLists()
            .Takes<ReportBody>()
            .Gives<KeptAnswer>("Keeps a draft", 201);
        api.MapPut("/newsroom/pages", KeepPageAsync)
            .For(Access.Newsroom)
            .TakesLists()
            .Takes<ReportBody>()
            .Gives<KeptAnswer>("Keeps the text of a page elsewhere, as it was published there");
        api.MapPost("/newsroom/pages", TakeAsync)
            .For(Access.Newsroom)
            .Takes<PageBody>()
            .Gives<KeptAnswer>("Takes the text of a page of the site's from there: of the element that it marks");
        api.MapPut("/newsroom/reports/{story:guid}", ChangeAsync)
            .For(Access.Newsroom)
            .TakesLists()
            .Takes<ReportBody>()
            .Gives<KeptAnswer>("Keeps the next revision of a report");
        api.MapPut("/newsroom/reports/{story:guid}/picture", KeepPictureAsync)
            .For(Access.Newsroom)
            .TakesFile()
            .Takes("image/jpeg", "image/png", "image/webp")
            .Needs("number")
            .Asks("description", "reason")
            .Gives<KeptAnswer>("Gives a report another picture: the body is its file");
        api.MapDelete("/newsroom/reports/{story:guid}/picture", TakePictureAwayAsync)
            .For(Access.Newsroom)
            .Needs("number")
            .Asks("reason")
            .Gives<KeptAnswer>("Takes a report's picture away");
        api.MapPost("/newsroom/reports/{story:guid}/publication", PublishAsync)
            .For(Access.Newsroom)
            .Gives<KeptAnswer>("Puts a draft before the public");
        api.MapGet("/newsroom/reports/{story:guid}/checks", CheckAsync)
            .For(Access.Newsroom)
            .Gives<ChecksAnswer>("What to look at before a report is published, or changed");
        api.MapPost("/newsroom/reports/{story:guid}/checks", CheckTypedAsync)
            .For(Access.Newsroom)
            .TakesLists()
            .Takes<ReportBody>()
            .Gives<ChecksAnswer>("The same of words that are not kept yet; nothing of them is kept");
        api.MapPut("/newsroom/reports/{story:guid}/claims/{claim:guid}/seen", SeeAsync)
            .For(Access.Newsroom)
            .Takes<SeenBody>()
            .Gives<SeenAnswer>("Says that what became of a claim was seen, and that the report stays as it is");
        api.MapGet("/newsroom/reports/{story:guid}/proposals", ProposeAsync)
            .For(Access.Newsroom)
            .Gives<ProposalsAnswer>(
                "What rules for the site's language take for somebody's words; nothing of it is kept unasked"
            );
        api.MapPost("/newsroom/reports/{story:guid}/attributions", SourceAsync)
            .For(Access.Newsroom)
            .Takes<AttributionBody>()
            .Gives<AttributionKeptAnswer>("Says of words of a report who said them", 201);
        api.MapDelete("/newsroom/reports/{story:guid}/attributions/{attribution:guid}", RemoveAsync)
            .For(Access.Newsroom)
            .Gives<AttributionKeptAnswer>("Takes that back");
        api.MapPost("/newsroom/claims/{claim:guid}/status", ChangeStatusAsync)
            .For(Access.Newsroom)
            .Takes<StatusBody>()
            .Gives<StatusAnswer>("Says what is known of a claim from now on");
        api.MapPost("/newsroom/claims/{claim:guid}/articles", AddArticleAsync)
            .For(Access.Newsroom)
            .Takes<ArticleBody>()
            .Gives<AttributionKeptAnswer>("Notes that another outlet's article carries a claim", 201);
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        Guid story,
        [FromServices] ReportTextStore reports,
        [FromServices] ReportModels models,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await reports.FindPublicAsync(visit.Site.Id, story, visit.Cancel) is not { } revision)
            return await answers.ProblemAsync(visit, Problems.ReportNotFound);
        var said = await models.ReadPublicAsync(visit.Site.Id, story, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new ReportAnswer(
                revision.Number,
                [.. revision.Text.Paragraphs.Select(one => new ParagraphAnswer(one.Id, one.Text))],
                [.. said.Passages.Where(said.HasNote).Select(one => ToAnswer(one, said))]
            ),
            PublishingJson.Ours.ReportAnswer
        );
    }

    private static PassageAnswer ToAnswer(Passage passage, ReportModels.Said said) =>
        new(
            passage.Id,
            passage.Anchor.Block,
            passage.Anchor.Start,
            passage.Anchor.End,
            passage.Anchor.Quote,
            passage.State,
            [
                .. said.OfPassage[passage.Id]
                    .Select(way => new WayAnswer(
                        way.Id,
                        way.Stance,
                        way.ClaimId is { } id && said.Claims.TryGetValue(id, out var claim)
                            ? new(claim.Id, claim.Sentence, claim.Kind, claim.Status)
                            : null,
                        [.. way.Hops.Select(HopAnswer.Of)]
                    )),
            ]
        )
        {
            OldWords = passage.OldQuote,
            Replies =
            [
                .. said.Replies[passage.Id]
                    .Select(one => new NamedReplyAnswer(one.Name, one.Words, one.SentAt)
                    {
                        Response = one.Response,
                        ResponseBy = one.ResponseName,
                        ResponseAt = one.ResponseAt,
                    }),
            ],
        };

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] SaveReport save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.ReportBody, visit.Cancel);
        return read.Value is { } body
            ? await GiveAsync(
                visit,
                await save.AddAsync(visit.Site.Id, visit.SignedIn, body.ToAsked(), visit.Cancel),
                answers,
                201
            )
            : await answers.ProblemAsync(visit, read.Problem!);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid story,
        [FromServices] SaveReport save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.ReportBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var changed = await save.ChangeAsync(visit.Site.Id, story, visit.SignedIn, body.ToAsked(), visit.Cancel);
        return await GiveAsync(visit, changed, answers);
    }

    private static async Task<IResult> KeepPageAsync(
        HttpContext http,
        [FromServices] PageClaims pages,
        [FromServices] SaveReport save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.ReportBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var claim = await pages.ReadAsync(visit.Site, body.Url, body.Identifier);
        if (claim.Value is not { } page)
            return await answers.ProblemAsync(visit, claim.Problem!);
        var kept = await save.KeepPageAsync(visit.Site.Id, page, visit.SignedIn, _ => body.ToAsked(), visit.Cancel);
        return await GiveAsync(visit, kept, answers);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, [FromServices] TakeText take, [FromServices] Answers answers)
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.PageBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new TakeText.Request(body.Url, body.Reason, body.Correction);
        return await GiveAsync(visit, await take.HandleAsync(visit.Site, visit.SignedIn, request, visit.Cancel), answers);
    }

    private static async Task<IResult> KeepPictureAsync(
        HttpContext http,
        Guid story,
        [FromServices] SaveReport save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await RequestBody.ReadAsync(http.Request, visit.Cancel) is { } bytes
            ? await ChangePictureAsync(visit, story, bytes, save, answers)
            : await answers.ProblemAsync(visit, Problems.BodyTooLarge);
    }

    private static Task<IResult> TakePictureAwayAsync(
        HttpContext http,
        Guid story,
        [FromServices] SaveReport save,
        [FromServices] Answers answers
    ) => ChangePictureAsync(Visit.Of(http), story, null, save, answers);

    private static async Task<IResult> ChangePictureAsync(
        Visit visit,
        Guid story,
        byte[]? bytes,
        SaveReport save,
        Answers answers
    )
    {
        var query = visit.Http.Request.Query;
        if (!int.TryParse(query["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        return await GiveAsync(
            visit,
            await save.ChangePictureAsync(
                visit.Site.Id,
                story,
                visit.SignedIn,
                number,
                bytes,
                query["description"],
                query["reason"],
                visit.Cancel
            ),
            answers
        );
    }

    private static async Task<IResult> PublishAsync(
        HttpContext http,
        Guid story,
        [FromServices] SaveReport save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await GiveAsync(visit, await save.PublishAsync(visit.Site, story, visit.SignedIn, visit.Cancel), answers);
    }

    private static async Task<IResult> GiveAsync(Visit visit, Result<Report> kept, Answers answers, int status = 200)
    {
        if (kept.Value is not { } report)
            return await answers.ProblemAsync(visit, kept.Problem!);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        var url = report.IsDraft ? null : visit.Home.Absolute(Report.PathOf(visit.Site.Name, report.StoryId, report.Slug));
        return TypedResults.Json(
            new KeptAnswer(report.StoryId, report.Number, report.PublishedAt, report.Slug is null ? null : url)
            {
                SourcesUrl = report.Slug is null ? url : null,
            },
            PublishingJson.Ours.KeptAnswer,
            statusCode: status
        );
    }

    private static async Task<IResult> CheckAsync(
        HttpContext http,
        Guid story,
        [FromServices] LookOver look,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await GiveAsync(visit, await look.HandleAsync(visit.Site, story, null, visit.Cancel), answers);
    }

    private static async Task<IResult> CheckTypedAsync(
        HttpContext http,
        Guid story,
        [FromServices] LookOver look,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.ReportBody, visit.Cancel);
        return read.Value is { } body
            ? await GiveAsync(visit, await look.HandleAsync(visit.Site, story, body.ToAsked(), visit.Cancel), answers)
            : await answers.ProblemAsync(visit, read.Problem!);
    }

    private static async Task<IResult> GiveAsync(Visit visit, Result<LookOver.Found> looked, Answers answers)
    {
        if (looked.Value is not { } found)
            return await answers.ProblemAsync(visit, looked.Problem!);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new ChecksAnswer(found.Report.Number, found.Checks)
            {
                Seen =
                [
                    .. found.Seen.Select(one => new SeenAnswer(one.Claim.Id, one.Claim.Status, one.Seen.Number)
                    {
                        At = one.Seen.At,
                        By = one.Seen.By,
                    }),
                ],
            },
            PublishingJson.Ours.ChecksAnswer
        );
    }

    private static async Task<IResult> SeeAsync(
        HttpContext http,
        Guid story,
        Guid claim,
        [FromServices] SeeStatus see,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.SeenBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var done = await see.HandleAsync(visit.Site.Id, story, claim, body.Number, visit.SignedIn, visit.Cancel);
        if (done.Value is not { } found)
            return await answers.ProblemAsync(visit, done.Problem!);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new SeenAnswer(claim, found.Status, body.Number!.Value), PublishingJson.Ours.SeenAnswer);
    }

    private static async Task<IResult> ProposeAsync(
        HttpContext http,
        Guid story,
        [FromServices] ReportTextStore reports,
        [FromServices] ReportModels models,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await reports.FindWithTextAsync(visit.Site.Id, story, visit.Cancel) is not var (report, revision))
            return await answers.ProblemAsync(visit, Problems.ReportNotFound);
        var said = await models.ReadAsync(visit.Site.Id, story, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new ProposalsAnswer(
                report.Number,
                [
                    .. Proposals
                        .Of(visit, report, revision.Text, said)
                        .Select(one => SourceForms.ToRequest(one.Form))
                        .Select(one => new ProposalAnswer(one.Words ?? "", one.Block, one.Hops ?? [])),
                ]
            ),
            PublishingJson.Ours.ProposalsAnswer
        );
    }

    private static async Task<IResult> SourceAsync(
        HttpContext http,
        Guid story,
        [FromServices] SourcePassage source,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.AttributionBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new SourcePassage.Request(body.Words, body.Block, body.Prefix, body.Chain, body.Claim, body.Stance);
        if (body.Target is { } target)
        {
            var named = WebTarget.Read(target);
            if (named.Value is not { } web)
                return await answers.ProblemAsync(visit, named.Problem!);
            request = request with
            {
                Words = web.Exact,
                Prefix = web.Prefix,
                Suffix = web.Suffix,
                Block = null,
                Start = web.Start,
            };
        }

        return await GiveAsync(
            visit,
            await source.HandleAsync(visit.Site.Id, story, visit.SignedIn, request, visit.Cancel),
            answers,
            201
        );
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http,
        Guid story,
        Guid attribution,
        [FromServices] SourcePassage source,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await GiveAsync(
            visit,
            await source.RemoveAsync(visit.Site.Id, story, attribution, visit.SignedIn, visit.Cancel),
            answers
        );
    }

    private static async Task<IResult> AddArticleAsync(
        HttpContext http,
        Guid claim,
        [FromServices] AddArticle articles,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.ArticleBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new AddArticle.Request(
            body.Outlet is null ? null : new(Name: body.Outlet),
            body.Title,
            body.Url,
            body.On,
            body.Chain,
            body.Stance
        );
        return await GiveAsync(
            visit,
            await articles.HandleAsync(visit.Site.Id, claim, visit.SignedIn, request, visit.Cancel),
            answers,
            201
        );
    }

    private static async Task<IResult> GiveAsync(Visit visit, Result<Attribution> kept, Answers answers, int status = 200)
    {
        if (kept.Value is not { } attribution)
            return await answers.ProblemAsync(visit, kept.Problem!);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new AttributionKeptAnswer(attribution.Id, attribution.PassageId, attribution.ClaimId),
            PublishingJson.Ours.AttributionKeptAnswer,
            statusCode: status
        );
    }

    private static async Task<IResult> ChangeStatusAsync(
        HttpContext http,
        Guid claim,
        [FromServices] ChangeClaimStatus change,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, PublishingJson.Ours.StatusBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new ChangeClaimStatus.Request(body.Status, body.Reason, body.Url, null, body.CorrectedBy);
        var done = await change.HandleAsync(visit.Site.Id, claim, visit.SignedIn, request, visit.Cancel);
        if (done.Value is not { } now)
            return await answers.ProblemAsync(visit, done.Problem!);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new StatusAnswer(now.Id, now.Status, now.StatusAt), PublishingJson.Ours.StatusAnswer);
    }
}

/// <summary>A report, as a client sends it.</summary>
/// <param name="Text">The paragraphs, with an empty line between two; at most 200,000 characters.</param>
/// <param name="PictureDescription">What one sees on the picture, for those who do not.</param>
/// <param name="Number">The number of the revision that is changed; not for a new one, nor for a page elsewhere.</param>
/// <param name="Reason">What is changed and why; needed once the public has read it.</param>
/// <param name="Correction">What was wrong, as it stands above the text with its day.</param>
/// <param name="Url">The address of a page elsewhere.</param>
/// <param name="Identifier">The site's own name for it.</param>
/// <param name="Tags">What it is about, in the site's own words: at most 50, of 200 characters each. Policies may go by them.</param>
/// <param name="PublishedAt">When it was published, with its zone, as in <c>2026-08-25T11:00:00Z</c>: its discussion's age counts from then. Left out, it stays as it is.</param>
internal sealed record ReportBody(
    string? Headline = null,
    string? Kicker = null,
    string? Standfirst = null,
    string? Text = null,
    IReadOnlyList<string>? Authors = null,
    string? Section = null,
    string? Slug = null,
    string? PictureDescription = null,
    string? Caption = null,
    string? Credit = null,
    string? PictureKind = null,
    string? DigitalSourceType = null,
    int? Number = null,
    string? Reason = null,
    string? Correction = null,
    string? Url = null,
    string? Identifier = null,
    IReadOnlyList<string?>? Tags = null,
    string? PublishedAt = null
)
{
    public ReportAsked ToAsked() =>
        new()
        {
            Headline = Headline,
            Kicker = Kicker,
            Standfirst = Standfirst,
            Text = Text,
            Authors = Authors ?? [],
            Section = Section,
            Tags = Tags,
            PublishedAt = PublishedAt,
            Slug = Slug,
            PictureDescription = PictureDescription,
            Caption = Caption,
            Credit = Credit,
            PictureKind = PictureKind,
            DigitalSourceType = DigitalSourceType,
            Number = Number ?? 0,
            Reason = Reason,
            Correction = Correction,
        };
}

/// <summary>A page of the site's whose text is taken from there, as a client names it.</summary>
/// <param name="Url">Its address: of one of the site's origins.</param>
/// <param name="Reason">What was changed and why, for the page of changes.</param>
/// <param name="Correction">What was wrong, as it stands above the text with its day.</param>
internal sealed record PageBody(string? Url = null, string? Reason = null, string? Correction = null);

/// <param name="Url">Where the public reads it; absent for a draft, and for a page elsewhere.</param>
internal sealed record KeptAnswer(Guid Story, int Number, DateTimeOffset? PublishedAt, string? Url)
{
    /// <summary>Of a page elsewhere: where the public reads who says what in it.</summary>
    public string? SourcesUrl { get; init; }
}

/// <param name="Number">The revision that was read.</param>
internal sealed record ProposalsAnswer(int Number, IReadOnlyList<ProposalAnswer> Proposals);

/// <summary>What seems to be somebody's words: sent back as it is, it says so.</summary>
internal sealed record ProposalAnswer(string Words, string? Block, IReadOnlyList<HopAsked> Chain);

/// <param name="Number">The revision that was looked at.</param>
/// <param name="Checks">Empty where nothing is open. They forbid nothing.</param>
internal sealed record ChecksAnswer(int Number, IReadOnlyList<ReportCheck> Checks)
{
    /// <summary>What became of claims since the text was kept, and was seen.</summary>
    public IReadOnlyList<SeenAnswer> Seen { get; init; } = [];
}

/// <summary>What became of a claim, as a client has seen it.</summary>
/// <param name="Number">That of the check: whoever has seen an earlier change is refused.</param>
internal sealed record SeenBody(int? Number = null);

/// <summary>What became of a claim was seen, and the report stays as it is.</summary>
internal sealed record SeenAnswer(Guid Claim, ClaimStatus Status, int Number)
{
    /// <summary>When it was seen first, in a list of checks.</summary>
    public DateTimeOffset? At { get; init; }
    public string? By { get; init; }
}

/// <summary>Who says words of a report, as a client sends it. Least are the words and one step with a source's name.</summary>
/// <param name="Words">As they stand in the report.</param>
/// <param name="Block">The paragraph; it chooses between several places.</param>
/// <param name="Prefix">What stands before the words, likewise.</param>
/// <param name="Chain">From whom the newsroom has it outwards to who said it; at most twelve steps.</param>
/// <param name="Target">The target of a W3C annotation in place of the words: its selectors name them.</param>
internal sealed record AttributionBody(
    string? Words = null,
    string? Block = null,
    string? Prefix = null,
    IReadOnlyList<HopAsked>? Chain = null,
    ClaimAsked? Claim = null,
    Stance Stance = Stance.States,
    JsonElement? Target = null
);

internal sealed record AttributionKeptAnswer(Guid Id, Guid? Passage, Guid? Claim);

/// <summary>An article of another outlet, as a client sends it.</summary>
/// <param name="Outlet">The outlet's name.</param>
/// <param name="On">When it was published, as EDTF.</param>
/// <param name="Chain">From whom the outlet has it; left out where it reports in its own words.</param>
internal sealed record ArticleBody(
    string? Outlet = null,
    string? Title = null,
    string? Url = null,
    string? On = null,
    IReadOnlyList<HopAsked>? Chain = null,
    Stance Stance = Stance.States
);

/// <summary>What is known of a claim from now on, as a client sends it.</summary>
internal sealed record StatusBody(
    ClaimStatus? Status = null,
    string? Reason = null,
    string? Url = null,
    Guid? CorrectedBy = null
);

internal sealed record StatusAnswer(Guid Claim, ClaimStatus Status, DateTimeOffset At);

/// <summary>A published report, with who says so.</summary>
internal sealed record ReportAnswer(
    int Number,
    IReadOnlyList<ParagraphAnswer> Paragraphs,
    IReadOnlyList<PassageAnswer> Passages
);

internal sealed record ParagraphAnswer(string Id, string Text);

/// <summary>Words of which it is said who said them.</summary>
/// <param name="Start">The first code point of the words in their paragraph.</param>
/// <param name="End">The one after the last.</param>
/// <param name="State"><c>anchored</c>, <c>moved</c> (the text has changed) or <c>orphaned</c> (the words are gone).</param>
internal sealed record PassageAnswer(
    Guid Id,
    string Block,
    int Start,
    int End,
    string Words,
    AnchorState State,
    IReadOnlyList<WayAnswer> Ways
)
{
    public string? OldWords { get; init; }

    /// <summary>What those who are named in it answer.</summary>
    public IReadOnlyList<NamedReplyAnswer> Replies { get; init; } = [];
}

/// <summary>What somebody who is named answers, and what the newsroom says to that.</summary>
internal sealed record NamedReplyAnswer(string Name, string? Words, DateTimeOffset? At)
{
    public string? Response { get; init; }
    public string? ResponseBy { get; init; }
    public DateTimeOffset? ResponseAt { get; init; }
}

/// <summary>One way by which a passage came.</summary>
internal sealed record WayAnswer(Guid Id, Stance Stance, ClaimAnswerShort? Claim, IReadOnlyList<HopAnswer> Chain);

internal sealed record ClaimAnswerShort(Guid Id, string Sentence, ClaimKind Kind, ClaimStatus Status);

[JsonSerializable(typeof(ReportBody))]
[JsonSerializable(typeof(PageBody))]
[JsonSerializable(typeof(KeptAnswer))]
[JsonSerializable(typeof(ChecksAnswer))]
[JsonSerializable(typeof(SeenBody))]
[JsonSerializable(typeof(SeenAnswer))]
[JsonSerializable(typeof(ProposalsAnswer))]
[JsonSerializable(typeof(AttributionBody))]
[JsonSerializable(typeof(AttributionKeptAnswer))]
[JsonSerializable(typeof(ArticleBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(ReportAnswer))]
internal sealed partial class PublishingJson : JsonSerializerContext
{
    public static PublishingJson Ours { get; } = new(Json.Options());
}
