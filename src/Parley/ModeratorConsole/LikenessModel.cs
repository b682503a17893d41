namespace Parley.Views.ModeratorConsole;

/// <summary>Somebody who is suspended or banned and looks to be the same person as a writer.</summary>
/// <param name="Kind"><c>suspension</c> or <c>ban</c>.</param>
/// <param name="Url">The page of the one who is suspended or banned.</param>
public sealed record LikenessModel(
    string Name,
    string Kind,
    DateTimeOffset Since,
    bool IsLikely,
    string Url,
    IReadOnlyList<SignModel> Signs
);

/// <param name="Sentence">What speaks for it.</param>
/// <param name="Url">The comment that it is about; null where it is about none.</param>
public sealed record SignModel(string Sentence, string? Url);

/// <summary>A reader, with all that was ever decided about them and whom they are like.</summary>
/// <param name="AllUrl">All that they wrote, in the list of everything.</param>
public sealed record WriterPageModel(ConsoleModel Console, string Name, string AllUrl)
{
    /// <summary>What stands against them or once did, the latest first.</summary>
    public IReadOnlyList<StandingModel> Sanctions { get; init; } = [];
    public IReadOnlyList<LikenessModel> Likenesses { get; init; } = [];
}
