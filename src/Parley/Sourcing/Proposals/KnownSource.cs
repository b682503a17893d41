namespace Parley.Sourcing;

/// <summary>Somebody of whom a report speaks, as far as it has told.</summary>
internal sealed class KnownSource(SourcePhrase phrase, SourceWords words)
{
    public SourcePhrase Phrase { get; } = phrase;
    public SourceWords Words { get; } = words;

    /// <summary>The nouns and the last name by which they can be meant again, in lower case.</summary>
    public HashSet<string> Nouns { get; } = new(StringComparer.Ordinal);

    public bool IsPerson { get; init; }
    public bool IsSeveral { get; init; }
    public bool IsUnnamed { get; init; }
    public string? WhyUnnamed { get; set; }

    /// <summary>A man or a woman, once a title or a pronoun has said so.</summary>
    public SourcingWords.Kind? Kind { get; set; }
}
