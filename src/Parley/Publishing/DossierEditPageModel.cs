using Parley.Views.Newsroom;

namespace Parley.Views.Publishing;

/// <summary>The newsroom's dossiers.</summary>
/// <param name="ActionUrl">Takes <c>title</c> and <c>lead</c> of a new one.</param>
public sealed record DossiersPageModel(
    NewsroomModel Newsroom,
    string ActionUrl,
    IReadOnlyList<DossierLinkModel> Dossiers,
    ListPagesModel Pages
)
{
    public string? TypedTitle { get; init; }
    public string? TypedLead { get; init; }

    /// <summary>What is wrong, by the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();
}

public sealed record DossierLinkModel(string Title, string Url, bool IsDraft, DateTimeOffset ChangedAt);

/// <summary>A dossier as the newsroom changes it.</summary>
/// <param name="ActionUrl">Takes every form of the page; <c>do</c> says which.</param>
/// <param name="BackUrl">The list.</param>
/// <param name="PublicUrl">Where everybody reads it; null as long as it is a draft.</param>
public sealed record DossierEditPageModel(
    NewsroomModel Newsroom,
    string Title,
    string ActionUrl,
    string BackUrl,
    string? PublicUrl
)
{
    public string? Lead { get; init; }
    public required string Slug { get; init; }

    /// <summary>What is wrong with what was sent, by the name of the field; <c>main</c> for what is about none.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    /// <summary>What was sent and refused: the fields, and under <c>do</c> which form.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>The claims that were chosen in it.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    public IReadOnlyList<DossierLineModel> Stories { get; init; } = [];
    public IReadOnlyList<DossierLineModel> Actors { get; init; } = [];
    public IReadOnlyList<DossierLineModel> Events { get; init; } = [];
    public IReadOnlyList<DossierLineModel> Roles { get; init; } = [];
    public IReadOnlyList<DossierLineModel> Ties { get; init; } = [];

    /// <summary>Claims of its stories, to be named under its lines.</summary>
    public IReadOnlyList<DossierLineModel> Claims { get; init; } = [];

    /// <summary>What may be between two actors: the word that is sent, and the words that are read.</summary>
    public IReadOnlyList<(string Value, string Words)> TieKinds { get; init; } = [];

    /// <summary>What a field of a form holds: what was typed and refused, else nothing.</summary>
    public string? TypedIn(string form, string field) =>
        Typed.GetValueOrDefault("do") == form ? Typed.GetValueOrDefault(field) : null;

    /// <summary>What is wrong with a field of a form.</summary>
    public string? FaultIn(string form, string field) =>
        Typed.GetValueOrDefault("do") == form ? Faults.GetValueOrDefault(field) : null;

    /// <summary>The faults of the form that was sent, by the ids of its fields.</summary>
    public IReadOnlyDictionary<string, string> FaultsById =>
        Faults.ToDictionary(
            one => one.Key == "main" ? one.Key : $"{Typed.GetValueOrDefault("do")}-{one.Key}",
            one => one.Value
        );
}

/// <summary>A line of a dossier, in words.</summary>
public sealed record DossierLineModel(string Id, string Words);
