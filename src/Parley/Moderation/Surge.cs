namespace Parley.Moderation;

/// <summary>
/// A discussion in which much more happens than before, in a few minutes: for a person to look at. Nothing follows from it by itself.
/// </summary>
/// <param name="Posts">How many times as many comments as before; 0 where these are no more than usual.</param>
/// <param name="Reactions">The same of reactions.</param>
/// <param name="Reports">The same of readers' reports.</param>
internal sealed record Surge(Guid ThreadId, int Posts, int Reactions, int Reports)
{
    /// <summary>Whether more is done than before, and not only more who come.</summary>
    public bool IsOfDeeds => Posts + Reactions + Reports > 0;

    /// <summary>From which other host many more came than before; null where that is not so.</summary>
    public string? Host { get; init; }

    /// <summary>How many came from there in ten minutes.</summary>
    public int Visits { get; init; }

    /// <summary>How much of it, of a hundred, was done by readers who came to the site less than a day ago.</summary>
    public int NewReaders { get; init; }
}
