namespace Parley.Views.Mail;

/// <summary>What a letter says.</summary>
/// <param name="From">The publication.</param>
/// <param name="Before">Paragraphs before the button.</param>
public sealed record LetterModel(string From, string Subject, IReadOnlyList<string> Before)
{
    /// <summary>Where the button leads; null for a letter without one.</summary>
    public string? Url { get; init; }

    /// <summary>What stands on the button.</summary>
    public string? Do { get; init; }

    /// <summary>Paragraphs after it.</summary>
    public IReadOnlyList<string> After { get; init; } = [];
}
