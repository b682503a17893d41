using Parley.Readers;

namespace Parley.Views.Newsroom;

/// <summary>The frame of the newsroom's pages.</summary>
public sealed record NewsroomModel(
    PageModel Page,
    NewsroomPlace Current,
    string ReportsUrl,
    string ClaimsUrl,
    string SourcesUrl,
    string DossiersUrl,
    string CorrectionsUrl,
    string RepliesUrl,
    string EveningUrl,
    string SignOutUrl,
    string Name
)
{
    /// <summary>The moderators' pages; null for whoever may not see them.</summary>
    public string? ConsoleUrl { get; init; }

    internal static NewsroomModel For(Visit visit, PageFrames frames, NewsroomPlace place, string title) =>
        new(
            frames.ForStaff(visit.Home, visit.Site, title, visit.SignedIn.Name),
            place,
            visit.SiteUrl("/newsroom/reports"),
            visit.SiteUrl("/newsroom/claims"),
            visit.SiteUrl("/newsroom/sources"),
            visit.SiteUrl("/newsroom/dossiers"),
            visit.SiteUrl("/newsroom/corrections"),
            visit.SiteUrl("/newsroom/replies"),
            visit.SiteUrl("/newsroom/evening"),
            visit.SiteUrl("/sign-out"),
            visit.SignedIn.Name
        )
        {
            ConsoleUrl = Access.Moderator.Allows(visit) ? visit.SiteUrl("/console") : null,
        };
}

public enum NewsroomPlace
{
    Reports,
    Claims,
    Sources,
    Dossiers,
    Corrections,
    Replies,
    Evening,
}

/// <summary>Something to choose from.</summary>
/// <param name="Value">As the form sends it.</param>
public sealed record ChoiceModel(string Value, string Name);
