namespace Parley.Views;

/// <summary>A page that could not be shown, and why.</summary>
/// <param name="Status">The answer's status; 403, 404, 410 and 429 have sentences of their own, all others that of 500.</param>
public sealed record ErrorPageModel(PageModel Page, int Status)
{
    /// <summary>What this request was refused for, in words; in place of the status's own sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>For the log: the reader can name it when asking for help.</summary>
    public string? RequestId { get; init; }

    /// <summary>For 429: after how many seconds it is worth another try.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Where one may go on, by the site's own word.</summary>
    public string? Link { get; init; }

    /// <summary>Where a token of the site may open what was refused: the site's interface.</summary>
    public string? TokenDoor { get; init; }

    /// <summary>What the reader had written, so that it can be copied.</summary>
    public string? KeptWords { get; init; }

    /// <summary>The comment for which something was refused: the way back to it.</summary>
    public string? CommentUrl { get; init; }
}
