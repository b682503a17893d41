namespace Parley.Readers;

/// <summary>How a reader came here. The numbers stand in databases.</summary>
internal enum ReaderKind
{
    Account = 0,
    Guest = 1,
    Imported = 2,

    /// <summary>Signed in by a token of the site's own system.</summary>
    Signed = 3,

    /// <summary>Was here with an account, and is gone with it.</summary>
    Deleted = 4,
}

/// <summary>A person on one site, as the use cases see them.</summary>
internal sealed record Reader(
    SiteId Site,
    Guid Id,
    Guid? AccountId,
    ReaderKind Kind,
    ReaderRole Role,
    string Name,
    int PublishedCount
)
{
    /// <summary>The site asks its staff for a second factor, and this one has passed none: their role opens nothing.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>Staff's words carry a mark.</summary>
    public bool IsStaff => Role.IsStaff();

    /// <summary>What an administrator limited the work of a moderator to, by names and paths of sections.</summary>
    public IReadOnlyList<string> LimitedTo { get; init; } = [];

    /// <summary>
    /// The sections whose comments are theirs to read and decide as a moderator; empty for the whole site. Only the role of a moderator
    /// can be limited: whoever is more works for all of it.
    /// </summary>
    public IReadOnlyList<string> Sections => Role == ReaderRole.Moderator ? LimitedTo : [];

    public bool IsGuest => Kind == ReaderKind.Guest;
}
