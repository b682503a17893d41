using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Parley.Readers;
using Parley.Sites;

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
            ["claimInterpreter"] = ToPublisher(visit.Site),
            ["author"] = new JsonArray([.. Roots(read).Where(IsAgent).Select(JsonNode (one) => ToAgent(one))]),
            ["appearance"] = new JsonArray([.. appearances]),
        };
        var papers = Roots(read).Where(one => !IsAgent(one)).ToList();
        if (papers.Count > 0)
            claim["isBasedOn"] = new JsonArray([.. papers.Select(JsonNode (one) => ToAgent(one))]);
        if (FindFirst(read) is { } first)
            claim["firstAppearance"] = ToArticle(visit, read, first);
        var corrections = Corrections(read).ToList();
        if (corrections.Count > 0)
            claim["correction"] = new JsonArray([
                .. corrections.OrderByDescending(one => one.At).Select(JsonNode (one) => ToCorrection(one.Text, one.At)),
            ]);
        if (read.Claim.SaidOn is { } said)
            claim["temporal"] = said;
        return ToText(claim);
    }

    /// <summary>What was wrong, and since when that stands there.</summary>
    public static JsonObject ToCorrection(string text, DateTimeOffset at) =>
        new()
        {
            ["@type"] = "CorrectionComment",
            ["text"] = text,
            ["datePublished"] = at.ToString("O"),
        };

    // Why its words were corrected once everybody could read them, and why what it says was corrected or taken back.
    private static IEnumerable<(string Text, DateTimeOffset At)> Corrections(ClaimReader.Read read) =>
        read
            .Former.Where(one => one.Reason is not null)
            .Select(one => (one.Reason!, one.At))
            .Concat(
                read.Changes.Where(one => one.Status is ClaimStatus.Corrected or ClaimStatus.Retracted)
                    .Select(one => (one.Reason, one.At))
            );

    // The article that surely came out before the others whose day is known. Where not all of them were read, nobody can say.
    private static Attribution? FindFirst(ClaimReader.Read read)
    {
        if (read.AreMore)
            return null;
        var dated = read
            .Carried.Where(one => one is { Stance: Stance.States, IsDeclined: false })
            .Select(one => (Article: one, On: DayOf(read, one), At: TimeOf(read, one)))
            .Where(one => one.On is { IsUnsure: false, IsOpenBefore: false })
            .ToList();
        return dated.Find(one => dated.TrueForAll(other => IsSame(one.Article, other.Article) || IsBefore(one, other))).Article;

        static bool IsSame(Attribution one, Attribution other) =>
            one.Id == other.Id || (one.StoryId is { } story && story == other.StoryId);

        // Of two reports of ours the hour is known, of any other article at best the day.
        static bool IsBefore(
            (Attribution Article, Edtf? On, DateTimeOffset? At) one,
            (Attribution Article, Edtf? On, DateTimeOffset? At) other
        ) => one.At is { } at && other.At is { } then ? at < then : one.On!.Value.Last < other.On!.Value.First;
    }

    private static DateTimeOffset? TimeOf(ClaimReader.Read read, Attribution one) =>
        one is { Article: null, StoryId: { } id } ? read.Stories.GetValueOrDefault(id)?.PublishedAt : null;

    private static Edtf? DayOf(ClaimReader.Read read, Attribution one)
    {
        var on =
            one.Article is { } article ? article.On
            : TimeOf(read, one) is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
        return Edtf.TryParse(on, out var date) ? date : null;
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

    /// <summary>This publication, with what it says of its own ways.</summary>
    public static JsonObject ToPublisher(Site site)
    {
        var publisher = new JsonObject { ["@type"] = "NewsMediaOrganization", ["name"] = site.Title };
        if (site.Settings.UnnamedSourcesPolicy is { Length: > 0 } unnamed)
            publisher["unnamedSourcesPolicy"] = unnamed;
        if (site.Settings.CorrectionsPolicy is { Length: > 0 } corrections)
            publisher["correctionsPolicy"] = corrections;
        return publisher;
    }

    /// <summary>A JSON-LD document as text.</summary>
    public static string ToText(JsonNode document) => document.ToJsonString(Options);

    private static JsonNode ToArticle(Visit visit, ClaimReader.Read read, Attribution one)
    {
        var story = one.StoryId is { } id ? read.Stories.GetValueOrDefault(id) : null;
        var article = new JsonObject
        {
            ["@type"] = "NewsArticle",
            ["publisher"] = one.Article is { } elsewhere
                ? new JsonObject { ["@type"] = "NewsMediaOrganization", ["name"] = elsewhere.Outlet.Name }
                : ToPublisher(visit.Site),
        };
        if ((one.Article?.Title ?? story?.Title) is { Length: > 0 } title)
            article["headline"] = title;
        if ((one.Article?.Url ?? (story is null ? null : ClaimReader.AbsoluteUrlOf(visit, story))) is { } url)
            article["url"] = url;
        return article;
    }
}
