namespace Parley.Scoring;

/// <summary>A word as a model sees it.</summary>
/// <param name="Start">Where its letters begin among those of the reader.</param>
/// <param name="Length">How many they are.</param>
/// <param name="From">Where it begins in the text as written, in UTF-16 units.</param>
/// <param name="To">Where it ends there.</param>
/// <param name="Hash">Of its letters.</param>
/// <param name="Known">Its number among the words that the model knows; -1 where it is none of them.</param>
/// <param name="IsSign">A mark between words and no word.</param>
internal readonly record struct SeenWord(int Start, int Length, int From, int To, ulong Hash, int Known, bool IsSign)
{
    /// <summary>Its place, of which the models see nothing.</summary>
    public SeenWord LeftOut => this with { Length = 0 };

    /// <summary>Whether the models see nothing of it.</summary>
    public bool IsLeftOut => Length == 0;
}
