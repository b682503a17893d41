using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Parley.Markup;
using Parley.Policies;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Stories;
using Parley.Views;
using Parley.Views.Comments;

namespace Parley.Comments;

/// <summary>
/// What happens to words that were sent by a form: they are published, wait, or come back to their writer with what was wrong.
/// They are never lost.
/// </summary>
internal sealed class Writing(
    PostComment post,
    EditComment edit,
    DeleteComment delete,
    AuthoredComments comments,
    CommentPlaces places,
    PolicyDirectory policies,
    StoryStore stories,
    EnterAsGuest guests,
    SignInPages signIn,
    Limits limits,
    PageFrames frames,
    Answers answers
)
{
    // The fields of a visitor without an account, as CommentForm calls them.
    private const string GuestName = "guestName";
    private const string GuestEmail = "guestEmail";

    // Those of words that came back once; the last is the name of a button.
    private const string Nudged = "nudge";
    private const string Because = "because";
    private const string Overriding = "override";

    // Those of the words, or the claim, that a comment is about.
    private static readonly string[] PlaceFields = ["passage", "claim", "words", "block", "prefix", "suffix"];

    /// <summary>Asks for a reply's form with the comment's own words in it, as a quotation.</summary>
    public const string Quote = "quote";

    /// <summary>Whether the form was sent to see the words as they will stand, and not to post them.</summary>
    public static bool IsPreview(IFormCollection form) => form.ContainsKey("preview");

    /// <summary>
    /// What keeps a visitor's words from being taken, before a story is made for them: not signed in, words that cannot be kept, a
    /// place where nobody writes. Null where nothing does.
    /// </summary>
    public async Task<IResult?> FindObstacleAsync(Visit visit, PageClaim page, string body, IFormCollection form)
    {
        if (visit.Reader is null && !IsGuestForm(visit, form))
            return await signIn.AskAsync(visit, form);
        return await post.FindFaultAsync(visit.Site, page, visit.Reader, visit.Session, body, visit.Cancel) is { } fault
            ? await RefuseAsync(visit, fault, body, null, null)
            : null;
    }

    public async Task<IResult> PostAsync(Visit visit, Guid thread, Guid? parentId, string body, IFormCollection form)
    {
        if (IsPreview(form))
            return await PreviewAsync(visit, thread, parentId, body, form);
        var reader = visit.Reader;
        if (reader is null)
        {
            if (!IsGuestForm(visit, form))
                return await signIn.AskAsync(visit, form);
            if (limits.Take(ReaderPace.Guest, visit.Http, null) is { } tooOften)
                return await RefuseAsync(visit, tooOften, body, thread, parentId, form);
            var entered = await guests.HandleAsync(
                visit.Site,
                form[GuestName],
                form[GuestEmail],
                visit.AnySession,
                visit.Cancel
            );
            if (!entered.IsSuccess)
                return await RefuseAsync(visit, entered.Problem, body, thread, parentId, form);
            SessionCookie.Give(visit, entered.Value.Session);
            reader = entered.Value.Guest;
        }

        if (limits.Take(Limits.Posting, visit.Http, reader.Id) is { } tooMany)
            return await RefuseAsync(visit, tooMany, body, thread, parentId, form);
        var request = new PostComment.Request(null, body, parentId)
        {
            Session = visit.Session,
            Network = limits.BlockOf(visit.Http),
            Nudge = NudgeOf(form),
            Override = OverrideOf(form),
            Place = PlaceOf(name => form[name]),
        };
        var posted = await post.HandleAsync(visit.Site, thread, reader, request, visit.Cancel);
        if (posted.Value is not { } done)
            return await RefuseAsync(visit, posted.Problem!, body, thread, parentId, form);
        return await ShowAsync(visit, reader, done);
    }

    public async Task<IResult> ReplyAsync(Visit visit, Guid parent, string body, IFormCollection form)
    {
        // One that waits, or was rejected, answers like one that never was.
        if (
            await comments.FindAsync(visit.Site.Id, parent, visit.Cancel) is not { } read
            || (!read.Comment.Stands && read.Comment.State is CommentState.Held or CommentState.Rejected)
        )
            return await answers.ProblemAsync(visit, Problems.CommentNotFound, body);
        // A parent that vanished while one wrote is told with the words at hand, by the use case.
        return await PostAsync(visit, read.Comment.ThreadId, parent, body, form);
    }

    /// <param name="isQuoting">Whether the comment's own words stand in the box already, as far as the public may read them.</param>
    public async Task<IResult> ShowReplyAsync(Visit visit, Guid parent, bool isQuoting)
    {
        if (await comments.FindAsync(visit.Site.Id, parent, visit.Cancel) is not { Comment.Stands: true } read)
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var body = isQuoting && read.Comment.State == CommentState.Published ? QuotationOf(read.Comment) : "";
        return await ShowFormAsync(visit, read.Comment.ThreadId, read, body, null);
    }

    /// <summary>A form for a comment on words of the report or on a claim, which the address names, or on words that one says oneself.</summary>
    public async Task<IResult> ShowWriteAsync(Visit visit, Guid thread, Func<string, string?> field)
    {
        if (await stories.FindAsync(visit.Site.Id, thread, visit.Cancel) is null)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound);
        var asked = PlaceOf(field);
        var problem = asked is null ? null : (await places.FindAsync(visit.Site.Id, thread, asked, visit.Cancel)).Problem;
        return await ShowFormAsync(visit, thread, null, "", problem, field: field);
    }

    /// <summary>The words of the first comment under a page as they would stand: no story is made for them.</summary>
    public async Task<IResult> PreviewFirstAsync(Visit visit, string body, IFormCollection form)
    {
        var preview = Preview(visit, body);
        List<KeyValuePair<string, string>> page =
        [
            .. new[] { "url", "id", "frame" }
                .Where(form.ContainsKey)
                .Select(name => new KeyValuePair<string, string>(name, form[name].ToString())),
        ];
        var back = visit.Home.Url(
            "/t?" + string.Join('&', page.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))
        );
        var again = FormOf(visit, visit.Home.Url("/t/comments"), CommentPurpose.Comment) with
        {
            Body = body,
            Fault = FaultOf(visit, preview.Problem),
            Hidden = page,
            CancelUrl = back,
        };
        return await ShowAsync(
            visit,
            new WritePageModel(
                FrameOf(visit, "write.title-comment"),
                again.Guest is null ? again : again with { Guest = GuestOf(visit, form, null) },
                visit.Words["thread.title"],
                back
            ),
            preview
        );
    }

    public Task<IResult> PreviewEditAsync(Visit visit, Guid id, string body)
    {
        var preview = Preview(visit, body);
        return ShowEditAsync(visit, id, body, preview.Problem, preview);
    }

    public async Task<IResult> ShowEditAsync(
        Visit visit,
        Guid id,
        string? body,
        Problem? problem,
        Result<SafeHtml>? preview = null,
        IFormCollection? sent = null
    )
    {
        var window = TimeSpan.FromMinutes(visit.Site.Settings.EditWindowMinutes);
        if (
            await comments.FindAsync(visit.Site.Id, id, visit.Cancel) is not { } read
            || read.Comment.AuthorId != visit.SignedIn.Id
        )
            return await answers.ProblemAsync(visit, Problems.CommentNotFound, body);
        if (!read.Comment.CanBeEditedBy(visit.SignedIn.Id, visit.Now, window))
            return await answers.ProblemAsync(visit, Problems.EditTooLate, body);
        var story = await stories.FindAsync(visit.Site.Id, read.Comment.ThreadId, visit.Cancel);
        var form = FormOf(visit, visit.SiteUrl($"/c/{id}/edit{Frame(visit)}"), CommentPurpose.Edit) with
        {
            Body = body ?? read.Comment.Source,
            Fault = FaultOf(visit, problem),
            CancelUrl = Models(visit).Url(id),
        };
        return await ShowAsync(
            visit,
            new WritePageModel(
                FrameOf(visit, "write.title-edit"),
                WithNudge(visit, form, problem, sent),
                story?.Title ?? "",
                Models(visit).Url(id)
            )
            {
                Trouble = TroubleOf(problem),
                Reasons = ReasonsOf(visit, problem),
            },
            preview,
            problem
        );
    }

    public async Task<IResult> EditAsync(Visit visit, Guid id, string body, IFormCollection form)
    {
        if (limits.Take(Limits.Posting, visit) is { } tooMany)
            return await ShowEditAsync(visit, id, body, tooMany, sent: form);
        var request = new EditComment.Request(body)
        {
            Nudge = NudgeOf(form),
            Override = OverrideOf(form),
            Network = limits.BlockOf(visit.Http),
        };
        var edited = await edit.HandleAsync(visit.Site, id, visit.SignedIn, request, visit.Cancel);
        if (edited.Value is { } done)
            return await ShowAsync(visit, visit.SignedIn, done);
        return edited.Problem!.Status is 404 or 403
            ? await answers.ProblemAsync(visit, edited.Problem, body)
            : await ShowEditAsync(visit, id, body, edited.Problem, sent: form);
    }

    public async Task<IResult> ShowDeleteAsync(Visit visit, Guid id)
    {
        if (
            await comments.FindAsync(visit.Site.Id, id, visit.Cancel) is not { } read
            || !read.Comment.CanBeDeletedBy(visit.SignedIn.Id)
        )
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var model = OwnFragment.ToModel(visit, read, []);
        var back =
            read.Comment.State == CommentState.Published
                ? Models(visit).Url(id)
                : ThreadUrl(visit, read.Comment.ThreadId, null);
        return await Answers.PageAsync<DeletePage, DeletePageModel>(
            visit,
            new DeletePageModel(FrameOf(visit, "delete.title"), model, visit.SiteUrl($"/c/{id}/delete{Frame(visit)}"), back)
        );
    }

    public async Task<IResult> DeleteAsync(Visit visit, Guid id)
    {
        var deleted = await delete.HandleAsync(visit.Site, id, visit.SignedIn, visit.Cancel);
        return deleted.Value is { } gone
            ? Answers.SeeOther(visit, ThreadUrl(visit, gone.ThreadId, null))
            : await answers.ProblemAsync(visit, deleted.Problem!);
    }

    private async Task<IResult> PreviewAsync(Visit visit, Guid thread, Guid? parentId, string body, IFormCollection form)
    {
        if (await stories.FindAsync(visit.Site.Id, thread, visit.Cancel) is null)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound, body);
        var parent = parentId is { } id ? await comments.FindAsync(visit.Site.Id, id, visit.Cancel) : null;
        var preview = Preview(visit, body);
        var isParentGone = parentId is not null && parent is not { Comment.State: CommentState.Published };
        return await ShowFormAsync(
            visit,
            thread,
            parent,
            body,
            isParentGone ? Problems.ParentGone : preview.Problem,
            form,
            preview
        );
    }

    private Result<SafeHtml> Preview(Visit visit, string body) =>
        limits.Take(Limits.Previewing, visit) is { } tooMany ? tooMany : PreviewComment.Handle(visit.Site, body);

    private static Task<IResult> ShowAsync(
        Visit visit,
        WritePageModel page,
        Result<SafeHtml>? preview,
        Problem? problem = null
    ) =>
        Answers.PageAsync<WritePage, WritePageModel>(
            visit,
            preview is { IsSuccess: true, Value: var html } ? page with { Preview = new MarkupString(html.Value) } : page,
            problem ?? preview?.Problem
        );

    // A published comment is shown where it stands; a held one on a page of its own, which is its writer's alone.
    private async Task<IResult> ShowAsync(Visit visit, Reader author, PostedComment posted)
    {
        var comment = posted.Comment;
        if (comment.State == CommentState.Published)
        {
            return Answers.SeeOther(
                visit,
                comment.ParentId is null
                    ? ThreadUrl(visit, comment.ThreadId, posted.Version) + $"#c-{comment.Id}"
                    : visit.SiteUrl($"/c/{comment.Id}?v={posted.Version}{(visit.IsFramed ? "&frame=1" : "")}")
            );
        }

        var story = await stories.FindAsync(visit.Site.Id, comment.ThreadId, visit.Cancel);
        var model = OwnFragment.ToModel(visit, CommentAnswers.ToRead(posted, author), posted.Reasons);
        return await Answers.PageAsync<HeldPage, HeldPageModel>(
            visit,
            new HeldPageModel(
                frames.ForOne(visit.Home, visit.Site, visit.Words["held.title"], visit.IsFramed, author.Name),
                model,
                story?.Title ?? visit.Words["thread.title"],
                ThreadUrl(visit, comment.ThreadId, null)
            )
        );
    }

    private async Task<IResult> RefuseAsync(
        Visit visit,
        Problem problem,
        string body,
        Guid? thread,
        Guid? parentId,
        IFormCollection? guest = null
    )
    {
        // Nowhere to write it any more, or nobody to write it: the words are given back to be copied.
        if (thread is not { } id || problem.Status is 404 or 503)
            return await answers.ProblemAsync(visit, problem, body);
        var read = parentId is { } parent ? await comments.FindAsync(visit.Site.Id, parent, visit.Cancel) : null;
        return await ShowFormAsync(visit, id, read, body, problem, guest);
    }

    private async Task<IResult> ShowFormAsync(
        Visit visit,
        Guid thread,
        ReadComment? answered,
        string body,
        Problem? problem,
        IFormCollection? guest = null,
        Result<SafeHtml>? preview = null,
        Func<string, string?>? field = null
    )
    {
        if (guest is not null)
            field = name => guest[name].FirstOrDefault();
        var story = await stories.FindAsync(visit.Site.Id, thread, visit.Cancel);
        var isParentGone = problem?.Code == Problems.ParentGone.Code;
        var parent = isParentGone ? null : answered;
        var action = parent is null ? $"/t/{thread}/comments" : $"/c/{parent.Comment.Id}/reply";
        var back = parent is null ? ThreadUrl(visit, thread, null) : Models(visit).Url(parent.Comment.Id);
        var isClosed = TroubleOf(problem) is WritingTrouble.Closed or WritingTrouble.Stopped;
        var policy = await policies.FindAsync(visit.Site, thread, visit.Cancel);
        var form = isClosed
            ? null
            : FormOf(
                visit,
                visit.SiteUrl(action + Frame(visit)),
                parent is null ? CommentPurpose.Comment : CommentPurpose.Reply
            ) with
            {
                Body = body,
                Terms = TermsOf(policy),
                Fault = problem is { Field: "name" or "email" } ? null : FaultOf(visit, problem),
                CancelUrl = back,
            };
        if (form is { Guest: not null } && guest is not null)
            form = form with { Guest = GuestOf(visit, guest, problem) };
        if (form is not null && field is not null)
            form = await WithPlaceAsync(visit, thread, form, problem, field, isAsked: guest is null);
        if (form is not null)
            form = WithNudge(visit, form, problem, guest);
        return await ShowAsync(
            visit,
            new WritePageModel(FrameOf(visit, "write.title-comment"), form, story?.Title ?? visit.Words["thread.title"], back)
            {
                Answers = parent is null ? null : Models(visit).ToModel(parent),
                // Only into an empty box: what stands in it is not thrown away.
                QuoteUrl =
                    body.Length == 0 && parent is { Comment.State: CommentState.Published }
                        ? visit.SiteUrl($"{action}?{Quote}=1{(visit.IsFramed ? "&frame=1" : "")}")
                        : null,
                Trouble = TroubleOf(problem),
                Reasons = ReasonsOf(visit, problem),
                KeptWords = isClosed ? body : null,
            },
            preview,
            problem
        );
    }

    private static PlaceAsked? PlaceOf(Func<string, string?> field)
    {
        // What is no id names a place that is not there: the words must not land elsewhere unsaid.
        Guid? Id(string name) =>
            string.IsNullOrEmpty(field(name)) ? null
            : Guid.TryParse(field(name), out var id) ? id
            : Guid.Empty;
        return PlaceAsked.Of(Id("passage"), Id("claim"), field("words"), field("block"), field("prefix"), field("suffix"));
    }

    // What it is about stays with the words while they come and go; a place that is gone does not.
    private async Task<CommentFormModel> WithPlaceAsync(
        Visit visit,
        Guid thread,
        CommentFormModel form,
        Problem? problem,
        Func<string, string?> field,
        bool isAsked
    )
    {
        if (PlaceOf(field) is not { } asked)
            return isAsked || field("words") is not null ? form with { Chosen = new("") } : form;
        var found = await places.FindAsync(visit.Site.Id, thread, asked, visit.Cancel);
        if (found.IsSuccess)
            return form with
            {
                Place = Models(visit).ToPlace(found.Value),
                Hidden =
                [
                    .. form.Hidden,
                    .. PlaceFields
                        .Select(name => KeyValuePair.Create(name, field(name) ?? ""))
                        .Where(one => one.Value.Length > 0),
                ],
            };
        return asked.Words is { } words
            ? form with
            {
                Fault = problem?.Code == found.Problem.Code ? null : form.Fault,
                Chosen = new(words) { Fault = Answers.Sentence(visit.Words, found.Problem) },
            }
            : form;
    }

    private static Guid? NudgeOf(IFormCollection form) => Guid.TryParse(form[Nudged], out var id) ? id : null;

    // What is typed beside another button says nothing.
    private static string? OverrideOf(IFormCollection form) => form.ContainsKey(Overriding) ? form[Because].ToString() : null;

    // Whatever comes between, the writer is not asked the same again; and staff have their reason to write once.
    private static CommentFormModel WithNudge(Visit visit, CommentFormModel form, Problem? problem, IFormCollection? sent)
    {
        var nudge = (problem as NudgeProblem)?.Id ?? (sent is null ? null : NudgeOf(sent));
        if (nudge is { } id)
            form = form with { Hidden = [.. form.Hidden, new(Nudged, id.ToString())] };
        var fault = problem?.Code == Problems.OverrideInvalid.Code ? Answers.Sentence(visit.Words, problem) : null;
        return fault is not null || problem is NudgeProblem { MayOverride: true }
            ? form with
            {
                Override = new(sent?[Because].ToString() ?? "") { Fault = fault },
            }
            : form;
    }

    private static bool IsGuestForm(Visit visit, IFormCollection form) =>
        visit.Site.Settings.GuestsMayWrite && !string.IsNullOrWhiteSpace(form[GuestName]);

    private static GuestModel GuestOf(Visit visit, IFormCollection form, Problem? problem)
    {
        string? About(string field) => problem?.About(field) is { } found ? Answers.Sentence(visit.Words, found) : null;
        return new(form[GuestName].ToString(), form[GuestEmail].ToString())
        {
            NameFault = About("name"),
            EmailFault = About("email"),
        };
    }

    private static CommentFormModel FormOf(Visit visit, string action, CommentPurpose purpose) =>
        new(action, purpose)
        {
            MaxCharacters = visit.Site.Settings.MaxCharacters,
            EditMinutes = visit.Site.Settings.EditWindowMinutes,
            DoLinksWait =
                visit.Reader is not { IsStaff: true } && (visit.Reader?.PublishedCount ?? 0) < visit.Site.Settings.KnownAfter,
            AuthorName = visit.Reader?.Name,
            Guest = visit.Reader is null && visit.Site.Settings.GuestsMayWrite ? new GuestModel() : null,
        };

    private static string QuotationOf(Comment comment) =>
        comment.Format == CommentFormat.Markdown ? Quotation.OfBeginning(comment.Source)
        : SafeHtml.TryAccept(comment.Html, out var html) ? Quotation.OfBeginning(html.Value)
        : "";

    // Words that would wait are no fault, and a missing reason is told where it is missing.
    private static string? FaultOf(Visit visit, Problem? problem) =>
        problem is null or NudgeProblem || problem.Code == Problems.OverrideInvalid.Code
            ? null
            : Answers.Sentence(visit.Words, problem);

    private static WritingTrouble? TroubleOf(Problem? problem) =>
        problem?.Code switch
        {
            "comment-refused" => WritingTrouble.Refused,
            "comment-nudged" => WritingTrouble.Nudged,
            "parent-gone" => WritingTrouble.ParentGone,
            "thread-closed" => WritingTrouble.Closed,
            "posting-stopped" => WritingTrouble.Stopped,
            "too-many-requests" or "thread-slowed" => WritingTrouble.TooFast,
            "edit-too-late" => WritingTrouble.TooLate,
            _ => null,
        };

    /// <summary>What a form says of the place that it is for.</summary>
    public static WritingTerms TermsOf(PolicyInForce policy) =>
        new()
        {
            EverySeconds = policy.State == PolicyState.Slowed ? policy.Seconds : 0,
            DoAllWait = policy.DoAllWait,
            DoNewcomersWait = policy.DoNewcomersWait,
            ForConfirmed = policy.Who.Who == Opening.Confirmed,
            ForEntitled = policy.Who.Entitlement is not null,
        };

    // Where there is no form at which it could be said, what the house says itself is the reason.
    private static string[] ReasonsOf(Visit visit, Problem? problem) =>
        problem is { Sentence: { } said } && TroubleOf(problem) is WritingTrouble.Closed or WritingTrouble.Stopped
            ? [said]
            : [.. ReasonedProblem.Of(problem).Select(reason => Answers.Sentence(visit.Words, Answers.Shown(visit, reason)))];

    private PageModel FrameOf(Visit visit, string title) =>
        frames.ForOne(visit.Home, visit.Site, visit.Words[title], visit.IsFramed, visit.Reader?.Name);

    private static CommentModels Models(Visit visit) => new(visit.Home, visit.Site.Name, visit.IsFramed);

    private static string Frame(Visit visit) => visit.IsFramed ? "?frame=1" : "";

    private static string ThreadUrl(Visit visit, Guid thread, long? version)
    {
        List<string> query = [];
        if (version is { } number)
            query.Add($"v={number}");
        if (visit.IsFramed)
            query.Add("frame=1");
        return visit.SiteUrl($"/t/{thread}{(query.Count == 0 ? "" : "?" + string.Join('&', query))}");
    }
}
