using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;

namespace Parley.Pictures;

/// <summary>Serves the pictures of reports, as they came.</summary>
internal static class PictureEndpoints
{
    // Its address is another with each file; but one that is taken away is to be gone soon, from caches too.
    private const string AWhile = "public, max-age=300";

    /// <summary>Where a picture stands, below a site.</summary>
    public static string PathOf(Guid picture) => string.Create(CultureInfo.InvariantCulture, $"/pictures/{picture}");

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site) =>
        site.MapGet("/pictures/{picture:guid}", ServeAsync).For(Access.Anyone);

    private static async Task<IResult> ServeAsync(
        HttpContext http,
        Guid picture,
        [FromServices] PictureStore pictures,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        // Of a draft, and of one that was replaced, only the newsroom hears that it is there.
        if (
            await pictures.FindAsync(visit.Site.Id, picture, visit.Cancel) is not { } found
            || (!found.IsPublic && !Access.Newsroom.Allows(visit))
        )
            return await answers.ProblemAsync(visit, Problems.NotFound);
        var headers = http.Response.Headers;
        SecurityHeaders.Add(headers, SecurityHeaders.NoPage);
        headers.CacheControl = found.IsPublic ? AWhile : "private, no-store";
        headers.ETag = $"\"{picture:N}\"";
        // A picture never changes: who has it has it, and its bytes are not asked for.
        if (http.Request.Headers.IfNoneMatch == headers.ETag)
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return await pictures.FindBytesAsync(visit.Site.Id, picture, visit.Cancel) is { } bytes
            ? TypedResults.Bytes(bytes, found.File.MediaType)
            : await answers.ProblemAsync(visit, Problems.NotFound);
    }
}
