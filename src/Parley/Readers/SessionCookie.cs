using Microsoft.AspNetCore.Http;

namespace Parley.Readers;

/// <summary>
/// Where browsers keep a session's token. There are two jars: one of our own pages, and one that a browser keeps for our frame on
/// each publication's pages. No script reads either.
/// </summary>
internal static class SessionCookie
{
    // A neighbour under our domain cannot plant a cookie whose name begins so. Browsers want it secure and for the whole host.
    private const string Host = "__Host-";
    private const string Plain = "parley";

    // On plain http a browser takes it from localhost alone: elsewhere the embed needs TLS.
    private const string Frame = Host + "parley-frame";

    /// <summary>The token that a request carries, if any. Our own pages' comes first: a frame on a page of our own domain sends both.</summary>
    public static string? Read(HttpRequest request, Home home) => request.Cookies[NameAt(home)] ?? request.Cookies[Frame];

    /// <summary>Gives the browser a session for our own pages.</summary>
    public static void Give(HttpResponse response, Home home, NewSession begun) =>
        response.Cookies.Append(NameAt(home), begun.Token, Kept(Own(home)));

    /// <summary>Gives it to our frame on another site's page, whose jar it is.</summary>
    public static void GiveToFrame(HttpResponse response, NewSession begun) =>
        response.Cookies.Append(Frame, begun.Token, Kept(Framed()));

    /// <summary>Gives it to the browser where the visit is: a guest enters in the frame itself.</summary>
    public static void Give(Visit visit, NewSession begun)
    {
        if (visit.IsFramed)
            GiveToFrame(visit.Http.Response, begun);
        else
            Give(visit.Http.Response, visit.Home, begun);
    }

    /// <summary>
    /// Gives it to the browser where the visit is, and takes the other away: a frame on a page of our own domain sends both, and ours
    /// would be read before it.
    /// </summary>
    public static void GiveAlone(Visit visit, NewSession begun)
    {
        if (visit.IsFramed && visit.Http.Request.Cookies.ContainsKey(NameAt(visit.Home)))
            visit.Http.Response.Cookies.Append(NameAt(visit.Home), "", Gone(Own(visit.Home)));
        Give(visit, begun);
    }

    /// <summary>Takes both away, whichever there is.</summary>
    public static void Take(HttpResponse response, Home home)
    {
        response.Cookies.Append(NameAt(home), "", Gone(Own(home)));
        response.Cookies.Append(Frame, "", Gone(Framed()));
    }

    private static string NameAt(Home home) => IsSecure(home) && home.Path.Length == 0 ? Host + Plain : Plain;

    private static bool IsSecure(Home home) => home.Origin.StartsWith("https:", StringComparison.Ordinal);

    // Below a host's prefix the cookie is not shown to the rest of the host.
    private static CookieOptions Own(Home home) =>
        new()
        {
            Path = home.Path.Length == 0 ? "/" : home.Path,
            Secure = IsSecure(home),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
        };

    private static CookieOptions Framed()
    {
        var options = new CookieOptions
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.None,
        };
        options.Extensions.Add("Partitioned");
        return options;
    }

    // The server ends an unused session long before; the cookie need not be sent anew each time it moves that end.
    private static CookieOptions Kept(CookieOptions options)
    {
        options.MaxAge = Session.Longest;
        return options;
    }

    private static CookieOptions Gone(CookieOptions options)
    {
        options.MaxAge = TimeSpan.Zero;
        return options;
    }
}
