using Parley.Markup;
using Parley.Reasons;

namespace Parley.Scoring;

/// <summary>A text in the forms in which models look at it. Nothing of its writer is in it: a text is scored, never a person.</summary>
/// <param name="Source">As it was written: places count in it.</param>
/// <param name="Folded">The same as words are compared in it.</param>
/// <param name="Hosts">To which it leads, each with its place; without one where markup hides the address behind other words.</param>
internal sealed record ScoredText(string Source, FoldedText Folded, IReadOnlyList<(string Host, Place? Place)> Hosts);
