using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Parley.Http;
using Parley.Readers;
using Parley.Sites;

namespace Parley.Reading;

/// <summary>Shows a public page from the cache, and teaches the lane its address.</summary>
internal sealed class PublicPages(PageCache cache, Lane lane, Answers answers, IOptions<ParleyOptions> options)
{
    // An address with anything else in it is answered all the same, but not remembered: it may be made up by the thousand.
    private static readonly HashSet<string> KnownParameters = new(StringComparer.Ordinal)
    {
        "order",
        "after",
        "before",
        "lang",
        "frame",
        "url",
        "id",
        "level",
        "jsonld",
        "n",
        "show",
    };

    /// <param name="thread">None for a page of the whole site.</param>
    public async Task<IResult> ShowAsync(
        Visit visit,
        Site site,
        Guid thread,
        PageView view,
        Guid? subject,
        PartAsked? asked = null
    )
    {
        var query = visit.Http.Request.Query;
        if (ReadingOrders.Parse(query["order"]) is not { } order)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        string? after = view is PageView.Picks or PageView.FramedPicks ? query["before"] : query["after"];
        if (after is not null && !IsPlace(view, order, after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);

        var home = view.IsPart() ? visit.Home.Elsewhere : visit.Home;
        var key = new PageKey(site.Id, thread, view, subject, order, after, visit.Language ?? "", home)
        {
            Asked = asked ?? PartAsked.Nothing,
        };
        var entry = cache.Entry(key);
        _ = long.TryParse(query["v"], NumberStyles.None, CultureInfo.InvariantCulture, out var atLeast);
        if (await entry.FindAsync(atLeast) is not { } page)
        {
            cache.Forget(key);
            return await answers.ProblemAsync(visit, subject is null ? Problems.ThreadNotFound : Problems.CommentNotFound);
        }

        var policy = PolicyOf(visit, site, view);
        // The lane asks nobody who they are.
        if (site.Settings.Read.IsToAll && query.Keys.All(KnownParameters.Contains))
            lane.Learn(visit.Http, entry, options.Value.PublicUrl is not null, policy);
        return new SentPage(page.Bytes, policy, view);
    }

    // Whether a text says where a page of such a view begins.
    private static bool IsPlace(PageView view, ReadingOrder order, string after) =>
        view switch
        {
            PageView.Picks or PageView.FramedPicks => Micros.TryRead(after, out _),
            PageView.Branch or PageView.FramedBranch => Cursor.TryParse(after, ReadingOrder.Oldest, out _),
            _ => Cursor.TryParse(after, order, out _),
        };

    /// <summary>A public page that is drawn each time.</summary>
    public static IResult Unkept(Visit visit, Site site, byte[] html, PageView view) =>
        new SentPage(new PageBytes(html), PolicyOf(visit, site, view), view);

    private static StringValues PolicyOf(Visit visit, Site site, PageView view) =>
        view.IsPart()
            ? SecurityHeaders.NoPage
            : SecurityHeaders.PagePolicy(visit.IsFramed || view.IsForFrames() ? Answers.FrameOrigins(site) : []);

    private sealed class SentPage(PageBytes page, StringValues policy, PageView view) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => PageSender.SendAsync(httpContext, page, policy, view.IsPart());
    }
}
