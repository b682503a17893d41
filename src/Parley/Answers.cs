using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Parley.Http;
using Parley.Readers;
using Parley.Sites;
using Parley.Views;

namespace Parley;

/// <summary>Answers that are one visitor's own: pages, problems, redirects. None of them is ever kept by a cache.</summary>
internal sealed class Answers(PageFrames frames)
{
    private static readonly ProblemJson Context = new(Json.Options());

    /// <summary>A page for this visitor alone.</summary>
    public static async Task<IResult> PageAsync<TView, TModel>(Visit visit, TModel model, int status = 200)
        where TView : View<TModel>
    {
        var html = await Page.RenderBytesAsync<TView, TModel>(visit.Words, model);
        return Html(visit, html, status);
    }

    /// <summary>A page for this visitor alone, with what is wrong, if something is.</summary>
    public static Task<IResult> PageAsync<TView, TModel>(Visit visit, TModel model, Problem? problem)
        where TView : View<TModel>
    {
        SayWhenAgain(visit, problem);
        return PageAsync<TView, TModel>(visit, model, problem?.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>HTML for this visitor alone.</summary>
    public static IResult Html(Visit visit, byte[] html, int status = 200)
    {
        var headers = visit.Http.Response.Headers;
        SecurityHeaders.Add(headers, SecurityHeaders.PagePolicy(visit.IsFramed ? FrameOrigins(visit.FoundSite) : []));
        headers.CacheControl = "private, no-store";
        visit.Http.Response.StatusCode = status;
        return Results.Bytes(html, "text/html; charset=utf-8");
    }

    /// <summary>The scheme and host of each page that may frame the site's discussions.</summary>
    public static IEnumerable<string> FrameOrigins(Site? site) =>
        site?.Origins.Select(origin => SiteOrigin.TryParse(origin, out var parsed) ? parsed.Origin : null)
            .OfType<string>()
            .Distinct()
        ?? [];

    /// <summary>A redirect after a form: the browser asks for the next page with GET.</summary>
    public static IResult SeeOther(Visit visit, string url)
    {
        visit.Http.Response.Headers.Location = Escaped(url);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Says in the header when it may be tried again, where a refusal is about that.</summary>
    /// <returns>In how many seconds.</returns>
    public static int? SayWhenAgain(Visit visit, Problem? problem)
    {
        if (problem?.Arguments?.TryGetValue("seconds", out var seconds) != true)
            return null;
        var wait = Convert.ToInt32(seconds, CultureInfo.InvariantCulture);
        visit.Http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return wait;
    }

    /// <summary>
    /// A refusal: a problem document (RFC 9457) with its stable code for the interface, a page for people.
    /// </summary>
    /// <param name="keptWords">What the reader had written, so that a page can give it back.</param>
    public async Task<IResult> ProblemAsync(Visit visit, Problem problem, string? keptWords = null)
    {
        var retry = SayWhenAgain(visit, problem);
        if (visit.IsApi)
            return ToDocument(visit, problem);
        if (visit.Http.GetEndpoint()?.Metadata.GetMetadata<PartGiven>() is not null)
            return ToNothing(visit, problem);

        var title = visit.Words["error." + ErrorPageModel.KeyOf(problem.Status)];
        var frame = visit.FoundSite is { } site
            ? frames.ForOne(visit.Home, site, title, visit.IsFramed, visit.Reader?.Name)
            : frames.ForInstallation(visit.Home, visit.Words, title);
        return await PageAsync<ErrorPage, ErrorPageModel>(
            visit,
            new ErrorPageModel(frame, problem.Status)
            {
                Reason = Sentence(visit.Words, problem),
                RequestId = visit.Http.TraceIdentifier,
                RetryAfterSeconds = retry,
                KeptWords = keptWords,
                CommentUrl = problem.Comment is { } comment
                    ? visit.SiteUrl($"/c/{comment}{(visit.IsFramed ? "?frame=1" : "")}")
                    : null,
                Link = problem.Link,
                TokenDoor =
                    problem.Code is "reading-not-open" or "sign-in-needed" && visit.FoundSite is { } asked
                        ? visit.Home.Url($"/api/v1/sites/{asked.Name}")
                        : null,
            },
            problem.Status
        );
    }

    /// <summary>What a problem says, in the visitor's words.</summary>
    public static string Sentence(Words words, Problem problem)
    {
        if (problem.Sentence is { } said)
            return said;
        var blanks = (problem.Arguments ?? new Dictionary<string, object>())
            .Select(a => (a.Key, a.Value is InLanguages said ? said.In(words.Language) : a.Value))
            .ToList();
        if (problem.Until is { } until)
            blanks.Add(("until", words.Moment(until)));
        return words.Format("problem." + problem.Code + (problem.Until is null ? "" : ".until"), [.. blanks]);
    }

    /// <summary>What is wrong with a form, a sentence for each field.</summary>
    /// <param name="elsewhere">Where it is said what is about no field.</param>
    public static IReadOnlyDictionary<string, string> Faults(Words words, Problem? problem, string elsewhere) =>
        problem
            ?.Others.Prepend(problem)
            .GroupBy(one => one.Field ?? elsewhere)
            .ToDictionary(group => group.Key, group => Sentence(words, group.First()))
        ?? [];

    /// <summary>What a reason says, in the visitor's words; with what matched, if that is still in it.</summary>
    public static string Sentence(Words words, Reasons.Reason reason) =>
        words.Format(
            reason.Arguments.ContainsKey(Reasons.Reason.Entry) ? reason.Rule + ".shown" : reason.Rule,
            [.. reason.Arguments.Select(a => (a.Key, a.Value))]
        );

    private static IResult ToDocument(Visit visit, Problem problem)
    {
        var headers = visit.Http.Response.Headers;
        SecurityHeaders.Add(headers, SecurityHeaders.NoPage);
        headers.CacheControl = "private, no-store";
        var document = new ProblemDocument(
            $"urn:parley:problem:{problem.Code}",
            Sentence(visit.Words, problem),
            problem.Status,
            problem.Code
        )
        {
            Field = problem.Field,
            Link = problem.Link,
            Until = problem.Until,
            Reasons = Reasons.ReasonedProblem.Of(problem) is { Count: > 0 } reasons
                ? [.. reasons.Select(reason => Sentence(visit.Words, Shown(visit, reason)))]
                : null,
            Nudge = (problem as Screening.NudgeProblem)?.Id,
            MayOverride = problem is Screening.NudgeProblem { MayOverride: true } ? true : null,
        };
        return TypedResults.Json(document, Context.ProblemDocument, "application/problem+json", problem.Status);
    }

    // What is put into somebody's page must not put a whole page of ours there: what is wrong is said where only its makers look.
    private static IResult ToNothing(Visit visit, Problem problem)
    {
        var headers = visit.Http.Response.Headers;
        SecurityHeaders.Add(headers, SecurityHeaders.NoPage);
        headers.CacheControl = "private, no-store";
        return Results.Text($"<!-- parley: {problem.Code} -->\n", "text/html", Encoding.UTF8, problem.Status);
    }

    /// <summary>A reason as its writer may see it: the matched word only where the site allows.</summary>
    public static Reasons.Reason Shown(Visit visit, Reasons.Reason reason) =>
        visit.FoundSite?.Settings.ShowMatchedWords == true ? reason : reason.WithoutMatch();

    // A header takes ASCII only; what is there already stays as it is.
    private static string Escaped(string url)
    {
        if (Ascii.IsValid(url))
            return url;
        var escaped = new StringBuilder(url.Length * 2);
        foreach (var rune in url.EnumerateRunes())
            escaped.Append(rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        return escaped.ToString();
    }
}

/// <summary>A problem as RFC 9457 writes it, with the code that clients read.</summary>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Code)
{
    /// <summary>The member of the request that it is about.</summary>
    public string? Field { get; init; }

    /// <summary>Where one may go on, by the site's own word.</summary>
    public string? Link { get; init; }

    /// <summary>When it ends by itself what stands in the way.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the checks found, in words, where they refused.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>Of words that came back to their writer once: sent with them again, they go on.</summary>
    public Guid? Nudge { get; init; }

    /// <summary>Whether the writer, being staff, may publish them all the same by <c>override</c>.</summary>
    public bool? MayOverride { get; init; }
}

[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext;
