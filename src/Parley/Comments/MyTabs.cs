using Parley.Readers;
using Parley.Views.Comments;

namespace Parley.Comments;

/// <summary>The parts of a visitor's own page, for each of them.</summary>
internal static class MyTabs
{
    public static MyTabsModel For(Visit visit, MyTab current) =>
        new(
            current,
            [
                (MyTab.Comments, visit.SiteUrl("/me")),
                (MyTab.Reactions, visit.SiteUrl("/me/reactions")),
                (MyTab.Mutes, visit.SiteUrl("/me/mutes")),
            ]
        );
}
