namespace Parley.Views.Dossiers;

/// <summary>A matter across stories, as everybody reads it.</summary>
public sealed record DossierPageModel(PageModel Page, string Title, string SelfUrl)
{
    public string? Lead { get; init; }

    /// <summary>Who keeps it: what belongs to it is somebody's reading.</summary>
    public string? KeptBy { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The stories of it that are public, the newest first.</summary>
    public IReadOnlyList<DossierStoryModel> Stories { get; init; } = [];

    /// <summary>The part of its events that the page shows, in the order in which they happened.</summary>
    public IReadOnlyList<DossierEventModel> Events { get; init; } = [];
    public ListPagesModel? EventPages { get; init; }

    /// <summary>By number.</summary>
    public IReadOnlyList<TieModel> Ties { get; init; } = [];
    public TieMapModel? Map { get; init; }

    /// <summary>The day of which is asked what held on it, as <c>2027-03-25</c>.</summary>
    public string? On { get; init; }

    /// <summary>The same in words.</summary>
    public string? OnInWords { get; init; }

    /// <summary>How many ties are not shown because nobody says when they held.</summary>
    public int Undated { get; init; }

    /// <summary>Whether what rests on unnamed people alone is left out.</summary>
    public bool IsWithoutUnnamed { get; init; }

    /// <summary>Whether what nobody here has seen is left out.</summary>
    public bool IsWithoutUnseen { get; init; }

    /// <summary>What was asked for and is no day.</summary>
    public string? Fault { get; init; }
}

public sealed record DossierStoryModel(string Title, string Url, DateTimeOffset? At);

/// <summary>Something that happened.</summary>
/// <param name="When">In words, as exactly as it is known.</param>
/// <param name="Machine">The same for a machine; null where it has no form of its own there.</param>
/// <param name="IsSure">Whether the day is certain.</param>
public sealed record DossierEventModel(string What, string When, string? Machine, bool IsSure)
{
    public string? Where { get; init; }

    /// <summary>Who was what in it.</summary>
    public IReadOnlyList<(string Actor, string Part)> Roles { get; init; } = [];
    public IReadOnlyList<LineClaimModel> Claims { get; init; } = [];
}

/// <summary>A claim on which a line rests.</summary>
/// <param name="Status">In words; null where it is open.</param>
public sealed record LineClaimModel(string Sentence, string Url, string? Status)
{
    /// <summary>Who said it in the end, and through whom it came; null of an event, whose claims say it on their own pages.</summary>
    public string? Root { get; init; }
}

/// <summary>What is between two actors.</summary>
/// <param name="Between">Their names.</param>
/// <param name="Kind">In words.</param>
/// <param name="When">In words; null where it is not said.</param>
/// <param name="Status">In words: stands, disputed, said by one side.</param>
public sealed record TieModel(int Number, string Between, string Kind, string? When, string Status)
{
    public IReadOnlyList<LineClaimModel> Claims { get; init; } = [];
}

/// <summary>The drawing of the ties. All places are those of middles, in the drawing's own units.</summary>
public sealed record TieMapModel(int Width, int Height, IReadOnlyList<TieNodeModel> Nodes, IReadOnlyList<TieLineModel> Lines)
{
    /// <summary>Whether each tie of the table is in it.</summary>
    public bool IsWhole { get; init; }
}

public sealed record TieNodeModel(string Name, string? What, string X, string Y);

/// <param name="Path">Of the line.</param>
/// <param name="X">Of its number.</param>
/// <param name="Y">Of its number.</param>
public sealed record TieLineModel(string Number, string Path, bool IsSure, string X, string Y);
