using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Reading;

/// <summary>
/// What a newspaper puts into its own pages: a quoted comment, a list of the latest, and the discussion's own HTML. All of it is
/// public, the same for everyone, drawn from the cache, and follows what becomes of the comments.
/// </summary>
internal static class EmbeddingEndpoints
{
    // Consumers write it into their pages: no longer than a removal may take to be seen is too short for most, so an hour.
    private const int OEmbedSeconds = 3600;

    /// <param name="root">The pages of the installation.</param>
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder site)
    {
        site.MapGet("/c/{comment:guid}/quote", ShowQuoteAsync).For(Access.Anyone);
        site.MapGet("/c/{comment:guid}/quote.html", GiveQuoteAsync).For(Access.Anyone).GivesPart();
        site.MapGet("/latest", ShowLatestAsync).For(Access.Anyone);
        site.MapGet("/include", IncludePageAsync).For(Access.Anyone).GivesPart();
        site.MapGet("/t/{thread:guid}/include", IncludeAsync).For(Access.Anyone).GivesPart();
        root.MapGet("/oembed", DescribeAsync)
            .For(Access.Anyone)
            .WithMetadata(new ApiEndpoint())
            .Needs("url")
            .Asks("maxwidth", "format")
            .Gives<OEmbedAnswer>("What quotes a comment in another page, by its address (https://oembed.com)");
    }

    private static Task<IResult> ShowQuoteAsync(
        HttpContext http,
        Guid comment,
        [FromServices] CommentStore comments,
        [FromServices] PageDrawer drawer,
        [FromServices] PublicPages pages
    ) => QuoteAsync(Visit.Of(http), comment, PageView.Quote, comments, drawer, pages);

    private static Task<IResult> GiveQuoteAsync(
        HttpContext http,
        Guid comment,
        [FromServices] CommentStore comments,
        [FromServices] PageDrawer drawer,
        [FromServices] PublicPages pages
    ) => QuoteAsync(Visit.Of(http), comment, PageView.QuotePart, comments, drawer, pages);

    // An article must not break because a comment is gone: whatever is not public, and whatever never was, is one quiet sentence.
    private static async Task<IResult> QuoteAsync(
        Visit visit,
        Guid id,
        PageView view,
        CommentStore comments,
        PageDrawer drawer,
        PublicPages pages
    )
    {
        if (await comments.FindAsync(visit.Site.Id, id, visit.Cancel) is { State: CommentState.Published } comment)
            return await pages.ShowAsync(visit, visit.Site, comment.ThreadId, view, id);
        var gone = await drawer.DrawGoneAsync(visit.Home, visit.Site, visit.Language, view);
        return PublicPages.Unkept(visit, visit.Site, gone, view);
    }

    private static async Task<IResult> ShowLatestAsync(
        HttpContext http,
        [FromServices] PublicPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return PartAsked.Read(http.Request.Query) is { } asked
            ? await pages.ShowAsync(
                visit,
                visit.Site,
                default,
                visit.IsFramed ? PageView.FramedLatest : PageView.Latest,
                null,
                asked.OfList
            )
            : await answers.ProblemAsync(visit, Problems.QueryInvalid);
    }

    private static async Task<IResult> IncludePageAsync(
        HttpContext http,
        [FromServices] PageClaims claims,
        [FromServices] StoryStore stories,
        [FromServices] PageDrawer drawer,
        [FromServices] PublicPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var query = http.Request.Query;
        if (PartAsked.Read(query) is not { } asked)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var claim = await claims.ReadAsync(visit.Site, query["url"], query["id"]);
        if (claim.Value is not { } page)
            return await answers.ProblemAsync(visit, claim.Problem!);
        if (await stories.FindAsync(visit.Site.Id, page, visit.Cancel) is { } story)
            return await pages.ShowAsync(visit, visit.Site, story.Id, PageView.Include, null, asked.OfDiscussion);
        // Nobody has written yet: a page is told so, and reading makes nothing.
        var empty = await drawer.DrawEmptyIncludeAsync(visit.Home, visit.Site, page, visit.Language, asked);
        return PublicPages.Unkept(visit, visit.Site, empty, PageView.Include);
    }

    private static async Task<IResult> IncludeAsync(
        HttpContext http,
        Guid thread,
        [FromServices] PublicPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return PartAsked.Read(http.Request.Query) is { } asked
            ? await pages.ShowAsync(visit, visit.Site, thread, PageView.Include, null, asked.OfDiscussion)
            : await answers.ProblemAsync(visit, Problems.QueryInvalid);
    }

    // https://oembed.com: how an editor's program turns a comment's address into what quotes it. It holds neither words nor a name,
    // since whoever asks may keep it for ever.
    private static async Task<IResult> DescribeAsync(
        HttpContext http,
        [FromServices] SiteDirectory sites,
        [FromServices] CommentStore comments,
        [FromServices] StoryStore stories,
        [FromServices] VisitFilter visits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var query = http.Request.Query;
        string? format = query["format"];
        if (format is not (null or "json"))
            return await answers.ProblemAsync(visit, Problems.FormatUnknown);
        if (!CommentAddress.TryParse(visit.Home, query["url"], out var name, out var id))
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        if (await sites.FindAsync(name) is not { } site)
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        // Whom nobody asks on the way in, where the address names no site.
        if (
            !site.Settings.Read.IsToAll
            && await visits.RefuseClosedAsync(visit = await visits.EnterAsync(visit, site)) is { } closed
        )
            return closed;
        if (
            await comments.FindAsync(site.Id, id, visit.Cancel) is not { State: CommentState.Published } comment
            || await stories.FindAsync(site.Id, comment.ThreadId, visit.Cancel) is not { } story
        )
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var words = Visit.WordsFor(site, visit.Language, visit.Now);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new OEmbedAnswer(
                "1.0",
                "rich",
                story.Title is { } title ? words.Format("quote.title", ("story", title)) : words["quote.link"],
                site.Title,
                visit.Home.Absolute($"/{site.Name}/"),
                OEmbedSeconds,
                EmbedCode.Of(visit.Home, site, id, words),
                WidthOf(query["maxwidth"]),
                null
            ),
            EmbeddingJson.Ours.OEmbedAnswer
        );
    }

    private static int WidthOf(string? most) =>
        int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is > 0 and < 640
            ? width
            : 640;
}

/// <param name="Height">It sizes itself.</param>
internal sealed record OEmbedAnswer(
    string Version,
    string Type,
    string Title,
    [property: JsonPropertyName("provider_name")] string ProviderName,
    [property: JsonPropertyName("provider_url")] string ProviderUrl,
    [property: JsonPropertyName("cache_age")] int CacheAge,
    string Html,
    int Width,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Height
);

[JsonSerializable(typeof(OEmbedAnswer))]
internal sealed partial class EmbeddingJson : JsonSerializerContext
{
    public static EmbeddingJson Ours { get; } = new(Json.Options());
}
