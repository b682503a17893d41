using Parley.Comments;
using Parley.Policies;
using Parley.Readers;
using Parley.Sites;
using Parley.Stories;
using Parley.Threads;
using Parley.Views.Reading;
using SlicePage = Parley.Views.Reading.ThreadPage;

namespace Parley.Reading;

/// <summary>Draws the public pages of threads: from the database to bytes, the same for everyone.</summary>
internal sealed class PageDrawer(
    SiteDirectory sites,
    StoryStore stories,
    ThreadStore threads,
    ReportModels reports,
    ThreadReader reader,
    PolicyDirectory policies,
    LatestStore latest,
    PageFrames frames,
    Assets assets,
    TimeProvider clock
)
{
    private static readonly TimeSpan LongestLatest = TimeSpan.FromSeconds(2);

    /// <summary>The page, or null where the thread, or the comment that the page is about, is not there for the public.</summary>
    public async Task<DrawnPage?> DrawAsync(PageKey key)
    {
        var began = clock.GetUtcNow();
        if (await sites.FindAsync(key.Site) is not { } site)
            return null;
        if (key.IsOfSite)
            return await DrawLatestAsync(key, site, began);
        if (await stories.FindAsync(key.Site, key.ThreadId, default) is not { } story)
            return null;
        var words = Visit.WordsFor(site, key.Language, began);
        var draft = new PageDraft(key, site, story, words, frames, began);
        var (html, thread, policy) = key.View switch
        {
            PageView.Report => await DrawReportAsync(draft),
            PageView.WhoSays => await DrawWhoSaysAsync(draft),
            PageView.Permalink or PageView.FramedPermalink => await DrawPermalinkAsync(draft),
            PageView.Branch or PageView.FramedBranch => await DrawBranchAsync(draft),
            PageView.Picks or PageView.FramedPicks => await DrawPicksAsync(draft),
            PageView.Quote or PageView.QuotePart => await DrawQuoteAsync(draft),
            PageView.Include => await DrawIncludeAsync(draft),
            _ => await DrawThreadAsync(draft),
        };
        return html is null || thread is null
            ? null
            : new DrawnPage(new PageBytes(html), thread.Version, began.UtcTicks, policy.Until.UtcTicks);
    }

    /// <summary>The page of an address under which nobody has written yet. Reading makes nothing, so nothing is kept.</summary>
    public async Task<byte[]> DrawEmptyAsync(
        Home home,
        Site site,
        PageClaim page,
        string pageUrl,
        string? language,
        bool isFramed
    )
    {
        var policy = await policies.FindAsync(site, page, default);
        var words = Visit.WordsFor(site, language, clock.GetUtcNow());
        var form = PageDraft.FormFor(site, home.Url("/t/comments")) with
        {
            Terms = Writing.TermsOf(policy),
            Hidden =
            [
                new("url", pageUrl),
                .. page.Identifier is { } identifier ? [new("id", identifier)] : Array.Empty<KeyValuePair<string, string>>(),
                new("frame", isFramed ? "1" : ""),
            ],
        };
        var thread = new ThreadModel(null, 0, [])
        {
            ApiUrl = home.Url($"/api/v1/sites/{site.Name}"),
            SignInUrl = home.Url($"/{site.Name}/sign-in"),
            Status = PageDraft.ToStatus(policy, site.Settings),
            Form = policy.IsOpen ? form : null,
            HeadingLevel = isFramed ? 2 : 1,
            IsAsked = PageDraft.SaysMore(site),
            RulesUrl = home.Url($"/{site.Name}/rules"),
            Depth = site.Settings.Depth,
        };
        var frame = frames.ForReaders(home, site, words["thread.title"], isFramed) with { Robots = "noindex" };
        return await Page.RenderBytesAsync<SlicePage, ThreadPageModel>(words, new ThreadPageModel(frame, thread, "", pageUrl));
    }

    private async Task<(byte[]?, CommentThread?, PolicyInForce)> DrawThreadAsync(PageDraft draft)
    {
        if (await ReadAsync(draft) is not { } slice)
            return NotThere;
        var page = new ThreadPageModel(
            draft.Frame(draft.Title, draft.Canonical(slice)),
            draft.ToThread(slice, draft.IsFramed ? 2 : 1),
            draft.Title,
            draft.StoryUrl
        );
        return (await Page.RenderBytesAsync<SlicePage, ThreadPageModel>(draft.Words, page), slice.Thread, slice.Policy);
    }

    private Task<ReportModels.PublicReport?> FindReportAsync(PageDraft draft, PolicyInForce policy) =>
        reports.FindAsync(
            draft.Home,
            draft.Site,
            draft.Story,
            draft.Words,
            policy.IsOpen,
            name => assets.Url(draft.Key.Home, name),
            default
        );

    private async Task<(byte[]?, CommentThread?, PolicyInForce)> DrawWhoSaysAsync(PageDraft draft)
    {
        if (
            await threads.FindAsync(draft.Site.Id, draft.Story.Id, default) is not { } thread
            || await PolicyAsync(draft, thread) is var policy && await FindReportAsync(draft, policy) is not { } report
        )
            return NotThere;
        var title = draft.Words.Format("who-says.of", ("story", draft.Title));
        var page = new WhoSaysPageModel(
            draft.Frame(title, draft.Home.Absolute(draft.WhoSaysPath), "article") with
            {
                JsonLd = JsonLd.OfSources(draft, report),
            },
            report.Model with
            {
                Paragraphs = [.. report.Model.Paragraphs.Where(one => one.Notes.Count + one.Talks.Count > 0)],
            },
            draft.ThreadUrl(ReadingOrder.Newest, null),
            thread.CommentCount
        )
        {
            ReportUrl = draft.Story.Url,
            ReportHost = Uri.TryCreate(draft.Story.Url, UriKind.Absolute, out var url) ? url.Host : null,
        };
        return (await Page.RenderBytesAsync<WhoSaysPage, WhoSaysPageModel>(draft.Words, page), thread, policy);
    }

    private async Task<(byte[]?, CommentThread?, PolicyInForce)> DrawReportAsync(PageDraft draft)
    {
        if (await ReadAsync(draft) is not { } slice || await FindReportAsync(draft, slice.Policy) is not { } report)
            return NotThere;
        var page = new StoryPageModel(
            draft.Frame(draft.Title, draft.Canonical(slice), "article"),
            report.Model,
            draft.ToThread(slice, 2)
        );
        page = page with { Page = page.Page with { JsonLd = JsonLd.OfReport(draft, slice, report) } };
        return (await Page.RenderBytesAsync<StoryPage, StoryPageModel>(draft.Words, page), slice.Thread, slice.Policy);
    }

    private async Task<(byte[]?, CommentThread?, PolicyInForce)> DrawPermalinkAsync(PageDraft draft)
    {
        var thread = await reader.ReadAsync(draft.Site.Id, draft.Story.Id, ReadingOrder.Newest, null, default);
        var path = await reader.ReadPathAsync(draft.Site.Id, draft.Key.Subject!.Value, default);
        if (thread is null || path.Count == 0 || path[^1].Comment.ThreadId != draft.Story.Id)
            return NotThere;
        var policy = await PolicyAsync(draft, thread.Thread);
        var page = new CommentPageModel(
            draft.FrameOfComment(path[^1]),
            draft.Comments.ToPath(path),
            draft.Title,
            draft.StoryUrl,
            draft.ThreadUrl(ReadingOrder.Newest, null)
        )
        {
            Doors = draft.Doors,
            EmbedCode =
                draft.IsFramed || path[^1].Comment.State != CommentState.Published
                    ? null
                    : EmbedCode.Of(draft.Home, draft.Site, path[^1].Comment.Id, draft.Words),
            AboveUrl =
                path.Count == ThreadReader.MostOnPage && path[0].Comment.ParentId is { } above
                    ? draft.Comments.Url(above) + (draft.IsFramed ? "?frame=1" : "")
                    : null,
            Count = thread.Thread.CommentCount,
            IsOpen = policy.IsOpen,
            Depth = draft.Site.Settings.Depth,
        };
        return (await Page.RenderBytesAsync<CommentPage, CommentPageModel>(draft.Words, page), thread.Thread, policy);
    }

    private async Task<(byte[]?, CommentThread?, PolicyInForce)> DrawBranchAsync(PageDraft draft)
    {
        var after = Cursor.TryParse(draft.Key.After ?? "0", ReadingOrder.Oldest, out var cursor) ? cursor.Value : 0;
        if (await reader.ReadBranchAsync(draft.Site.Id, draft.Key.Subject!.Value, after, default) is not { } branch)
            return NotThere;
        if (branch.Thread.Id != draft.Story.Id)
            return NotThere;
        var policy = await PolicyAsync(draft, branch.Thread);
        var top = draft.Comments.ToModel(branch.Top);
        var page = new BranchPageModel(
            draft.Frame(draft.Title, null) with
            {
                Robots = "noindex",
            },
            top,
            draft.Comments.ToTree(branch.Top.Comment.Id, branch.Replies),
            draft.Title,
            draft.StoryUrl,
            draft.ThreadUrl(ReadingOrder.Newest, null)
        )
        {
            Doors = draft.Doors,
            NextUrl = branch.Next is { } next ? draft.Comments.BranchUrl(branch.Top.Comment, next) : null,
            IsOpen = policy.IsOpen,
            Depth = draft.Site.Settings.Depth,
        };
        return (await Page.RenderBytesAsync<BranchPage, BranchPageModel>(draft.Words, page), branch.Thread, policy);
    }

    /// <summary>A quotation of what is not there: the same for a comment that is gone and for one that never was.</summary>
    public Task<byte[]> DrawGoneAsync(Home home, Site site, string? language, PageView view) =>
        DrawQuoteAsync(Visit.WordsFor(site, language, clock.GetUtcNow()), home, site, view, null);

    /// <summary>The part of a page under which nobody has written yet.</summary>
    public Task<byte[]> DrawEmptyIncludeAsync(Home home, Site site, PageClaim page, string? language, PartAsked asked)
    {
        List<string> query = [];
        if (page.Address is { } address)
            query.Add($"url={Uri.EscapeDataString(address.Display)}");
        if (page.Identifier is { } identifier)
            query.Add($"id={Uri.EscapeDataString(identifier)}");
        return Page.RenderBytesAsync<IncludeView, IncludeModel>(
            Visit.WordsFor(site, language, clock.GetUtcNow()),
            new IncludeModel(
                new ThreadModel(null, 0, []) { HeadingLevel = asked.Level },
                home.Absolute("/t?" + string.Join('&', query))
            )
        );
    }

    private async Task<(byte[]?, CommentThread?, PolicyInForce)> DrawQuoteAsync(PageDraft draft)
    {
        var (thread, read) = await reader.ReadOneAsync(draft.Site.Id, draft.Story.Id, draft.Key.Subject!.Value, default);
        var quoted = read is null ? null : draft.ToOutstanding(read, isWhole: true);
        return (
            await DrawQuoteAsync(draft.Words, draft.Home, draft.Site, draft.Key.View, quoted),
            thread,
            PolicyInForce.Nothing
        );
    }

    private Task<byte[]> DrawQuoteAsync(Words words, Home home, Site site, PageView view, OutstandingModel? quoted)
    {
        var quote = new QuoteModel(quoted);
        return view.IsPart()
            ? Page.RenderBytesAsync<QuoteView, QuoteModel>(words, quote)
            : Page.RenderBytesAsync<QuotePage, QuotePageModel>(
                words,
                new QuotePageModel(frames.ForReaders(home, site, words["quote.link"], isFramed: true), quote)
            );
    }

    private async Task<(byte[]?, CommentThread?, PolicyInForce)> DrawIncludeAsync(PageDraft draft)
    {
        if (await ReadAsync(draft) is not { } slice)
            return NotThere;
        var asked = draft.Key.Asked;
        var model = new IncludeModel(draft.ToThread(slice, asked.Level), draft.ThreadUrl(ReadingOrder.Newest, null))
        {
            JsonLd = asked.SaysWhatItIs ? JsonLd.OfThread(draft, slice) : null,
        };
        return (await Page.RenderBytesAsync<IncludeView, IncludeModel>(draft.Words, model), slice.Thread, slice.Policy);
    }

    private async Task<DrawnPage?> DrawLatestAsync(PageKey key, Site site, DateTimeOffset began)
    {
        var words = Visit.WordsFor(site, key.Language, began);
        var read = await latest.ListAsync(site, key.Asked, default);
        var about = await stories.FindAsync(site.Id, read.Select(one => one.Comment.ThreadId), default);
        var isFramed = key.View == PageView.FramedLatest;
        var title = words[key.Asked.ArePicks ? "picks.title" : "latest.title"];
        var frame = frames.ForReaders(key.Home, site, title, isFramed) with
        {
            Robots = "noindex",
            // Those of the whole site: a section has none of its own.
            Feeds =
                isFramed || key.Asked.Section is not null
                    ? []
                    : PageFrames.FeedsOf(key.Home, site, words, arePicks: key.Asked.ArePicks),
        };
        var model = new LatestPageModel(
            frame,
            key.Asked.ArePicks,
            [
                .. read.Where(one => about.ContainsKey(one.Comment.ThreadId))
                    .Select(one => PageDraft.ToListed(key, site, about[one.Comment.ThreadId], one, words)),
            ]
        )
        {
            Target = isFramed ? "_blank" : null,
        };
        var bytes = await Page.RenderBytesAsync<LatestPage, LatestPageModel>(words, model);
        // The index of who wrote what follows the comment by a moment, and nobody says when it has.
        return new DrawnPage(new PageBytes(bytes), 0, began.UtcTicks, began.Add(LongestLatest).UtcTicks);
    }

    private async Task<(byte[]?, CommentThread?, PolicyInForce)> DrawPicksAsync(PageDraft draft)
    {
        _ = Micros.TryRead(draft.Key.After, out var before);
        if (await reader.ReadPicksAsync(draft.Site.Id, draft.Story.Id, before, default) is not { } slice)
            return NotThere;
        var frame = draft.Frame(draft.Words["picks.title"], draft.Home.Origin + draft.PicksUrl(before));
        var page = new PicksPageModel(
            frame with
            {
                Feeds = draft.IsFramed
                    ? []
                    : PageFrames.FeedsOf(draft.Home, draft.Site, draft.Words, draft.Story.Id, draft.Title, arePicks: true),
            },
            [.. slice.Picks.Select(read => draft.ToOutstanding(read, isWhole: true))],
            draft.Title,
            draft.StoryUrl,
            draft.ThreadUrl(ReadingOrder.Newest, null)
        )
        {
            Doors = draft.Doors,
            FirstUrl = before is null ? null : draft.PicksUrl(null),
            NextUrl = slice.Next is { } next ? draft.PicksUrl(next) : null,
        };
        return (await Page.RenderBytesAsync<PicksPage, PicksPageModel>(draft.Words, page), slice.Thread, PolicyInForce.Nothing);
    }

    private static (byte[]?, CommentThread?, PolicyInForce) NotThere => (null, null, PolicyInForce.Nothing);

    private async Task<ThreadSlice?> ReadAsync(PageDraft draft)
    {
        var key = draft.Key;
        Cursor? after = key.After is { } text && Cursor.TryParse(text, key.Order, out var cursor) ? cursor : null;
        return await reader.ReadAsync(key.Site, key.ThreadId, key.Order, after, default) is { } slice
            ? slice with
            {
                Policy = await PolicyAsync(draft, slice.Thread),
                Sourced = draft.Story.Slug is null ? await reports.CountSourcedAsync(key.Site, key.ThreadId, default) : null,
            }
            : null;
    }

    private ValueTask<PolicyInForce> PolicyAsync(PageDraft draft, CommentThread thread) =>
        policies.FindAsync(draft.Site, draft.Story, thread, draft.Now, default);
}
