using Parley.Views.Comments;

namespace Parley.Views.Reports;

/// <summary>A form in which a reader says what is wrong with a comment.</summary>
/// <param name="Reasons">Those to choose from, in the house's order.</param>
public sealed record ReportPageModel(
    PageModel Page,
    CommentModel Comment,
    IReadOnlyList<ReportReasonModel> Reasons,
    string ActionUrl,
    string BackUrl
)
{
    public string? Chosen { get; init; }

    /// <summary>What the reader has added in own words.</summary>
    public string Remark { get; init; } = "";

    public string? Fault { get; init; }

    /// <summary>Whether a letter is to tell what came of it.</summary>
    public bool WantsLetter { get; init; }

    /// <summary>Whether a letter could reach this reader.</summary>
    public bool CanHaveLetter { get; init; }

    /// <summary>Where a visitor signs in, who cannot report without; null for a reader.</summary>
    public string? SignInUrl { get; init; }

    /// <summary>Where anybody gives notice of what is illegal.</summary>
    public string? NoticeUrl { get; init; }

    /// <summary>Where the author is muted instead, or as well; null where that cannot be.</summary>
    public string? MuteUrl { get; init; }

    /// <summary>The report has arrived: the page says thank you in place of the form.</summary>
    public bool IsSent { get; init; }
}

/// <param name="Key">What is sent.</param>
public sealed record ReportReasonModel(string Key, string Name, string? Meaning = null);
