using Parley.Readers;

namespace Parley.Views.Publishing;

/// <summary>The frame of the newsroom's pages.</summary>
public sealed record NewsroomModel(
    PageModel Page,
    NewsroomPlace Current,
    string ReportsUrl,
    string ClaimsUrl,
    string SignOutUrl,
    string Name
)
{
    internal static NewsroomModel For(Visit visit, PageFrames frames, NewsroomPlace place, string title) =>
        new(
            frames.ForStaff(visit.Home, visit.Site, title, visit.SignedIn.Name),
            place,
            visit.SiteUrl("/newsroom/reports"),
            visit.SiteUrl("/newsroom/claims"),
            visit.SiteUrl("/sign-out"),
            visit.SignedIn.Name
        );
}

public enum NewsroomPlace
{
    Reports,
    Claims,
}
