using Parley.Sourcing;

namespace Parley.Comments;

/// <summary>What the newsroom answered a comment that challenges a fact; for everyone.</summary>
/// <param name="Text">What is known now and why, or why nothing changes.</param>
/// <param name="By">The name of the one who answered.</param>
/// <param name="Status">What the claim became by it; null where nothing changed.</param>
internal sealed record FactAnswer(string Text, string By, DateTimeOffset At, ClaimStatus? Status);
