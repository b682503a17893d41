using AngleSharp.Html.Dom;
using Parley.Readers;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>
/// Takes a report's text from the newspaper's own page, when somebody of the newsroom presses for it. The page is asked for by the server:
/// what a browser says that it shows could be anything. What is found is kept like a text that the newspaper's system sends.
/// </summary>
internal sealed class TakeText(
    PageClaims pages,
    FetchPage fetch,
    StoryStore stories,
    ReportTextStore reports,
    SaveReport save,
    TimeProvider clock
)
{
    /// <param name="Reason">What was changed and why, for the page of changes.</param>
    /// <param name="Correction">What was wrong.</param>
    internal sealed record Request(string? Url, string? Reason = null, string? Correction = null);

    public async Task<Result<Report>> HandleAsync(Site site, Reader by, Request request, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Url))
            return Problems.AddressInvalid;
        var typed = await pages.ReadAsync(site, request.Url, null);
        if (typed.Value is not { Address: { } address } asked)
            return typed.Problem!;
        var fetched = await fetch.HandleAsync(site, address, cancel);
        if (fetched.Value is not { } found)
            return fetched.Problem!;
        if (MarkedReport.Parse(found.Html, clock) is not { } page)
            return Problems.PageTooLong;
        var marked = MarkedReport.Find(page);
        if (marked.Value is not { } report)
            return marked.Problem!;
        // Bytes that were no letters in the encoding that the page names: readers would be shown boxes.
        if ((report.Headline + report.Text).Contains('\uFFFD', StringComparison.Ordinal))
            return Problems.PageUnreadable;
        if (
            report.Text.Length > ReportAsked.LongestText
            || ReportAsked.ParagraphsOf(report.Text).Count > ReportAsked.MostParagraphs
        )
            return Problems.PageTooLong;
        var claim = await ClaimAsync(site, asked, page, found.Url, cancel);
        var story = await stories.FindAsync(site.Id, claim, cancel);
        // What the page does not say stays as the newsroom has it when the text is kept, and not as it was when the page was asked for.
        return await save.KeepPageAsync(site.Id, claim, by, kept => ToAsked(report, request, story, kept), cancel);
    }

    // What a page says beside its marked element is nobody's to guess: it stays as the newsroom gave it.
    private static ReportAsked ToAsked(MarkedReport report, Request request, Story? story, ReportText? kept) =>
        new()
        {
            Headline = report.Headline,
            Text = report.Text,
            Kicker = kept?.Kicker,
            Standfirst = kept?.Standfirst,
            Section = kept is null ? story?.Section : kept.Section,
            Authors = kept?.Authors ?? story?.Authors ?? [],
            Tags = kept?.Tags ?? story?.Tags ?? [],
            PictureDescription = kept?.Picture?.Description,
            Caption = kept?.Picture?.Caption,
            Credit = kept?.Picture?.Credit,
            PictureKind = kept?.Picture?.Kind,
            DigitalSourceType = kept?.Picture?.DigitalSourceType,
            Reason = request.Reason,
            Correction = request.Correction,
        };

    /// <summary>
    /// The story of a page: the one that has its text already, else that of the discussion in the page, found as the embedded discussion
    /// finds it: by its own attributes, by the page's canonical address, by its address.
    /// </summary>
    private async Task<PageClaim> ClaimAsync(Site site, PageClaim asked, IHtmlDocument page, Uri at, CancellationToken cancel)
    {
        if (
            await stories.FindAsync(site.Id, asked, cancel) is { } known
            && await reports.FindPublicAsync(site.Id, known.Id, cancel) is not null
        )
            return asked;
        var discussion = page.QuerySelector("parley-discussion");
        var named = discussion?.GetAttribute("url") ?? page.QuerySelector("link[rel~='canonical']")?.GetAttribute("href");
        var url = named is not null && Uri.TryCreate(at, named, out var whole) ? whole.AbsoluteUri : at.AbsoluteUri;
        // A page that names another's address or an address that is none is taken by its own.
        var claim = await pages.ReadAsync(site, url, discussion?.GetAttribute("identifier"));
        return claim.Value ?? asked;
    }
}
