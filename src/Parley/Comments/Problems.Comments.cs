using Parley.Comments;
using Parley.Reasons;

namespace Parley;

internal static partial class Problems
{
    public static readonly Problem CommentNotFound = new("comment-not-found", 404);
    public static readonly Problem CommentIdInvalid = new("comment-id-invalid", 400) { Field = "id" };
    public static readonly Problem CommentIdTaken = new("comment-id-taken", 409) { Field = "id" };
    public static readonly Problem ParentGone = new("parent-gone", 409) { Field = "parentId" };

    /// <summary>The passage or the claim is not there, or no longer, or it is another story's; or more than one was named.</summary>
    public static readonly Problem PlaceNotFound = new("place-not-found", 422) { Field = "passage" };

    /// <summary>Readers have commented on as many passages of the report as it can have.</summary>
    public static readonly Problem TooManyPlaces = new("too-many-places", 409) { Field = "words" };
    public static readonly Problem OverrideInvalid = new("override-invalid", 422)
    {
        Field = "override",
        Arguments = Blanks(("most", IOverride.Longest)),
    };
    public static readonly Problem EditTooLate = new("edit-too-late", 403);

    /// <summary>The checks do not take these words. The reasons go along; the words are not kept.</summary>
    public static Problem CommentRefused(IReadOnlyList<Reason> reasons) =>
        new ReasonedProblem("comment-refused", 422, reasons) { Field = "body" };
}
