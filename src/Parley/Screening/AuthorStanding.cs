using Parley.Sites;

namespace Parley.Screening;

/// <summary>Where an author stands on the site at the moment of writing.</summary>
/// <param name="PublishedCount">Comments of theirs that are public on this site now.</param>
/// <param name="IsGuest">Writes without an account.</param>
/// <param name="IsStaff">Whoever works on the site, journalists among them.</param>
/// <param name="IsStopped">A moderator decided that their new words wait.</param>
internal sealed record AuthorStanding(int PublishedCount, bool IsGuest = false, bool IsStaff = false, bool IsStopped = false)
{
    /// <summary>Whether they came to the site less than a day ago; said only where newcomers wait, or much is being written.</summary>
    public bool IsNewHere { get; init; }

    /// <summary>Whether the site has seen enough of them. Staff were known before they wrote.</summary>
    public bool IsKnown(SiteSettings settings) => IsStaff || PublishedCount >= settings.KnownAfter;
}
