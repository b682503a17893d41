namespace Parley.Training;

/// <summary>A text and what people said of it.</summary>
/// <param name="Text">As its source has it.</param>
/// <param name="Source">Its set, by number in <see cref="DataSets.Names"/>.</param>
/// <param name="Labels">
/// By attribute in the order of <c>Attribute.All</c>, from 0 to 1; not a number where its set says nothing of that: then it teaches nothing of
/// it either.
/// </param>
/// <param name="Weight">How much it counts, beside 1 for a comment of Wikipedia.</param>
internal sealed record Example(string Text, int Source, float[] Labels, float Weight)
{
    /// <summary>Whether its set kept its capitals and marks.</summary>
    public bool IsBare { get; init; }

    /// <summary>What a majority marked, in code points of the text; only of civil-toxic-spans.</summary>
    public IReadOnlyList<(int Start, int End)>? Spans { get; init; }

    /// <summary>In which part of the split it is.</summary>
    public Part Part { get; set; }
}

/// <summary>The parts of the split. Nothing of the last is looked at before the end.</summary>
internal enum Part
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To fit what turns sums into probabilities.</summary>
    Tune,

    /// <summary>To judge.</summary>
    Test,
}
