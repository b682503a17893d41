using Parley.Markup;
using Parley.Readers;
using Parley.Sites;

namespace Parley.Comments;

/// <summary>Publishes what staff wrote themselves and a check holds. It is a decision like any other, so those take it who keep decisions.</summary>
internal interface IOverride
{
    /// <summary>The most characters of a reason.</summary>
    public const int Longest = 1_000;

    /// <param name="reason">Why, in the words of whoever wrote the comment.</param>
    /// <returns>Null where it is public now; else what has come between.</returns>
    Task<Problem?> PublishAsync(Site site, Comment comment, Reader author, string reason, CancellationToken cancel);

    /// <summary>The reason as it is kept; null where none is given. A problem where whoever gives one is no staff, or it cannot be kept.</summary>
    static Result<string?> ReadReason(Reader author, string? typed)
    {
        if (typed is null)
            return (string?)null;
        if (!author.IsStaff)
            return Problems.NotAllowed;
        var read = SourceText.Of(typed, TextLimits.Of(Longest));
        return read.IsSuccess ? read.Value.Value : Problems.OverrideInvalid;
    }
}
