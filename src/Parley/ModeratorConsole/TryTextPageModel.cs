using Microsoft.AspNetCore.Components;

namespace Parley.Views.ModeratorConsole;

/// <summary>Shows what the installed model thinks of a text that somebody types. Nothing of it is kept.</summary>
/// <param name="ActionUrl">Takes <c>text</c>.</param>
public sealed record TryTextPageModel(ConsoleModel Console, string ActionUrl)
{
    public string Text { get; init; } = "";

    /// <summary>Why there are no scores, in words; null where there are, or before anything was sent.</summary>
    public string? Fault { get; init; }

    /// <summary>Null before anything was sent, and where it was not scored.</summary>
    public ScoredPageModel? Scored { get; init; }
}

/// <param name="Model">Name and version of the model that answered.</param>
/// <param name="Language">As which language it was scored: ISO 639.</param>
/// <param name="Html">The text, safe, with the places that drove the highest score marked by <c>mark</c>.</param>
/// <param name="Highest">What the highest score is for, in words.</param>
public sealed record ScoredPageModel(
    string Model,
    string Language,
    MarkupString Html,
    string Highest,
    IReadOnlyList<ScoreLineModel> Scores
);

/// <param name="Name">What of the text is meant, in words.</param>
/// <param name="Of100">Of a hundred readers, so many would say so: from 0 to 100.</param>
/// <param name="Words">The words and phrases that drove it, the heaviest first.</param>
public sealed record ScoreLineModel(string Name, int Of100, IReadOnlyList<string> Words);
