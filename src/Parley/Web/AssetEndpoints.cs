using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;
using Parley.Reading;

namespace Parley.Web;

/// <summary>Serves styles, scripts and pictures.</summary>
internal static class AssetEndpoints
{
    private const string Forever = "public, max-age=31536000, immutable";

    // A newspaper's pages name the loader without a version: they must have a new one within the hour.
    private const string AnHour = "public, max-age=3600";

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/assets/{version}/{name}", Serve).For(Access.Anyone);
        root.MapGet(
                "/embed.js",
                (HttpContext http, [FromServices] Assets assets) => ServeAsync(http, assets.Find("embed.js"), AnHour)
            )
            .For(Access.Anyone);
    }

    // An address of an older version gets the present file, briefly: a page that was open during an update still works.
    private static Task Serve(HttpContext http, string version, string name, [FromServices] Assets assets) =>
        ServeAsync(http, assets.Find(name), version == assets.Version ? Forever : AnHour);

    private static async Task ServeAsync(HttpContext http, Asset? asset, string caching)
    {
        var headers = http.Response.Headers;
        SecurityHeaders.Add(headers, SecurityHeaders.NoPage);
        if (asset is null)
        {
            headers.CacheControl = "no-cache";
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            headers.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync("There is no such file.\n");
            return;
        }

        headers.CacheControl = caching;
        headers.Vary = "Accept-Encoding";
        // Modules are fetched with CORS, also by the newspaper's page; nothing in them is anybody's own.
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var (bytes, encoding) = AcceptedEncodings.Parse(http.Request.Headers.AcceptEncoding) switch
        {
            AcceptedEncoding.Brotli when asset.Brotli.Length < asset.Bytes.Length => (asset.Brotli, "br"),
            AcceptedEncoding.Gzip when asset.Gzip.Length < asset.Bytes.Length => (asset.Gzip, "gzip"),
            _ => (asset.Bytes, null),
        };
        headers.ETag = $"\"{asset.Hash}{(encoding is null ? "" : "-" + encoding)}\"";
        if (http.Request.Headers.IfNoneMatch == headers.ETag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentEncoding = encoding;
        headers.ContentType = asset.ContentType;
        headers.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes);
    }
}
