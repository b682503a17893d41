using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Browser.Setup;

/// <summary>
/// A site that is not Parley: a newspaper's pages that embed a discussion, or any other origin. It serves what it was given
/// and remembers what it was asked.
/// </summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string host;
    private readonly ConcurrentDictionary<string, ForeignPage> pages = new();
    private readonly ConcurrentQueue<ForeignRequest> requests = new();

    private ForeignSite(WebApplication app, string host) => (this.app, this.host) = (app, host);

    /// <summary>Scheme, host and port.</summary>
    public string Origin => $"http://{host}:{new Uri(app.Urls.First()).Port}";

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<ForeignRequest> Requests => [.. requests];

    /// <param name="host">
    /// A name below <c>localhost</c>: Chromium takes each for this machine, for a site of its own, and for trustworthy
    /// without TLS.
    /// </param>
    public static async Task<ForeignSite> StartAsync(string host = "paper.localhost")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var site = new ForeignSite(app, host);
        app.Run(site.AnswerAsync);
        await app.StartAsync();
        return site;
    }

    /// <summary>Serves a page from now on.</summary>
    /// <returns>Its address.</returns>
    public string Serve(
        string path,
        string body,
        string contentType = "text/html; charset=utf-8",
        params (string, string)[] headers
    )
    {
        pages[path] = new(body, contentType, headers);
        return Origin + path;
    }

    /// <summary>Serves what a browser that has it does not ask for again.</summary>
    public void ServeKept(string path, string body, string contentType) =>
        Serve(path, body, contentType, ("Cache-Control", "max-age=3600, immutable"));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        requests.Enqueue(new(http.Request.Method, http.Request.Path, http.Request.Headers.Cookie.ToString()));
        if (!pages.TryGetValue(http.Request.Path, out var page))
        {
            // A browser asks for it by itself, and notes an error where there is none.
            http.Response.StatusCode = http.Request.Path == "/favicon.ico" ? 204 : 404;
            return;
        }
        http.Response.ContentType = page.ContentType;
        foreach (var (name, value) in page.Headers)
            http.Response.Headers.Append(name, value);
        await http.Response.WriteAsync(page.Body);
    }

    private sealed record ForeignPage(string Body, string ContentType, (string Name, string Value)[] Headers);
}

/// <param name="Cookie">The request's cookies as they were sent; empty where there were none.</param>
internal sealed record ForeignRequest(string Method, string Path, string Cookie);
