using Parley.Markup;

namespace Parley.Stories;

/// <summary>A page that gives something for its story's identifier that is none.</summary>
/// <param name="Given">What stands there, shortened; may be empty.</param>
internal sealed record PlaceholderPage(string Url, string Given, DateTimeOffset At);

/// <summary>
/// The pages of each site whose template wrote its own placeholder, or nothing, where the identifier belongs, for its moderators to
/// pass on. In this process's memory alone: such a page says it again when it is next read, and at the latest an hour later where
/// the lane answers for it.
/// </summary>
internal sealed class PlaceholderPages(TimeProvider clock)
{
    // Whoever asks for made-up pages pushes others out of the list and does no more harm.
    private const int MostOfASite = 20;
    private const int LongestShown = 80;

    // A page that is mended by leaving the identifier out cannot be told from a link without one.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly Lock gate = new();
    private readonly Dictionary<SiteId, Dictionary<string, PlaceholderPage>> sites = [];

    /// <summary>Notes what a page has given that is no identifier.</summary>
    public void Note(SiteId site, StoryAddress page, string given)
    {
        lock (gate)
        {
            if (!sites.TryGetValue(site, out var pages))
                sites[site] = pages = new(StringComparer.Ordinal);
            pages.Remove(page.Key);
            if (pages.Count == MostOfASite)
                pages.Remove(pages.MinBy(one => one.Value.At).Key);
            pages[page.Key] = new PlaceholderPage(
                page.Display,
                PlainText.Excerpt(given.Trim(), LongestShown),
                clock.GetUtcNow()
            );
        }
    }

    /// <summary>Takes a page that gives an identifier now off the list.</summary>
    public void Strike(SiteId site, StoryAddress page)
    {
        lock (gate)
        {
            if (sites.TryGetValue(site, out var pages))
                pages.Remove(page.Key);
        }
    }

    /// <summary>Those seen lately, by address.</summary>
    public IReadOnlyList<PlaceholderPage> List(SiteId site)
    {
        var since = clock.GetUtcNow() - Kept;
        lock (gate)
            return sites.TryGetValue(site, out var pages)
                ? [.. pages.Values.Where(page => page.At >= since).OrderBy(page => page.Url, StringComparer.Ordinal)]
                : [];
    }
}
