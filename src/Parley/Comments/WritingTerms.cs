namespace Parley.Views.Comments;

/// <summary>What is different for words in one discussion: said where they are written.</summary>
public sealed record WritingTerms
{
    /// <summary>How far apart one reader's comments are, in seconds; 0 where that does not matter.</summary>
    public int EverySeconds { get; init; }

    /// <summary>Whether everything waits for a moderator.</summary>
    public bool DoAllWait { get; init; }

    /// <summary>Whether what newcomers write waits.</summary>
    public bool DoNewcomersWait { get; init; }

    /// <summary>Whether one needs a confirmed address.</summary>
    public bool ForConfirmed { get; init; }

    /// <summary>Whether one needs something that the site gives.</summary>
    public bool ForEntitled { get; init; }
}
