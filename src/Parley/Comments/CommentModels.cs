using Microsoft.AspNetCore.Components;
using Parley.Markup;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Views.Comments;

namespace Parley.Comments;

/// <summary>Turns comments into what views show: for everyone alike, unless the viewer is named.</summary>
/// <param name="showsRevisions">Whether the site lets readers see what an edited comment said before.</param>
/// <param name="reportUrl">The page of ours on which the report stands, empty on that page itself; null where it stands elsewhere.</param>
internal sealed class CommentModels(
    Home home,
    string site,
    bool isFramed,
    bool showsRevisions = false,
    string? reportUrl = null
)
{
    private const int LongestWords = 200;

    /// <summary>By what a passage is found on the page of its report.</summary>
    public static string AnchorOf(Guid passage) => $"words-{passage}";

    /// <summary>A comment's own address. Its forms lie below it, so it has no query; a frame's script stays in the frame.</summary>
    public string Url(Guid comment) => home.Url($"/{site}/c/{comment}");

    /// <summary>A top-level comment with the replies that the page has room for, each under the one it answers.</summary>
    public CommentModel ToBranch(ReadBranch branch)
    {
        var top = branch.Top;
        var replies = ToTree(top.Comment.Id, branch.Replies);
        var rest = branch.ReplyCount - branch.Replies.Count;
        return ToModel(top) with
        {
            Replies = replies,
            More =
                rest <= 0
                    ? null
                    : new MoreModel(
                        rest,
                        BranchUrl(top.Comment, branch.Replies.Count == 0 ? 0 : branch.Replies[^1].Comment.Position)
                    ),
        };
    }

    /// <summary>Branches as they stand on a page, one after the other, each comment with its number.</summary>
    public static List<CommentModel> Numbered(IEnumerable<CommentModel> branches)
    {
        var last = 0;
        return Number(branches);

        List<CommentModel> Number(IEnumerable<CommentModel> comments)
        {
            var numbered = new List<CommentModel>();
            foreach (var comment in comments)
            {
                var number = ++last;
                numbered.Add(comment with { StandsAt = number, Replies = Number(comment.Replies) });
            }
            return numbered;
        }
    }

    public string BranchUrl(Comment top, long after) =>
        home.Url($"/{site}/t/{top.ThreadId}/b/{top.Id}?after={after:x}{(isFramed ? "&frame=1" : "")}");

    /// <summary>Replies as a tree; one whose parent is not among them stands at the top and says whom it answers.</summary>
    public List<CommentModel> ToTree(Guid root, IReadOnlyList<ReadComment> replies)
    {
        var here = replies.Select(reply => reply.Comment.Id).ToHashSet();
        var under = replies.ToLookup(reply => reply.Comment.ParentId is { } parent && here.Contains(parent) ? parent : root);
        return ToTree(under, root, root);
    }

    private List<CommentModel> ToTree(ILookup<Guid, ReadComment> under, Guid place, Guid root) =>
        [
            .. under[place]
                .Select(reply =>
                    ToModel(reply) with
                    {
                        Replies = ToTree(under, reply.Comment.Id, root),
                        Parent =
                            place == root && reply.Comment.ParentId is { } parent && parent != root
                                ? new ParentModel(Url(parent), reply.ReplyTo)
                                : null,
                    }
                ),
        ];

    /// <summary>A comment from the top of its branch down to the one that is meant, as a permalink shows it.</summary>
    public CommentModel ToPath(IReadOnlyList<ReadComment> path)
    {
        var model = ToModel(path[^1]) with { IsCurrent = true };
        for (var i = path.Count - 2; i >= 0; i--)
            model = ToModel(path[i]) with { Replies = [model] };
        return model;
    }

    /// <summary>One comment. Of one that is gone there is nothing but its place.</summary>
    public CommentModel ToModel(ReadComment read)
    {
        var comment = read.Comment;
        var isPublic = comment.State == CommentState.Published;
        return new CommentModel(
            comment.Id,
            Url(comment.Id),
            isPublic ? AuthorOf(read) : new AuthorModel(""),
            new MarkupString(isPublic ? comment.Html : ""),
            comment.TimeIsUnknown ? null : comment.PostedAt
        )
        {
            Standing = comment.State switch
            {
                CommentState.Published => CommentStanding.Published,
                CommentState.Deleted => CommentStanding.Deleted,
                _ => CommentStanding.Removed,
            },
            IsEdited = isPublic && comment.EditedAt is not null,
            RevisionsUrl = showsRevisions && isPublic && comment.EditedAt is not null ? Url(comment.Id) + "/revisions" : null,
            Place = isPublic ? ToPlace(read.Place) : null,
            Answer =
                isPublic && read.Answer is { } answer
                    ? new FactAnswerModel(
                        answer.Text,
                        answer.By,
                        answer.At,
                        answer.Status is { } status ? SourcingSentences.WordOf(status) : null
                    )
                    : null,
            Appreciations = isPublic ? comment.Appreciations : 0,
            IsPicked = isPublic && read.PickedAt is not null,
            IsPinned = isPublic && read.PinnedAt is not null,
        };
    }

    /// <summary>One's own comment with all its words, whatever its state.</summary>
    public CommentModel ToOwn(ReadComment read, DateTimeOffset now, TimeSpan editWindow)
    {
        var comment = read.Comment;
        var own = OwnActs.None;
        if (comment.CanBeEditedBy(comment.AuthorId, now, editWindow))
            own |= OwnActs.Edit;
        if (comment.CanBeDeletedBy(comment.AuthorId))
            own |= OwnActs.Delete;
        if (comment.State is CommentState.Published or CommentState.Held && read.Answer is null)
            own |= OwnActs.Challenge;
        return ToModel(read) with
        {
            Author = AuthorOf(read),
            Place = ToPlace(read.Place),
            Html = new MarkupString(comment.Html),
            Standing = comment.State == CommentState.Held ? CommentStanding.Held : ToModel(read).Standing,
            StandingSince = comment.EditedAt ?? comment.PostedAt,
            IsEdited = comment.EditedAt is not null,
            Own = own,
        };
    }

    /// <summary>What a comment is about, as it stands above its words.</summary>
    public PlaceModel? ToPlace(CommentPlace? place) =>
        place is null
            ? null
            : new PlaceModel(PlainText.Excerpt(place.Words, LongestWords), UrlOf(place))
            {
                IsClaim = place.ClaimId is not null,
                IsGone = !place.IsThere,
                OldWords = place.OldWords is { } old ? PlainText.Excerpt(old, LongestWords) : null,
                TextUrl = place.IsThere ? null : home.Url($"/{site}/t/{place.LastIn.Story}/changes/{place.LastIn.Revision}"),
            };

    private string UrlOf(CommentPlace place) =>
        place.PassageId is not { } passage ? home.Url($"/{site}/claims/{place.ClaimId}")
        : reportUrl is null ? home.Url($"/{site}/passages/{passage}")
        : reportUrl + "#" + AnchorOf(passage);

    public static AuthorModel AuthorOf(ReadComment read) =>
        new(
            read.AuthorName,
            read switch
            {
                { AuthorRole: >= ReaderRole.Moderator } => AuthorKind.Moderator,
                { AuthorRole: ReaderRole.Journalist } => AuthorKind.Journalist,
                { AuthorKind: ReaderKind.Guest } => AuthorKind.Guest,
                { AuthorKind: ReaderKind.Imported } => AuthorKind.Imported,
                { AuthorKind: ReaderKind.Signed } => AuthorKind.Signed,
                _ => AuthorKind.Reader,
            }
        );
}
