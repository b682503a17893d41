using Parley.Sourcing;

namespace Parley.Comments;

/// <summary>The words of a report, or the claim, on which a comment hangs.</summary>
/// <param name="PassageId">The passage; null for a comment on a claim.</param>
/// <param name="ClaimId">The claim, wherever it is made; null for a comment on a passage.</param>
/// <param name="Words">The words as they stand now, or last stood; the claim's sentence.</param>
internal sealed record CommentPlace(Guid? PassageId, Guid? ClaimId, string Words)
{
    /// <summary>What became of the passage since somebody chose it; a claim stays where it is.</summary>
    public AnchorState State { get; init; }

    /// <summary>The words as they were, where the text has changed since.</summary>
    public string? OldWords { get; init; }

    /// <summary>The report, and its revision, in which the words stand or last stood; nothing of a claim.</summary>
    public (Guid Story, int Revision) LastIn { get; init; }

    /// <summary>Whether one can still hang a comment on it.</summary>
    public bool IsThere => State != AnchorState.Orphaned;
}

/// <summary>A place as a client names it: a passage, a claim, or words of the report that nobody chose before.</summary>
/// <param name="Words">As they stand in the report.</param>
/// <param name="Block">The paragraph, if known: it chooses between several places.</param>
/// <param name="Prefix">What stands before the words, likewise.</param>
/// <param name="Suffix">What stands after them, likewise.</param>
internal sealed record PlaceAsked(
    Guid? Passage = null,
    Guid? Claim = null,
    string? Words = null,
    string? Block = null,
    string? Prefix = null,
    string? Suffix = null
)
{
    /// <summary>What was asked; null where the comment is on the story as a whole.</summary>
    public static PlaceAsked? Of(
        Guid? passage,
        Guid? claim,
        string? words,
        string? block = null,
        string? prefix = null,
        string? suffix = null
    ) =>
        passage is null && claim is null && string.IsNullOrWhiteSpace(words)
            ? null
            : new(passage, claim, string.IsNullOrWhiteSpace(words) ? null : words, block, prefix, suffix);

    /// <summary>Whether one place is named, and not several.</summary>
    public bool IsOne => (Passage is null ? 0 : 1) + (Claim is null ? 0 : 1) + (Words is null ? 0 : 1) == 1;
}
