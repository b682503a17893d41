using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>Whether somebody is there to decide about the words of one of the staff, who does not publish or leave them up themselves.</summary>
internal static class OwnCase
{
    /// <param name="thread">The discussion that the words are in: a moderator of other sections decides nothing there.</param>
    public static async Task<bool> HasOtherAsync(DbScope scope, Site site, Guid thread, Guid author, CancellationToken cancel)
    {
        var others = await scope.ListAsync(
            "SELECT role, sections FROM reader WHERE site_id = @site AND role >= 1 AND role >= @moderator AND id <> @author",
            [("@site", site.Id), ("@moderator", ReaderRole.Moderator), ("@author", author)],
            row => (ReaderRole)row.Int(0) == ReaderRole.Moderator ? SectionNames.FromJson(row.TextOrNull(1)) : [],
            cancel
        );
        foreach (var sections in others.OrderBy(sections => sections.Count))
            if (await StorySections.Of(site, sections).FindObstacleAsync(scope, site.Id, thread, cancel) is null)
                return true;
        return false;
    }
}
