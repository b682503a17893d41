using Parley.Reasons;

namespace Parley.Screening;

/// <summary>An entry found in a text.</summary>
/// <param name="Place">What of the text as it was written the entry covers.</param>
internal sealed record WordHit(WordEntry Entry, Place Place);
