using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Parley.Http;

namespace Parley.Reading;

/// <summary>Sends a public page: its headers, 304 where the client has it, and the bytes. The lane and the endpoints both use it.</summary>
internal static class PageSender
{
    private static readonly StringValues Html = "text/html; charset=utf-8";
    private static readonly StringValues Revalidate = "no-cache";

    // What a part is asked by is a server or a cache near it; for so long it may answer for us. A removal is seen soon enough.
    private static readonly StringValues BrieflyShared = "public, max-age=0, s-maxage=2";
    private static readonly StringValues ByEncoding = "Accept-Encoding";

    /// <param name="policy">The page's Content-Security-Policy.</param>
    /// <param name="isPart">Whether it stands in pages of others, whose servers ask for it.</param>
    /// <param name="type">What it is, where it is no HTML.</param>
    public static Task SendAsync(
        HttpContext http,
        PageBytes page,
        StringValues policy,
        bool isPart = false,
        string? type = null
    )
    {
        var request = http.Request.Headers;
        var response = http.Response;
        var headers = response.Headers;
        var encoded = page.For(AcceptedEncodings.Parse(request.AcceptEncoding.ToString()));
        SecurityHeaders.Add(headers, policy);
        headers.CacheControl = isPart ? BrieflyShared : Revalidate;
        headers.Vary = ByEncoding;
        headers.ETag = encoded.ETag;
        if (request.IfNoneMatch.Count > 0 && Matches(request.IfNoneMatch, page))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = type ?? Html;
        headers.ContentLength = encoded.Bytes.Length;
        if (encoded.Encoding is { } encoding)
            headers.ContentEncoding = encoding;
        if (HttpMethods.IsHead(http.Request.Method))
            return Task.CompletedTask;
        return response.BodyWriter.WriteAsync(encoded.Bytes).AsTask();
    }

    private static bool Matches(StringValues header, PageBytes page)
    {
        foreach (var value in header)
        {
            if (value is not null && (value == EntityTagHeaderValue.Any.ToString() || page.Matches(value)))
                return true;
        }

        return false;
    }
}
