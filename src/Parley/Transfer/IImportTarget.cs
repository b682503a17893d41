namespace Parley.Transfer;

/// <summary>
/// The site that an import goes to, as it is at this moment. Only questions: planning writes nothing. Every question comes
/// with at most <see cref="MaxAsked"/> ids.
/// </summary>
internal interface IImportTarget
{
    /// <summary>The most things asked for in one call, so that an answer is one query and small.</summary>
    const int MaxAsked = 1000;

    SiteId Site { get; }

    SiteAddresses Addresses { get; }

    /// <summary>Those of the stories that are here.</summary>
    Task<IReadOnlySet<Guid>> FindStoriesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>The stories that have one of these identifiers.</summary>
    Task<IReadOnlyDictionary<string, StoryHere>> FindByIdentifierAsync(
        IReadOnlyCollection<string> identifiers,
        CancellationToken cancel
    );

    /// <summary>The stories that are found under one of these <c>StoryAddress.Key</c>s.</summary>
    Task<IReadOnlyDictionary<string, StoryHere>> FindByAddressAsync(IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>Those of the comments that are here, in whatever state.</summary>
    Task<IReadOnlyDictionary<Guid, CommentHere>> FindCommentsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>The positions at which comments of a story stand.</summary>
    Task<IReadOnlySet<long>> FindPositionsAsync(Guid story, CancellationToken cancel);
}

/// <summary>A story that the site has.</summary>
internal sealed record StoryHere(Guid Id, string? Identifier);

/// <summary>A comment that the site has.</summary>
/// <param name="Position">Microseconds since 1970 at which it stands in its thread.</param>
/// <param name="Branch">The position of its top-level comment; 0 for a top-level comment.</param>
/// <param name="Source">Its words now; null where they were deleted.</param>
internal sealed record CommentHere(Guid StoryId, long Position, long Branch, int Depth, string? Source);
