using System.Text.Json.Nodes;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Stories;

namespace Parley.Reading;

/// <summary>
/// A report with who says so, for machines: https://schema.org/NewsArticle. Its parts are what it claims and what it quotes, each with the one
/// who said it; what it rests on are the outlets through which that came, and documents. Of an unnamed person there is the description alone.
/// </summary>
internal static class ReportJsonLd
{
    public static JsonObject Of(PageDraft draft, ReportModels.PublicReport report)
    {
        var (revision, said) = (report.Revision, report.Said);
        var ways = said.InText(revision.Text)
            .SelectMany(passage => said.OfPassage[passage.Id].Select(way => (passage, way)))
            .ToList();
        var article = new JsonObject
        {
            ["@type"] = "NewsArticle",
            ["@id"] = IdOf(draft),
            ["url"] = draft.StoryUrl,
            ["headline"] = report.Model.Headline,
            ["datePublished"] = (draft.Story.PublishedAt ?? revision.At).ToString("O"),
            ["dateModified"] = (report.Model.ChangedAt ?? draft.Story.PublishedAt ?? revision.At).ToString("O"),
            ["version"] = revision.Number,
            ["author"] = new JsonArray([.. JsonLd.Authors(draft)]),
            ["publisher"] = ClaimJsonLd.ToPublisher(draft.Site),
        };
        if (report.Model.Standfirst is { } standfirst)
            article["description"] = standfirst;
        if (revision.Text.Picture is { IsShown: true } picture && report.Model.Photo is { Url: { } pictureUrl } photo)
            article["image"] = ToImage(picture, pictureUrl, photo, draft);
        Add(
            article,
            "hasPart",
            ways.SelectMany(one =>
                ToQuotations(one.passage, one.way).Concat(one.way.Stance == Stance.States ? ToClaims(draft, said, one.way) : [])
            )
        );
        // What it disputes or corrects is no part of what it says.
        Add(
            article,
            "mentions",
            ways.Where(one => one.way.Stance != Stance.States)
                .DistinctBy(one => one.way.ClaimId)
                .SelectMany(one => ToClaims(draft, said, one.way))
        );
        var works = ways.SelectMany(one => one.way.Hops)
            .Where(hop => hop.Source.Kind is SourceKind.Outlet or SourceKind.Document or SourceKind.DataSet)
            .DistinctBy(hop => (hop.Source.Id, hop.Url, hop.ArchivedUrl))
            .ToList();
        Add(article, "isBasedOn", works.Select(ToWork));
        // What can be looked up: the works that have an address, and the record of each claim.
        Add(
            article,
            "citation",
            works
                .Where(hop => (hop.Url ?? hop.ArchivedUrl) is not null)
                .Select(ToWork)
                .Concat(
                    ways.Select(one => one.way.ClaimId)
                        .OfType<Guid>()
                        .Distinct()
                        .Select(claim => new JsonObject { ["@type"] = "Claim", ["url"] = UrlOf(draft, claim) })
                )
        );
        Add(article, "correction", report.Corrections.Select(one => ClaimJsonLd.ToCorrection(one.Correction, one.At)));
        return article;
    }

    /// <summary>By what other things on the page name the report.</summary>
    public static string IdOf(PageDraft draft) => draft.StoryUrl + "#report";

    // The type's words are the IPTC's own: https://schema.org/digitalSourceType.
    private static JsonObject ToImage(ReportPicture picture, string url, PhotoModel photo, PageDraft draft)
    {
        var image = new JsonObject
        {
            ["@type"] = "ImageObject",
            ["contentUrl"] = draft.Home.Origin + url,
            ["width"] = photo.Width,
            ["height"] = photo.Height,
        };
        foreach (
            var (name, value) in (IEnumerable<(string, string?)>)
                [
                    ("description", picture.Description),
                    ("caption", picture.Caption),
                    ("creditText", picture.Credit),
                    (
                        "digitalSourceType",
                        picture.DigitalSourceType is { } type ? "http://cv.iptc.org/newscodes/digitalsourcetype/" + type : null
                    ),
                ]
        )
        {
            if (value is not null)
                image[name] = value;
        }

        return image;
    }

    private static void Add(JsonObject article, string name, IEnumerable<JsonObject> values)
    {
        var all = values.ToArray<JsonNode>();
        if (all.Length > 0)
            article[name] = new JsonArray(all);
    }

    private static IEnumerable<JsonObject> ToQuotations(Passage passage, Attribution way)
    {
        if (way is { IsDeclined: false, Root.IsVerbatim: true } && ClaimJsonLd.IsAgent(way.Root.Source))
            yield return new JsonObject
            {
                ["@type"] = "Quotation",
                ["text"] = passage.Anchor.Quote,
                ["spokenByCharacter"] = ClaimJsonLd.ToAgent(way.Root.Source),
            };
    }

    // Whoever disputes or corrects it, or would not speak, is not its author.
    private static IEnumerable<JsonObject> ToClaims(PageDraft draft, ReportModels.Said said, Attribution way)
    {
        if (way.ClaimId is not { } id || !said.Claims.TryGetValue(id, out var claim))
            yield break;
        var part = new JsonObject
        {
            ["@type"] = "Claim",
            ["url"] = UrlOf(draft, claim.Id),
            ["text"] = claim.Sentence,
        };
        if (way is { Stance: Stance.States, IsDeclined: false } && ClaimJsonLd.IsAgent(way.Root.Source))
            part["author"] = ClaimJsonLd.ToAgent(way.Root.Source);
        yield return part;
    }

    private static string UrlOf(PageDraft draft, Guid claim) => draft.Home.Absolute($"/{draft.Site.Name}/claims/{claim}");

    private static JsonObject ToWork(Hop hop)
    {
        var work =
            hop.Source.Kind == SourceKind.Outlet
                ? new JsonObject { ["@type"] = "NewsArticle", ["publisher"] = ClaimJsonLd.ToAgent(hop.Source) }
                : ClaimJsonLd.ToAgent(hop.Source);
        if (hop.Url is { } url)
            work["url"] = url;
        if (hop.ArchivedUrl is { } archived)
            work["archivedAt"] = archived;
        return work;
    }
}
