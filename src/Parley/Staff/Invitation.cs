using Parley.Readers;

namespace Parley.Staff;

/// <summary>Somebody is asked to work on a site, and has not answered yet.</summary>
/// <param name="Email">Whom the letter goes to; the account that it makes has this address.</param>
/// <param name="InvitedBy">The name of whoever asked: an administrator still, or it holds no longer.</param>
internal sealed record Invitation(
    SiteId Site,
    Guid Id,
    EmailAddress Email,
    ReaderRole Role,
    string InvitedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt
)
{
    /// <summary>What the moderator's work is limited to from the beginning; none for the whole site.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>The reader who asked.</summary>
    public Guid InviterId { get; init; }

    /// <summary>The days after which one may end: a night, a weekend, a holiday. A link that opens the console should not wait longer.</summary>
    public static readonly IReadOnlyList<int> Days = [1, 3, 7];

    /// <summary>More than a newsroom has people who have not answered.</summary>
    public const int MostOpen = 100;

    public override string ToString() => $"(invitation {Id})";
}
