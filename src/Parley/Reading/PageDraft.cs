using Microsoft.AspNetCore.Components;
using Parley.Comments;
using Parley.Markup;
using Parley.Policies;
using Parley.Sites;
using Parley.Stories;
using Parley.Views;
using Parley.Views.Comments;
using Parley.Views.Reading;

namespace Parley.Reading;

/// <summary>A public page that is being drawn: what it is of, and where its links lead.</summary>
internal sealed record PageDraft(PageKey Key, Site Site, Story Story, Words Words, PageFrames Frames, DateTimeOffset Now)
{
    private const int LongestExcerpt = 200;
    private const int LongestOutstanding = 280;

    public Home Home => Key.Home;

    public bool IsFramed =>
        Key.View is PageView.Frame or PageView.FramedPermalink or PageView.FramedBranch or PageView.FramedPicks;

    public CommentModels Comments =>
        new(
            Home,
            Site.Name,
            IsFramed,
            Site.Settings.ShowRevisions,
            Key.View == PageView.Report ? ""
                : Story.Slug is null ? null
                : StoryUrl
        );

    public string Title => Story.Title ?? Words["thread.title"];

    /// <summary>Where the report is: the newspaper's page, or ours.</summary>
    public string StoryUrl =>
        Story.Slug is { } slug ? Home.Url($"/{Site.Name}/s/{slug}") : Story.Url ?? ThreadUrl(ReadingOrder.Newest, null);

    /// <summary>Of the page that says who says what in a report elsewhere.</summary>
    public string WhoSaysPath => Report.PathOf(Site.Name, Story.Id, null);

    /// <summary>The interface's doors of this thread, for the page's scripts.</summary>
    public ThreadDoorsModel Doors =>
        new(Story.Id, Home.Url($"/api/v1/sites/{Site.Name}/threads/{Story.Id}"), Home.Url($"/{Site.Name}/sign-in"));

    /// <summary>An address of a page of this thread, in the view that is being drawn.</summary>
    public string ThreadUrl(ReadingOrder order, Cursor? after)
    {
        var path =
            Key.View == PageView.Report && Story.Slug is { } slug ? $"/{Site.Name}/s/{slug}" : $"/{Site.Name}/t/{Story.Id}";
        List<string> query = [];
        if (order != ReadingOrder.Newest)
            query.Add($"order={order.Key()}");
        if (after is { } cursor)
            query.Add($"after={cursor}");
        if (Key.Language.Length > 0)
            query.Add($"lang={Uri.EscapeDataString(Key.Language)}");
        if (IsFramed)
            query.Add("frame=1");
        return Home.Url(query.Count == 0 ? path : $"{path}?{string.Join('&', query)}");
    }

    /// <summary>
    /// The one address under which search engines shall know a page: the newspaper's article for a discussion of one, our own
    /// page otherwise, whatever the order.
    /// </summary>
    public string Canonical(ThreadSlice slice) =>
        Story.Url
        ?? Home.Origin
            + (Key.After is null ? this with { Key = Key with { Language = "" } } : this).ThreadUrl(ReadingOrder.Newest, null);

    public PageModel Frame(string title, string? canonical, string kind = "website") =>
        Frames.ForReaders(Home, Site, title, IsFramed) with
        {
            Canonical = canonical,
            OpenGraph = new OpenGraphModel(kind, title),
            Feeds = IsFramed ? [] : PageFrames.FeedsOf(Home, Site, Words, Story.Id, Story.Title),
        };

    public PageModel FrameOfComment(ReadComment read)
    {
        var isPublic = read.Comment.State == CommentState.Published;
        var words = isPublic ? PlainText.OfKept(read.Comment.Html) : "";
        var title = isPublic ? Words.Format("comment-page.title", ("name", read.AuthorName), ("story", Title)) : Title;
        var excerpt = PlainText.Excerpt(words, LongestExcerpt);
        // In a frame the words belong to the newspaper's page.
        var canonical = IsFramed && Story.Url is { } page ? page : Home.Absolute($"/{Site.Name}/c/{read.Comment.Id}");
        var frame = Frame(title, canonical);
        return frame with
        {
            OpenGraph = new OpenGraphModel("article", title, excerpt.Length == 0 ? null : excerpt),
            Robots = isPublic ? frame.Robots : "noindex",
            OEmbed =
                isPublic && !IsFramed
                    ? Home.Absolute($"/oembed?url={Uri.EscapeDataString(Home.Absolute($"/{Site.Name}/c/{read.Comment.Id}"))}")
                    : null,
        };
    }

