using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Markup;
using Parley.Readers;
using Parley.Reading;
using Parley.Sourcing;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>
/// The sourced passages of a report, and the public comments on its words, as W3C annotations,
/// https://www.w3.org/TR/annotation-model/, for programs that mark words of pages. What goes out of here comes back by the same selectors:
/// <see cref="WebTarget"/>.
/// </summary>
internal static class ReportAnnotations
{
    private const int CommentsOnPage = 200;

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/reports/{story:guid}/annotations", ListAsync)
            .For(Access.Anyone)
            .Asks("after")
            .Gives<AnnotationPageAnswer>(
                "The sourced passages of a published report and the comments on its words, as W3C annotations"
            );

    private static async Task<IResult> ListAsync(
        HttpContext http,
        Guid story,
        [FromServices] ReportTextStore reports,
        [FromServices] StoryStore stories,
        [FromServices] ReportModels models,
        [FromServices] CommentPlaces places,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (
            await reports.FindPublicAsync(visit.Site.Id, story, visit.Cancel) is not { } revision
            || await stories.FindAsync(visit.Site.Id, story, visit.Cancel) is not { } about
        )
            return await answers.ProblemAsync(visit, Problems.ReportNotFound);
        var said = await models.ReadAsync(visit.Site.Id, story, visit.Cancel);
        var found = await places.ListOfStoryAsync(visit.Site.Id, story, after, CommentsOnPage + 1, visit.Cancel);
        var comments = found.Take(CommentsOnPage).ToList();
        var source = ClaimReader.AbsoluteUrlOf(visit, about);
        var starts = ReportBlock.StartsOf(ReportBlock.AllOf(revision.Text));
        // Words that are gone have no place in the text to point to.
        var there = said
            .Passages.Where(one => !one.IsOrphaned && starts.ContainsKey(one.Anchor.Block))
            .ToDictionary(one => one.Id);
        var url = visit.Home.Absolute($"/api/v1/sites/{visit.Site.Name}/reports/{story}/annotations");
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new AnnotationPageAnswer(
                after is null ? url : $"{url}?after={after}",
                [
                    .. (after is null ? said.InText(revision.Text) : []).Select(passage => new AnnotationAnswer(
                        visit.Home.Absolute($"/{visit.Site.Name}/passages/{passage.Id}"),
                        "describing",
                        ToBodies(visit, said.OfPassage[passage.Id]),
                        ToTarget(passage)
                    )),
                    .. comments
                        .Where(one => one.Place?.PassageId is { } id && there.ContainsKey(id))
                        .Select(one => ToComment(visit, one, ToTarget(there[one.Place!.PassageId!.Value]))),
                ]
            )
            {
                Next =
                    found.Count > comments.Count
                        ? $"{url}?after={new TimeCursor(comments[^1].Comment.PostedAt, comments[^1].Comment.Id)}"
                        : null,
            },
            AnnotationJson.Ours.AnnotationPageAnswer,
            "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\""
        );

        AnnotationTargetAnswer ToTarget(Passage passage) =>
            new(source, WebTarget.SelectorsOf(passage.Anchor, starts), new(revision.At));
    }

    private static AnnotationAnswer ToComment(Visit visit, ReadComment read, AnnotationTargetAnswer target) =>
        new(
            visit.Home.Absolute($"/{visit.Site.Name}/c/{read.Comment.Id}"),
            "commenting",
            [new("TextualBody", "commenting") { Value = PlainText.OfKept(read.Comment.Html).Trim(), Format = "text/plain" }],
            target
        )
        {
            Creator = new(read.AuthorName),
            Created = read.Comment.TimeIsUnknown ? null : read.Comment.PostedAt,
        };

    private static List<AnnotationBodyAnswer> ToBodies(Visit visit, IEnumerable<Attribution> ways) =>
        [
            .. ways.SelectMany(way =>
                new[]
                {
                    new AnnotationBodyAnswer("TextualBody", "describing")
                    {
                        Value = SourcingSentences.Summary(visit.Words, way),
                        Format = "text/plain",
                    },
                }.Concat(
                    way.ClaimId is { } claim
                        ?
                        [
                            new AnnotationBodyAnswer("SpecificResource", "linking")
                            {
                                Source = visit.Home.Absolute($"/{visit.Site.Name}/claims/{claim}"),
                            },
                        ]
                        : []
                )
            ),
        ];
}

