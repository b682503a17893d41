using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Parley.Http;

/// <summary>
/// Whether a request that changes something was sent by a page of ours. Pages carry no tokens, since everybody is served
/// the same ones; the browser says where a request comes from, and no page can make it lie.
/// <code>
/// Sec-Fetch-Site   Origin            cookie   answer
/// same-origin      any               any      yes: also our frame in a newspaper's page, whose requests go to its own host
/// none             any               any      yes: the person alone did it (restored a tab, sent a form again)
/// anything else    any               any      no: a stranger's page, or a neighbour under our domain
/// absent           exactly ours      any      yes: plain http, where browsers leave the first header out
/// absent           anything else     any      no: also "null" (sandboxed frames, files) and the empty string
/// absent           absent            with     no: a browser that says neither is too old to be trusted with a cookie
/// absent           absent            without  yes: a program. What it may do its token says, which no browser adds by itself
/// </code>
/// Our pages must not send <c>Referrer-Policy: no-referrer</c>: browsers then write <c>Origin: null</c> into forms, and on
/// plain http these would be refused. Signing in is a write like any other, so nobody is signed in to a stranger's
/// account by a stranger's page; reading changes nothing and is not asked. The refusal is
/// <see cref="Problems.WrittenFromElsewhere"/>.
/// </summary>
internal static class WriteOrigin
{
    /// <param name="ours">The origins under which we are reached: the public one, and <see cref="AskedOrigin"/>.</param>
    public static bool Allows(IHeaderDictionary headers, params ReadOnlySpan<string?> ours)
    {
        var site = headers["Sec-Fetch-Site"];
        if (site.Count > 0)
            return site.Count == 1 && site[0] is "same-origin" or "none";
        if (headers.Origin is { Count: > 0 } origin)
            return origin.Count == 1 && origin[0] is { Length: > 0 } from && ours.Contains(from);
        return StringValues.IsNullOrEmpty(headers.Cookie);
    }
}
