namespace Parley.Views;

/// <summary>A page that could not be shown, and why.</summary>
public sealed record ErrorPageModel(PageModel Page, int Status)
{
    /// <summary>The part of the language files that speaks of a status: nobody is told that we broke what they sent.</summary>
    public static string KeyOf(int status) =>
        status switch
        {
            403 => "403",
            404 => "404",
            410 => "410",
            413 => "413",
            429 => "429",
            >= 400 and < 500 => "400",
            _ => "500",
        };

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
