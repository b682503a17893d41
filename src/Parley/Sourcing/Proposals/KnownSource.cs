namespace Parley.Sourcing;

/// <summary>Somebody of whom a report speaks, as far as it has told.</summary>
internal sealed class KnownSource(SourcePhrase phrase, SourceWords words)
{
    public SourcePhrase Phrase { get; } = phrase;
    public SourceWords Words { get; } = words;

    /// <summary>The nouns and the last name by which they can be meant again, in lower case.</summary>
    public HashSet<string> Nouns { get; } = new(StringComparer.Ordinal);

    /// <summary>What it is, as far as the report's words tell.</summary>
    public SourceKind Is =>
        IsUnnamed ? SourceKind.Unnamed
        : IsPerson ? SourceKind.Person
        : IsPress ? SourceKind.Outlet
        : IsEvidence ? SourceKind.Document
        : SourceKind.Organisation;

    public bool IsPerson { get; init; }

    /// <summary>Reports what others say.</summary>
    public bool IsPress { get; init; }

    /// <summary>A study, a letter, a record: something that is read.</summary>
    public bool IsEvidence { get; init; }
    public bool IsSeveral { get; init; }
    public bool IsUnnamed { get; init; }

    /// <summary>Speaks for one side before a court, and does not bear witness.</summary>
    public bool IsCounsel { get; init; }

    /// <summary>Whether they have borne witness in the report.</summary>
    public bool IsWitness { get; set; }
    public string? WhyUnnamed { get; set; }

    /// <summary>A man or a woman, once a title or a pronoun has said so.</summary>
    public SourcingWords.Kind? Kind { get; set; }
}
