using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Parley.Readers;

namespace Parley.Sourcing;

/// <summary>
/// A claim for machines: https://schema.org/Claim. Never a ClaimReview: that is a checker's verdict with a rating, and what is known of a
/// claim here is neither.
/// </summary>
internal static class ClaimJsonLd
{
    private static readonly JsonSerializerOptions Options = new()
    {
        // Less-than signs stay escaped, so that nothing in it can end the script element.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Of(Visit visit, ClaimReader.Read read)
    {
        var appearances = read
            .Carried.Where(one => one.Stance == Stance.States)
            .Select(one => ToArticle(visit, read, one))
            .ToList();
        var claim = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Claim",
            ["url"] = visit.Home.Absolute($"/{visit.Site.Name}/claims/{read.Claim.Id}"),
            ["text"] = read.Claim.Sentence,
            ["claimInterpreter"] = new JsonObject { ["@type"] = "NewsMediaOrganization", ["name"] = visit.Site.Title },
            ["author"] = new JsonArray([.. Roots(read).Where(IsAgent).Select(JsonNode (one) => ToAgent(one))]),
            ["appearance"] = new JsonArray([.. appearances]),
        };
        var papers = Roots(read).Where(one => !IsAgent(one)).ToList();
        if (papers.Count > 0)
            claim["isBasedOn"] = new JsonArray([.. papers.Select(JsonNode (one) => ToAgent(one))]);
        if (read.Claim.SaidOn is { } said)
            claim["temporal"] = said;
        return ToText(claim);
    }

    private static IEnumerable<Source> Roots(ClaimReader.Read read) => read.Rests.Roots.Select(root => root.Source);

    /// <summary>Whether somebody said it: a document or a data set did not, but something may rest on it.</summary>
    public static bool IsAgent(Source source) => source.Kind is not (SourceKind.Document or SourceKind.DataSet);

    /// <summary>A source. An unnamed person has a description and nothing else.</summary>
    public static JsonObject ToAgent(Source source) =>
        source.IsUnnamed
            ? new JsonObject { ["@type"] = "Person", ["description"] = source.Name }
            : new JsonObject
            {
                ["@type"] = source.Kind switch
                {
                    SourceKind.Person => "Person",
                    SourceKind.Outlet => "NewsMediaOrganization",
                    SourceKind.Document => "DigitalDocument",
                    SourceKind.DataSet => "Dataset",
                    _ => "Organization",
                },
                ["name"] = source.Name,
            };

    /// <summary>A JSON-LD document as text.</summary>
    public static string ToText(JsonNode document) => document.ToJsonString(Options);

    private static JsonNode ToArticle(Visit visit, ClaimReader.Read read, Attribution one)
    {
        var story = one.StoryId is { } id ? read.Stories.GetValueOrDefault(id) : null;
        var article = new JsonObject
        {
            ["@type"] = "NewsArticle",
            ["headline"] = one.Article?.Title ?? story?.Title,
            ["publisher"] = new JsonObject
            {
                ["@type"] = "NewsMediaOrganization",
                ["name"] = one.Article?.Outlet.Name ?? visit.Site.Title,
            },
        };
        if ((one.Article?.Url ?? (story is null ? null : ClaimReader.AbsoluteUrlOf(visit, story))) is { } url)
            article["url"] = url;
        return article;
    }
}
