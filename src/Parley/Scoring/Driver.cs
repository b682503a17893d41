using Parley.Reasons;

namespace Parley.Scoring;

/// <summary>A place in a text that drove a score.</summary>
/// <param name="Place">In the text as it was written, in UTF-16 units.</param>
/// <param name="Weight">By how much the score falls where it is left out: from 0 to 1.</param>
internal readonly record struct Driver(Place Place, float Weight);
