namespace Parley.Scoring;

/// <summary>
/// A model that knows a language and no site: it comes with a package or an operator's file, and is the same for everybody who has the
/// same version of it. It may be asked from many threads at once.
/// </summary>
internal interface IGeneralModel
{
    /// <summary>Which language it knows, as ISO 639 names it: <c>en</c>.</summary>
    string Language { get; }

    /// <summary>Stands in statements and answers, so that what was said can be traced: a promise, never renamed.</summary>
    string Name { get; }

    /// <summary>By which two models of one name are told apart.</summary>
    string Version { get; }

    /// <summary>Its name and version, as they stand in statements.</summary>
    string FullName => $"{Name} {Version}";

    /// <summary>What it gives, of <see cref="Attribute.All"/> and in that order.</summary>
    IReadOnlyList<string> Attributes { get; }

    /// <summary>Scores a text, with nothing allocated.</summary>
    /// <param name="text">As it was written; empty or without a letter gets the scores of nothing said, near 0.</param>
    /// <param name="probabilities">Filled by attribute in the order of <see cref="Attributes"/>: from 0 to 1, calibrated.</param>
    void Score(ReadOnlySpan<char> text, Span<float> probabilities);

    /// <summary>
    /// By attribute the words and phrases that drove its score, the heaviest first; neighbours are one. Empty where nothing stands out. The text is
    /// looked at when the first attribute is asked for, and for all of them at once.
    /// </summary>
    /// <param name="text">The text that was scored.</param>
    Func<string, IReadOnlyList<Driver>> DriversOf(string text);
}
