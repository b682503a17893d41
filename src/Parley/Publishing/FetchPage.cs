using System.Net.Http.Headers;
using Parley.Http;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>
/// Asks a newspaper's own server for a page of it. The editor's word chooses the page, so it leads nowhere but to the site's own origins,
/// each redirect too, and of those to the world's addresses alone, or to hosts that the operator named.
/// </summary>
internal sealed class FetchPage(OutgoingClient client, OutgoingAddresses allowed, SiteDirectory sites, TimeProvider clock)
{
    /// <summary>The most bytes of a page.</summary>
    public const int MostBytes = 2 * 1_024 * 1_024;

    private const int MostRedirects = 3;

    /// <summary>How long an editor waits for all of it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <param name="Url">Where it was found at last.</param>
    /// <param name="Html">Its letters.</param>
    internal sealed record Found(Uri Url, string Html);

    public async Task<Result<Found>> HandleAsync(Site site, StoryAddress page, CancellationToken cancel)
    {
        var (next, began) = (page, clock.GetTimestamp());
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var read = allowed.Read(next.Display);
            if (read.Value is not { } url)
                return read.Problem!;
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Parley", null));
            var left = Longest - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                return Problems.PageNotReachable;
            var answer = await client.SendAsync(request, left, cancel, "Location", MostBytes);
            if (answer.Fault is { } fault)
                return fault switch
                {
                    OutgoingFault.TooLong => Problems.PageTooLong,
                    OutgoingFault.Internal => Problems.OutgoingAddressInternal,
                    _ => Problems.PageNotReachable,
                };
            if (answer is { Status: 301 or 302 or 303 or 307 or 308, Header: { } location })
            {
                if (await FollowAsync(site, url, location) is not { } further)
                    return Problems.PageLeadsElsewhere;
                next = further;
                continue;
            }

            if (answer.Status != 200)
                return Problems.PageNotReachable;
            var isHtml =
                answer.ContentType is { } type
                && (
                    type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
                    || type.StartsWith("application/xhtml+xml", StringComparison.OrdinalIgnoreCase)
                );
            return isHtml ? new Found(url, PageLetters.Of(answer.Body.Span, answer.ContentType)) : Problems.PageUnreadable;
        }

        return Problems.PageLeadsElsewhere;
    }

    private async Task<StoryAddress?> FollowAsync(Site site, Uri from, string location)
    {
        if (!Uri.TryCreate(from, location, out var to))
            return null;
        var read = StoryAddress.Parse(to.AbsoluteUri, QueryParameters.AllButTracking);
        return read.Value is { } page && (await sites.OriginsAsync()).SiteOf(page.Page) == site.Id ? page : null;
    }
}
