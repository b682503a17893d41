using Parley.Storage;

namespace Parley.OwnModel;

/// <summary>The words of comments that a page shows as examples, as they are now: of what its writer or the law erased there are none.</summary>
internal sealed class ExampleWords(Database database)
{
    public async Task<IReadOnlyDictionary<Guid, string>> FindAsync(
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        if (comments.Count == 0)
            return new Dictionary<Guid, string>();
        var (names, values) = DbScope.In("c", comments);
        var read = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"SELECT id, source FROM comment WHERE site_id = @site AND state <> 4 AND source <> '' AND id IN ({names})",
                    [("@site", site), .. values],
                    row => (Id: row.Guid(0), Source: row.Text(1)),
                    cancel
                ),
            cancel
        );
        return read.ToDictionary(one => one.Id, one => one.Source);
    }
}
