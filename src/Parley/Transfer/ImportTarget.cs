using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Transfer;

/// <summary>A site as the database has it, for planning an import.</summary>
internal sealed class ImportTarget(Database database, Site site, SiteOrigins origins) : IImportTarget
{
    public SiteId Site => site.Id;

    public SiteAddresses Addresses { get; } = new(site.Id, origins, PageClaims.ParametersOf(site));

    public async Task<IReadOnlySet<Guid>> FindStoriesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        (
            await AskAsync("SELECT id FROM story WHERE site_id = @site AND id IN ({0})", ids, row => row.Guid(0), cancel)
        ).ToHashSet();

    public async Task<IReadOnlyDictionary<string, StoryHere>> FindByIdentifierAsync(
        IReadOnlyCollection<string> identifiers,
        CancellationToken cancel
    ) =>
        (
            await AskAsync(
                "SELECT identifier, id FROM story WHERE site_id = @site AND identifier IN ({0})",
                identifiers,
                row => (Key: row.Text(0), Story: new StoryHere(row.Guid(1), row.Text(0))),
                cancel
            )
        ).ToDictionary(row => row.Key, row => row.Story, StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, StoryHere>> FindByAddressAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancel
    ) =>
        (
            await AskAsync(
                """
                SELECT a.key, s.id, s.identifier FROM story_address a JOIN story s ON s.site_id = a.site_id AND s.id = a.story_id
                WHERE a.site_id = @site AND a.key IN ({0})
                """,
                keys,
                row => (Key: row.Text(0), Story: new StoryHere(row.Guid(1), row.TextOrNull(2))),
                cancel
            )
        ).ToDictionary(row => row.Key, row => row.Story, StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<Guid, CommentHere>> FindCommentsAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) =>
        (
            await AskAsync(
                "SELECT id, thread_id, position, branch, depth, source, state FROM comment WHERE site_id = @site AND id IN ({0})",
                ids,
                row =>
                    (
                        Id: row.Guid(0),
                        Comment: new CommentHere(
                            row.Guid(1),
                            row.Long(2),
                            row.Long(3),
                            row.Int(4),
                            row.Int(6) == (int)Comments.CommentState.Deleted ? null : row.Text(5)
                        )
                    ),
                cancel
            )
        ).ToDictionary(row => row.Id, row => row.Comment);

    public Task<IReadOnlySet<long>> FindPositionsAsync(Guid story, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlySet<long>>(
            async scope =>
                (
                    await scope.ListAsync(
                        "SELECT position FROM comment WHERE site_id = @site AND thread_id = @story",
                        [("@site", site.Id), ("@story", story)],
                        row => row.Long(0),
                        cancel
                    )
                ).ToHashSet(),
            cancel
        );

    private Task<List<TAnswer>> AskAsync<TAsked, TAnswer>(
        string sql,
        IReadOnlyCollection<TAsked> asked,
        Func<Row, TAnswer> read,
        CancellationToken cancel
    )
    {
        if (asked.Count == 0)
            return Task.FromResult(new List<TAnswer>());
        var (names, parameters) = DbScope.In("v", asked);
        return database.ReadAsync(
            scope =>
                scope.ListAsync(
                    sql.Replace("{0}", names, StringComparison.Ordinal),
                    [("@site", site.Id), .. parameters],
                    read,
                    cancel
                ),
            cancel
        );
    }
}
