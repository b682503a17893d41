using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Http;
using Parley.Readers;
using Parley.Reading;

namespace Parley.Feeds;

/// <summary>Sends feeds: the bytes, or that whoever asks has them already.</summary>
internal sealed class FeedAnswers(FeedCache cache, Answers answers)
{
    // A feed that changes twice within a second would be the same by its time, which knows seconds only. With a margin for a node
    // that has not heard of the second change yet.
    private static readonly TimeSpan UntilTimeTells = TimeSpan.FromSeconds(3);

    /// <summary>A feed in the form that its address ends with.</summary>
    public async Task<IResult> ShowAsync(Visit visit, FeedPath path)
    {
        if (!TimeCursor.TryRead(visit.Http.Request.Query["before"], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var isJson = visit.Http.Request.Path.Value!.EndsWith(FeedPath.Json, StringComparison.OrdinalIgnoreCase);
        var key = new FeedKey(visit.Home, visit.Site.Id, path, isJson);
        var feed =
            before == TimeCursor.Newest
                ? await cache.FindAsync(key, visit.Site)
                : await cache.DrawAsync(key, visit.Site, before, visit.Cancel);
        return feed is null
            ? await answers.ProblemAsync(visit, path.Of == FeedOf.Thread ? Problems.ThreadNotFound : Problems.NotFound)
            : new SentFeed(feed, isJson, visit.Now - feed.Since >= UntilTimeTells);
    }

    private sealed class SentFeed(DrawnFeed feed, bool isJson, bool timeTells) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, headers) = (httpContext.Request.Headers, httpContext.Response.Headers);
            if (timeTells)
            {
                headers.LastModified = feed.Since.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
                // Where both are asked, the tag decides (RFC 9110 13.1.3).
                if (request.IfNoneMatch.Count == 0 && IsKnownBy(request.IfModifiedSince))
                    request.IfNoneMatch = feed.Bytes.Plain.ETag;
            }

            var type = (isJson ? JsonFeed.Type : AtomFeed.Type) + "; charset=utf-8";
            return PageSender.SendAsync(httpContext, feed.Bytes, SecurityHeaders.NoPage, type: type);
        }

        private bool IsKnownBy(string? since) =>
            DateTimeOffset.TryParseExact(since, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && feed.Since.ToUnixTimeSeconds() <= time.ToUnixTimeSeconds();
    }
}
