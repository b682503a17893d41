using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Perspective;

/// <summary>Who has texts scored.</summary>
/// <param name="Site">Whose key it is; null for a caller without one.</param>
internal sealed record ScoringCaller(Site? Site, ScoringKey? Key);

/// <summary>Knows callers by their keys, and counts what they ask for.</summary>
internal sealed class ScoringCallers(
    SiteDirectory sites,
    ScoringKeyDirectory keys,
    ScoringKeyStore store,
    KeyQuota quota,
    Limits limits,
    TimeProvider clock,
    IOptions<ParleyOptions> options
)
{
    /// <summary>Who calls, by the key that came along.</summary>
    public async Task<Result<ScoringCaller>> FindAsync(HttpContext http)
    {
        if (TextOf(http.Request) is not { Length: > 0 } text)
            return options.Value.Perspective.KeylessCalls ? new ScoringCaller(null, null) : Problems.ScoringKeyNeeded;
        if (ScoringKey.SiteOf(text) is not { } name || await sites.FindAsync(name) is not { } site)
            return Problems.ScoringKeyUnknown;
        var ofSite = await keys.FindAsync(site.Id, http.RequestAborted);
        return ofSite.TryGetValue(SessionToken.Hash(text), out var key)
            ? new ScoringCaller(site, key)
            : Problems.ScoringKeyUnknown;
    }

    /// <summary>Counts so many texts; the problem where they are too many in this minute.</summary>
    public async Task<Problem?> TakeAsync(HttpContext http, ScoringCaller caller, int texts)
    {
        if (caller.Key is not { } key)
            return limits.Take(Limits.Scoring, http, null);
        if (texts > key.CallsPerMinute)
            return Problems.TextsTooManyForKey(key.CallsPerMinute);
        var wait = quota.Take(key, texts, out var isFirstToday);
        if (wait > 0)
            return Problems.TooMany(wait);
        if (isFirstToday)
            await NoteUseAsync(key, http.RequestAborted);
        return null;
    }

    // Scoring needs no database, so it goes on without one; the next day is noted again.
    private async Task NoteUseAsync(ScoringKey key, CancellationToken cancel)
    {
        try
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            await store.NoteUseAsync(key.Site, key.Name, today, cancel);
        }
        catch (StorageUnavailableException)
        {
            // That the day of use is missing from a list is all that comes of it.
        }
    }

    // Each of these some client sends: browsers and scripts the first, servers the second, those that speak OAuth the others.
    private static string? TextOf(HttpRequest request)
    {
        if (request.Query["key"] is [{ Length: > 0 } inAddress, ..])
            return inAddress;
        if (request.Headers["x-goog-api-key"] is [{ Length: > 0 } inHeader, ..])
            return inHeader;
        const string bearer = "Bearer ";
        if (
            request.Headers.Authorization is [{ } authorization, ..]
            && authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase)
        )
            return authorization[bearer.Length..].Trim();
        return request.Query["access_token"] is [{ Length: > 0 } token, ..] ? token : request.Query["oauth_token"];
    }
}
