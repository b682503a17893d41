using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;
using Parley.Views.Web;

namespace Parley.Web;

/// <summary>The description of the interface, and the page to try it.</summary>
internal static class OpenApiEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/openapi/v1.json", ShowDocumentAsync).For(Access.Anyone);
        root.MapGet("/openapi", ShowPageAsync).For(Access.Anyone);
    }

    private static async Task<IResult> ShowDocumentAsync(HttpContext http, [FromServices] OpenApiDocument document)
    {
        var visit = Visit.Of(http);
        SecurityHeaders.Add(http.Response.Headers, SecurityHeaders.NoPage);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(await document.FindAsync(visit.Cancel), "application/json");
    }

    private static Task<IResult> ShowPageAsync(HttpContext http, [FromServices] PageFrames frames, [FromServices] Assets assets)
    {
        var visit = Visit.Of(http);
        var frame = frames.ForInstallation(visit.Home, visit.Words, visit.Words["api.title"]);
        frame = frame with { Assets = frame.Assets with { Scripts = [assets.Url(visit.Home, "api.js")] } };
        return Answers.PageAsync<ApiPage, ApiPageModel>(visit, new ApiPageModel(frame, visit.Home.Url("/openapi/v1.json")));
    }
}
