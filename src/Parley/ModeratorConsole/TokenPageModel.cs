namespace Parley.Views.ModeratorConsole;

/// <summary>Tells the site's developer what is right and wrong with a token.</summary>
/// <param name="Audience">What the token's <c>aud</c> has to be.</param>
public sealed record TokenPageModel(ConsoleModel Console, string ActionUrl, string Audience, DateTimeOffset Now)
{
    public string Token { get; init; } = "";

    /// <summary>The page on which it is to be used.</summary>
    public string Address { get; init; } = "";

    /// <summary>Null before anything was sent.</summary>
    public TokenCheckModel? Check { get; init; }
}

/// <param name="Sentence">Whether it would sign somebody in, and whom.</param>
public sealed record TokenCheckModel(bool IsRight, string Sentence, IReadOnlyList<TokenFindingModel> Findings);

/// <param name="Question">What was asked.</param>
/// <param name="IsRight">Null for what is only told.</param>
public sealed record TokenFindingModel(string Question, bool? IsRight, string Sentence);
