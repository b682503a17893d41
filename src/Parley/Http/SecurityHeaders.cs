using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Parley.Http;

/// <summary>
/// The headers that every page of ours has. The fast lane and the endpoints both call this, and a test compares what they send.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";

    // Not no-referrer: browsers would then write "Origin: null" into forms on plain http, and our own would be refused.
    private static readonly StringValues Referrer = "strict-origin-when-cross-origin";
    private static readonly StringValues Permissions = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    /// <param name="policy">What <see cref="PagePolicy"/> gave for the page.</param>
    public static void Add(IHeaderDictionary headers, StringValues policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = Referrer;
        headers["Permissions-Policy"] = Permissions;
    }

    /// <summary>The Content-Security-Policy of a page: nothing but our own files, and in no foreign frame unless it is made for one.</summary>
    /// <param name="frameOrigins">The origins in whose pages it may be framed; empty for a page by itself.</param>
    public static StringValues PagePolicy(IEnumerable<string> frameOrigins)
    {
        var ancestors = string.Join(' ', frameOrigins);
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
            + $"base-uri 'none'; frame-ancestors {(ancestors.Length == 0 ? "'none'" : "'self' " + ancestors)}; "
            + "require-trusted-types-for 'script'; trusted-types parley-html";
    }

    /// <summary>The policy of what is no page: JSON, problems, files.</summary>
    public static StringValues NoPage { get; } = "default-src 'none'; frame-ancestors 'none'";
}
