namespace Parley.Notices;

/// <summary>A reader who gives notice for a body that the state has named as reliable (Regulation 2022/2065, Article 22).</summary>
/// <param name="Body">The body, by its name.</param>
/// <param name="Since">Since when their notices have priority.</param>
internal sealed record Flagger(Guid ReaderId, string ReaderName, string Body, DateTimeOffset Since)
{
    public const int LongestBody = 200;

    /// <summary>By when somebody should have looked at what a trusted flagger calls illegal.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>How likely they are right: so they come first also where many read.</summary>
    public const double Likelihood = 0.9;

    /// <summary>What came of the notices of this body, as far as they were given while it was trusted.</summary>
    public FlaggerFigures Figures { get; init; } = new(0, 0, 0, null);
}

/// <param name="Given">How many notices.</param>
/// <param name="Answered">How many of them were answered, whichever way.</param>
/// <param name="Removed">How many of those led to a removal.</param>
/// <param name="Median">How long half of the answers took at most; null where there is none.</param>
internal sealed record FlaggerFigures(int Given, int Answered, int Removed, TimeSpan? Median);
