namespace Parley.Views.ModeratorConsole;

/// <summary>The site's own model: what it has learned, how well, and what follows from it.</summary>
/// <param name="ActionUrl">
/// Takes <c>version</c> of the checks, <c>mode</c>, <c>lower</c> and <c>limit</c> in per cent with one digit behind the point, and <c>do</c>:
/// <c>show</c>, <c>try</c> or <c>save</c>; <c>take</c> with both numbers; <c>use</c> with a version of the model, 0 for the newest.
/// </param>
/// <param name="Status">Which version the site goes by and how far the learning has come, a sentence each.</param>
public sealed record OwnModelPageModel(ConsoleModel Console, string ActionUrl, IReadOnlyList<string> Status)
{
    /// <summary>The version of the checks that the form was made from.</summary>
    public int ChecksVersion { get; init; }

    /// <summary><c>off</c>, <c>shadow</c> or <c>hold</c>.</summary>
    public string Mode { get; init; } = "off";

    /// <summary>Below so many per cent it is published, as it was typed.</summary>
    public string Lower { get; init; } = "0";

    /// <summary>From so many per cent on it waits as one to be taken down, as it was typed.</summary>
    public string Limit { get; init; } = "90";
    public bool IsSaved { get; init; }
    public string? Fault { get; init; }

    /// <summary>What the last month would have been, a sentence each; empty where that was not asked.</summary>
    public IReadOnlyList<string> Trial { get; init; } = [];

    /// <summary>How well it does; null before it has learned anything.</summary>
    public OwnFiguresModel? Figures { get; init; }
    public IReadOnlyList<OwnVersionModel> Versions { get; init; } = [];

    /// <summary>Whether a person chose the version, so that new ones wait.</summary>
    public bool IsChosen { get; init; }
}

/// <param name="Lanes">What the thresholds above would have done, a sentence each.</param>
/// <param name="PublishedPoints">The line of the lane that is published, as SVG has it.</param>
/// <param name="HeldPoints">And of the one that is held.</param>
public sealed record OwnFiguresModel(
    IReadOnlyList<string> Lanes,
    string PublishedPoints,
    string HeldPoints,
    IReadOnlyList<OwnChoiceModel> Choices,
    IReadOnlyList<OwnExampleModel> WronglyPublished,
    IReadOnlyList<OwnExampleModel> WronglyHeld,
    IReadOnlyList<OwnSliceModel> Slices
);

/// <summary>Two thresholds that a site may take.</summary>
/// <param name="Value">What the button sends: <c>lower-limit</c> in tenths of a per cent.</param>
public sealed record OwnChoiceModel(
    string Value,
    string Wrong,
    string Lower,
    string Limit,
    string ByMachine,
    string Published,
    string Held
);

/// <param name="Percent">What it says, of a hundred.</param>
public sealed record OwnExampleModel(string Url, string Percent, string Text);

public sealed record OwnSliceModel(string Name, string All, string Rejected, string Precision, string Recall);

/// <param name="Number">0 where there is nothing to go back to.</param>
/// <param name="State">Whether it is used, refused, or only kept.</param>
public sealed record OwnVersionModel(
    string Name,
    DateTimeOffset MadeAt,
    string Learned,
    string Auc,
    string Before,
    string State,
    int Number
);