/// <summary>Words of a report as the Web Annotation model names them.</summary>
/// <param name="Exact">The words.</param>
/// <param name="Start">The first code point of them in the report's text, whose paragraphs are lines; none where only the words are named.</param>
internal sealed record WebTarget(string Exact, string? Prefix, string? Suffix, int? Start)
{
    /// <summary>Both selectors of an anchor: what the words are, and where.</summary>
    public static IReadOnlyList<SelectorAnswer> SelectorsOf(TextAnchor anchor, IReadOnlyDictionary<string, int> starts) =>
        [
            new("TextQuoteSelector")
            {
                Exact = anchor.Quote,
                Prefix = anchor.Prefix,
                Suffix = anchor.Suffix,
            },
            new("TextPositionSelector")
            {
                Start = starts[anchor.Block] + anchor.Start,
                End = starts[anchor.Block] + anchor.End,
            },
        ];

    /// <summary>The target of an annotation: one selector or several, of which one names the words.</summary>
    /// <returns>The problem <c>target-invalid</c> where none does.</returns>
    public static Result<WebTarget> Read(JsonElement target)
    {
        if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty("selector", out var selector))
            return Problems.TargetInvalid;
        var all =
            selector.ValueKind == JsonValueKind.Array ? [.. selector.EnumerateArray()] : new List<JsonElement> { selector };
        if (!all.TrueForAll(one => one.ValueKind == JsonValueKind.Object))
            return Problems.TargetInvalid;
        var quotes = all.Where(one => TextOf(one, "type") == "TextQuoteSelector").ToList();
        if (quotes is not [var quote] || TextOf(quote, "exact") is not { } exact)
            return Problems.TargetInvalid;
        var start = all.Where(one => TextOf(one, "type") == "TextPositionSelector")
            .Select(one =>
                one.TryGetProperty("start", out var at)
                && at.ValueKind == JsonValueKind.Number
                && at.TryGetInt32(out var number)
                    ? number
                    : (int?)null
            )
            .FirstOrDefault();
        return new WebTarget(exact, TextOf(quote, "prefix"), TextOf(quote, "suffix"), start);
    }

    private static string? TextOf(JsonElement selector, string name) =>
        selector.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A page of annotations: the first holds the sourced passages, and each some of the comments.</summary>
internal sealed record AnnotationPageAnswer(string Id, IReadOnlyList<AnnotationAnswer> Items)
{
    [JsonPropertyName("@context")]
    public string Context { get; } = "http://www.w3.org/ns/anno.jsonld";
    public string Type { get; } = "AnnotationPage";

    /// <summary>The next one, with later comments; absent on the last.</summary>
    public string? Next { get; init; }
}

/// <summary>A passage with who says it, or a comment on words of the report.</summary>
/// <param name="Motivation"><c>describing</c> or <c>commenting</c>.</param>
internal sealed record AnnotationAnswer(
    string Id,
    string Motivation,
    IReadOnlyList<AnnotationBodyAnswer> Body,
    AnnotationTargetAnswer Target
)
{
    public string Type { get; } = "Annotation";

    /// <summary>Who wrote a comment.</summary>
    public AnnotationCreatorAnswer? Creator { get; init; }
    public DateTimeOffset? Created { get; init; }
}

internal sealed record AnnotationCreatorAnswer(string Name)
{
    public string Type { get; } = "Person";
}

/// <param name="Type"><c>TextualBody</c> with who says it in words or what a comment says, or <c>SpecificResource</c> with the page of what is claimed.</param>
internal sealed record AnnotationBodyAnswer(string Type, string Purpose)
{
    public string? Value { get; init; }
    public string? Format { get; init; }
    public string? Source { get; init; }
}

/// <param name="Source">The report's page.</param>
internal sealed record AnnotationTargetAnswer(string Source, IReadOnlyList<SelectorAnswer> Selector, StateAnswer State)
{
    public string Type { get; } = "SpecificResource";
}

/// <param name="Type"><c>TextQuoteSelector</c> or <c>TextPositionSelector</c>.</param>
internal sealed record SelectorAnswer(string Type)
{
    public string? Exact { get; init; }
    public string? Prefix { get; init; }
    public string? Suffix { get; init; }

    /// <summary>In code points.</summary>
    public int? Start { get; init; }
    public int? End { get; init; }
}

/// <summary>The revision of the report in which the words stand.</summary>
internal sealed record StateAnswer(DateTimeOffset SourceDate)
{
    public string Type { get; } = "TimeState";
}

[JsonSerializable(typeof(AnnotationPageAnswer))]
internal sealed partial class AnnotationJson : JsonSerializerContext
{
    public static AnnotationJson Ours { get; } = new(Json.Options());
}
