using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Parley.Sites;

namespace Parley.Reading;

/// <summary>
/// The fast lane: the first middleware of the program answers a warm public page from ready bytes, and lets everything else pass.
/// It never looks at a cookie, since public pages are the same for everyone. It knows only addresses that an endpoint of ours has
/// answered before, under the very path that it sees itself, so it needs to know nothing of a host's base path or routing.
/// </summary>
internal sealed class Lane(PageCache cache, SiteDirectory sites, TimeProvider clock)
{
    // Beyond this, addresses are simply answered by their endpoints.
    private const int MostAddresses = 4_000;

    // An endpoint also hears what a page says of itself in its address: each address is left to it once in a while.
    private static readonly TimeSpan LongestWithoutEndpoint = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Address, Known> known = new();

    /// <param name="Path">With the base path, as the first middleware sees it.</param>
    private readonly record struct Address(string Path, string Query);

    /// <param name="Host">The host that the page's absolute addresses name; null where they are the same for all.</param>
    private sealed record Known(PageEntry Entry, string? Host, StringValues Policy, DateTimeOffset Until);

    /// <summary>Remembers what an endpoint has just answered.</summary>
    public void Learn(HttpContext http, PageEntry entry, bool isSameForAllHosts, StringValues policy)
    {
        if (known.Count >= MostAddresses)
            known.Clear();
        var request = http.Request;
        known[new Address(request.PathBase + request.Path, request.QueryString.Value ?? "")] = new Known(
            entry,
            isSameForAllHosts ? null : request.Host.Value,
            policy,
            clock.GetUtcNow() + LongestWithoutEndpoint
        );
    }

    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        if (!HttpMethods.IsGet(request.Method) || known.IsEmpty)
            return next(http);
        var address = new Address(
            request.PathBase.HasValue ? request.PathBase + request.Path : request.Path.Value ?? "",
            request.QueryString.Value ?? ""
        );
        if (!known.TryGetValue(address, out var page) || (page.Host is { } host && request.Host.Value != host))
            return next(http);
        // A site may have shut its discussions since, in the very moment in which this address was learnt.
        if (
            !cache.Holds(page.Entry)
            || page.Until <= clock.GetUtcNow()
            || sites.FindInMemory(page.Entry.Site) is not { Settings.Read.IsToAll: true }
        )
        {
            known.TryRemove(address, out _);
            return next(http);
        }

        return page.Entry.FindReady() is { } ready
            ? PageSender.SendAsync(http, ready.Bytes, page.Policy, page.Entry.Key.View.IsPart())
            : next(http);
    }
}

/// <summary>Puts the lane before everything else of the program, so that a host needs no third door.</summary>
internal sealed class LaneFilter(Lane lane) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(rest => http => lane.InvokeAsync(http, rest));
            next(app);
        };
}
