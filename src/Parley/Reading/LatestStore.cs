using Parley.Comments;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Reading;

/// <summary>The latest comments of a site or of one of its sections, and the latest that its newsroom picked.</summary>
internal sealed class LatestStore(Database database)
{
    // A section in which nobody wrote among so many of the site has no latest comments: looking further would cost ever more.
    private const int LooksBack = 2_000;

    public Task<List<ReadComment>> ListAsync(Site site, PartAsked asked, CancellationToken cancel) =>
        database.ReadAsync(scope => ListAsync(scope, site, asked, cancel), cancel);

    private static async Task<List<ReadComment>> ListAsync(DbScope scope, Site site, PartAsked asked, CancellationToken cancel)
    {
        var (condition, parameters) = InSection(site, asked.Section);
        var candidates = asked.ArePicks
            ? "SELECT id AS comment_id, picked_at AS at FROM comment WHERE site_id = @site AND picked_at IS NOT NULL ORDER BY picked_at DESC LIMIT @back"
            : "SELECT comment_id, at FROM authored WHERE site_id = @site ORDER BY at DESC, comment_id LIMIT @back";
        var ids = await scope.ListAsync(
            $"""
            SELECT c.id FROM ({candidates}) l
            JOIN comment c ON c.site_id = @site AND c.id = l.comment_id AND c.state = 0
            {condition} ORDER BY l.at DESC, c.id LIMIT @most
            """,
            [("@site", site.Id), ("@back", LooksBack), ("@most", asked.Most), .. parameters],
            row => row.Guid(0),
            cancel
        );
        return await AuthoredComments.FindPublicAsync(scope, site.Id, ids, cancel);
    }

    // A site that tells the sections of its stories may name one; of any other, a section is the pages below a path.
    private static (string Condition, (string, object?)[] Parameters) InSection(Site site, string? section)
    {
        if (section is null)
            return ("", []);
        if (!SectionPath.IsOne(section))
            return (
                "JOIN story s ON s.site_id = @site AND s.id = c.thread_id AND s.section = @section",
                [("@section", section)]
            );
        var places = SectionPath.PlacesOf(site, section).ToList();
        if (places.Count == 0)
            return ("WHERE 1 = 0", []);
        var (isBelow, parameters) = SectionPath.Below("s.place", places);
        return ($"JOIN story s ON s.site_id = @site AND s.id = c.thread_id AND ({isBelow})", [.. parameters]);
    }
}