    /// <summary>The thread as a view shows it.</summary>
    public ThreadModel ToThread(ThreadSlice slice, int headingLevel)
    {
        var thread = slice.Thread;
        return new ThreadModel(thread.Id, thread.CommentCount, CommentModels.Numbered(slice.Branches.Select(Comments.ToBranch)))
        {
            Version = thread.Version,
            ApiUrl = Home.Url($"/api/v1/sites/{Site.Name}/threads/{thread.Id}"),
            SignInUrl = Home.Url($"/{Site.Name}/sign-in"),
            Orders =
            [
                .. ReadingOrders.All.Select(order => new OrderModel(order.Key(), ThreadUrl(order, null), order == Key.Order)),
            ],
            Status = ToStatus(slice.Policy, Site.Settings),
            Note = slice.Policy.Note,
            Form = slice.Policy.IsOpen
                ? FormFor(Site, Home.Url($"/{Site.Name}/t/{thread.Id}/comments{(IsFramed ? "?frame=1" : "")}")) with
                {
                    Terms = Writing.TermsOf(slice.Policy),
                    AnswersQuestion = slice.Front.Question is not null,
                }
                : null,
            NextUrl = slice.Next is { } next ? ThreadUrl(Key.Order, next) : null,
            FirstUrl = Key.After is null ? null : ThreadUrl(Key.Order, null),
            SearchUrl = Home.Url($"/{Site.Name}/search"),
            IsFramed = IsFramed,
            Shown = slice.Branches.Sum(branch => 1 + branch.Replies.Count),
            Question = slice.Front.Question is { } question ? new MarkupString(question.Html) : null,
            Pinned = [.. slice.Front.Pinned.Select(read => ToOutstanding(read, isWhole: true))],
            Picks = [.. slice.Front.Picks.Select(read => ToOutstanding(read, isWhole: false))],
            MorePicks =
                slice.Front.PickCount > slice.Front.Picks.Count ? new MoreModel(slice.Front.PickCount, PicksUrl(null)) : null,
            Sources = slice.Sourced is { } sourced
                ? new MoreModel(
                    sourced,
                    Home.Url(Key.Language.Length > 0 ? $"{WhoSaysPath}?lang={Uri.EscapeDataString(Key.Language)}" : WhoSaysPath)
                )
                : null,
            IsAsked = SaysMore(Site),
            RulesUrl = Home.Url($"/{Site.Name}/rules"),
            Depth = Site.Settings.Depth,
            HeadingLevel = headingLevel,
        };
    }

    /// <summary>A comment outside its place, with all its words or the beginning of them.</summary>
    public OutstandingModel ToOutstanding(ReadComment read, bool isWhole) =>
        new(
            Comments.Url(read.Comment.Id) + (IsFramed ? "?frame=1" : ""),
            CommentModels.AuthorOf(read),
            read.Comment.TimeIsUnknown ? null : read.Comment.PostedAt
        )
        {
            Html = isWhole ? new MarkupString(read.Comment.Html) : null,
            Excerpt = isWhole ? "" : ExcerptOf(read),
        };

    /// <summary>A comment in a list of comments on several stories.</summary>
    public static OutstandingModel ToListed(PageKey key, Site site, Story story, ReadComment read, Words words) =>
        new(
            key.Home.Url($"/{site.Name}/c/{read.Comment.Id}"),
            CommentModels.AuthorOf(read),
            read.Comment.TimeIsUnknown ? null : read.Comment.PostedAt
        )
        {
            Excerpt = ExcerptOf(read),
            StoryTitle = story.Title ?? words["thread.title"],
            StoryUrl = story.Slug is { } slug
                ? key.Home.Url($"/{site.Name}/s/{slug}")
                : story.Url ?? key.Home.Url($"/{site.Name}/t/{story.Id}"),
        };

    /// <summary>An address of the page of this thread's picks.</summary>
    public string PicksUrl(DateTimeOffset? before)
    {
        List<string> query = [];
        if (before is { } time)
            query.Add($"before={time.ToMicros()}");
        if (Key.Language.Length > 0)
            query.Add($"lang={Uri.EscapeDataString(Key.Language)}");
        if (IsFramed)
            query.Add("frame=1");
        var path = $"/{Site.Name}/t/{Story.Id}/picks";
        return Home.Url(query.Count == 0 ? path : $"{path}?{string.Join('&', query)}");
    }

    private static string ExcerptOf(ReadComment read) =>
        PlainText.Excerpt(PlainText.OfKept(read.Comment.Html), LongestOutstanding);

    /// <summary>Whether the site has sentences of its own for those who may not write or react.</summary>
    public static bool SaysMore(Site site) => site.Settings.Write.SaysMore || site.Settings.React.SaysMore;

    /// <summary>The form for a new comment, as far as it is the same everywhere on a site.</summary>
    public static CommentFormModel FormFor(Site site, string actionUrl) =>
        new(actionUrl)
        {
            MaxCharacters = site.Settings.MaxCharacters,
            EditMinutes = site.Settings.EditWindowMinutes,
            DoLinksWait = site.Settings.KnownAfter > 0,
            Guest = site.Settings.GuestsMayWrite ? new GuestModel() : null,
        };

    /// <summary>Whether one can write in a discussion, as a view says it.</summary>
    public static ThreadStatus ToStatus(PolicyInForce policy, SiteSettings settings) =>
        new()
        {
            State = policy switch
            {
                { State: PolicyState.Stopped } => OpenState.Paused,
                { IsTooOld: true } => OpenState.ClosedByAge,
                { State: PolicyState.Closed, Since: not null } => OpenState.ClosedByModerator,
                { State: PolicyState.Closed } => OpenState.Closed,
                _ => OpenState.Open,
            },
            Since = policy.Since,
            AfterDays = policy.IsTooOld ? settings.CloseAfterDays : null,
            Until = policy.IsOpen ? policy.ClosesAt : null,
            Sentence = policy.Sentence,
        };
}
