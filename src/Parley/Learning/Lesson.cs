namespace Parley.Learning;

/// <summary>A text from which something is learned. The text itself is not in it: thousands of them would fill the memory.</summary>
/// <param name="Features">As <see cref="TextFeatures"/> numbers them.</param>
/// <param name="Scores">What another model says of it, as small numbers about 0; as many for every text, or none.</param>
/// <param name="IsSo">Whether people said so of it.</param>
/// <param name="Weight">How much it counts beside others: most count as one.</param>
internal readonly record struct Lesson(int[] Features, float[] Scores, bool IsSo, float Weight = 1);
