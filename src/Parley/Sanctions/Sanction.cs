namespace Parley.Sanctions;

/// <summary>A stop that stands.</summary>
/// <param name="Reason">In the moderator's words, for the writer to read.</param>
/// <param name="ModeratorName">For the site's staff alone.</param>
internal sealed record Sanction(
    Guid Id,
    Guid ReaderId,
    string WriterName,
    string Reason,
    string ModeratorName,
    DateTimeOffset At
);
