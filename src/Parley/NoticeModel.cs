namespace Parley.Views;

/// <summary>A word from the house to the one who reads the page.</summary>
public sealed record NoticeModel(NoticeKind Kind, string Title, IReadOnlyList<string> Sentences);

public enum NoticeKind
{
    /// <summary>Done.</summary>
    Good,

    /// <summary>Something waits, or waits for the reader.</summary>
    Wait,

    /// <summary>It did not work.</summary>
    Bad,
}
