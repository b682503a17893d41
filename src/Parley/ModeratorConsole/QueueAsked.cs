using Microsoft.AspNetCore.Http;
using Parley.Moderation;
using Parley.Readers;

namespace Parley.ModeratorConsole;

/// <summary>Which list of the desk an address means, and from where: kept from page to page, so that one stays in one's list.</summary>
/// <param name="After">Where the part before ended; null for the beginning.</param>
/// <param name="Past">The place of the comment that one has just had in front, so that the next one is sought behind it; null for none.</param>
internal sealed record QueueAsked(QueueQuery Query, TimeCursor? After, TimeCursor? Past = null)
{
    /// <summary>Null for anything that no address of ours carries.</summary>
    public static QueueAsked? Read(HttpContext http)
    {
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return null;
        var past = http.Request.Query["past"].FirstOrDefault();
        if (!TimeCursor.TryRead(past, out var place))
            return null;
        return QueueQuery.Read(Visit.Of(http)) is { } query ? new QueueAsked(query, after, past is null ? null : place) : null;
    }

    /// <summary>A page of the list.</summary>
    /// <param name="comment">The comment to bring up.</param>
    /// <param name="after">Another part of the list than this one.</param>
    public string Url(Visit visit, Guid? comment, TimeCursor? after = null, bool withPlace = true) =>
        visit.SiteUrl("/console" + Query.ToAddress(("c", comment), ("after", after ?? (withPlace ? After : null))));

    /// <summary>What comes behind a place: whatever waits there by then and no colleague has.</summary>
    public string UrlPast(Visit visit, TimeCursor? past) =>
        visit.SiteUrl("/console" + Query.ToAddress(("after", After), ("past", past)));

    /// <summary>Where something is sent from a page of the list, which leads back to it.</summary>
    public string PathOf(Visit visit, string path, params (string Name, object? Value)[] more) =>
        visit.SiteUrl(path + Query.ToAddress([("after", After), .. more]));
}
