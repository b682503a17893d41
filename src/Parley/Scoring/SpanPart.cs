namespace Parley.Scoring;

/// <summary>
/// Which words readers would mark in a toxic text: a weight for each known word, for the one before it and the one after it. Learned from
/// comments in which people marked what was wrong.
/// </summary>
internal sealed unsafe class SpanPart
{
    /// <summary>Of the word itself, of it before another, and of it after another; one is spare.</summary>
    public const int Lanes = 4;

    private readonly sbyte* weights;

    // What a weight is multiplied with, the constant, what a word that is not known weighs, and from which sum on a word is marked.
    private readonly float* measures;

    public SpanPart(ModelFile file, int words)
    {
        weights = file.Section<sbyte>("spans", (long)words * Lanes);
        measures = file.Section<float>("spanmeas", 4);
    }

    /// <summary>Whether readers would mark a word.</summary>
    public bool IsMarked(ReadOnlySpan<SeenWord> words, int at) => !words[at].IsSign && Sum(words, at) >= measures[3];

    private float Sum(ReadOnlySpan<SeenWord> words, int at)
    {
        var sum = words[at].Known >= 0 ? weights[words[at].Known * Lanes] * measures[0] : measures[2];
        if (at > 0 && words[at - 1].Known >= 0)
            sum += weights[(words[at - 1].Known * Lanes) + 1] * measures[0];
        if (at + 1 < words.Length && words[at + 1].Known >= 0)
            sum += weights[(words[at + 1].Known * Lanes) + 2] * measures[0];
        return sum + measures[1];
    }
}
