namespace Parley.Views.ModeratorConsole;

/// <summary>Whose notices have priority.</summary>
/// <param name="ActionUrl">Takes <c>name</c> and <c>body</c>.</param>
public sealed record FlaggersPageModel(ConsoleModel Console, string ActionUrl, IReadOnlyList<FlaggerModel> Flaggers)
{
    public string Name { get; init; } = "";
    public string Body { get; init; } = "";
    public string? NameFault { get; init; }
    public string? BodyFault { get; init; }
}

/// <param name="Body">For which they give notice.</param>
/// <param name="Given">How many notices they gave while they were trusted.</param>
/// <param name="RevokeUrl">Takes that away.</param>
public sealed record FlaggerModel(
    string Body,
    string ReaderName,
    DateTimeOffset Since,
    int Given,
    int Answered,
    int Removed,
    string RevokeUrl
)
{
    /// <summary>How long half of the answers took at most.</summary>
    public int? MedianMinutes { get; init; }
}
