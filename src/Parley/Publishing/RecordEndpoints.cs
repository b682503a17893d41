using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Sourcing;

namespace Parley.Publishing;

/// <summary>The doors by which the newsroom finds its claims and sources, corrects them, and reads what they were before.</summary>
internal static class RecordEndpoints
{
    // Of what is looked for; the rest is not read.
    private const int MostSought = 200;

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/newsroom/claims", ListClaimsAsync)
            .For(Access.Newsroom)
            .Asks("q", "after")
            .Gives<ClaimListAnswer>("The claims of the site, drafts' among them, the last entered first");
        api.MapGet("/newsroom/claims/{claim:guid}", FindClaimAsync)
            .For(Access.Newsroom)
            .Asks("before")
            .Gives<KeptClaimAnswer>("A claim with what it was before it was corrected");
        api.MapPut("/newsroom/claims/{claim:guid}", CorrectClaimAsync)
            .For(Access.Newsroom)
            .Takes<ClaimBody>()
            .Gives<KeptClaimAnswer>(
                "Corrects the words and dates of a claim; number is the one that it was read with, 409 where it is another by now"
            );
        api.MapGet("/newsroom/sources", ListSourcesAsync)
            .For(Access.Newsroom)
            .Asks("q", "after")
            .Gives<SourceListAnswer>("The sources of the site, the last named first");
        api.MapGet("/newsroom/sources/{source:guid}", FindSourceAsync)
            .For(Access.Newsroom)
            .Asks("before")
            .Gives<KeptSourceAnswer>("A source with what was known of it before it was corrected");
        api.MapPut("/newsroom/sources/{source:guid}", CorrectSourceAsync)
            .For(Access.Newsroom)
            .Takes<SourceBody>()
            .Gives<KeptSourceAnswer>(
                "Corrects what is known of a source; number is the one that it was read with, 409 where it is another by now"
            );
        api.MapGet("/newsroom/attributions/{attribution:guid}", FindChainAsync)
            .For(Access.Newsroom)
            .Asks("before")
            .Gives<KeptChainAnswer>("From whom something came and through whom, with what that was before it was corrected");
        api.MapPut("/newsroom/attributions/{attribution:guid}", CorrectChainAsync)
            .For(Access.Newsroom)
            .Takes<ChainBody>()
            .Gives<KeptChainAnswer>(
                "Corrects that, all steps at once; number is the one that it was read with, 409 where it is another by now"
            );
    }

    private static async Task<IResult> ListClaimsAsync(
        HttpContext http,
        [FromServices] SourcingStore sourcing,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var found = await sourcing.ListClaimsAsync(visit.Site.Id, SoughtIn(http), after, visit.Cancel);
        var shown = found.Take(SourcingStore.OnPage).ToList();
        var next = found.Count > shown.Count ? new TimeCursor(shown[^1].MadeAt, shown[^1].Claim.Id).ToString() : null;
        return Fresh(
            http,
            TypedResults.Json(
                new ClaimListAnswer([.. shown.Select(one => ToFacts(one.Claim))], next),
                RecordJson.Ours.ClaimListAnswer
            )
        );
    }

    private static async Task<IResult> FindClaimAsync(
        HttpContext http,
        Guid claim,
        [FromServices] SourcingStore sourcing,
        [FromServices] FormerStore former,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!PastParts.TryReadBefore(http.Request, out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        return await sourcing.FindClaimAsync(visit.Site.Id, claim, visit.Cancel) is { } found
            ? await GiveAsync(visit, found, before, former)
            : await answers.ProblemAsync(visit, Problems.ClaimNotFound);
    }

    private static async Task<IResult> CorrectClaimAsync(
        HttpContext http,
        Guid claim,
        [FromServices] CorrectClaim correct,
        [FromServices] FormerStore former,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, RecordJson.Ours.ClaimBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new CorrectClaim.Request(
            new(null, body.Sentence, body.Kind, body.SaidOn, body.ValidFrom, body.ValidTo),
            body.Reason,
            body.Number
        );
        var done = await correct.HandleAsync(visit.Site.Id, claim, visit.SignedIn, request, visit.Cancel);
        return done.Value is { } now
            ? await GiveAsync(visit, now, null, former)
            : await answers.ProblemAsync(visit, done.Problem!);
    }

    private static async Task<IResult> ListSourcesAsync(
        HttpContext http,
        [FromServices] SourcingStore sourcing,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TryReadAfter(http, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var found = await sourcing.ListSourcesAsync(visit.Site.Id, SoughtIn(http), after, visit.Cancel);
        var shown = found.Take(SourcingStore.OnPage).ToList();
        return Fresh(
            http,
            TypedResults.Json(
                new SourceListAnswer([.. shown.Select(ToFacts)], found.Count > shown.Count ? shown[^1].Id : null),
                RecordJson.Ours.SourceListAnswer
            )
        );
    }

    private static async Task<IResult> FindSourceAsync(
        HttpContext http,
        Guid source,
        [FromServices] SourcingStore sourcing,
        [FromServices] FormerStore former,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!PastParts.TryReadBefore(http.Request, out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        return await sourcing.FindSourceAsync(visit.Site.Id, source, visit.Cancel) is { } found
            ? await GiveAsync(visit, found, before, former)
            : await answers.ProblemAsync(visit, Problems.SourceNotFound);
    }

    private static async Task<IResult> CorrectSourceAsync(
        HttpContext http,
        Guid source,
        [FromServices] CorrectSource correct,
        [FromServices] FormerStore former,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, RecordJson.Ours.SourceBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var asked = new SourceAsked(
            null,
            body.Kind,
            body.Name,
            body.WhyUnnamed,
            body.IsNameKnown,
            body.Interest,
            body.Url,
            body.Note
        );
        var done = await correct.HandleAsync(visit.Site.Id, source, visit.SignedIn, asked, body.Number, visit.Cancel);
        return done.Value is { } kept
            ? await GiveAsync(visit, kept.Source, null, former, kept.Emptied)
            : await answers.ProblemAsync(visit, done.Problem!);
    }

    private static async Task<IResult> FindChainAsync(
        HttpContext http,
        Guid attribution,
        [FromServices] SourcingStore sourcing,
        [FromServices] FormerStore former,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!PastParts.TryReadBefore(http.Request, out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        return await sourcing.FindAttributionAsync(visit.Site.Id, attribution, visit.Cancel) is { } found
            ? await GiveAsync(visit, found, before, former)
            : await answers.ProblemAsync(visit, Problems.AttributionNotFound);
    }

    private static async Task<IResult> CorrectChainAsync(
        HttpContext http,
        Guid attribution,
        [FromServices] CorrectChain correct,
        [FromServices] FormerStore former,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, RecordJson.Ours.ChainBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var done = await correct.HandleAsync(visit.Site.Id, attribution, visit.SignedIn, body.Chain, body.Number, visit.Cancel);
        return done.Value is { } now
            ? await GiveAsync(visit, now, null, former)
            : await answers.ProblemAsync(visit, done.Problem!);
    }

    /// <summary>How often something had been corrected when a form was drawn.</summary>
    public static int? NumberIn(SentForm form) =>
        int.TryParse(form.Find("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The words that a list is searched for.</summary>
    public static string SoughtIn(HttpContext http) =>
        new([.. (http.Request.Query["q"].FirstOrDefault() ?? "").Where(letter => !char.IsControl(letter)).Take(MostSought)]);

    /// <summary>Where a part of the list of sources begins; false for anything that no address of ours carries.</summary>
    public static bool TryReadAfter(HttpContext http, out Guid? after)
    {
        after = null;
        if (http.Request.Query["after"].FirstOrDefault() is not { } text)
            return true;
        if (!Guid.TryParse(text, out var id))
            return false;
        after = id;
        return true;
    }

    private static async Task<IResult> GiveAsync(Visit visit, Claim claim, int? before, FormerStore former)
    {
        var past = await former.ReadAsync(visit.Site.Id, claim, before, visit.Cancel);
        return Fresh(
            visit.Http,
            TypedResults.Json(
                new KeptClaimAnswer(
                    ToFacts(claim),
                    [
                        .. past.Shown.Select(one => new FormerClaimAnswer(
                            one.Number,
                            one.Claim.Sentence,
                            one.Claim.Kind,
                            one.At,
                            one.WasPublic
                        )
                        {
                            SaidOn = one.Claim.SaidOn,
                            ValidFrom = one.Claim.ValidFrom,
                            ValidTo = one.Claim.ValidTo,
                            Reason = one.Reason,
                            By = one.By,
                        }),
                    ],
                    past.Number,
                    past.Next
                ),
                RecordJson.Ours.KeptClaimAnswer
            )
        );
    }

    private static async Task<IResult> GiveAsync(
        Visit visit,
        Source source,
        int? before,
        FormerStore former,
        IReadOnlyList<Guid>? emptied = null
    )
    {
        var past = await former.ReadAsync(visit.Site.Id, source, before, visit.Cancel);
        return Fresh(
            visit.Http,
            TypedResults.Json(
                new KeptSourceAnswer(
                    ToFacts(source),
                    [.. past.Shown.Select(one => new FormerSourceAnswer(one.Number, ToFacts(one.Source), one.At, one.By))],
                    past.Number,
                    past.Next
                )
                {
                    Emptied = emptied is { Count: > 0 } ? emptied : null,
                },
                RecordJson.Ours.KeptSourceAnswer
            )
        );
    }

    private static async Task<IResult> GiveAsync(Visit visit, Attribution attribution, int? before, FormerStore former)
    {
        var past = await former.ReadAsync(visit.Site.Id, attribution, before, visit.Cancel);
        return Fresh(
            visit.Http,
            TypedResults.Json(
                new KeptChainAnswer(
                    attribution.Id,
                    attribution.Stance,
                    [.. attribution.Hops.Select(ToAnswer)],
                    [
                        .. past.Shown.Select(one => new FormerChainAnswer(
                            one.Number,
                            [.. one.Hops.Select(ToAnswer)],
                            one.At,
                            one.By
                        )),
                    ],
                    past.Number,
                    past.Next
                )
                {
                    Story = attribution.StoryId,
                    Passage = attribution.PassageId,
                    Claim = attribution.ClaimId,
                },
                RecordJson.Ours.KeptChainAnswer
            )
        );
    }

    private static KeptHopAnswer ToAnswer(Hop hop) =>
        new(hop.Act, hop.Seen, hop.IsVerbatim)
        {
            Source = hop.Source.Name.Length == 0 ? null : ToFacts(hop.Source),
            When = hop.When,
            Place = hop.Place,
            Url = hop.Url,
            ArchivedUrl = hop.ArchivedUrl,
        };

    private static IResult Fresh(HttpContext http, IResult result)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return result;
    }

    private static ClaimFactsAnswer ToFacts(Claim claim) =>
        new(claim.Id, claim.Sentence, claim.Kind, claim.Status, claim.StatusAt)
        {
            SaidOn = claim.SaidOn,
            ValidFrom = claim.ValidFrom,
            ValidTo = claim.ValidTo,
        };

    private static SourceFactsAnswer ToFacts(Source source) =>
        new(source.Id, source.Kind, source.Name)
        {
            WhyUnnamed = source.WhyUnnamed,
            IsNameKnown = source.IsNameKnown,
            Interest = source.Interest,
            Url = source.Url,
            Note = source.Note,
        };
}

/// <summary>A claim as it is to be from now on, as a client sends it: what is left out is empty, but for the kind.</summary>
/// <param name="SaidOn">When it was said, as EDTF.</param>
/// <param name="Reason">Why, in a sentence for readers; needed once they have read it.</param>
/// <param name="Number">How often it was corrected before, as it was read: whoever has read less is refused.</param>
internal sealed record ClaimBody(
    string? Sentence = null,
    ClaimKind? Kind = null,
    string? SaidOn = null,
    string? ValidFrom = null,
    string? ValidTo = null,
    string? Reason = null,
    int? Number = null
);

/// <summary>A source as it is to be from now on, as a client sends it: what is left out is empty, but for the kind.</summary>
/// <param name="Note">What only the newsroom reads.</param>
/// <param name="Number">How often it was corrected before, as it was read: whoever has read less is refused.</param>
internal sealed record SourceBody(
    string? Name = null,
    SourceKind? Kind = null,
    string? WhyUnnamed = null,
    bool? IsNameKnown = null,
    string? Interest = null,
    string? Url = null,
    string? Note = null,
    int? Number = null
);

/// <param name="Next">Where the next part begins: <c>after</c>; absent on the last one.</param>
internal sealed record ClaimListAnswer(IReadOnlyList<ClaimFactsAnswer> Claims, string? Next);

internal sealed record ClaimFactsAnswer(Guid Id, string Sentence, ClaimKind Kind, ClaimStatus Status, DateTimeOffset StatusAt)
{
    public string? SaidOn { get; init; }
    public string? ValidFrom { get; init; }
    public string? ValidTo { get; init; }
}

/// <param name="Before">What it was, the last first; at most 50.</param>
/// <param name="Number">How often it was corrected: what a correction of it sends back.</param>
/// <param name="Next">Before which correction the next part begins: <c>before</c>; absent on the last one.</param>
internal sealed record KeptClaimAnswer(ClaimFactsAnswer Claim, IReadOnlyList<FormerClaimAnswer> Before, int Number, int? Next);

/// <param name="Until">When it was corrected.</param>
/// <param name="WasPublic">Whether everybody could read it so.</param>
internal sealed record FormerClaimAnswer(int Number, string Sentence, ClaimKind Kind, DateTimeOffset Until, bool WasPublic)
{
    public string? SaidOn { get; init; }
    public string? ValidFrom { get; init; }
    public string? ValidTo { get; init; }
    public string? Reason { get; init; }
    public string? By { get; init; }
}

/// <param name="Next">Where the next part begins: <c>after</c>; absent on the last one.</param>
internal sealed record SourceListAnswer(IReadOnlyList<SourceFactsAnswer> Sources, Guid? Next);

/// <param name="Name">Empty for what is kept of the past of one who is not named.</param>
internal sealed record SourceFactsAnswer(Guid Id, SourceKind Kind, string Name)
{
    public string? WhyUnnamed { get; init; }
    public bool? IsNameKnown { get; init; }
    public string? Interest { get; init; }
    public string? Url { get; init; }
    public string? Note { get; init; }
}

/// <param name="Before">What was known of it, the last first; at most 50.</param>
/// <param name="Number">How often it was corrected: what a correction of it sends back.</param>
/// <param name="Next">Before which correction the next part begins: <c>before</c>; absent on the last one.</param>
internal sealed record KeptSourceAnswer(
    SourceFactsAnswer Source,
    IReadOnlyList<FormerSourceAnswer> Before,
    int Number,
    int? Next
)
{
    /// <summary>
    /// Where it is not named any longer by this correction: the chains out of which it was taken where and at which addresses it spoke.
    /// Absent where there are none.
    /// </summary>
    public IReadOnlyList<Guid>? Emptied { get; init; }
}

/// <param name="Until">When it was corrected.</param>
internal sealed record FormerSourceAnswer(int Number, SourceFactsAnswer Was, DateTimeOffset Until, string? By);

/// <summary>A chain as it is to be from now on, as a client sends it.</summary>
/// <param name="Chain">All steps, outermost first; at most twelve. A source that stays is named by its id.</param>
/// <param name="Number">How often it was corrected before, as it was read: whoever has read less is refused.</param>
internal sealed record ChainBody(IReadOnlyList<HopAsked>? Chain = null, int? Number = null);

/// <param name="Before">What the chain was, the last first; at most 50.</param>
/// <param name="Number">How often it was corrected: what a correction of it sends back.</param>
/// <param name="Next">Before which correction the next part begins: <c>before</c>; absent on the last one.</param>
internal sealed record KeptChainAnswer(
    Guid Id,
    Stance Stance,
    IReadOnlyList<KeptHopAnswer> Chain,
    IReadOnlyList<FormerChainAnswer> Before,
    int Number,
    int? Next
)
{
    /// <summary>The report and the passage; absent for an article elsewhere.</summary>
    public Guid? Story { get; init; }
    public Guid? Passage { get; init; }
    public Guid? Claim { get; init; }
}

/// <summary>One step of a chain as the newsroom reads it.</summary>
internal sealed record KeptHopAnswer(AttributionAct Act, Seen Seen, bool IsVerbatim)
{
    /// <summary>Absent where the past does not keep who it was.</summary>
    public SourceFactsAnswer? Source { get; init; }

    /// <summary>As EDTF.</summary>
    public string? When { get; init; }
    public string? Place { get; init; }
    public string? Url { get; init; }
    public string? ArchivedUrl { get; init; }
}

/// <param name="Until">When it was corrected.</param>
internal sealed record FormerChainAnswer(int Number, IReadOnlyList<KeptHopAnswer> Chain, DateTimeOffset Until, string? By);

[JsonSerializable(typeof(ClaimBody))]
[JsonSerializable(typeof(SourceBody))]
[JsonSerializable(typeof(ChainBody))]
[JsonSerializable(typeof(KeptChainAnswer))]
[JsonSerializable(typeof(ClaimListAnswer))]
[JsonSerializable(typeof(KeptClaimAnswer))]
[JsonSerializable(typeof(SourceListAnswer))]
[JsonSerializable(typeof(KeptSourceAnswer))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static RecordJson Ours { get; } = new(Json.Options());
}
